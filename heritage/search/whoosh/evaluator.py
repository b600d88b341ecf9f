"""A plan over one snapshot: Whoosh has the postings, we join them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import reduce

import numpy as np

from heritage.kit.folding import fold
from heritage.search.plan import (
    All,
    Around,
    Begins,
    Best,
    Boxed,
    Dated,
    Everything,
    Hits,
    Known,
    Lifted,
    Nearly,
    Nothing,
    Plan,
    Row,
    Some,
    Spoken,
    Tagged,
    Without,
)  # fmt: skip
from heritage.search.whoosh.columns import Mask, Scores
from heritage.search.whoosh.snapshot import Budget, Postings, Snapshot


@dataclass(frozen=True)
class Found:
    """Which documents answer, and how well each does; what does not answer scores nothing."""

    mask: Mask
    scores: Scores

    def __and__(self, other: Found) -> Found:
        """Ask for both."""
        mask = self.mask & other.mask
        return Found(mask, np.where(mask, self.scores + other.scores, 0.0))

    def best(self, other: Found) -> Found:
        """Ask for either, and count only the better answer: two spellings are one word."""
        return Found(self.mask | other.mask, np.maximum(self.scores, other.scores))


@dataclass(frozen=True)
class Evaluator:
    """Runs plans within a budget."""

    snapshot: Snapshot
    budget: Budget

    def run(self, plan: Plan) -> Found:
        """Find what a plan asks for."""
        columns = self.snapshot.columns
        match plan:
            case Hits(field, term, weight):
                return self._weighed(self.snapshot.term(field, term, self.budget), weight)
            case Row(field, terms, weight):
                found = self.snapshot.phrase(field, list(terms), self.budget)
                return self._weighed(found, weight)
            case Begins(field, start, weight):
                return self._flat(field, self.snapshot.beginning(field, start), weight)
            case Nearly(field, word, slips, weight):
                return self._flat(field, self.snapshot.nearly(field, word, slips), weight)
            case Spoken(form, weight):
                return self._flat("sounds", [form], weight)
            case Tagged(key, values, folded):
                if folded:
                    return self._marked(columns.having_folded(key, values[0], fold))
                return self._marked(columns.having(key, values))
            case Dated(first, last, certainly):
                return self._marked(columns.overlapping(first, last, certainly=certainly))
            case Boxed(west, south, east, north):
                return self._marked(columns.inside(west, south, east, north))
            case Around(lat, lon, km):
                return self._marked(columns.around(lat, lon, km))
            case Known(ids):
                wanted = frozenset(ids)
                rows = columns.rows
                return self._marked(np.fromiter((r.id in wanted for r in rows), bool, len(rows)))
            case Everything():
                return self._marked(np.ones(columns.size, bool))
            case Nothing():
                return self._nothing()
            case Best(of):
                return reduce(Found.best, (self.run(each) for each in of))
            case All(of):
                return reduce(Found.__and__, (self.run(each) for each in of))
            case Some(of, least):
                return self._some([self.run(each) for each in of], least)
            case Without(of):
                return self._marked(~self.run(of).mask)
            case Lifted(of, by):
                return self._lifted(self.run(of), by)

    def _some(self, found: list[Found], least: int) -> Found:
        mask = np.sum([each.mask for each in found], axis=0) >= least
        return Found(mask, np.where(mask, sum(each.scores for each in found), 0.0))

    def _lifted(self, found: Found, by: Iterable[tuple[str, float]]) -> Found:
        lift = np.ones(self.snapshot.columns.size)
        for term, factor in by:
            places, _ = self.snapshot.term("exact", term, self.budget)
            lift[places] = np.maximum(lift[places], factor)
        return replace(found, scores=found.scores * lift)

    def _flat(self, field: str, terms: Iterable[str], weight: float) -> Found:
        found = self._nothing()
        for term in terms:
            places, _ = self.snapshot.term(field, term, self.budget)
            found.mask[places] = True
        return replace(found, scores=np.where(found.mask, weight, 0.0))

    def _weighed(self, postings: Postings, weight: float) -> Found:
        self.budget.check()
        found = self._nothing()
        places, scores = postings
        found.mask[places] = True
        found.scores[places] = scores * weight
        return found

    def _nothing(self) -> Found:
        size = self.snapshot.columns.size
        return Found(np.zeros(size, bool), np.zeros(size))

    def _marked(self, mask: Mask) -> Found:
        return Found(mask, np.zeros(len(mask)))
