"""A plan over one snapshot: in one pass the documents that answer, and how well each of them does.

Of what must all be there, the part with the fewest documents is found first, and the others are
only looked up in these. Where little is found, the documents of terms are merged; where much, they
are marked in arrays as long as the table, in which `_ABSENT` stands for what does not answer: it
loses against every score, and takes away whatever it is added to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
from heritage.search.whoosh.postings import Found, Numbers, Posting, Scores
from heritage.search.whoosh.snapshot import Budget, Snapshot
from heritage.search.whoosh.table import Mask

_ABSENT = np.float32(-np.inf)
_MERGED = 32
"""When terms have more than one in so many documents together, they are not merged but marked."""


class Evaluator:
    """Runs plans within a budget; what it found is kept for as long as the search lasts."""

    def __init__(self, snapshot: Snapshot, budget: Budget) -> None:
        self.snapshot = snapshot
        self.budget = budget
        self._postings: dict[tuple[str, str], Posting] = {}
        self._looked_up: dict[int, Plan] = {}
        self._kept: dict[int, Found] = {}

    def found(self, plan: Plan) -> Found:
        """Find what answers a plan, the deleted among it, and score it."""
        self.look_up(plan)
        if id(plan) not in self._kept:
            self._kept[id(plan)] = self._found(plan)
        return self._kept[id(plan)]

    def look_up(self, plan: Plan) -> None:
        """Look up all terms of a plan, those of each field in one go."""
        if id(plan) in self._looked_up:
            return
        # The plan is kept, so that its address goes on naming it.
        self._looked_up[id(plan)] = plan
        missing = {term for term in _terms(plan) if term not in self._postings}
        if missing:
            self._postings |= self.snapshot.postings(missing)

    def among(self, numbers: Numbers) -> Among:
        """Score these documents alone, which are in rising order."""
        return Among(self, numbers)

    def posting(self, field: str, term: str) -> Posting:
        """Give the documents of one of the plan's terms."""
        self.budget.check()
        return self._postings[field, term]

    def mask(self, plan: Plan) -> Mask:
        """Mark what answers a plan."""
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
            case Nothing():
                return np.zeros(table.size, bool)
            case Begins(field, start):
                return self._beginning(field, start)
            case Nearly(field, word, slips):
                return self._nearly(field, word, slips)
            case Without(of):
                return ~self.mask(of)
            case _:
                return table.marked(self.found(plan).numbers)

    # ------------------------------------------------ among all documents

    def _found(self, plan: Plan) -> Found:
        match plan:
            case Hits(field, term, weight):
                numbers, scores = self.posting(field, term).found
                return Found(numbers, scores * np.float32(weight))
            case Spoken(form, weight):
                return _flat(self.posting("sounds", form).numbers, weight)
            case Row(field, terms, weight):
                return self._row(field, terms, weight)
            case Best(of):
                return self._merged(of, np.maximum)
            case Some(of, 1):
                return self._merged(of, np.add)
            case All(of):
                return self._all(of)
            case Lifted(of, by):
                numbers, scores = self._found(of)
                return Found(numbers, scores * self.among(numbers).lift(by))
            case Some():
                every = self.snapshot.table.every
                return _answering(every, self.among(every).scores(plan))
            case _:
                return _flat(np.flatnonzero(self.mask(plan)), _weight(plan))

    def _merged(self, of: Sequence[Plan], better: np.ufunc) -> Found:
        """Put together what answers any of some plans; scores of one document become one."""
        some = [found for found in map(self._found, of) if len(found.numbers)]
        if len(some) < 2:
            return some[0] if some else _NONE
        size = self.snapshot.table.size
        if sum(len(found.numbers) for found in some) * _MERGED > size:
            return _marked(some, better, size)
        numbers = np.concatenate([found.numbers for found in some])
        order = numbers.argsort(kind="stable")
        numbers = numbers[order]
        (begun,) = np.concatenate([_TRUE, numbers[1:] != numbers[:-1]]).nonzero()
        scores = np.concatenate([found.scores for found in some])[order]
        return Found(numbers[begun], better.reduceat(scores, begun))

    def _all(self, of: Sequence[Plan]) -> Found:
        """Find what answers some plans, beginning with the one that fewest answer."""
        fewest, *others = sorted(of, key=self.most)
        found = self._found(fewest)
        for each in others:
            if not len(found.numbers):
                return _NONE
            scores = self.among(found.numbers).scores(each)
            found = _answering(found.numbers, found.scores + scores)
        return found

    def most(self, plan: Plan) -> int:
        """Say how many documents may answer a plan at most, as far as is known beforehand."""
        match plan:
            case Hits(field, term):
                return len(self._postings[field, term])
            case Spoken(form):
                return len(self._postings["sounds", form])
            case Row(field, terms):
                return min((len(self._postings[field, term]) for term in terms), default=0)
            case Best(of) | Some(of):
                return sum(map(self.most, of))
            case All(of):
                return min(map(self.most, of))
            case Lifted(of):
                return self.most(of)
            case Nothing():
                return 0
            case _:
                return self.snapshot.table.size

    # ------------------------------------------------ rows, beginnings, slips

    def _row(self, field: str, terms: Sequence[str], weight: float) -> Found:
        """Find terms in a row: what each of them scores is added up."""
        if len(terms) == 1:
            return self._found(Hits(field, terms[0], weight))
        encoded, bases = [term.encode() for term in terms], self.snapshot.table.bases
        found = [np.zeros(0, np.int64)]
        for base, vocabulary in self.snapshot.vocabularies(field):
            self.budget.check()
            size = int(bases[np.searchsorted(bases, base, "right")]) - base
            found.append(in_a_row(vocabulary, encoded, size) + base)
        numbers = np.concatenate(found)
        scores = np.zeros(len(numbers), np.float32)
        for term in terms:
            scores += self.posting(field, term).among(numbers)[1]
        return Found(numbers, scores * np.float32(weight))

    def _beginning(self, field: str, start: str) -> Mask:
        mask = np.zeros(self.snapshot.table.size, bool)
        for base, vocabulary in self.snapshot.vocabularies(field):
            self.budget.check()
            first, last = vocabulary.beginning(start.encode())
            ends = vocabulary.ends
            documents = vocabulary.documents[int(ends[first]) : int(ends[last])]
            mask[base:][documents] = True
        return mask

    def _nearly(self, field: str, word: str, slips: int) -> Mask:
        mask = np.zeros(self.snapshot.table.size, bool)
        for base, vocabulary in self.snapshot.vocabularies(field):
            self.budget.check()
            for number, _ in vocabulary.nearly(word, slips):
                first, last = vocabulary.extent(number)
                mask[base:][vocabulary.documents[first:last]] = True
        return mask


