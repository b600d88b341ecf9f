"""What comes first of all that was found, without scoring what cannot.

A common word stands in the names of some records and in the texts of very many. Where enough of the
former score more than a text ever could, the texts need only be counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np

from heritage.search.answering import WORTH
from heritage.search.plan import Best, Hits, Lifted, Plan, Spoken
from heritage.search.whoosh.evaluator import Evaluator
from heritage.search.whoosh.postings import Found, Numbers, Scores
from heritage.search.whoosh.table import Narrowed, Selection

_MANY = 32
"""Where at most one in so many documents answers, all are scored at once."""
_FEWER = 4
"""How many times fewer documents a term has than the commonest, to be looked at before it."""
_TERMS = Hits | Spoken
_HIGHEST_WORTH = max(1.0, *WORTH.values())
_ROUNDING = 1.0001


class Ranking:
    """The documents that answer one plan, and those of them that come first."""

    def __init__(self, evaluator: Evaluator, plan: Plan) -> None:
        evaluator.look_up(plan)
        self._evaluator = evaluator
        self._plan = plan
        self._few, self._many = _parted(evaluator, plan)
        by = plan.by if isinstance(plan, Lifted) else ()
        self._lifted = [Hits("exact", term) for term, _ in by]

    @cached_property
    def numbers(self) -> Numbers:
        """Give what answers, in rising order, the deleted among it."""
        if not self._many:
            return self._evaluator.found(self._plan).numbers
        return self._any_of((*self._few, *self._many))

    def leading(self, narrowed: Narrowed, count: int) -> Found:
        """Give so many documents at least of those left, the best of them all among these."""
        left = narrowed.by_all_but("")
        if self._many and (found := self._of_few(left, count)) is not None:
            return found
        scores = self._evaluator.found(self._plan).scores[narrowed.passing]
        return Found(left.numbers, scores * self._worth(left.numbers))

    def scores(self, numbers: Numbers) -> Scores:
        """Score documents that answer, in rising order."""
        return self._evaluator.among(numbers).scores(self._plan) * self._worth(numbers)

    def _of_few(self, left: Selection, count: int) -> Found | None:
        """Score what may come first; nothing is told where anything else might, too."""
        few = self._any_of((*self._few, *self._lifted))
        some = few[left.mask[few]]
        if not count <= len(some) <= len(left.numbers) // 2:
            return None
        scores = self.scores(some)
        last = np.partition(scores, len(scores) - count)[len(scores) - count]
        highest = max(map(self._highest, self._many))
        return Found(some, scores) if last > highest * _HIGHEST_WORTH * _ROUNDING else None

    def _highest(self, plan: Plan) -> float:
        """Say what score no document can have more of for one term."""
        match plan:
            case Hits(field, term, weight):
                return self._evaluator.posting(field, term).highest * weight
            case Spoken(weight=weight):
                return weight
        raise AssertionError(plan)

    def _any_of(self, plans: Iterable[Plan]) -> Numbers:
        mask = np.zeros(self._evaluator.snapshot.table.size, bool)
        for each in plans:
            mask[self._evaluator.numbers(each)] = True
        return np.flatnonzero(mask)

    def _worth(self, numbers: Numbers) -> Scores:
        worth: Scores = self._evaluator.snapshot.table.worth[numbers]
        return worth


def _parted(evaluator: Evaluator, plan: Plan) -> tuple[Sequence[Plan], Sequence[Plan]]:
    """Part the ways to say a word by whether few or many documents answer; no part, no gain."""
    best = plan.of if isinstance(plan, Lifted) else plan
    if not (isinstance(best, Best) and all(isinstance(each, _TERMS) for each in best.of)):
        return (), ()
    sizes = [evaluator.most(each) for each in best.of]
    if sum(sizes) * _MANY <= evaluator.snapshot.table.size:
        return (), ()
    least = max(sizes) / _FEWER
    few = [each for each, size in zip(best.of, sizes, strict=True) if size <= least]
    many = [each for each, size in zip(best.of, sizes, strict=True) if size > least]
    return few, many
