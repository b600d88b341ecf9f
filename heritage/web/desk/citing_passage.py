"""A passage of a source's text: which one is meant, where it is addressed, what is in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import request, url_for

from heritage.gate import session
from heritage.kit.text import N_
from heritage.records.models import Record
from heritage.sources.models import Source, Text
from heritage.sources.queries import texts
from heritage.web.desk.citing_forms import Quotable
from heritage.web.desk.citing_marks import marks, named_within
from heritage.web.desk.citing_text import Span, match_at, trimmed
from heritage.web.desk.kinds import known

NO_PASSAGE = N_("There is no such passage in this text. Choose it again.")
TOO_MANY_WORDS = N_(
    "This passage has %(count)s words. News is quoted in fewer than 25: move its ends closer,"
    " or cite it in two parts."
)


def text_of(source: Source) -> Text | None:
    """Give the text that was asked for, or the newest."""
    known_texts = texts(session(), source)
    wanted = request.values.get("text", "")
    for each in known_texts:
        if each.id == wanted:
            return each
    return next(iter(known_texts), None)


def passage_in(body: Text, told: Mapping[str, str]) -> Span | None:
    """Read which passage is meant, without the spaces at its ends."""
    start, end = _place(told.get("start")), _place(told.get("end"))
    if start is None or end is None or end > len(body.body):
        return None
    return trimmed(body.body, start, end)


def _place(told: str | None) -> int | None:
    plain = (told or "").strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 10 else None


def address(source: Source, body: Text, start: int, end: int, moved: str | None = None) -> str:
    """Address a passage."""
    return url_for(
        "desk.citing.text", source_id=source.id, text=body.id, start=start, end=end, moved=moved,
    )  # fmt: skip


def chosen(source: Source, body: Text, passage: Span) -> dict[str, Any]:
    """Tell what one needs to know of a passage before citing it."""
    start, end = passage
    quote = body.body[start:end]
    keys = named_within(body, passage)
    return {
        "start": start,
        "end": end,
        "match": match_at(body.body, start, end),
        "quotable": Quotable(source, quote),
        "records": records_of(keys),
        "is_name": any((mark.start, mark.end) == passage for mark in marks(body)),
    }


def records_of(keys: list[str]) -> list[Record]:
    """Fetch records in the order of their keys, leaving out what this person may not know of."""
    rows = {each.id: each for each in session().scalars(known().where(Record.id.in_(keys)))}
    return [rows[key] for key in keys if key in rows]


def record_of(key: str) -> Record | None:
    """Find a record this person may know of."""
    return session().scalar(known().where(Record.id == key)) if key else None
