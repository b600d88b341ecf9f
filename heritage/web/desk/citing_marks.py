"""What the desk lays over a captured text: recorded names, hints, passages already cited."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import current_app
from sqlalchemy import Table, func, select

from heritage.access.permissions import clearance
from heritage.access.visibility import claims_for, records_for
from heritage.claims.models import Claim
from heritage.gate import me, session
from heritage.kit.text import N_
from heritage.records.models import Record
from heritage.records.parts import Name
from heritage.records.queries import by_ids
from heritage.sources.hints import Hint, hints
from heritage.sources.marking import Lexicon, Mark, NameEntry
from heritage.sources.models import Source, Text
from heritage.web.desk.citing_text import Layer, Span
from heritage.web.desk.kinds import ONE
from heritage.web.shell import gettext, language, when

RECORD: Table = Record.__table__  # type: ignore[assignment]
SAID = {
    "damage": N_("A word of damage"),
    "casualty": N_("Harm to people"),
    "hedge": N_("A word of doubt"),
    "relative": N_("A date counted from another day"),
    "incomplete": N_("Part of a date"),
}


@dataclass(frozen=True)
class Named:
    """A record whose name stands in the text, where it stands, and whether it was cited yet."""

    record: Record
    places: tuple[Span, ...]
    certain: bool
    cited: bool


def lexicon() -> Lexicon:
    """Give all names of the records this person may know of; rebuilt when a record was saved."""
    kept: dict[Any, Any] = current_app.extensions.setdefault("heritage.lexicons", {})
    told = select(func.count(RECORD.c.id), func.max(RECORD.c.updated_at))
    stamp, cleared = tuple(session().execute(told).one()), clearance(me())
    known = kept.get(cleared)
    if known is None or known[0] != stamp:
        kept[cleared] = known = (stamp, Lexicon.build(_names()))
    found: Lexicon = known[1]
    return found


def _names() -> Iterable[NameEntry]:
    told = select(Name.record_id, Record.kind, Name.text, Name.lang)
    rows = session().execute(
        told.join(Record, Record.id == Name.record_id).where(records_for(me()))
    )
    return [NameEntry(*row) for row in rows]


@lru_cache(maxsize=8)
def _marked(known: Lexicon, text: str) -> tuple[Mark, ...]:
    return tuple(known.mark(text))


@lru_cache(maxsize=16)
def _hinted(text: str, tongue: str | None) -> tuple[Hint, ...]:
    return tuple(hints(text, tongue))


def marks(text: Text) -> tuple[Mark, ...]:
    """Find the recorded names in a text."""
    return _marked(lexicon(), text.body)


def claims_seen(source: Source, *, taken_back: bool = False) -> list[Claim]:
    """List the claims of a source that this person may know of, in the order of its text."""
    seen = select(Record.id).where(records_for(me()))
    found = select(Claim).where(
        Claim.source_id == source.id, claims_for(me()), Claim.record_id.in_(seen)
    )
    if not taken_back:
        found = found.where(Claim.retracted_at.is_(None))
    return sorted(
        session().scalars(found), key=lambda each: (each.quote_start or 0, each.created_at)
    )


def place_of(claim: Claim, text: Text) -> Span | None:
    """Say where a claim's passage stands in a text: as it was anchored, else where it reads so."""
    if claim.text_id == text.id and claim.quote_start is not None and claim.quote_end is not None:
        return claim.quote_start, claim.quote_end
    start = text.body.find(claim.quote) if claim.quote else -1
    return (start, start + len(claim.quote)) if start >= 0 else None


def layers(text: Text, source: Source, claims: Iterable[Claim], chosen: Span | None) -> list[Layer]:
    """Gather all that lies over a text."""
    found = marks(text)
    records = by_ids(session(), (key for mark in found for key in mark.record_ids))
    over = [_mark_layer(mark, records) for mark in found]
    over += [_hint_layer(hint) for hint in _hinted(text.body, base_tongue(source))]
    for claim in claims:
        if place := place_of(claim, text):
            over.append(Layer(*place, "quoted", id=claim.id))
    return [*over, Layer(*chosen, "chosen")] if chosen else over


def base_tongue(source: Source) -> str | None:
    """Name a source's language without its country."""
    return source.language.split("-")[0] or None


def _mark_layer(mark: Mark, records: dict[str, Record]) -> Layer:
    called = [
        f"{records[key].title(language())} ({gettext(ONE[records[key].kind])})"
        for key in mark.record_ids
        if key in records
    ]
    note = gettext(" or ").join(called)
    if not mark.certain:
        note = gettext("Perhaps %(names)s", names=note)
    style = "found" if mark.certain and len(called) < 2 else "found unsure"
    return Layer(mark.start, mark.end, style, note, "name")


def _hint_layer(hint: Hint) -> Layer:
    said = SAID.get(hint.note or hint.kind, SAID.get(hint.kind))
    if said:
        return Layer(hint.start, hint.end, f"hint-{hint.kind}", gettext(said))
    dates = gettext(" or ").join(when(each.strip()) for each in hint.note.split("|"))
    return Layer(hint.start, hint.end, "hint-date", dates)


def named(text: Text, claims: Iterable[Claim]) -> list[Named]:
    """List the records named in a text, the most often named first."""
    places: dict[str, list[Span]] = {}
    certain: set[str] = set()
    for mark in marks(text):
        for key in mark.record_ids:
            places.setdefault(key, []).append((mark.start, mark.end))
            if mark.certain and len(mark.record_ids) == 1:
                certain.add(key)
    records, cited = by_ids(session(), places), {claim.record_id for claim in claims}
    found = [
        Named(records[key], tuple(spans), key in certain, key in cited)
        for key, spans in places.items()
        if key in records
    ]
    return sorted(found, key=lambda each: (-len(each.places), each.places[0]))


def named_within(text: Text, passage: Span) -> list[str]:
    """List the records whose name stands in a passage, in the order of the text."""
    start, end = passage
    keys = (
        key
        for mark in marks(text)
        if mark.start < end and mark.end > start
        for key in mark.record_ids
    )
    return list(dict.fromkeys(keys))
