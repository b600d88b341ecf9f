"""Records and sources found by what an archivist types, and called by their names on the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from flask import g
from sqlalchemy import ColumnElement, func, or_, select

from heritage.gate import session
from heritage.kit.names import fold
from heritage.kit.text import tidy
from heritage.records.models import KINDS, Record
from heritage.records.parts import Name
from heritage.sources.models import Source
from heritage.sources.queries import same_address
from heritage.web.desk.kinds import ONE, known
from heritage.web.shell import gettext, language, when

_ID = re.compile(r"[0-9a-f]{32}")
MOST = 8


@dataclass(frozen=True)
class Offer:
    """One record or source that may be meant, told so that two of one name can be kept apart."""

    id: str
    title: str
    other: str = ""
    more: str = ""


def learn(record_ids: Iterable[str], source_ids: Iterable[str] = ()) -> None:
    """Fetch at once the names a page is going to need."""
    records, sources = _cache("records"), _cache("sources")
    if wanted := {each for each in record_ids if each and each not in records}:
        records.update(dict.fromkeys(wanted))
        for record in session().scalars(known().where(Record.id.in_(wanted))):
            records[record.id] = record.title(language())
    if missing := {each for each in source_ids if each and each not in sources}:
        sources.update(dict.fromkeys(missing))
        told = select(Source.id, Source.title).where(Source.id.in_(missing))
        sources.update((row.id, row.title) for row in session().execute(told))


def _cache(name: str) -> dict[str, str | None]:
    found: dict[str, str | None] = g.setdefault(f"desk_names_of_{name}", {})
    return found


def record_title(record_id: str) -> str | None:
    """Call a record by its name; none when this person may not know of it."""
    learn([record_id])
    return _cache("records").get(record_id)


def source_title(source_id: str) -> str | None:
    """Call a source by its title."""
    learn((), [source_id])
    return _cache("sources").get(source_id)


def hidden(record_ids: Iterable[str]) -> set[str]:
    """Pick the records that this person may not know of."""
    wanted = {each for each in record_ids if each}
    learn(wanted)
    return {each for each in wanted if _cache("records").get(each) is None}


def records_named(text: str, kinds: tuple[str, ...] = (), limit: int = MOST) -> list[Offer]:
    """Offer records one of whose names, in any script, contains what was typed."""
    plain = fold(text)
    if not plain:
        return []
    holds = select(Name.record_id).where(Name.folded.contains(plain, autoescape=True))
    found = known().where(or_(Record.id.in_(holds), *_by_number(text)))
    records = session().scalars(found.where(Record.kind.in_(kinds or KINDS)).limit(limit * 5))
    ranked = sorted(records, key=lambda record: _rank(record, plain))
    return [_record_offer(record) for record in ranked[:limit]]


def _by_number(text: str) -> list[ColumnElement[bool]]:
    number = text.strip().lower()
    return [Record.id == number, Record.public_id == number] if _ID.fullmatch(number) else []


def _rank(record: Record, plain: str) -> tuple[bool, bool, int, str]:
    """Put whole names first, then those that begin so, then the shorter."""
    names = [row.folded for row in record.names if plain in row.folded] or [""]
    starts = any(name.startswith(plain) for name in names)
    return plain not in names, not starts, min(map(len, names)), record.id


def _record_offer(record: Record) -> Offer:
    title = record.title(language())
    other = record.title("en" if language() == "ar" else "ar")
    dated = next(
        (getattr(record, key) for key in ("happened", "born", "built", "founded")
         if getattr(record, key, None)), None,
    )  # fmt: skip
    more = (gettext(ONE[record.kind]), record.country, when(dated), record.id[:8])
    return Offer(record.id, title, "" if other == title else other, " · ".join(filter(None, more)))


def sources_titled(text: str, limit: int = MOST) -> list[Offer]:
    """Offer sources whose title, publisher or address contains what was typed."""
    plain = tidy(text).lower()
    if not plain:
        return []
    found = select(Source).where(
        or_(
            func.lower(Source.title).contains(plain, autoescape=True),
            func.lower(Source.publisher).contains(plain, autoescape=True),
            func.lower(Source.url).contains(plain, autoescape=True),
            Source.id == plain,
        )
    )
    ranked = found.order_by(Source.updated_at.desc()).limit(limit)
    return [_source_offer(source) for source in session().scalars(ranked)]


def _source_offer(source: Source) -> Offer:
    more = filter(None, (source.publisher, when(source.published)))
    return Offer(source.id, source.title, "", " · ".join(more))


def records_meant(text: str, kinds: tuple[str, ...]) -> list[Offer]:
    """List the records that exactly this name or number can mean."""
    plain = fold(text)
    return [
        offer
        for offer in records_named(text, kinds, limit=50)
        if text.strip().lower() == offer.id or _is_called(offer.id, plain)
    ]


def _is_called(record_id: str, plain: str) -> bool:
    called = select(Name.id).where(Name.record_id == record_id, Name.folded == plain).limit(1)
    return bool(plain) and session().scalar(called) is not None


def sources_meant(text: str) -> list[Offer]:
    """List the sources that exactly this title, number or address can mean."""
    if text.strip().lower().startswith(("http://", "https://")):
        return [Offer(each.id, each.title) for each in same_address(session(), text)]
    plain = tidy(text).lower()
    return [
        offer
        for offer in sources_titled(text, limit=50)
        if plain in {offer.id, offer.title.lower()}
    ]
