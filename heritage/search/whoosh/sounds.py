"""Under which consonants the words of recorded names are kept, in one segment."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from heritage.search import analysis
from heritage.search.whoosh.arrays import Array
from heritage.search.whoosh.inversion import Inversion
from heritage.search.whoosh.vocabulary import Vocabulary

SOUNDS = "sounds"
LOOKUPS = "_lookups"
"""A field of no document's: what it has for documents are the numbers of terms of `sounds`."""


def by_lookup(forms: Vocabulary) -> dict[str, Array]:
    """Lay out which forms are kept under each lookup."""
    noted = Inversion()
    for number, form in enumerate(forms):
        noted.note(LOOKUPS, number, sorted(analysis.lookups(form.decode())))
    return noted.inverted(LOOKUPS, positions=False)


def sharing(forms: Vocabulary, keyed: Vocabulary, lookups: Iterable[str]) -> dict[str, int]:
    """Count how many lookups each form shares with these; of too many, those that share most."""
    shared = np.zeros(len(forms), np.int32)
    for lookup in lookups:
        first, last = keyed.extent(keyed.find(lookup.encode()))
        shared[keyed.documents[first:last]] += 1
    found = np.flatnonzero(shared)
    if len(found) > analysis.MOST_CANDIDATES:
        # Forms are in the order of the alphabet, and stay in it where they share as much.
        found = found[np.argsort(-shared[found], kind="stable")[: analysis.MOST_CANDIDATES]]
    return {forms[number].decode(): int(shared[number]) for number in found.tolist()}
