"""How a record or a source is cited, before any format: who, what, where, when, and where kept."""

from __future__ import annotations

from dataclasses import dataclass

from heritage.edition.public import PublicRecord
from heritage.exchange.archive import Archive
from heritage.exchange.when import When, when

CSL_TYPES = {
    "news-article": "article-newspaper",
    "news-agency": "article-newspaper",
    "news-digest": "article-newspaper",
    "official-statement": "article-newspaper",
    "monitoring-report": "report",
    "satellite-analysis": "report",
    "un-statement": "report",
    "mission-report": "report",
    "expert-blog": "post-weblog",
    "encyclopaedia": "entry-encyclopedia",
    "gazetteer": "dataset",
    "activist-network": "post",
    "topic-page": "webpage",
    "testimony": "interview",
    "photograph": "graphic",
    "book": "book",
}
"""Kinds of source in the words of the Citation Style Language."""

SERIAL = frozenset(("article-newspaper", "post-weblog", "post", "webpage", "entry-encyclopedia"))
"""What appears inside something else: there the publisher is the container."""


@dataclass(frozen=True)
class Reference:
    """One entry of a bibliography."""

    key: str
    type: str
    title: str
    authors: tuple[str, ...]
    container: str
    publisher: str
    url: str
    issued: When | None
    accessed: When | None
    language: str
    archive: str
    archive_location: str
    edition: str
    abstract: str
    note: str


def reference(record: PublicRecord, archive: Archive) -> Reference:
    """Cite a source as what it is, and any other record as a page of the archive."""
    return _source(record, archive) if record.kind == "source" else _record(record, archive)


def _source(record: PublicRecord, archive: Archive) -> Reference:
    local = str(record.field("source_kind") or "").rpartition("/")[2]
    url = "" if record.field("link_withheld") else str(record.field("url") or "")
    type_ = CSL_TYPES.get(local) or ("webpage" if url else "document")
    publisher = str(record.field("publisher") or "")
    captured = max((str(each["captured"])[:10] for each in record.body["captures"]), default="")
    permanent = archive.permanent(record)
    return Reference(
        key=key(record),
        type=type_,
        title=str(record.field("title") or record.title(archive.language)),
        authors=_authors(str(record.field("authors") or "")),
        container=publisher if type_ in SERIAL else "",
        publisher="" if type_ in SERIAL else publisher,
        url=url or permanent,
        issued=when(record.field("published"), archive.language),
        accessed=when(captured, archive.language),
        language=str(record.field("language") or ""),
        archive=archive.name,
        archive_location=permanent,
        edition="",
        abstract="",
        note=_here(record.field("note"), archive.language),
    )


def _record(record: PublicRecord, archive: Archive) -> Reference:
    return Reference(
        key=key(record),
        type="webpage",
        title=record.title(archive.language),
        authors=(archive.name,),
        container=archive.name,
        publisher=archive.name,
        url=archive.permanent(record),
        issued=when(record.updated, archive.language),
        accessed=None,
        language=archive.language,
        archive="",
        archive_location="",
        edition=str(record.edition),
        abstract=_here(record.field("summary"), archive.language),
        note="",
    )


def key(record: PublicRecord) -> str:
    """Make the short name by which a text cites this entry; slugs are unique within a kind."""
    return f"{record.kind}-{record.slug}"


def _authors(told: str) -> tuple[str, ...]:
    return tuple(name for each in told.split(";") if (name := each.strip()))


def _here(pair: object, language: str) -> str:
    if not isinstance(pair, dict):
        return str(pair or "")
    return str(pair.get(language) or next(filter(None, pair.values()), ""))
