"""What a reader asks: the query string of a search, read, kept, and written again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import SimpleNamespace
from typing import Any, Protocol, TypeVar, get_args
from urllib.parse import urlencode

from heritage.kit.folding import fold
from heritage.kit.languages import ascii_digits
from heritage.kit.text import N_, tidy
from heritage.search.documents import FACETS, KINDS, NAMED_FACETS, Days
from heritage.search.query import BadQuery, Query, When
from heritage.search.query import parse as parse_query
from heritage.search.query_tree import without_time
from heritage.search.query_words import FIELDS, Values
from heritage.search.query_writing import written
from heritage.search.reading import (
    BACKWARDS,
    BadValue,
    Box,
    Circle,
    read_box,
    read_circle,
    read_days,
)
from heritage.search.request import SORTS, Period, Request, Sort

COUNTED = tuple(key for key in FACETS if key != "status")
"""Filters whose values are counted beside the results."""
FILTERS = (*COUNTED, "cited_by")
"""Filters one may choose several values of: any of them within one filter, all filters together."""
PERIODS: tuple[Period, ...] = get_args(Period)
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
    marked: tuple[str, str, str] | None = None
    """Of a query: what stands before the place, what is wrong there, and what follows."""


@dataclass(frozen=True)
class Params:
    """One search as its address tells it; what was mistyped is kept beside its fault."""

    q: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    begin: str = ""
    end: str = ""
    certain: bool = False
    """Leave out what only may have happened then."""
    bbox: str = ""
    near: str = ""
    by: str = ""
    sort: str = ""
    page: int = 1
    faults: Mapping[str, Fault] = field(default_factory=dict)
    query: Query | None = None
    """What the words ask for, apart from a time that all of it is asked about."""
    when: When | None = None
    """That time, where it was typed among the words and no other was chosen."""
    from_day: int | None = None
    to_day: int | None = None
    box: Box | None = None
    circle: Circle | None = None

    @property
    def empty(self) -> bool:
        """Tell whether nothing was asked for."""
        return not (self.q or self.chosen or self.dated or self.bbox or self.near)

    @property
    def dated(self) -> bool:
        """Tell whether a time was chosen beside the words."""
        return bool(self.begin or self.end)

    @property
    def timed(self) -> bool:
        """Tell whether a time was asked for at all; what has no date is then left out."""
        return self.dated or self.when is not None

    @property
    def order(self) -> Sort:
        """Choose the order: by relevance where words were asked for, else by title."""
        if self.sort in SORTS:
            return self.sort
        return "relevance" if self.q else "title"

    @property
    def period(self) -> Period:
        """Choose by what to count: as asked for, or as suits the span of time asked about."""
        if self.by in PERIODS:
            return self.by
        return period_for(*self._days)

    @property
    def _days(self) -> Days:
        return (self.when.first, self.when.last) if self.when else (self.from_day, self.to_day)

    def pairs(self, **changes: Any) -> list[tuple[str, str]]:
        """Write the search as pairs again, with changes; the page starts over unless it is one."""
        if unknown := changes.keys() - vars(self).keys():
            raise TypeError(f"A search has no {', '.join(sorted(unknown))}.")
        asked = SimpleNamespace(**{**vars(self), "page": 1, **changes})
        told = [("q", asked.q)]
        told += [(key, each) for key in FILTERS for each in asked.chosen.get(key, ())]
        told += [("from", asked.begin), ("to", asked.end)]
        told += [("certain", "1" if asked.certain else "")]
        told += [("bbox", asked.bbox), ("near", asked.near), ("by", asked.by)]
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

    def whenever(self) -> str:
        """Write the query string of the same search of any time."""
        q = self.q
        if self.when is not None:
            q = written(self.query.root) if self.query and self.query.root else ""
        return self.string(q=q, begin="", end="", certain=False)

    def leaving(self, name: str) -> str:
        """Write the query string without a part that cannot be used, by the name of its fault."""
        return self.string(**self._without_fault(name))

    @property
    def usable(self) -> Params:
        """Give the search without what cannot be used and has no control to mend it in."""
        hidden = self.faults.keys() - _CONTROLLED
        left = {key: each for name in hidden for key, each in self._without_fault(name).items()}
        return replace(self, **left)

    def _without_fault(self, name: str) -> dict[str, Any]:
        if name == "kind":
            kinds = tuple(each for each in self.chosen.get("kind", ()) if each in KINDS)
            return {"chosen": {**self.chosen, "kind": kinds}}
        return {"page": 1} if name == "page" else {_TYPED_AS.get(name, name): ""}

    def has(self, key: str, value: str) -> bool:
        """Tell whether a value of a filter is chosen."""
        return value in self.chosen.get(key, ())

    def request(self, facets: Iterable[str] = (), **changes: Any) -> Request:
        """Ask the index."""
        first, last = self._days
        told: dict[str, Any] = {
            "query": self.query,
            "filters": dict(_filter(*each) for each in self.chosen.items()),
            "from_day": first,
            "to_day": last,
            "certainly": self.when.certainly if self.when else self.certain,
            "bbox": self.box,
            "near": self.circle,
            "sort": self.order,
            "page": self.page,
            "per_page": PER_PAGE,
            "facets": tuple(facets),
        }
        return Request(**{**told, **changes})


def read_params(
    args: Asked,
    values: Values | None = None,
    fields: tuple[str, ...] = FIELDS,
    **fixed: tuple[str, ...],
) -> Params:
    """Read a search from an address; faults are named, and what was typed is kept."""
    told = Params(
        q=args.get("q", "").strip(),
        chosen={**_chosen(args), **fixed},
        begin=_typed(args, "from"),
        end=_typed(args, "to"),
        certain=_typed(args, "certain").lower() in _YES,
        bbox=_typed(args, "bbox"),
        near=_typed(args, "near"),
        by=_typed(args, "by"),
        sort=_typed(args, "sort"),
    )
    faults: dict[str, Fault] = {}
    begun, ended = (
        _value(read_days, text, name, faults)
        for text, name in ((told.begin, "from"), (told.end, "to"))
    )
    found: dict[str, Any] = {
        "query": _query(told.q, fields, values, faults),
        "from_day": begun[0] if begun else None,
        "to_day": ended[1] if ended else None,
        "box": _value(read_box, told.bbox, "bbox", faults),
        "circle": _value(read_circle, told.near, "near", faults),
        "page": _page(args.get("page", ""), faults),
    }
    _check_choices(told, faults)
    _check_order(found, faults)
    if not told.dated and found["query"]:
        found["query"], found["when"] = without_time(found["query"])
    return replace(told, **found, faults=faults)


def period_for(first: int | None, last: int | None) -> Period:
    """Choose by what to count between two days: few bars, but not one; years where it is open."""
    if first is None or last is None:
        return "year"
    years = (last - first) / 365.25
    return "month" if years <= 3 else "year" if years <= 60 else "decade"


def canonical(params: Params) -> str:
    """Write a search so that the same question is always the same text, whatever its page.

    Values of a filter have no order, nor has it a meaning how results are ordered or counted.
    """
    chosen = {key: tuple(sorted(set(values))) for key, values in params.chosen.items()}
    asked = params.pairs(q=tidy(params.q), chosen=chosen, by="", sort="")
    return urlencode(asked)


_CONTROLLED = frozenset({"q", "from", "to", "near"})
"""Parts that can be mended where results are shown."""
_TYPED_AS = {"from": "begin", "to": "end"}
_YES = frozenset({"1", "yes", "on", "true"})
_ID = re.compile("[0-9a-f]{32}")
_Value = TypeVar("_Value")


def _typed(args: Asked, name: str) -> str:
    return tidy(args.get(name, ""))[:_LONGEST_VALUE]


def _filter(key: str, values: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Look where identifiers are kept, or where names are when a name was given for one."""
    if key in NAMED_FACETS and not all(_ID.fullmatch(each) for each in values):
        return NAMED_FACETS[key], tuple(map(fold, values))
    return key, values


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


def _query(
    text: str, fields: tuple[str, ...], values: Values | None, faults: dict[str, Fault]
) -> Query | None:
    try:
        return parse_query(text, fields, values)
    except BadQuery as bad:
        faults["q"] = Fault(bad.message, bad.values, bad.marked)
        return None


def _value(
    read: Callable[[str], _Value], text: str, name: str, faults: dict[str, Fault]
) -> _Value | None:
    """Read what was typed in one field, or keep why it cannot be read."""
    if not text:
        return None
    try:
        return read(text)
    except BadValue as bad:
        faults[name] = Fault(bad.message, bad.values)
        return None


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
    if told.by and told.by not in PERIODS:
        faults["by"] = Fault(
            N_("Nothing is counted by “%(text)s”. What can be counted by: %(known)s."),
            {"text": told.by, "known": ", ".join(PERIODS)},
        )


def _check_order(found: Mapping[str, Any], faults: dict[str, Fault]) -> None:
    first, last = found["from_day"], found["to_day"]
    if first is not None and last is not None and first > last:
        faults["to"] = Fault(BACKWARDS)