class Among:
    """Scores the same documents, in rising order, for one part of a plan after the other."""

    def __init__(self, evaluator: Evaluator, numbers: Numbers) -> None:
        self.evaluator = evaluator
        self.numbers = numbers

    def scores(self, plan: Plan) -> Scores:
        """Score a plan; `_ABSENT` is what does not answer it."""
        match plan:
            case Best(of):
                best = self._absent()
                for each in of:
                    self._better(each, best)
                return best
            case All(of):
                return sum(map(self.scores, of[1:]), start=self.scores(of[0]))
            case Some(of, least):
                return self._some(of, least)
            case Lifted(of, by):
                return self.scores(of) * self.lift(by)
            case Hits() | Spoken() | Row():
                best = self._absent()
                self._better(plan, best)
                return best
            case Everything():
                return np.zeros(len(self.numbers), np.float32)
            case Without(of):
                return np.where(self.scores(of) > _ABSENT, _ABSENT, np.float32(0))
            case _:
                answering = self.evaluator.mask(plan)[self.numbers]
                return np.where(answering, np.float32(_weight(plan)), _ABSENT)

    def lift(self, by: Sequence[tuple[str, float]]) -> Scores:
        """Give the greatest factor of each document whose exact name it bears; 1 to the others."""
        lift = np.ones(len(self.numbers), np.float32)
        for term, factor in by:
            where, _ = self._held("exact", term)
            if len(where):
                lift[where] = np.maximum(lift[where], np.float32(factor))
        return lift

    def _better(self, plan: Plan, best: Scores) -> None:
        """Let a plan's scores count where they are better than those there are."""
        match plan:
            case Hits(field, term, weight):
                where, scores = self._held(field, term)
                if len(where):
                    best[where] = np.maximum(best[where], scores * np.float32(weight))
            case Spoken(form, weight):
                where, _ = self._held("sounds", form)
                if len(where):
                    best[where] = np.maximum(best[where], np.float32(weight))
            case Row():
                found = self.evaluator.found(plan)
                where, at = _shared(self.numbers, found.numbers)
                best[where] = np.maximum(best[where], found.scores[at])
            case _:
                np.maximum(best, self.scores(plan), out=best)

    def _some(self, of: Sequence[Plan], least: int) -> Scores:
        size = len(self.numbers)
        total, times = np.zeros(size, np.float32), np.zeros(size, np.int16)
        for scores in map(self.scores, of):
            answering = scores > _ABSENT
            np.add(total, scores, out=total, where=answering)
            times += answering
        return np.where(times >= least, total, _ABSENT)

    def _held(self, field: str, term: str) -> tuple[Array, Scores]:
        posting = self.evaluator.posting(field, term)
        return posting.among(self.numbers) if len(posting) else (_NONE.numbers, _NONE.scores)

    def _absent(self) -> Scores:
        return np.full(len(self.numbers), _ABSENT)


