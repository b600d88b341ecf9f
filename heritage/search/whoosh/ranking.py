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
from heritage.search.whoosh.postings import Found, Numbers, Posting, Scores
from heritage.search.whoosh.table import Narrowed, Selection

_MANY = 32
"""Where at most one in so many documents answers, all are scored at once."""
_FEWER = 4
"""How many times fewer documents a term has than the commonest, to be looked at before it."""
Term = Hits | Spoken
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
        """Score documents that answer, in rising order; what was scored already is not again."""
        if self._many:
            scores = self._evaluator.among(numbers).scores(self._plan)
        else:
            found = self._evaluator.found(self._plan)
            scores = found.scores[found.numbers.searchsorted(numbers)]
        return scores * self._worth(numbers)

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

    def _highest(self, term: Term) -> float:
        """Say what score no document can have more of for one term."""
        return self._posting(term).highest * term.weight

    def _any_of(self, terms: Iterable[Term]) -> Numbers:
        mask = np.zeros(self._evaluator.snapshot.table.size, bool)
        for each in terms:
            mask[self._posting(each).documents] = True
        return np.flatnonzero(mask)

    def _posting(self, term: Term) -> Posting:
        if isinstance(term, Hits):
            return self._evaluator.posting(term.field, term.term)
        return self._evaluator.posting("sounds", term.form)

    def _worth(self, numbers: Numbers) -> Scores:
        worth: Scores = self._evaluator.snapshot.table.worth[numbers]
        return worth


def _parted(evaluator: Evaluator, plan: Plan) -> tuple[Sequence[Term], Sequence[Term]]:
    """Part the ways to say a word by whether few or many documents answer.

    There are none of either where that gains nothing, or where not all of them are terms.
    """
    best = plan.of if isinstance(plan, Lifted) else plan
    ways = best.of if isinstance(best, Best) else ()
    terms = [each for each in ways if isinstance(each, Term)]
    sizes = [evaluator.most(each) for each in terms]
    if len(terms) < len(ways) or sum(sizes) * _MANY <= evaluator.snapshot.table.size:
        return (), ()
    least = max(sizes, default=0) / _FEWER
    few = [each for each, size in zip(terms, sizes, strict=True) if size <= least]
    many = [each for each, size in zip(terms, sizes, strict=True) if size > least]
    return few, many
