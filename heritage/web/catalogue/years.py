"""Damage by year: bars that are links, drawn by the server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from heritage.edition.public import PublicRecord
from heritage.edition.store import PublicStore
from heritage.gate import house
from heritage.kit.dates import BadDate, parse, year_month_day
from heritage.search.request import MOST_PER_PAGE, Request
from heritage.web.catalogue.searching import Params

DESTROYED = "damage-grade/destroyed"
MOST_COUNTED = 1000
_WIDEST = 10
"""An event that may have happened in more years than this is in no bar."""
_MOST_BARS = 24
_FEWEST_BARS = 9

Dated = tuple[str, str | None]
"""When an event happened, and how grave it was."""


@dataclass(frozen=True)
class Bar:
    """One bar: the years it stands for, its events, and those among them that destroyed."""

    first: int
    last: int
    count: int
    destroyed: int
    height: float
    """Share of the highest bar, from 0 to 100."""
    destroyed_height: float

    @property
    def label(self) -> str:
        """Name the years; whole decades by their first and last."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


@dataclass(frozen=True)
class Years:
    """Bars side by side without gaps, and whether some events were too many to count."""

    bars: tuple[Bar, ...]
    complete: bool = True


def of_search(params: Params) -> Years:
    """Count the damage events of a search by the years they may have happened in."""
    kinds = params.chosen.get("kind", ())
    if params.faults or (kinds and "event" not in kinds):
        return Years(())
    dated: list[Dated] = []
    total = 1
    while len(dated) < min(total, MOST_COUNTED):
        page = len(dated) // MOST_PER_PAGE + 1
        found = house().public_search.search(_events(params, page))
        total = found.total
        if not found.hits:
            break
        dated += [
            (str(hit.stored.get("when") or ""), hit.stored.get("grade")) for hit in found.hits
        ]
    return Years(bars(dated), complete=total <= MOST_COUNTED)


def _events(params: Params, page: int) -> Request:
    filters = {**params.chosen, "kind": ("event",)}
    return params.request(
        filters=filters, page=page, per_page=MOST_PER_PAGE, highlight=False, sort="earliest"
    )


def of_store(store: PublicStore) -> tuple[Bar, ...]:
    """Count all damage events by year; counted again only when the store has moved on."""
    return _of_store(store, store.watermark())


@lru_cache(maxsize=4)
def _of_store(store: PublicStore, _watermark: int) -> tuple[Bar, ...]:
    return bars(_dated(each) for each in store.all("event"))


def _dated(event: PublicRecord) -> Dated:
    return str(event.field("happened") or ""), event.field("grade")


def bars(events: Iterable[Dated]) -> tuple[Bar, ...]:
    """Make 9 to 24 bars of the years, or of longer stretches where there are more years."""
    every: Counter[int] = Counter()
    lost: Counter[int] = Counter()
    for edtf, grade in events:
        for year in _years(edtf):
            every[year] += 1
            lost[year] += grade == DESTROYED
    if not every:
        return ()
    first, last = min(every), max(every)
    step = next(size for size in (1, 5, 10, 25, 50, 100, 500, 10_000)
                if (last - first) // size < _MOST_BARS)  # fmt: skip
    if step == 1:
        first, last = _with_room(first, last)
    starts = range(first - first % step, last + 1, step)
    counted = [(at, _sum(every, at, step), _sum(lost, at, step)) for at in starts]
    highest = max(count for _, count, _ in counted)
    return tuple(
        Bar(at, at + step - 1, count, gone, 100 * count / highest, 100 * gone / highest)
        for at, count, gone in counted
    )


def _with_room(first: int, last: int) -> tuple[int, int]:
    """Let a few years be seen among the empty years around them."""
    missing = max(_FEWEST_BARS - (last - first + 1), 0)
    return first - missing // 2, last + missing - missing // 2


def _sum(counts: Counter[int], start: int, step: int) -> int:
    return sum(counts[year] for year in range(start, start + step) if year in counts)


def _years(edtf: str) -> range:
    try:
        read = parse(edtf) if edtf else None
    except BadDate:
        return range(0)
    if read is None or read.earliest is None or read.latest is None:
        return range(0)
    first, last = year_month_day(read.earliest)[0], year_month_day(read.latest)[0]
    return range(first, last + 1) if last - first < _WIDEST else range(0)
