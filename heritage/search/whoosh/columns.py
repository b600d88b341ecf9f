"""What filters, counts and sorting need of every document, as arrays."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from heritage.search.answering import WORTH
from heritage.search.periods import count_periods
from heritage.search.request import Counts, Request, Sort

Mask = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.int64]
Scores = npt.NDArray[np.float64]

_OPEN = np.iinfo(np.int64).max
"""Stands for "no day known", beyond every day there is."""


@dataclass(frozen=True, slots=True)
class Row:
    """One document's line, as the index keeps it; an id of "" is no document at all."""

    id: str = ""
    version: int = 0
    kind: str = ""
    title: str = ""
    facets: Mapping[str, tuple[str, ...]] | None = None
    whens: tuple[tuple[int | None, int | None], ...] = ()
    earliest: int | None = None
    latest: int | None = None
    point: tuple[float, float] | None = None
    added: int = 0


def read_row(packed: bytes) -> Row:
    """Unpack a line; an empty one belongs to no document."""
    if not packed:
        return Row()
    told: dict[str, Any] = json.loads(packed)
    return Row(
        id=told["i"], version=told["v"], kind=told["k"], title=told["t"], facets=told["f"],
        whens=tuple(map(tuple, told["w"])), earliest=told["e"], latest=told["l"],
        point=told["p"], added=told["a"],
    )  # fmt: skip


@dataclass(frozen=True)
class Facet:
    """One facet: which document has which value, as two arrays side by side."""

    documents: Numbers
    codes: Numbers
    values: tuple[str, ...]

    def having(self, wanted: Callable[[str], bool], size: int) -> Mask:
        """Mark the documents with any of the wanted values."""
        chosen = np.fromiter(map(wanted, self.values), bool, len(self.values))
        mask = np.zeros(size, bool)
        mask[self.documents[chosen[self.codes]]] = True
        return mask

    def count(self, mask: Mask, kept: Iterable[str] = ()) -> Counts:
        """Count values among the marked documents, the commonest first."""
        found = np.bincount(self.codes[mask[self.documents]], minlength=len(self.values))
        chosen = set(kept)
        counts = {
            value: int(number)
            for value, number in zip(self.values, found, strict=True)
            if number or value in chosen
        }
        counts |= dict.fromkeys(chosen - counts.keys(), 0)
        return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


