"""How the words of recorded names sound in one segment, and by which consonants they are kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice

import numpy as np

from heritage.kit.hearing import LONGEST, Heard, distances_of, heard
from heritage.search import analysis
from heritage.search.analysis import Spelling
from heritage.search.whoosh.arrays import Array, narrow
from heritage.search.whoosh.inversion import Inversion
from heritage.search.whoosh.vocabulary import Vocabulary

SOUNDS = "sounds"
LOOKUPS = "_lookups"
"""A field of no document's: what it has for documents are the numbers of terms of `sounds`."""
_FEW = 20_000
_NONE = np.zeros(0, np.uint8)


def by_lookup(forms: Vocabulary) -> dict[str, Array]:
    """Lay out which forms are kept under each lookup."""
    noted = Inversion()
    for number, form in enumerate(forms):
        noted.note(LOOKUPS, number, sorted(analysis.lookups(form.decode())))
    return noted.inverted(LOOKUPS, positions=False)


def as_heard(forms: Vocabulary) -> dict[str, Array]:
    """Lay out how each form sounds."""
    read = heard([form.decode() for form in forms])
    return {"heard": read.sounds.reshape(-1), "heard_ends": narrow(read.ends)}


@dataclass(frozen=True)
class Candidates:
    """Forms of one segment that share lookups with a word, by their numbers: most shared first."""

    sounds: Sounds
    numbers: Array
    shared: Array

    def written(self) -> list[str]:
        """Write the forms out."""
        return self.sounds.forms.written(self.numbers)


class Sounds:
    """The words of names in one segment, by their sound."""

    def __init__(self, forms: Vocabulary, keyed: Vocabulary) -> None:
        self.forms = forms
        self._keyed = keyed
        self._table = forms.array("heard").reshape(-1, LONGEST)
        self._ends = forms.array("heard_ends")

    def sharing(self, lookups: Sequence[Collection[str]]) -> list[Candidates]:
        """Find the forms that share the lookups of each word; of too many, what shares most."""
        terms = list(dict.fromkeys(chain.from_iterable(lookups)))
        numbers = self._keyed.find_all([term.encode() for term in terms])
        kept = dict(zip(terms, map(self._keyed.extent, numbers), strict=True))
        return [self._sharing([kept[lookup] for lookup in some]) for some in lookups]

    def _sharing(self, extents: Iterable[tuple[int, int]]) -> Candidates:
        documents = self._keyed.documents
        some = [documents[first:last] for first, last in extents if last > first]
        if len(some) < 2:
            found = some[0] if some else _NONE
            shared = np.ones(len(found), np.intp)
        elif len(numbers := np.concatenate(some)) < _FEW:
            found, shared = np.unique(numbers, return_counts=True)
        else:
            counts = np.bincount(numbers)
            (found,) = counts.nonzero()
            shared = counts[found]
        if len(found) <= analysis.MOST_CANDIDATES:
            return Candidates(self, found, shared)
        # Forms are in the order of the alphabet, and stay in it where they share as much.
        less = -shared.astype(np.int16)
        order = less.argsort(kind="stable")[: analysis.MOST_CANDIDATES]
        return Candidates(self, found[order], shared[order])

    def heard(self, numbers: Array) -> Heard:
        """Give how some forms sound."""
        begun, ended = self._ends[numbers].tolist(), self._ends[numbers + 1].tolist()
        readings = list(map(range, begun, ended))
        ends = np.array(list(accumulate(map(len, readings), initial=0)))
        return Heard(self._table[list(chain.from_iterable(readings))], ends)


def spellings(
    segments: Sequence[Sounds], words: Sequence[str], *, wide: bool
) -> dict[str, list[Spelling]]:
    """Choose the recorded words that may be spellings of each of some, among all segments."""
    if not words:
        return {}
    lookups = [analysis.lookups(word, wide=wide) for word in words]
    of_segments = [each.sharing(lookups) for each in segments]
    told = [
        (word, part)
        for word, parts in zip(words, zip(*of_segments, strict=True), strict=False)
        for part in _sharing_most([each for each in parts if len(each.numbers)])
    ]
    found: dict[str, set[Spelling]] = {word: set() for word in words}
    far = distances_of([(word, part.sounds.heard(part.numbers)) for word, part in told])
    for (word, part), each in zip(told, far, strict=True):
        (near,) = (each <= analysis.loosest(word)).nonzero()
        written = part.sounds.forms.written(part.numbers[near])
        found[word].update(map(Spelling, written, each[near].tolist()))
    return {
        word: analysis.likest(
            word, found[word], wide=wide, known=wide and _is_recorded(word, segments)
        )
        for word in words
    }


def _is_recorded(word: str, segments: Sequence[Sounds]) -> bool:
    return any(part.forms.find(word.encode()) >= 0 for part in segments)


def _sharing_most(some: Sequence[Candidates]) -> list[Candidates]:
    """Leave those that share most, whichever segment they are in; each has its share once."""
    if len(some) < 2 or sum(len(each.numbers) for each in some) <= analysis.MOST_CANDIDATES:
        return list(some)
    told: dict[str, tuple[int, int, int]] = {}
    for nth, part in enumerate(some):
        for form, number, shared in zip(
            part.written(), part.numbers.tolist(), part.shared.tolist(), strict=True
        ):
            told.setdefault(form, (-shared, nth, number))
    chosen = sorted(told, key=lambda form: (told[form][0], form))
    kept: list[list[int]] = [[] for _ in some]
    for form in islice(chosen, analysis.MOST_CANDIDATES):
        _, nth, number = told[form]
        kept[nth].append(number)
    return [
        Candidates(part.sounds, np.array(numbers, np.int64), part.shared[: len(numbers)])
        for part, numbers in zip(some, kept, strict=True)
        if numbers
    ]
