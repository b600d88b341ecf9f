"""A source's bytes taken in, and what its page says of itself, for a person to check."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from heritage.gate import house, session, somebody
from heritage.kit.text import N_, shorten
from heritage.ledger.documents import Document, document
from heritage.media.models import File
from heritage.sources import actions
from heritage.sources.extraction import Extracted, extract
from heritage.sources.models import Capture, Source
from heritage.sources.queries import same_address, same_bytes
from heritage.web.desk.sources_forms import NewSourceForm, provisional_title
from heritage.web.shell import gettext

SAID_AS = {
    "title": ("headline", "og:title", "twitter:title", "dc.title", "title", "Title"),
    "authors": ("author", "article:author", "dc.creator", "citation_author", "byl", "Author"),
    "publisher": ("publisher", "og:site_name", "dc.publisher", "application-name"),
    "published": ("datePublished", "article:published_time", "date", "dc.date", "pubdate",
                  "citation_publication_date"),
    "language": ("inLanguage", "lang", "og:locale"),
}  # fmt: skip
"""Under which names a page says such things to machines."""

BEGUN = {
    "pasted": N_("Begun from a pasted text"),
    "uploaded": N_("Begun from an uploaded file"),
    "": N_("Begun without a copy"),
}
READ_OUT = N_("Description read out of the page, to be checked")
_MOST_RAW = 3


@dataclass(frozen=True)
class Suggestion:
    """What was read out of a page for one field, and how the page says it."""

    value: str
    raw: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ReadOut:
    """All that a capture says of itself."""

    suggestions: dict[str, Suggestion]
    warnings: tuple[str, ...] = ()


def begin(form: NewSourceForm, title: str) -> tuple[Source, Capture | None]:
    """Begin a source as a draft, keep its bytes, and fill in what its page says.

    Raises:
        RefusedUpload, BadSource: nothing is kept.
    """
    came = form.told()
    url = form.url.data or ""
    taken = take(came, url) if came else None
    data, filename, how = came or (b"", "", "")
    doc = {"title": title or provisional_title(url, data, filename), "url": url}
    source = actions.create(session(), doc, somebody(), gettext(BEGUN[how]))
    if taken is None:
        return source, None
    capture, read = keep(source, taken)
    told = {key: each.value for key, each in read.suggestions.items()}
    if title:
        told.pop("title", None)
    if told:
        _fill_in(source, told)
    return source, capture


def take(came: tuple[bytes, str, str], url: str) -> actions.Taken:
    """Look into bytes and read them, while nobody else has to wait for it.

    Raises:
        RefusedUpload: they are of no kind the archive takes.
    """
    session().rollback()
    data, filename, how = came
    return actions.take(data, filename=filename, how=how, url=url)


def keep(source: Source, taken: actions.Taken) -> tuple[Capture, ReadOut]:
    """Keep bytes of a source, and what was read out of them."""
    capture = actions.keep(session(), house().files, source, taken, by=somebody())
    return capture, _read_out(taken.read)


def _fill_in(source: Source, told: Document) -> None:
    """Write the suggestions down as the draft's next version; its address follows its title."""
    actions.save(
        session(),
        source,
        document(source) | told,
        by=somebody(),
        comment=gettext(READ_OUT),
        read_at=source.version,
    )
    source.slug = actions.free_slug(session(), source)


def read_again(source: Source, capture_id: str) -> ReadOut | None:
    """Read a capture's page once more; the same bytes say the same."""
    capture = session().get(Capture, capture_id)
    if capture is None or capture.source_id != source.id:
        return None
    file = session().get_one(File, capture.sha256)
    with house().files.open(capture.sha256) as opened:
        data = opened.read()
    return _read_out(extract(data, file.media_type, source.url or None))


def _read_out(read: Extracted) -> ReadOut:
    found = {
        "title": read.title[:400],
        "authors": "; ".join(read.authors)[:400],
        "publisher": read.publisher[:200],
        "published": read.published or "",
        "language": read.language or "",
    }
    suggestions = {
        key: Suggestion(value, tuple(_raw(read.raw, SAID_AS[key]))[:_MOST_RAW])
        for key, value in found.items()
        if value
    }
    return ReadOut(suggestions, read.warnings)


def _raw(raw: dict[str, Any], names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Find how the page itself says a thing, word for word."""
    things = [raw, raw.get("meta") or {}, raw.get("pdf") or {}, *(raw.get("json-ld") or [])]
    for thing in things:
        for name in names:
            value = thing.get(name) if isinstance(thing, dict) else None
            if value:
                yield name, shorten(_plain(value), 200)


def _plain(value: object) -> str:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def already_here(source: Source) -> list[Source]:
    """Find other sources of the same address or the same bytes: suggested, never in the way."""
    same = same_address(session(), source.url, source.id) if source.url else []
    for capture in source.captures:
        same += same_bytes(session(), capture.sha256)
    return [each for each in dict.fromkeys(same) if each.id != source.id]
