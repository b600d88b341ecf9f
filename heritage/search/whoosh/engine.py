"""One snapshot of a Whoosh index as an engine: plans are run, words are looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from heritage.search.analysis import Spelling
from heritage.search.answering import Shown
from heritage.search.plan import All, Hits, Plan
from heritage.search.request import Request
from heritage.search.whoosh.evaluator import Evaluator
from heritage.search.whoosh.ranking import Ranking
from heritage.search.whoosh.snapshot import Budget, Snapshot
from heritage.search.whoosh.table import Narrowed


class WhooshEngine:
    """Answers from one generation, within one budget."""

    def __init__(self, snapshot: Snapshot, budget: Budget) -> None:
        self.snapshot = snapshot
        self._evaluator = Evaluator(snapshot, budget)

    def run(self, plan: Plan, request: Request) -> Shown:
        """Find, filter, count, order, and fetch the page asked for."""
        ranking, table = Ranking(self._evaluator, plan), self.snapshot.table
        narrowed = Narrowed(ranking.numbers, table.filters(request), table.size)
        page = self._page(ranking, narrowed, request)
        return Shown(
            total=len(narrowed.by_all_but("").numbers),
            documents=tuple((self.snapshot.document(number), score) for number, score in page),
            facets=table.count(request, narrowed),
            times=table.times(request, narrowed),
        )

    def _page(
        self, ranking: Ranking, narrowed: Narrowed, request: Request
    ) -> list[tuple[int, float]]:
        """Give the documents of one page in order, each with its score."""
        table, window = self.snapshot.table, request.window
        if request.sort == "relevance":
            numbers, scores = ranking.leading(narrowed, window.stop)
            page = table.best(numbers, -scores, window)
        else:
            numbers = narrowed.by_all_but("").numbers
            page = table.best(numbers, table.sort_keys(request.sort, numbers), window)
            numbers = np.array(sorted(page), np.int64)
            scores = ranking.scores(numbers)
        return list(zip(page, scores[numbers.searchsorted(page)].tolist(), strict=True))

    def sounding(self, words: Iterable[str], *, wide: bool = False) -> Mapping[str, list[Spelling]]:
        """Give the words of recorded names that may be spellings of each of these."""
        return self.snapshot.spellings(sorted(words), wide=wide)

    def recorded(self, words: Sequence[str]) -> bool:
        """Tell whether any document has all of these words, written just so."""
        written = All(tuple(Hits("words", word) for word in words))
        found = self._evaluator.found(written).numbers
        return bool(self.snapshot.table.alive[found].any())

    def corrections(self, words: Iterable[str]) -> Mapping[str, str]:
        """Give a recorded word a slip or two away from each that no document has."""
        found = {
            word: self.snapshot.corrected(word)
            for word in words
            if not self.snapshot.lives("words", word)
        }
        return {word: better for word, better in found.items() if better}
