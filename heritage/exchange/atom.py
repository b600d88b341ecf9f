"""Atom (RFC 4287): what is new in the archive, for feed readers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree.ElementTree import Element

from heritage.edition.public import PublicRecord
from heritage.exchange.archive import Archive
from heritage.exchange.xml import LANG, OPENSEARCH, add, allowed, document, root

MEDIA_TYPE = "application/atom+xml"
_SINCE = "2026"
"""The year from which our tags count; a tag never changes, whatever else does."""


def feed(
    records: Iterable[PublicRecord],
    archive: Archive,
    title: str,
    links: Mapping[str, str],
    total: int,
) -> bytes:
    """Write a feed of records; `links` leads to this page of it and to those around it."""
    shown = list(records)
    top = root("feed", "http://www.w3.org/2005/Atom")
    top.set(LANG, archive.language)
    add(top, "id", f"tag:{archive.host},{_SINCE}:{_path(links['first'], archive)}")
    add(top, "title", title)
    add(top, "updated", _moment(max((each.updated for each in shown), default=f"{_SINCE}-01-01")))
    add(add(top, "author"), "name", archive.name)
    for relation, address in links.items():
        kind = "text/html" if relation == "alternate" else MEDIA_TYPE
        add(top, "link", rel=relation, href=address, type=kind)
    add(top, f"{OPENSEARCH}totalResults", str(total))
    for record in shown:
        _entry(top, record, archive)
    return document(top)


def _path(address: str, archive: Archive) -> str:
    return address.removeprefix(archive.base_url)


def _entry(top: Element, record: PublicRecord, archive: Archive) -> None:
    entry = add(top, "entry")
    add(entry, "id", f"tag:{archive.host},{_SINCE}:/id/{record.id}")
    add(entry, "title", record.title(archive.language))
    add(entry, "updated", _moment(record.updated))
    add(entry, "link", rel="alternate", href=archive.page(record), type="text/html")
    add(entry, "link", rel="related", href=archive.permanent(record))
    add(entry, "category", term=record.kind)
    for tongue, text in (record.field("summary") or {}).items():
        if tongue == archive.language or archive.language not in record.field("summary"):
            add(entry, "summary", text).set(LANG, allowed(tongue))
            break


def _moment(day: str) -> str:
    """Write a day as the moment it began: editions are dated by the day."""
    return f"{day}T00:00:00Z"
