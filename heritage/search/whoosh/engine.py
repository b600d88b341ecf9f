"""One snapshot of a Whoosh index as an engine: plans are run, words are looked up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np

from heritage.search import analysis
from heritage.search.answering import Shown
from heritage.search.plan import Plan
from heritage.search.request import Request
from heritage.search.whoosh.evaluator import Evaluator
from heritage.search.whoosh.snapshot import Budget, Snapshot


class WhooshEngine:
    """Answers from one generation, within one budget."""

    def __init__(self, snapshot: Snapshot, budget: Budget) -> None:
        self.snapshot = snapshot
        self.budget = budget

    def run(self, plan: Plan, request: Request) -> Shown:
        """Find, filter, count, order, and fetch the page asked for."""
        found = Evaluator(self.snapshot, self.budget).run(plan)
        columns = self.snapshot.columns
        filters = columns.filters(request)
        counts = columns.count(request, found.mask, filters)
        mask = found.mask.copy()
        for each in filters.values():
            mask &= each
        places = np.flatnonzero(mask)
        scores = found.scores * columns.worth
        shown = columns.order(places, request.sort, scores)[request.window]
        documents = tuple(
            (self.snapshot.document(int(place)), float(scores[place])) for place in shown
        )
        periods, undated = columns.periods(request, found.mask, filters)
        return Shown(len(places), documents, counts, periods, undated)

    def sounding(
        self, words: Iterable[str], *, wide: bool = False
    ) -> Mapping[str, tuple[str, ...]]:
        """Give the words of recorded names that share most lookups with each of these."""
        return {word: analysis.nearest(self._sharing(word, wide=wide)) for word in words}

    def _sharing(self, word: str, *, wide: bool) -> Mapping[str, int]:
        return Counter(
            form
            for lookup in analysis.lookups(word, wide=wide)
            for form in self.snapshot.forms(lookup)
        )

    def corrections(self, words: Iterable[str]) -> Mapping[str, str]:
        """Give a recorded word a slip or two away from each that no document has."""
        found = {
            word: self.snapshot.corrected(word)
            for word in words
            if not any(self.snapshot.lives(field, word) for field in ("names", "aliases", "words"))
        }
        return {word: better for word, better in found.items() if better}
