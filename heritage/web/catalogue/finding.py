"""A search answered: rows, filters with their counts, and what removes each of them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from heritage.edition.present import KIND_LABELS
from heritage.edition.present_terms import terms_of
from heritage.edition.present_values import country, language_name
from heritage.edition.store import PublicStore, Terms
from heritage.gate import house
from heritage.search.documents import KINDS
from heritage.search.request import Hit, Results
from heritage.web.catalogue.searching import FILTERS, PER_PAGE, Params
from heritage.web.shell import gettext, language

SCHEMES = {"grade": "damage-grade", "cause": "cause-type"}
"""Facets whose values are terms, and of which scheme."""
ORDERS = {
    "kind": KINDS,
    "grade": ("destroyed", "severe", "moderate", "minor", "possible", "none-visible", "unknown"),
}
"""Facets that are read in an order of their own, not by how many there are."""
LONG_AGO = -10_000_000
"""A day before everything: what overlaps it and all that follows has some date."""


@dataclass(frozen=True)
class Choice:
    """One value of a filter, with how many records have it."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Found:
    """A page of results and what stands beside it."""

    params: Params
    results: Results
    facets: Mapping[str, list[Choice]]
    took_ms: int
    pages: int
    undated: int | None = None
    """How many records the same search has without any date, where a time was asked for."""

    @property
    def first(self) -> int:
        """Number the first record of this page."""
        return (self.params.page - 1) * PER_PAGE + 1

    @property
    def last(self) -> int:
        """Number the last record of this page."""
        return self.first + len(self.results.hits) - 1


def find(params: Params, **changes: Any) -> Found:
    """Search the public index, and name what it counted."""
    start = time.perf_counter()
    results = house().public_search.search(params.request(FILTERS, **changes))
    took = round((time.perf_counter() - start) * 1000)
    per_page = int(changes.get("per_page", PER_PAGE))
    pages = max(1, -(-results.total // per_page))
    named = Names(house().public, results, params)
    facets = {key: named.choices(key) for key in FILTERS}
    return Found(params, results, facets, took, pages, _undated(params) if params.dated else None)


def _undated(params: Params) -> int:
    """Count what the search would find but for its having no date."""
    asked = replace(params, from_day=None, to_day=None, begin="", end="")
    every = asked.request(per_page=1, page=1, highlight=False)
    search = house().public_search.search
    return search(every).total - search(replace(every, from_day=LONG_AGO)).total


class Names:
    """Names the values of facets in the language of the page."""

    def __init__(self, store: PublicStore, results: Results, params: Params) -> None:
        self.results = results
        self.params = params
        self.terms = terms_of(store)
        places = [value for value, _ in results.facets.get("place", ())]
        self.places = store.many([*places, *params.chosen.get("place", ())])

    def choices(self, key: str) -> list[Choice]:
        """List the values of one facet; places only where they hold more than themselves."""
        shown = [
            Choice(value, self.label(key, value), count, self.params.has(key, value))
            for value, count in self.results.facets.get(key, ())
            if key != "place" or self.params.has(key, value) or self._is_whole(value, count)
        ]
        order = ORDERS.get(key)
        ranks = {value: rank for rank, value in enumerate(order or ())}
        return sorted(shown, key=lambda each: ranks.get(each.value, len(ranks))) if order else shown

    def _is_whole(self, value: str, count: int) -> bool:
        """Leave out places that hold nothing but themselves."""
        place = self.places.get(value)
        return place is not None and place.kind == "site" and count > 1

    def label(self, key: str, value: str) -> str:
        """Name one value."""
        return facet_label(key, value, self.terms, self.places)


def facet_label(key: str, value: str, terms: Terms, places: Mapping[str, Any]) -> str:
    """Name a value of a filter in the language of the page."""
    if key == "kind":
        return gettext(KIND_LABELS.get(value, value))
    if key in SCHEMES:
        return terms.label(f"{SCHEMES[key]}/{value}", language())
    if key == "country":
        return country(value, language())
    if key == "lang":
        return language_name(value, language())
    if key == "place" and value in places:
        return str(places[value].title(language()))
    return value


def grade_of(hit: Hit) -> str | None:
    """Name the condition of a hit by the short id that filters use."""
    grade = hit.stored.get("grade")
    return str(grade).rpartition("/")[2] if grade else None
