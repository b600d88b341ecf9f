"""What the search knows of beside a record: others like it, and what happened nearby those days.

Each is one search, and a page never fails for want of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from heritage.gate import house
from heritage.kit.dates import BadDate, Edtf, parse
from heritage.search.backend import SearchUnavailable
from heritage.search.query import BadQuery
from heritage.search.request import Request
from heritage.web.catalogue import rows

MOST = 6
KM = 50.0
LONGEST = 31
"""A time of more days than this is not "the same day" as any other."""


def alike(shown: dict[str, Any]) -> list[dict[str, Any]]:
    """Find records that share most with this one and are not named on its page already."""
    try:
        hits = house().public_search.like(shown["id"], MOST * 3)
    except (BadQuery, SearchUnavailable):
        return []
    named = set(_ids(shown))
    return rows.brief([hit for hit in hits if hit.id not in named][:MOST])


def _ids(part: Any) -> Iterator[str]:
    """Go through all that a page names."""
    if isinstance(part, dict):
        if isinstance(part.get("id"), str):
            yield part["id"]
        part = list(part.values())
    if isinstance(part, (list, tuple)):
        for each in part:
            yield from _ids(each)


def nearby(shown: dict[str, Any]) -> list[dict[str, Any]]:
    """Find other events of the same days, within 50 km of where this one can be seen to be."""
    days, place = _days(shown), _place(shown)
    if days is None or place is None:
        return []
    own = {shown["id"], *(each["id"] for each in shown["events"])}
    asked = Request(
        filters={"kind": ("event",)},
        from_day=days[0],
        to_day=days[1],
        near=(*place, KM),
        without=tuple(sorted(own)),
        sort="earliest",
        per_page=MOST,
        highlight=False,
    )
    try:
        return rows.brief(house().public_search.search(asked).hits)
    except (BadQuery, SearchUnavailable):
        return []


def _days(shown: dict[str, Any]) -> tuple[int, int] | None:
    """Give the days of an event, or of the gravest that befell a site, when they are known well."""
    when = shown["when"] if shown["kind"] == "event" else (shown["condition"] or {}).get("when")
    read = _read(when["edtf"]) if when else None
    if read is None or read.earliest is None or read.latest is None:
        return None
    return (read.earliest, read.latest) if read.latest - read.earliest < LONGEST else None


def _read(edtf: str) -> Edtf | None:
    try:
        return parse(edtf)
    except BadDate:
        return None


def _place(shown: dict[str, Any]) -> tuple[float, float] | None:
    placed = [each for each in shown["places"] if each["lat"] is not None]
    return (placed[0]["lat"], placed[0]["lon"]) if placed else None
