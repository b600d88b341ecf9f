"""What filters, counts and sorting need of all documents of one generation, as arrays."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt

from heritage.search.answering import WORTH
from heritage.search.periods import Reach, Stretches, count_periods
from heritage.search.request import MOST_VALUES, Counts, Period, Request, Sort, Times
from heritage.search.whoosh.arrays import Array, narrow
from heritage.search.whoosh.leaf import Leaf
from heritage.search.whoosh.postings import Numbers, Scores

Mask = npt.NDArray[np.bool_]

TIME = "time"
"""The filter of time, beside those of facets."""
EARTH_KM = 6371.0088
_MANY = 2_000
"""From so many hits in order on, all documents are ranked rather than those few."""


@dataclass(frozen=True)
class Selection:
    """Some documents of a table, in rising order."""

    numbers: Numbers
    size: int
    """How many documents the table has."""

    @cached_property
    def mask(self) -> Mask:
        """Mark them."""
        mask = np.zeros(self.size, bool)
        mask[self.numbers] = True
        return mask


@dataclass(frozen=True)
class Facet:
    """One facet: the first value of each document, and the other values beside their documents."""

    values: tuple[str, ...]
    first: Array
    documents: Numbers
    codes: Array

    def having(self, wanted: Callable[[str], bool]) -> Mask:
        """Mark the documents with any of the wanted values."""
        chosen = np.fromiter((*map(wanted, self.values), False), bool, len(self.values) + 1)
        mask: Mask = chosen[self.first]
        mask[self.documents[chosen[self.codes]]] = True
        return mask

    def count(self, found: Selection, kept: Collection[str] = ()) -> Counts:
        """Count values among the documents found, the commonest first."""
        size = len(self.values)
        counts = np.bincount(self.first[found.numbers], minlength=size + 1)[:size]
        if len(self.codes):
            counts += np.bincount(self.codes[found.mask[self.documents]], minlength=size)
        # Values are in the order of the alphabet, and stay in it where they count as much.
        (some,) = counts.nonzero()
        order = some[np.argsort(-counts[some], kind="stable")[:MOST_VALUES]]
        values = [self.values[code] for code in order.tolist()]
        told = zip(values, counts[order].tolist(), strict=True)
        missing = set(kept).difference(values) if kept else ()
        others = ((each, self._count_of(each, counts)) for each in missing)
        return (*told, *sorted(others, key=lambda each: (-each[1], each[0])))

    def _count_of(self, value: str, counts: Numbers) -> int:
        place = bisect_left(self.values, value)
        known = place < len(self.values) and self.values[place] == value
        return int(counts[place]) if known else 0


class Table:
    """The columns of all segments of a generation, one after the other."""

    def __init__(self, leaves: Sequence[Leaf], alive: Mask) -> None:
        self.leaves = leaves
        self.alive = alive
        self.size = len(alive)
        self.bases = np.cumsum([0, *(leaf.size for leaf in leaves)])
        self._begun: list[int] = self.bases.tolist()
        self._facets: dict[str, Facet] = {}

    def place(self, number: int) -> tuple[Leaf, int]:
        """Give the segment of a document, and its number there."""
        at = bisect_right(self._begun, number) - 1
        return self.leaves[at], number - self._begun[at]

    def with_term(self, field: str, term: str) -> Numbers:
        """Give the documents that have a term, the deleted among them."""
        return self._joined(
            leaf.with_term(field, term) + base
            for leaf, base in zip(self.leaves, self.bases.tolist(), strict=False)
        )

    def known(self, ids: Iterable[str]) -> Mask:
        """Mark the documents of these ids."""
        mask = np.zeros(self.size, bool)
        for each in ids:
            mask[self.with_term("id", each)] = True
        return mask

    def marked(self, numbers: Numbers) -> Mask:
        """Mark some documents."""
        return Selection(numbers, self.size).mask

    @cached_property
    def every(self) -> Numbers:
        """Number all documents."""
        return np.arange(self.size)

    # ------------------------------------------------ facets

    def facet(self, key: str) -> Facet:
        """Give one facet."""
        if key not in self._facets:
            self._facets[key] = self._facet(key)
        return self._facets[key]

    def _facet(self, key: str) -> Facet:
        parts = [leaf.facet(key) for leaf in self.leaves]
        values = {v: n for n, v in enumerate(sorted({v for p in parts for v in p.values}))}
        maps = [np.array([*(values[v] for v in p.values), len(values)], np.int64) for p in parts]
        both = list(zip(maps, parts, self.bases.tolist(), strict=False))
        return Facet(
            tuple(values),
            narrow(self._joined(numbers[part.first] for numbers, part, _ in both)),
            self._joined(part.more[0] + base for _, part, base in both),
            narrow(self._joined(numbers[part.more[1]] for numbers, part, _ in both)),
        )

    def having(self, key: str, values: Iterable[str]) -> Mask:
        """Mark documents with any of these values of a facet."""
        return self.facet(key).having(frozenset(values).__contains__)

    def having_folded(self, key: str, value: str, fold: Callable[[str], str]) -> Mask:
        """Mark documents whose value is the one typed, whatever its capitals and accents."""
        wanted = fold(value)
        return self.facet(key).having(lambda each: fold(each) == wanted)

    # ------------------------------------------------ days and places

    @cached_property
    def _days(self) -> tuple[Numbers, Numbers, Numbers]:
        parts = [leaf.days for leaf in self.leaves]
        return (
            self._joined(p[0] + base for p, base in zip(parts, self.bases.tolist(), strict=False)),
            self._joined(part[1] for part in parts),
            self._joined(part[2] for part in parts),
        )

    def overlapping(self, first: int | None, last: int | None, *, certainly: bool = False) -> Mask:
        """Mark what may have happened between two days, both included, or certainly did."""
        documents, starts, ends = self._days
        touching = np.ones(len(documents), bool)
        if last is not None:
            touching &= (ends if certainly else starts) <= last
        if first is not None:
            touching &= (starts if certainly else ends) >= first
        mask = np.zeros(self.size, bool)
        mask[documents[touching]] = True
        return mask

    def inside(self, west: float, south: float, east: float, north: float) -> Mask:
        """Mark what lies in a box; a box may cross the date line."""
        lat, lon = self._numbers("lat"), self._numbers("lon")
        across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
        inside: Mask = (lat >= south) & (lat <= north) & across
        return inside

    def around(self, lat: float, lon: float, km: float) -> Mask:
        """Mark what lies at most so many kilometres from a point."""
        lats, lons = np.radians(self._numbers("lat")), np.radians(self._numbers("lon"))
        here, there = np.radians(lat), np.radians(lon)
        half = (
            np.sin((lats - here) / 2) ** 2
            + np.cos(here) * np.cos(lats) * np.sin((lons - there) / 2) ** 2
        )
        mask: Mask = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0))) <= km
        return mask

    # ------------------------------------------------ filters and counts

    def filters(self, request: Request) -> dict[str, Mask]:
        """Make one mask for each filter of a request, by its facet; "" for all the others."""
        rest = self.alive
        if request.bbox is not None:
            rest = rest & self.inside(*request.bbox)
        if request.near is not None:
            rest = rest & self.around(*request.near)
        if request.without:
            rest = rest & ~self.known(request.without)
        chosen = {
            key: self.having(key, values) for key, values in request.filters.items() if values
        }
        if request.dated:
            chosen[TIME] = self.overlapping(
                request.from_day, request.to_day, certainly=request.certainly
            )
        return {"": rest, **chosen}

    def count(self, request: Request, narrowed: Narrowed) -> dict[str, Counts]:
        """Count each facet under every filter but its own."""
        return {
            key: self.facet(key).count(narrowed.by_all_but(key), request.filters.get(key, ()))
            for key in request.facets
        }

    def times(self, request: Request, narrowed: Narrowed) -> Times | None:
        """Count by period under every filter but that of time, and say how many have no date."""
        if not request.periods:
            return None
        found = narrowed.by_all_but(TIME)
        every = self._stretches.of(found.mask)
        reach = every.reach
        return Times(
            {each: count_periods(each, every, reach) for each in request.periods},
            self._of_which(request, every, reach),
            undated=int(np.count_nonzero(~self._dated[found.numbers])),
        )

    def _of_which(
        self, request: Request, every: Stretches, reach: Reach | None
    ) -> Mapping[Period, Counts]:
        if request.of_which is None:
            return {}
        key, value = request.of_which
        some = every.of(self.having(key, (value,)))
        return {each: count_periods(each, some, reach) for each in request.periods}

    @cached_property
    def _stretches(self) -> Stretches:
        return Stretches.of_days(*self._days)

    @cached_property
    def _dated(self) -> Mask:
        dated = np.zeros(self.size, bool)
        dated[self._days[0]] = True
        return dated

    # ------------------------------------------------ order

    @cached_property
    def worth(self) -> Scores:
        """Weigh kinds: the place or person itself before what only speaks of it."""
        kind = self.facet("kind")
        worth = [WORTH.get(each, 1.0) for each in kind.values]
        return np.array([*worth, 1.0], np.float32)[kind.first]

    def sort_keys(self, sort: Sort, found: Numbers) -> npt.NDArray[Any]:
        """Give what documents are put in order by, the smallest first, apart from titles."""
        if sort == "title":
            return np.zeros(len(found), np.int8)
        if sort == "newest":
            return -self._numbers("added")[found]
        if sort == "earliest":
            return self._numbers("earliest")[found]
        latest = self._numbers("latest")[found]
        return -latest

    def best(self, found: Numbers, keys: npt.NDArray[Any], window: slice) -> list[int]:
        """Give one page of documents in order; titles and ids settle what is equal."""
        start, stop = window.start, window.stop
        if stop > _MANY:
            order = np.lexsort((self._ranks[found], keys))
            page: list[int] = found[order[start:stop]].tolist()
            return page
        if len(found) > stop:
            found, keys = self._leading(found, keys, stop)
        rows = sorted(zip(keys.tolist(), found.tolist(), strict=True))
        alike = (list(map(itemgetter(1), some)) for _, some in groupby(rows, itemgetter(0)))
        return [number for some in alike for number in self._by_title(some)][start:stop]

    def _leading(
        self, found: Numbers, keys: npt.NDArray[Any], count: int
    ) -> tuple[Numbers, npt.NDArray[Any]]:
        """Leave out what cannot come among the first so many."""
        last = np.partition(keys, count - 1)[count - 1]
        tied = np.flatnonzero(keys == last)
        ahead = np.flatnonzero(keys < last)
        if len(tied) > 2 * count:
            tied = self._first_titles(found, tied, count - len(ahead))
        chosen = np.concatenate([ahead, tied])
        return found[chosen], keys[chosen]

    def _first_titles(self, found: Numbers, tied: Numbers, count: int) -> Numbers:
        """Leave of what is equal, in each segment, those with the first titles."""
        chosen = []
        cuts = np.searchsorted(found[tied], self.bases)
        for at, leaf in enumerate(self.leaves):
            some = tied[cuts[at] : cuts[at + 1]]
            if len(some) > count:
                ranks = leaf.ranks[found[some] - self.bases[at]]
                some = some[np.argpartition(ranks, count - 1)[:count]]
            chosen.append(some)
        return np.concatenate(chosen)

    def _by_title(self, numbers: list[int]) -> list[int]:
        """Put documents in the order of their titles, where there is more than one."""
        if len(numbers) < 2:
            return numbers
        return sorted(numbers, key=lambda number: (self._title(number), number))

    def _title(self, number: int) -> bytes:
        leaf, place = self.place(number)
        return leaf.key(place)

    @cached_property
    def _ranks(self) -> Numbers:
        """Rank all documents by title and id; only for pages far down."""
        keys = [leaf.key(number) for leaf in self.leaves for number in range(leaf.size)]
        ranks = np.empty(self.size, np.int64)
        ranks[sorted(range(self.size), key=keys.__getitem__)] = np.arange(self.size)
        return ranks

    # ------------------------------------------------ all segments as one

    def _numbers(self, name: str) -> npt.NDArray[Any]:
        known = self._columns.get(name)
        if known is None:
            known = self._columns[name] = self._joined(leaf.numbers(name) for leaf in self.leaves)
        return known

    @cached_property
    def _columns(self) -> dict[str, npt.NDArray[Any]]:
        return {}

    @staticmethod
    def _joined(arrays: Iterable[npt.NDArray[Any]]) -> npt.NDArray[Any]:
        every = list(arrays)
        return np.concatenate(every) if every else np.zeros(0, np.int64)


class Narrowed:
    """What was found, under filters: under all of them, or under all but one."""

    def __init__(self, found: Numbers, filters: Mapping[str, Mask], size: int) -> None:
        self._found = found
        self._size = size
        self._passing = {key: mask[found] for key, mask in filters.items()}
        self._kept: dict[str, Selection] = {}

    @cached_property
    def passing(self) -> Mask:
        """Say which of what was found passes every filter."""
        return self._but("")

    def by_all_but(self, own: str) -> Selection:
        """Leave what passes every filter but one; what every document must pass is left by all."""
        own = own if own in self._passing else ""
        if own not in self._kept:
            passing = self._but(own) if own else self.passing
            self._kept[own] = Selection(self._found[passing], self._size)
        return self._kept[own]

    def _but(self, own: str) -> Mask:
        every = [mask for key, mask in self._passing.items() if not key or key != own]
        return reduce(np.logical_and, every)