_NONE = Found(np.zeros(0, np.int64), np.zeros(0, np.float32))
_TRUE = np.ones(1, bool)


def _flat(numbers: Numbers, score: float) -> Found:
    return Found(numbers, np.full(len(numbers), score, np.float32))


def _answering(numbers: Numbers, scores: Scores) -> Found:
    """Leave out what is absent."""
    kept = scores > _ABSENT
    return Found(numbers, scores) if kept.all() else Found(numbers[kept], scores[kept])


def _marked(some: Sequence[Found], better: np.ufunc, size: int) -> Found:
    """Put scores together in an array as long as the table."""
    scores, marks = np.zeros(size, np.float32), np.zeros(size, bool)
    numbers, told = some[0]
    scores[numbers], marks[numbers] = told, True
    for numbers, told in some[1:]:
        # Of no score there is less than 0, so that what is not marked yet loses.
        scores[numbers] = better(scores[numbers], told)
        marks[numbers] = True
    (numbers,) = marks.nonzero()
    return Found(numbers, scores[numbers])


def _shared(numbers: Numbers, others: Numbers) -> tuple[Array, Array]:
    """Say where among some documents others are, and which of the others these are."""
    if not len(numbers) or not len(others):
        return _NONE.numbers, _NONE.numbers
    at = numbers.searchsorted(others)
    at[at == len(numbers)] = 0
    (kept,) = (numbers[at] == others).nonzero()
    return at[kept], kept


def _weight(plan: Plan) -> float:
    """Say what a plan scores that scores the same wherever it answers."""
    return plan.weight if isinstance(plan, Begins | Nearly) else 0.0


def _terms(plan: Plan) -> Iterator[tuple[str, str]]:
    """List the terms a plan needs looked up, each with its field."""
    match plan:
        case Hits(field, term):
            yield field, term
        case Spoken(form):
            yield "sounds", form
        case Row(field, terms):
            yield from ((field, term) for term in terms)
        case Best(of) | All(of) | Some(of):
            for each in of:
                yield from _terms(each)
        case Without(of):
            yield from _terms(of)
        case Lifted(of, by):
            yield from _terms(of)
            yield from (("exact", term) for term, _ in by)
