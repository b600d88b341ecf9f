"""One snapshot of a Whoosh index as an engine: plans are run, words are looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from heritage.search.analysis import Spelling
from heritage.search.answering import Shown
from heritage.search.plan import All, Hits, Plan
from heritage.search.request import Request
from heritage.search.whoosh.evaluator import Evaluator
from heritage.search.whoosh.snapshot import Budget, Snapshot
from heritage.search.whoosh.table import Scores, under_all_but


class WhooshEngine:
    """Answers from one generation, within one budget."""

    def __init__(self, snapshot: Snapshot, budget: Budget) -> None:
        self.snapshot = snapshot
        self.budget = budget

    def run(self, plan: Plan, request: Request) -> Shown:
        """Find, filter, count, order, and fetch the page asked for."""
        evaluator, table = Evaluator(self.snapshot, self.budget), self.snapshot.table
        answering = evaluator.answering(plan)
        filters = table.filters(request)
        counts = table.count(request, answering, filters)
        found = np.flatnonzero(under_all_but("", answering, filters))
        if request.sort == "relevance":
            scores = evaluator.scores(plan, found) * table.worth[found]
            page = table.best(found, -scores, request.window)
            told = scores[np.searchsorted(found, page)]
        else:
            page = table.best(found, table.sort_keys(request.sort, found), request.window)
            told = self._scores(evaluator, plan, page)
        documents = tuple(
            (self.snapshot.document(number), score)
            for number, score in zip(page, told.tolist(), strict=True)
        )
        times = table.times(request, answering, filters)
        return Shown(len(found), documents, counts, times)

    def _scores(self, evaluator: Evaluator, plan: Plan, page: list[int]) -> Scores:
        """Score the documents of one page."""
        rising = np.array(sorted(page), np.int64)
        scores: Scores = evaluator.scores(plan, rising) * self.snapshot.table.worth[rising]
        return scores[np.searchsorted(rising, page)]

    def sounding(self, words: Iterable[str], *, wide: bool = False) -> Mapping[str, list[Spelling]]:
        """Give the words of recorded names that may be spellings of each of these."""
        return {word: self.snapshot.spellings(word, wide=wide) for word in words}

    def recorded(self, words: Sequence[str]) -> bool:
        """Tell whether any document has all of these words, written just so."""
        written = All(tuple(Hits("words", word) for word in words))
        found = Evaluator(self.snapshot, self.budget).answering(written)
        return bool((found & self.snapshot.table.alive).any())

    def corrections(self, words: Iterable[str]) -> Mapping[str, str]:
        """Give a recorded word a slip or two away from each that no document has."""
        found = {
            word: self.snapshot.corrected(word)
            for word in words
            if not self.snapshot.lives("words", word)
        }
        return {word: better for word, better in found.items() if better}