class Columns:
    """The lines of all documents of one generation, deleted ones among them but never alive."""

    def __init__(self, rows: list[Row], alive: Mask) -> None:
        self.rows = rows
        self.alive = alive
        self.size = len(rows)

    # ------------------------------------------------ facets

    @cached_property
    def facets(self) -> dict[str, Facet]:
        """Turn the facets of all lines into arrays."""
        pairs: dict[str, tuple[list[int], list[str]]] = {}
        for place, row in enumerate(self.rows):
            for key, values in (row.facets or {}).items():
                documents, told = pairs.setdefault(key, ([], []))
                distinct = dict.fromkeys(values)
                documents.extend([place] * len(distinct))
                told.extend(distinct)
        return {key: _facet(*each) for key, each in pairs.items()}

    def having(self, key: str, values: Iterable[str]) -> Mask:
        """Mark documents with any of these values of a facet."""
        facet = self.facets.get(key)
        return (
            self._none if facet is None else facet.having(frozenset(values).__contains__, self.size)
        )

    def having_folded(self, key: str, value: str, fold: Callable[[str], str]) -> Mask:
        """Mark documents whose value is the one typed, whatever its capitals and accents."""
        facet, wanted = self.facets.get(key), fold(value)
        if facet is None:
            return self._none
        return facet.having(lambda each: fold(each) == wanted, self.size)

    @property
    def _none(self) -> Mask:
        return np.zeros(self.size, bool)

    # ------------------------------------------------ days and places

    @cached_property
    def _ranges(self) -> tuple[Numbers, Numbers, Numbers]:
        triples = [
            (place, -_OPEN if start is None else start, _OPEN if end is None else end)
            for place, row in enumerate(self.rows)
            for start, end in row.whens
        ]
        table = np.array(triples, np.int64).reshape(-1, 3)
        return table[:, 0], table[:, 1], table[:, 2]

    def overlapping(self, first: int | None, last: int | None, *, certainly: bool = False) -> Mask:
        """Mark what may have happened between two days, both included, or certainly did."""
        documents, starts, ends = self._ranges
        touching = np.ones(len(documents), bool)
        if last is not None:
            touching &= (ends if certainly else starts) <= last
        if first is not None:
            touching &= (starts if certainly else ends) >= first
        mask = self._none
        mask[documents[touching]] = True
        return mask

    @cached_property
    def _points(self) -> Scores:
        nowhere = (np.nan, np.nan)
        return np.array([row.point or nowhere for row in self.rows], np.float64).reshape(-1, 2)

    def inside(self, west: float, south: float, east: float, north: float) -> Mask:
        """Mark what lies in a box; a box may cross the date line."""
        lat, lon = self._points[:, 0], self._points[:, 1]
        across = (lon >= west) & (lon <= east) if west <= east else (lon >= west) | (lon <= east)
        inside: Mask = (lat >= south) & (lat <= north) & across
        return inside

    def around(self, lat: float, lon: float, km: float) -> Mask:
        """Mark what lies at most so many kilometres from a point."""
        lats, lons = np.radians(self._points[:, 0]), np.radians(self._points[:, 1])
        here, there = np.radians(lat), np.radians(lon)
        half = (
            np.sin((lats - here) / 2) ** 2
            + np.cos(here) * np.cos(lats) * np.sin((lons - there) / 2) ** 2
        )
        mask: Mask = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0))) <= km
        return mask

    # ------------------------------------------------ filters and order

    def filters(self, request: Request) -> dict[str, Mask]:
        """Make one mask for each filter of a request, by its facet; "" for all the others."""
        rest = self.alive.copy()
        if request.bbox is not None:
            rest &= self.inside(*request.bbox)
        if request.near is not None:
            rest &= self.around(*request.near)
        if request.without:
            gone = frozenset(request.without)
            rest &= np.fromiter((row.id not in gone for row in self.rows), bool, self.size)
        chosen = {
            key: self.having(key, values) for key, values in request.filters.items() if values
        }
        if request.dated:
            chosen[TIME] = self.overlapping(
                request.from_day, request.to_day, certainly=request.certainly
            )
        return {"": rest, **chosen}

    def count(
        self, request: Request, found: Mask, filters: Mapping[str, Mask]
    ) -> dict[str, Counts]:
        """Count each facet under every filter but its own."""
        counts = {}
        for key in request.facets:
            mask = found.copy()
            for other, each in filters.items():
                if other != key:
                    mask &= each
            kept = request.filters.get(key, ())
            facet = self.facets.get(key, _EMPTY)
            counts[key] = facet.count(mask, kept)
        return counts

    def periods(
        self, request: Request, found: Mask, filters: Mapping[str, Mask]
    ) -> tuple[Counts, int | None]:
        """Count by period under every filter but that of time, and say how many have no date."""
        if request.periods is None:
            return (), None
        mask = found.copy()
        for key, each in filters.items():
            if key != TIME:
                mask &= each
        documents, starts, ends = self._ranges
        dated = self._none
        dated[documents] = True
        kept = mask[documents]
        counts = count_periods(request.periods, documents[kept], starts[kept], ends[kept])
        return counts, int((mask & ~dated).sum())

    def order(self, found: Numbers, sort: Sort, scores: Scores) -> Numbers:
        """Put documents in the order asked for; titles and ids settle what is equal."""
        if sort == "title":
            return found[np.argsort(self._by_title[found], kind="stable")]
        keys: npt.NDArray[Any] = {
            "relevance": -scores,
            "earliest": self._earliest,
            "latest": self._latest,
            "newest": self._added,
        }[sort][found]
        return found[np.lexsort((self._by_title[found], keys))]

    @cached_property
    def _by_title(self) -> Numbers:
        """Rank each document by its title."""
        order = sorted(range(self.size), key=lambda place: self._title_key(self.rows[place]))
        ranks = np.empty(self.size, np.int64)
        ranks[order] = np.arange(self.size)
        return ranks

    @staticmethod
    def _title_key(row: Row) -> tuple[str, str]:
        return row.title, row.id

    @cached_property
    def _earliest(self) -> Numbers:
        return self._numbers(_OPEN if row.earliest is None else row.earliest for row in self.rows)

    @cached_property
    def _latest(self) -> Numbers:
        return self._numbers(_OPEN if row.latest is None else -row.latest for row in self.rows)

    @cached_property
    def _added(self) -> Numbers:
        return self._numbers(-row.added for row in self.rows)

    def _numbers(self, values: Iterable[int]) -> Numbers:
        return np.fromiter(values, np.int64, self.size)

    @cached_property
    def worth(self) -> Scores:
        """Weigh kinds: the place or person itself before what only speaks of it."""
        return np.fromiter((WORTH.get(row.kind, 1.0) for row in self.rows), np.float64, self.size)


TIME = "time"
"""The filter of time, beside those of facets."""
EARTH_KM = 6371.0088

_EMPTY = Facet(np.zeros(0, np.int64), np.zeros(0, np.int64), ())


def _facet(documents: list[int], told: list[str]) -> Facet:
    values = {value: code for code, value in enumerate(dict.fromkeys(told))}
    codes = np.fromiter((values[value] for value in told), np.int64, len(told))
    return Facet(np.array(documents, np.int64), codes, tuple(values))
