"""Dublin Core: fifteen words every harvester knows, and the finer ones of the DCMI terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from heritage.edition.public import PublicRecord
from heritage.exchange.archive import Archive
from heritage.exchange.geojson import places
from heritage.exchange.when import main_when
from heritage.exchange.xml import DC, DCTERMS, LANG, OAI_DC, QDC, SCHEMA, add, allowed

DCMI = "http://purl.org/dc/dcmitype/"
TYPES = {
    "site": "PhysicalObject",
    "thing": "PhysicalObject",
    "event": "Event",
    "source": "Text",
    "person": "Text",
    "group": "Text",
}
"""DCMI types; there is none for people, so their records are told as the texts they are."""


@dataclass(frozen=True)
class Said:
    """One element: its plain word, its finer word where there is one, and what it says."""

    word: str
    text: str
    lang: str = ""
    finer: str = ""


def simple(record: PublicRecord, archive: Archive) -> Element:
    """Describe a record in the fifteen elements, as OAI-PMH asks of everyone."""
    top = Element(f"{OAI_DC}dc")
    space = OAI_DC.strip("{}")
    top.set(SCHEMA, f"{space} http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    for told in said(record, archive):
        _put(top, f"{DC}{told.word}", told)
    return top


def qualified(record: PublicRecord, archive: Archive) -> Element:
    """Describe a record in the finer terms, where they say more."""
    top = Element(f"{QDC}qualifieddc")
    for told in said(record, archive):
        _put(top, f"{DCTERMS}{told.finer}" if told.finer else f"{DC}{told.word}", told)
    return top


def _put(top: Element, tag: str, told: Said) -> None:
    element = add(top, tag, told.text)
    if told.lang:
        element.set(LANG, allowed(told.lang))


def said(record: PublicRecord, archive: Archive) -> list[Said]:
    """Say what a record is, element by element; what is empty is not said."""
    own = _of_source if record.kind == "source" else _of_record
    told = [*_common(record, archive), *own(record, archive)]
    return list(dict.fromkeys(each for each in told if each.text))


def _common(record: PublicRecord, archive: Archive) -> Iterator[Said]:
    if record.kind != "source":
        for language, title in record.body["title"].items():
            yield Said("title", title, language)
    yield Said("identifier", archive.permanent(record))
    yield Said("type", TYPES[record.kind])
    yield Said("type", record.kind)
    yield Said("date", record.updated, finer="modified")


def _of_record(record: PublicRecord, archive: Archive) -> Iterator[Said]:
    titles = record.body["title"].values()
    for name in record.body.get("names") or ():
        if name["text"] not in titles:
            yield Said("title", name["text"], name.get("lang") or "", "alternative")
    yield Said("publisher", archive.name)
    for language, text in (record.field("summary") or {}).items():
        yield Said("description", text, language, "abstract")
    for key in ("heritage_type", "event_kind", "group_kind", "grade", "fate"):
        yield from _labels(record.field(key), archive)
    for row in record.rows("causes"):
        yield from _labels(row.get("cause"), archive)
    yield from _coverage(record, archive)
    yield from _relations(record, archive)


def _labels(key: Any, archive: Archive) -> Iterator[Said]:
    if key:
        for language in ("en", "ar"):
            yield Said("subject", archive.label(key, language), language)


def _coverage(record: PublicRecord, archive: Archive) -> Iterator[Said]:
    yield Said("coverage", str(record.field("country") or ""), finer="spatial")
    for row in places(record, archive)[0]:
        point = f"north={row['lat']}; east={row['lon']}"
        cell = f"; a square of {row['cell']:g} degrees around it" if row.get("cell") else ""
        yield Said("coverage", point + cell, finer="spatial")
    told = main_when(record, archive)
    yield Said("coverage", told.edtf if told else "", finer="temporal")


def _relations(record: PublicRecord, archive: Archive) -> Iterator[Said]:
    whole = archive.one(record.field("part_of"))
    yield Said("relation", archive.permanent(whole) if whole else "", finer="isPartOf")
    for subject in archive.all_of(row.get("subject") for row in record.rows("effects")):
        yield Said("relation", archive.permanent(subject), finer="references")
    for source in archive.sources(record):
        yield Said("source", archive.permanent(source))


def _of_source(record: PublicRecord, archive: Archive) -> Iterator[Said]:
    language = str(record.field("language") or "")
    yield Said("title", str(record.field("title") or record.title()), language)
    for author in str(record.field("authors") or "").split(";"):
        yield Said("creator", author.strip())
    yield Said("publisher", str(record.field("publisher") or ""))
    yield Said("date", str(record.field("published") or ""), finer="issued")
    yield Said("language", language)
    if not record.field("link_withheld"):
        yield Said("identifier", str(record.field("url") or ""))
    yield Said("rights", str(record.field("licence") or ""), finer="license")
    for language_, text in (record.field("note") or {}).items():
        yield Said("description", text, language_)
    yield from _labels(record.field("source_kind"), archive)
    for other in archive.all_of(claim.get("record") for claim in record.body["claims"]):
        yield Said("relation", archive.permanent(other), finer="isReferencedBy")
