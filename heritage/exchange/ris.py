"""RIS: tagged lines, the oldest form that every reference manager still takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from heritage.edition.public import PublicRecord
from heritage.exchange.archive import Archive
from heritage.exchange.reference import Reference, reference
from heritage.exchange.when import When

MEDIA_TYPE = "application/x-research-info-systems"
TYPES = {
    "article-newspaper": "NEWS",
    "report": "RPRT",
    "post-weblog": "BLOG",
    "post": "BLOG",
    "entry-encyclopedia": "ENCYC",
    "dataset": "DATA",
    "webpage": "ELEC",
    "interview": "PCOMM",
    "graphic": "ART",
    "book": "BOOK",
}


def entries(records: Iterable[PublicRecord], archive: Archive) -> Iterator[str]:
    """Write one entry after the other."""
    for record in records:
        yield entry(reference(record, archive))


def entry(told: Reference) -> str:
    """Write one reference, a tag to a line."""
    lines = [
        ("TY", TYPES.get(told.type, "GEN")),
        ("ID", told.key),
        ("TI", told.title),
        *(("AU", name) for name in told.authors),
        ("T2", told.container),
        ("PB", told.publisher),
        ("PY", told.issued.year.lstrip("0") if told.issued else ""),
        ("DA", _date(told.issued)),
        ("ET", told.edition),
        ("AB", told.abstract),
        ("N1", told.note),
        ("UR", told.url),
        ("LA", told.language),
        ("Y2", _date(told.accessed)),
        ("DP", told.archive),
        ("AV", told.archive_location),
    ]
    written = [f"{tag}  - {_line(value)}" for tag, value in lines if value]
    return "\r\n".join([*written, "ER  - ", "", ""])


def _date(told: When | None) -> str:
    """Write year/month/day/other; what is only a span goes into the last part, in words."""
    if told is None:
        return ""
    if not told.begin:
        return f"{told.year}///{told.label.replace('/', '-')}"
    year, month, day = (*told.begin, 0, 0)[:3]
    pieces = [f"{year:04}", f"{month:02}" if month else "", f"{day:02}" if day else ""]
    return "/".join([*pieces, told.label if told.doubted else ""])


def _line(value: str) -> str:
    """Keep a value on its line, so that no value can begin another entry."""
    return " ".join(value.split())
