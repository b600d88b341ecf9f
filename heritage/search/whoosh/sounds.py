"""How the words of recorded names sound in one segment, and by which consonants they are kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from heritage.kit.hearing import LONGEST, Heard, distances, heard
from heritage.search import analysis
from heritage.search.analysis import Spelling
from heritage.search.whoosh.arrays import Array, narrow, spread
from heritage.search.whoosh.inversion import Inversion
from heritage.search.whoosh.vocabulary import Vocabulary

SOUNDS = "sounds"
LOOKUPS = "_lookups"
"""A field of no document's: what it has for documents are the numbers of terms of `sounds`."""
_FEW = 2_000
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

    def sharing(self, lookups: Collection[str]) -> Candidates:
        """Find the forms that share these lookups; of too many, those that share most."""
        terms = [lookup.encode() for lookup in lookups]
        extents = [self._keyed.extent(number) for number in self._keyed.find_all(terms)]
        documents = self._keyed.documents
        some = [documents[first:last] for first, last in extents if last > first]
        numbers = np.concatenate(some) if some else _NONE
        if len(some) < 2:
            found, shared = numbers, np.ones(len(numbers), np.int64)
        elif len(numbers) < _FEW:
            found, shared = np.unique(numbers, return_counts=True)
        else:
            counts = np.bincount(numbers)
            found = np.flatnonzero(counts >= _least(counts))
            shared = counts[found]
        # Forms are in the order of the alphabet, and stay in it where they share as much.
        order = np.argsort(-shared, kind="stable")[: analysis.MOST_CANDIDATES]
        return Candidates(self, found[order], shared[order])

    def spellings(self, word: str, numbers: Array) -> list[Spelling]:
        """Weigh forms by ear, and write out those that may be spellings of a word."""
        begun = self._ends[numbers].astype(np.int64)
        sizes = self._ends[numbers + 1].astype(np.int64) - begun
        ends = np.cumsum(np.append(0, sizes))
        far = distances(word, Heard(self._table[spread(begun, sizes)], ends))
        near = np.flatnonzero(far <= analysis.loosest(word))
        written = self.forms.written(numbers[near])
        return list(map(Spelling, written, far[near].tolist()))


def spellings(segments: Sequence[Sounds], word: str, *, wide: bool) -> list[Spelling]:
    """Choose the recorded words that may be spellings of one, among all segments."""
    lookups = analysis.lookups(word, wide=wide)
    some = [each for each in (part.sharing(lookups) for part in segments) if len(each.numbers)]
    if len(some) > 1 and sum(len(each.numbers) for each in some) > analysis.MOST_CANDIDATES:
        some = _sharing_most(some)
    found = {each for part in some for each in part.sounds.spellings(word, part.numbers)}
    known = wide and any(part.forms.find(word.encode()) >= 0 for part in segments)
    return analysis.likest(word, found, wide=wide, known=known)


def _sharing_most(some: Sequence[Candidates]) -> list[Candidates]:
    """Leave those that share most, whichever segment they are in; each has its share once."""
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


def _least(counts: Array) -> int:
    """Say how many lookups a form must share to be among those that share most."""
    sharing_more = np.cumsum(np.bincount(counts)[::-1])[::-1]
    enough = np.flatnonzero(sharing_more[1:] >= analysis.MOST_CANDIDATES)
    return int(enough[-1]) + 1 if len(enough) else 1
