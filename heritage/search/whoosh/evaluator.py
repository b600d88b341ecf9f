"""A plan over one snapshot: first what answers, as masks; then a score for what is left."""

from __future__ import annotations

from collections.abc import Sequence
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
from heritage.search.whoosh.arrays import Array
from heritage.search.whoosh.phrases import in_a_row
from heritage.search.whoosh.snapshot import Budget, Snapshot
from heritage.search.whoosh.table import Mask, Numbers, Scores

_FEW = 6
"""When a term has so many times more documents than are asked about, each is looked up in it."""
_MANY = 16
"""When more than one in so many documents is asked about, it is simpler to score all of them."""


class Evaluator:
    """Runs plans within a budget; what it looked up is kept for as long as the search lasts."""

    def __init__(self, snapshot: Snapshot, budget: Budget) -> None:
        self.snapshot = snapshot
        self.budget = budget
        self._scored: dict[tuple[str, str], tuple[Numbers, Scores]] = {}
        self._masks: dict[int, tuple[Plan, Mask]] = {}

    # ------------------------------------------------ what answers

    def answering(self, plan: Plan) -> Mask:
        """Mark the documents that answer a plan."""
        # The plan is kept beside its mask, so that its address goes on naming it.
        if id(plan) not in self._masks:
            self._masks[id(plan)] = plan, self._answering(plan)
        return self._masks[id(plan)][1]

    def _answering(self, plan: Plan) -> Mask:
        table = self.snapshot.table
        match plan:
            case Tagged(key, values, folded):
                if folded:
                    return table.having_folded(key, values[0], fold)
                return table.having(key, values)
            case Dated(first, last, certainly):
                return table.overlapping(first, last, certainly=certainly)
            case Boxed(west, south, east, north):
                return table.inside(west, south, east, north)
            case Around(lat, lon, km):
                return table.around(lat, lon, km)
            case Known(ids):
                return table.known(ids)
            case Everything():
                return np.ones(table.size, bool)
            case All(of):
                return reduce(np.logical_and, map(self.answering, of))
            case Some(of, least) if least != 1:
                counts = np.zeros(table.size, np.int16)
                for each in of:
                    counts += self.answering(each)
                return counts >= least
            case Without(of):
                return ~self.answering(of)
            case Lifted(of):
                return self.answering(of)
            case _:
                mask = np.zeros(table.size, bool)
                self._fill(plan, mask)
                return mask

    def _fill(self, plan: Plan, mask: Mask) -> None:
        """Mark what answers a costlier plan: its scores will ask for the same."""
        match plan:
            case Row(field, terms):
                self._mark_row(field, terms, mask)
            case Begins(field, start):
                self._mark_beginning(field, start, mask)
            case Nearly(field, word, slips):
                self._mark_nearly(field, word, slips, mask)
            case _:
                self._mark(plan, mask)

    def _mark(self, plan: Plan, mask: Mask) -> None:
        """Add what answers a plan to what is marked already."""
        self.budget.check()
        match plan:
            case Hits(field, term):
                mask[self.term(field, term)[0]] = True
            case Spoken(form):
                mask[self.term("sounds", form)[0]] = True
            case Best(of) | Some(of, 1):
                for each in of:
                    self._mark(each, mask)
            case Nothing():
                pass
            case _:
                mask |= self.answering(plan)

    def _mark_row(self, field: str, terms: Sequence[str], mask: Mask) -> None:
        if len(terms) == 1:
            mask[self.term(field, terms[0])[0]] = True
            return
        encoded = [term.encode() for term in terms]
        bases = self.snapshot.table.bases
        for base, vocabulary in self.snapshot.vocabularies(field):
            self.budget.check()
            size = int(bases[np.searchsorted(bases, base, "right")]) - base
            mask[in_a_row(vocabulary, encoded, size) + base] = True

    def _mark_beginning(self, field: str, start: str, mask: Mask) -> None:
        for base, vocabulary in self.snapshot.vocabularies(field):
            self.budget.check()
            first, last = vocabulary.beginning(start.encode())
            ends = vocabulary.ends
            documents = vocabulary.documents[int(ends[first]) : int(ends[last])]
            mask[base:][documents] = True

    def _mark_nearly(self, field: str, word: str, slips: int, mask: Mask) -> None:
        for base, vocabulary in self.snapshot.vocabularies(field):
            self.budget.check()
            for number, _ in vocabulary.nearly(word, slips):
                first, last = vocabulary.extent(number)
                mask[base:][vocabulary.documents[first:last]] = True

    def term(self, field: str, term: str) -> tuple[Numbers, Scores]:
        """Give the documents that have a term, each with its score."""
        key = field, term
        if key not in self._scored:
            self._scored[key] = self.snapshot.scored(field, term)
        return self._scored[key]

    # ------------------------------------------------ how well

    def scores(self, plan: Plan, found: Numbers) -> Scores:
        """Score documents that answer a plan; `found` rises."""
        size = self.snapshot.table.size
        if len(found) * _MANY > size:
            scores: Scores = _Scorer(self, size).scores(plan, sure=True)[found]
            return scores
        return _Few(self, size, found).scores(plan, sure=True)


