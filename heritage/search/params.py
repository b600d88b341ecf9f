"""What a reader asks: the query string of a search, read, kept, and written again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol
from urllib.parse import urlencode

from heritage.kit.dates import BadDate, Edtf, parse
from heritage.kit.languages import ascii_digits
from heritage.kit.text import N_, tidy
from heritage.search.documents import KINDS
from heritage.search.query import BadQuery, Query
from heritage.search.query import parse as parse_query
from heritage.search.request import SORTS, Request, Sort

FILTERS = ("kind", "country", "grade", "cause", "place", "source", "lang")
"""Filters one may choose several values of: any of them within one filter, all filters together."""
PER_PAGE = 20
LAST_PAGE = 10_000
_MOST_VALUES = 40
_LONGEST_VALUE = 200


class Asked(Protocol):
    """The query string of an address, in which a name may stand several times."""

    def get(self, key: str, default: str, /) -> str:
        """Give the first value of a name."""

    def getlist(self, key: str, /) -> list[str]:
        """Give every value of a name."""


@dataclass(frozen=True)
class Fault:
    """Why one part of a search cannot be used; translated and filled at the door."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Params:
    """One search as its address tells it; what was mistyped is kept beside its fault."""

    q: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    begin: str = ""
    end: str = ""
    bbox: str = ""
    sort: str = ""
    page: int = 1
    faults: Mapping[str, Fault] = field(default_factory=dict)
    query: Query | None = None
    from_day: int | None = None
    to_day: int | None = None
    box: tuple[float, float, float, float] | None = None

    @property
    def empty(self) -> bool:
        """Tell whether nothing was asked for."""
        return not (self.q or self.chosen or self.dated or self.bbox)

    @property
    def dated(self) -> bool:
        """Tell whether a time was asked for."""
        return bool(self.begin or self.end)

    @property
    def order(self) -> Sort:
        """Choose the order: by relevance where words were asked for, else by title."""
        if self.sort in SORTS:
            return self.sort
        return "relevance" if self.q else "title"

    def pairs(self, **changes: Any) -> list[tuple[str, str]]:
        """Write the search as pairs again, with changes; the page starts over unless it is one."""
        asked = replace(self, **{"page": 1, **changes})
        told = [("q", asked.q)]
        told += [(key, each) for key in FILTERS for each in asked.chosen.get(key, ())]
        told += [("from", asked.begin), ("to", asked.end), ("bbox", asked.bbox)]
        told += [("sort", asked.sort), ("page", str(asked.page) if asked.page > 1 else "")]
        return [(key, value) for key, value in told if value]

    def string(self, **changes: Any) -> str:
        """Write the query string, with its question mark; empty when nothing is asked."""
        pairs = self.pairs(**changes)
        return f"?{urlencode(pairs)}" if pairs else ""

    def without(self, key: str, value: str) -> str:
        """Write the query string with one chosen value taken away."""
        rest = tuple(each for each in self.chosen.get(key, ()) if each != value)
        chosen = {**self.chosen, key: rest}
        return self.string(chosen={name: values for name, values in chosen.items() if values})

    def has(self, key: str, value: str) -> bool:
        """Tell whether a value of a filter is chosen."""
        return value in self.chosen.get(key, ())

    def request(self, facets: Iterable[str] = (), **changes: Any) -> Request:
        """Ask the index."""
        told: dict[str, Any] = {
            "query": self.query,
            "filters": dict(self.chosen),
            "from_day": self.from_day,
            "to_day": self.to_day,
            "bbox": self.box,
            "sort": self.order,
            "page": self.page,
            "per_page": PER_PAGE,
            "facets": tuple(facets),
        }
        return Request(**{**told, **changes})


def read_params(args: Asked, **fixed: tuple[str, ...]) -> Params:
    """Read a search from an address; faults are named, and what was typed is kept."""
    told = Params(
        q=args.get("q", "").strip(),
        chosen={**_chosen(args), **fixed},
        begin=tidy(args.get("from", ""))[:_LONGEST_VALUE],
        end=tidy(args.get("to", ""))[:_LONGEST_VALUE],
        bbox=tidy(args.get("bbox", ""))[:_LONGEST_VALUE],
        sort=tidy(args.get("sort", ""))[:_LONGEST_VALUE],
    )
    faults: dict[str, Fault] = {}
    found: dict[str, Any] = {
        "query": _query(told.q, faults),
        "from_day": _day(told.begin, "from", faults),
        "to_day": _day(told.end, "to", faults),
        "box": _box(told.bbox, faults),
        "page": _page(args.get("page", ""), faults),
    }
    _check_choices(told, faults)
    _check_order(found, faults)
    return replace(told, **found, faults=faults)


def _chosen(args: Asked) -> dict[str, tuple[str, ...]]:
    told = {
        key: tuple(
            dict.fromkeys(
                each.strip()[:_LONGEST_VALUE] for each in args.getlist(key) if each.strip()
            )
        )
        for key in FILTERS
    }
    return {key: values[:_MOST_VALUES] for key, values in told.items() if values}


def _query(text: str, faults: dict[str, Fault]) -> Query | None:
    try:
        return parse_query(text)
    except BadQuery as bad:
        faults["q"] = Fault(bad.message, bad.values)
        return None


def _day(text: str, name: str, faults: dict[str, Fault]) -> int | None:
    """Find the first day of a beginning, or the last day of an end."""
    if not text:
        return None
    try:
        read: Edtf = parse(ascii_digits(text))
    except BadDate:
        faults[name] = Fault(
            N_(
                "“%(text)s” is not a date the archive can read. Write a year (2015), "
                "a month (2015-08) or a day (2015-08-30)."
            ),
            {"text": text},
        )
        return None
    return read.earliest if name == "from" else read.latest


def _box(text: str, faults: dict[str, Fault]) -> tuple[float, float, float, float] | None:
    if not text:
        return None
    try:
        west, south, east, north = (float(ascii_digits(each)) for each in text.split(","))
    except ValueError:
        west = south = east = north = float("nan")
    inside = -180 <= west <= 180 and -180 <= east <= 180 and -90 <= south <= north <= 90
    if not inside:
        faults["bbox"] = Fault(
            N_("A box is four numbers in degrees: west, south, east, north, as in 38,34,39,35.")
        )
        return None
    return west, south, east, north


def _page(text: str, faults: dict[str, Fault]) -> int:
    if not text.strip():
        return 1
    digits = ascii_digits(text.strip())
    if digits.isascii() and digits.isdecimal() and 1 <= int(digits[:9]) <= LAST_PAGE:
        return int(digits[:9])
    faults["page"] = Fault(
        N_("“%(text)s” is not a page. Pages are numbers from 1 to %(most)s."),
        {"text": text[:40], "most": LAST_PAGE},
    )
    return 1


def _check_choices(told: Params, faults: dict[str, Fault]) -> None:
    for kind in told.chosen.get("kind", ()):
        if kind not in KINDS:
            faults["kind"] = Fault(
                N_("There is no kind of record “%(text)s”. Kinds are: %(known)s."),
                {"text": kind, "known": ", ".join(KINDS)},
            )
    if told.sort and told.sort not in SORTS:
        faults["sort"] = Fault(
            N_("There is no order “%(text)s”. Orders are: %(known)s."),
            {"text": told.sort, "known": ", ".join(SORTS)},
        )


def _check_order(found: Mapping[str, Any], faults: dict[str, Fault]) -> None:
    first, last = found["from_day"], found["to_day"]
    if first is not None and last is not None and first > last:
        faults["to"] = Fault(N_("The end lies before the beginning."))
