"""A search answered: hits, and what it may be narrowed by, with how many records each leaves."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from heritage.gate import house
from heritage.search.request import Hit, Request, Results
from heritage.web.catalogue import years
from heritage.web.catalogue.choices import SHOWN, Facet, facet, useful
from heritage.web.catalogue.naming import naming
from heritage.web.catalogue.searching import COUNTED, PER_PAGE, Params


@dataclass(frozen=True)
class Found:
    """A page of results and what stands beside it."""

    params: Params
    request: Request
    results: Results
    facets: Mapping[str, Facet]
    took_ms: int

    @property
    def pages(self) -> int:
        """Count the pages."""
        return max(1, -(-self.results.total // self.request.per_page))

    @property
    def undated(self) -> int:
        """Count what the same search has without any date, where a time was asked for."""
        times = self.results.times
        return times.undated if times and self.params.timed else 0

    @property
    def useful(self) -> list[Facet]:
        """List the facets in which a choice changes something, in the order of the page."""
        return useful(self.facets, self.results.total)

    @property
    def first(self) -> int:
        """Number the first record of this page."""
        return (self.params.page - 1) * self.request.per_page + 1

    @property
    def last(self) -> int:
        """Number the last record of this page."""
        return self.first + len(self.results.hits) - 1


def find(params: Params, most: int = SHOWN, **changes: Any) -> Found:
    """Search the public index, and name the values with the most records of what it counted."""
    start = time.perf_counter()
    units = years.units(params.period, chosen=bool(params.by))
    told = {"per_page": PER_PAGE, "periods": units, "of_which": years.DESTROYED, **changes}
    asked = params.request(COUNTED, **told)
    results = house().public_search.search(asked)
    names = naming()
    facets = {
        key: facet(key, counts, params.chosen.get(key, ()), names, most)
        for key, counts in results.facets.items()
    }
    took = round((time.perf_counter() - start) * 1000)
    return Found(params, asked, results, facets, took)


def grade_of(hit: Hit) -> str | None:
    """Name the condition of a hit by the short id that filters use."""
    grade = hit.stored.get("grade")
    return str(grade).rpartition("/")[2] if grade else None
