"""One snapshot of a Whoosh index as an engine: plans are run, words are looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from heritage.search.analysis import Spelling
from heritage.search.answering import Shown
from heritage.search.plan import All, Hits, Plan
from heritage.search.request import Request
from heritage.search.whoosh.evaluator import Evaluator
from heritage.search.whoosh.snapshot import Budget, Snapshot
from heritage.search.whoosh.table import Narrowed


class WhooshEngine:
    """Answers from one generation, within one budget."""

    def __init__(self, snapshot: Snapshot, budget: Budget) -> None:
        self.snapshot = snapshot
        self._evaluator = Evaluator(snapshot, budget)

    def run(self, plan: Plan, request: Request) -> Shown:
        """Find, filter, count, order, and fetch the page asked for."""
        found, table = self._evaluator.found(plan), self.snapshot.table
        narrowed = Narrowed(found.numbers, table.filters(request), table.size)
        numbers = narrowed.by_all_but("").numbers
        scores = found.scores[narrowed.passing] * table.worth[numbers]
        by_score = request.sort == "relevance"
        keys = -scores if by_score else table.sort_keys(request.sort, numbers)
        page = table.best(numbers, keys, request.window)
        told = scores[numbers.searchsorted(page)].tolist()
        documents = tuple(zip(map(self.snapshot.document, page), told, strict=True))
        return Shown(
            len(numbers), documents, table.count(request, narrowed), table.times(request, narrowed)
        )

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