class _Scorer:
    """Scores all documents for one part of a plan after the other."""

    def __init__(self, evaluator: Evaluator, count: int) -> None:
        self.evaluator = evaluator
        self.count = count

    def mask(self, plan: Plan) -> Mask:
        """Say which of the documents answer a plan."""
        return self.evaluator.answering(plan)

    def held(self, field: str, term: str) -> tuple[Numbers, Scores]:
        """Say which of the documents have a term, and the bare score of each."""
        self.evaluator.budget.check()
        return self.evaluator.term(field, term)

    def scores(self, plan: Plan, *, sure: bool = False) -> Scores:
        """Score a plan; `sure` when all documents are known to answer it."""
        match plan:
            case All(of) | Some(of):
                total = np.zeros(self.count, np.float32)
                for each in of:
                    self._add(each, total, sure=sure and isinstance(plan, All))
                if not sure and not (isinstance(plan, Some) and plan.least <= 1):
                    total *= self.mask(plan)
                return total
            case Best(of):
                best = np.zeros(self.count, np.float32)
                for each in of:
                    self._better(each, best)
                return best
            case Lifted(of, by):
                return self.scores(of, sure=sure) * self._lift(by)
            case Hits() | Row():
                total = np.zeros(self.count, np.float32)
                self._add(plan, total, sure=sure)
                return total
            case Begins(weight=weight) | Nearly(weight=weight) | Spoken(weight=weight):
                return self.mask(plan) * np.float32(weight)
            case _:
                return np.zeros(self.count, np.float32)

    def _add(self, plan: Plan, total: Scores, *, sure: bool) -> None:
        match plan:
            case Hits(field, term, weight):
                where, scores = self._term(field, term, weight)
                total[where] += scores
            case Row(field, terms, weight):
                mine = np.zeros(self.count, np.float32)
                for term in terms:
                    where, scores = self._term(field, term, weight)
                    mine[where] += scores
                if not sure:
                    mine *= self.mask(plan)
                total += mine
            case _:
                total += self.scores(plan, sure=sure)

    def _better(self, plan: Plan, best: Scores) -> None:
        match plan:
            case Hits(field, term, weight):
                where, scores = self._term(field, term, weight)
                if len(where):
                    best[where] = np.maximum(best[where], scores)
            case Spoken(form, weight):
                where, _ = self.held("sounds", form)
                if len(where):
                    best[where] = np.maximum(best[where], np.float32(weight))
            case _:
                np.maximum(best, self.scores(plan), out=best)

    def _lift(self, by: Sequence[tuple[str, float]]) -> Scores:
        lift = np.ones(self.count, np.float32)
        for term, factor in by:
            where, _ = self.held("exact", term)
            if len(where):
                lift[where] = np.maximum(lift[where], np.float32(factor))
        return lift

    def _term(self, field: str, term: str, weight: float) -> tuple[Numbers, Scores]:
        """Say which of the documents have a term, and score these."""
        where, scores = self.held(field, term)
        return where, scores * np.float32(weight)


class _Few(_Scorer):
    """Scores the same few documents for one part of a plan after the other."""

    def __init__(self, evaluator: Evaluator, size: int, found: Numbers) -> None:
        super().__init__(evaluator, len(found))
        self.found = found
        self.slots: Array = np.full(size, -1, np.int32)
        self.slots[found] = np.arange(len(found), dtype=np.int32)

    def mask(self, plan: Plan) -> Mask:
        """Say which of the documents answer a plan."""
        mask: Mask = self.evaluator.answering(plan)[self.found]
        return mask

    def held(self, field: str, term: str) -> tuple[Numbers, Scores]:
        """Say which of the documents have a term, and the bare score of each."""
        documents, scores = super().held(field, term)
        if not len(documents):
            return documents, scores
        if len(self.found) * _FEW < len(documents):
            at = documents.searchsorted(self.found)
            at[at == len(documents)] = 0
            (where,) = (documents[at] == self.found).nonzero()
            return where, scores[at[where]]
        slots = self.slots[documents]
        kept = slots >= 0
        if kept.all():
            return slots, scores
        return slots[kept], scores[kept]
