"""Names that go on as somebody is typing them."""

from __future__ import annotations

import numpy as np

from heritage.search.request import Suggestion
from heritage.search.suggesting import suggestion, typed_words
from heritage.search.whoosh.columns import Scores
from heritage.search.whoosh.snapshot import Budget, Snapshot

_FIELDS = (("names", 2.0), ("aliases", 1.0))


def suggest(snapshot: Snapshot, typed: str, limit: int, budget: Budget) -> tuple[Suggestion, ...]:
    """Offer records with a name that has every word typed, the last one perhaps unfinished."""
    words = typed_words(typed)
    if not words:
        return ()
    columns = snapshot.columns
    scores = columns.worth * columns.alive
    for word in words[:-1]:
        scores = scores * _scores(snapshot, [word], budget)
    scores = scores * _beginning(snapshot, words[-1], budget)
    found = np.flatnonzero(scores)
    best = columns.order(found, "relevance", scores)[:limit]
    return tuple(suggestion(snapshot.document(int(place)), words) for place in best)


def _beginning(snapshot: Snapshot, start: str, budget: Budget) -> Scores:
    terms = {term for field, _ in _FIELDS for term in snapshot.commonest(field, start)}
    return _scores(snapshot, sorted(terms | {start}), budget)


def _scores(snapshot: Snapshot, words: list[str], budget: Budget) -> Scores:
    """Mark who bears any of these words, in the title or in another name."""
    scores = np.zeros(snapshot.columns.size)
    for field, weight in _FIELDS:
        for word in words:
            budget.check()
            places, _ = snapshot.term(field, word, budget)
            scores[places] = np.maximum(scores[places], weight)
    return scores
