"""From an edition to the document by which it is found. Nothing but the edition is looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from heritage.edition.public import PublicRecord
from heritage.kit.dates import BadDate, parse
from heritage.search.documents import Days, Document, Name, Text
from heritage.search.neighbours import Neighbours
from heritage.search.public_facets import facets


def public_document(record: PublicRecord, near: Neighbours, version: int) -> Document:
    """Describe an edition to the index: names, words, facets, days, place, and its result row."""
    about = near.around(record)
    best, others = _names(record)
    place = _place(record, about)
    return Document(
        id=record.id,
        kind=record.kind,
        title=record.title(),
        version=version,
        names=best,
        aliases=others,
        summary=tuple(_prose(record)),
        quotes=tuple(_quotes(record, about)),
        body=_body(record),
        facets=facets(record, about),
        whens=tuple(_whens(record, about)),
        lat=place["lat"] if place else None,
        lon=place["lon"] if place else None,
        added=date.fromisoformat(record.updated).toordinal(),
        url=record.path,
        stored=_row(record, place, about),
    )


def _place(record: PublicRecord, about: Mapping[str, PublicRecord]) -> Mapping[str, Any] | None:
    """Choose where it is on the map; an event happened where its first placed subject stands."""
    subjects = [about[row["subject"]] for row in record.rows("effects") if row["subject"] in about]
    for each in (record, *subjects):
        for row in each.rows("places"):
            if "lat" in row:
                return row
    return None


def _names(record: PublicRecord) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    if record.kind == "source":
        return (Name(record.title(), str(record.field("language") or "")),), ()
    told = [
        (Name(row["text"], row.get("lang", "")), bool(row.get("preferred")))
        for row in record.body["names"]
    ]
    return (
        tuple(name for name, preferred in told if preferred),
        tuple(name for name, preferred in told if not preferred),
    )


PROSE = ("summary", "type", "state", "extent", "left_standing", "count", "holder", "hazard", "note")


def _prose(record: PublicRecord) -> Iterator[Text]:
    for key in PROSE:
        value = record.field(key)
        if isinstance(value, Mapping):
            yield from (Text(text, language) for language, text in value.items())
    if record.kind == "source":
        for key in ("publisher", "authors", "original_reporting"):
            if value := record.field(key):
                yield Text(str(value), str(record.field("language") or ""))
    for question in record.body.get("questions", ()):
        for language, text in ((question["reading"] or {}).get("reason") or {}).items():
            yield Text(text, language)


def _quotes(record: PublicRecord, about: Mapping[str, PublicRecord]) -> Iterator[Text]:
    for claim in record.body["claims"]:
        source = about.get(claim.get("source", ""), record)
        language = str(source.field("language") or "")
        for key in ("quote", "value"):
            if claim.get(key):
                yield Text(claim[key], language)


def _body(record: PublicRecord) -> tuple[Text, ...]:
    text = record.body.get("text")
    return (Text(text, str(record.field("language") or "")),) if text else ()


WHENS = ("happened", "born", "died", "founded", "ended", "published")


def _whens(record: PublicRecord, about: Mapping[str, PublicRecord]) -> Iterator[Days]:
    """Give the days it is searched by: its own, or those of the damage it suffered."""
    own = [record.field(key) for key in WHENS if record.field(key)]
    if record.kind in {"site", "thing"}:
        own = [each.field("happened") for each in about.values() if each.kind == "event"]
    for edtf in own:
        if edtf and (days := _days(edtf)):
            yield days


def _days(edtf: str) -> Days | None:
    try:
        when = parse(edtf)
    except BadDate:
        return None
    if when.earliest is None and when.latest is None:
        return None
    return when.earliest, when.latest


def main_when(record: PublicRecord, about: Mapping[str, PublicRecord]) -> str | None:
    """Choose the one date a result row shows."""
    for key in ("happened", "died", "published", "founded"):
        if record.field(key):
            return str(record.field(key))
    graded = [
        each.field("happened")
        for each in about.values()
        if each.kind == "event"
        and each.field("happened")
        and any(
            row["subject"] == record.id and row.get("grade") == record.field("grade")
            for row in each.rows("effects")
        )
    ]
    return str(max(graded)) if graded and record.field("grade") else None


def _row(
    record: PublicRecord, place: Mapping[str, Any] | None, about: Mapping[str, PublicRecord]
) -> dict[str, Any]:
    claims = record.body["claims"]
    return {
        "title": dict(record.body["title"]),
        "names": [
            {"text": row["text"], "lang": row.get("lang", "")}
            for row in record.body.get("names", ())
        ],
        "summary": record.field("summary") or {},
        "type": record.field("type") or {},
        "state": record.field("state") or {},
        "slug": record.slug,
        "when": main_when(record, about),
        "born": record.field("born"),
        "died": record.field("died"),
        "grade": record.field("grade"),
        "publisher": record.field("publisher"),
        "language": record.field("language"),
        "place": {
            "lat": place["lat"],
            "lon": place["lon"],
            "precision": place.get("place_precision"),
            "cell": place.get("cell"),
        }
        if place
        else None,
        "cites": len(claims),
        "sources": len({claim.get("source") for claim in claims}),
        "part_of": record.field("part_of"),
    }
