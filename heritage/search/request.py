"""What is asked of an index, and what it answers; the same for every engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import msgspec

from heritage.search.query import Note, Query

Sort = Literal["relevance", "title", "earliest", "latest", "newest"]
SORTS: tuple[Sort, ...] = ("relevance", "title", "earliest", "latest", "newest")
Period = Literal["decade", "year", "month"]
MOST_PER_PAGE = 200
MOST_VALUES = 1_000
"""So many values of a facet are counted, those with the most records first."""


class Request(msgspec.Struct, frozen=True, gc=False):
    """One search: words, and filters that hold together (or within one, and across them)."""

    query: Query | None = None
    filters: Mapping[str, tuple[str, ...]] = {}
    from_day: int | None = None
    to_day: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    """West, south, east, north; a west beyond the east crosses the date line."""
    near: tuple[float, float, float] | None = None
    """Latitude, longitude, and how many kilometres around."""
    certainly: bool = False
    """Leave out what only may have happened between the two days."""
    without: tuple[str, ...] = ()
    """Ids that are not to be found: the record beside which the others are shown."""
    sort: Sort = "relevance"
    page: int = 1
    per_page: int = 20
    facets: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    """Count also by decade, year or month, under every filter but that of time."""
    of_which: tuple[str, str] | None = None
    """A facet and a value of it: count by period besides how much of what was found has it."""
    highlight: bool = True
    relaxed: bool = True
    """Where nothing has all of the words, answer with what has some of them."""

    @property
    def dated(self) -> bool:
        """Tell whether a date was asked for; what has no date is then left out."""
        return self.from_day is not None or self.to_day is not None

    @property
    def narrowed(self) -> bool:
        """Tell whether anything but the words narrows what is found."""
        where = self.bbox or self.near
        return bool(self.filters or self.dated or where or self.without)

    @property
    def window(self) -> slice:
        """Say which of the ordered hits this page shows."""
        size = min(max(self.per_page, 1), MOST_PER_PAGE)
        start = (max(self.page, 1) - 1) * size
        return slice(start, start + size)


class Segment(msgspec.Struct, frozen=True, gc=False):
    """A stretch of text, marked when it is what was looked for. Plain text: escape when shown."""

    text: str
    marked: bool = False
    at: int | None = None
    """Where it begins in the text it was cut from; none for dots that stand for more."""


Snippet = tuple[Segment, ...]


def place_of(snippet: Snippet) -> tuple[int, int]:
    """Say where a snippet begins and ends in its text, so that a page can open there."""
    told = [(each.at, each.at + len(each.text)) for each in snippet if each.at is not None]
    return (told[0][0], told[-1][1]) if told else (0, 0)


class Hit(msgspec.Struct, frozen=True, gc=False):
    """One record found, with the passages that speak of what was asked."""

    id: str
    kind: str
    title: str
    url: str
    score: float
    stored: Mapping[str, Any]
    highlights: Mapping[str, tuple[Snippet, ...]] = {}
    """By field: `names`, `summary`, `quotes`, `body`."""
    matched: str | None = None
    """The recorded name that answered, when the title itself is spelled otherwise."""


Counts = tuple[tuple[str, int], ...]


class Times(msgspec.Struct, frozen=True, gc=False):
    """When what was found may have happened; what may belong to two periods is in both."""

    periods: Mapping[Period, Counts]
    """In order of time, as EDTF: `201X`, `2015` or `2015-08`."""
    of_which: Mapping[Period, Counts]
    """The same for what of it has the value that was asked about."""
    undated: int
    """How many have no date."""


class Results(msgspec.Struct, frozen=True, gc=False):
    """One page of hits and the counts beside it."""

    total: int
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, Counts] = {}
    times: Times | None = None
    """Where periods were asked for."""
    did_you_mean: str | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """A record offered while somebody is still typing."""

    id: str
    kind: str
    title: str
    name: str
    """The name that begins as typed; the title itself, or another spelling."""
    url: str


@dataclass(frozen=True)
class Difference:
    """How an index departs from the store it follows; empty when they agree."""

    missing: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()
    extra: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything departs."""
        return bool(self.missing or self.stale or self.extra or self.faults)
