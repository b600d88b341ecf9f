"""Names that go on as somebody is typing them."""

from __future__ import annotations

from functools import reduce

import numpy as np

from heritage.search.plan import Begins, Hits
from heritage.search.request import Suggestion
from heritage.search.suggesting import suggestion, typed_words
from heritage.search.whoosh.evaluator import Evaluator
from heritage.search.whoosh.snapshot import Budget, Snapshot

_FIELDS = (("names", 2.0), ("aliases", 1.0))


def suggest(snapshot: Snapshot, typed: str, limit: int, budget: Budget) -> tuple[Suggestion, ...]:
    """Offer records with a name that has every word typed, the last one perhaps unfinished."""
    words = typed_words(typed)
    if not words:
        return ()
    evaluator, table = Evaluator(snapshot, budget), snapshot.table
    marks = [
        [evaluator.mask(Begins(field, word) if word is words[-1] else Hits(field, word))
         for field, _ in _FIELDS]
        for word in words
    ]  # fmt: skip
    found = np.flatnonzero(reduce(np.logical_and, (one | two for one, two in marks), table.alive))
    scores = table.worth[found].copy()
    for titles, _ in marks:
        scores *= np.where(titles[found], 2.0, 1.0)
    best = table.best(found, -scores, slice(0, limit))
    return tuple(suggestion(snapshot.document(number), words) for number in best)
