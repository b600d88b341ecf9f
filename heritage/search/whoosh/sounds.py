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
_FEW = 2_000
_NONE = np.zeros(0, np.uint8)


def by_lookup(forms: Vocabulary) -> dict[str, Array]:
    """Lay out which forms are kept under each lookup."""
    noted = Inversion()
    for number, form in enumerate(forms):
        noted.note(LOOKUPS, number, sorted(analysis.lookups(form.decode())))
    return noted.inverted(LOOKUPS, positions=False)


def sharing(forms: Vocabulary, keyed: Vocabulary, lookups: Iterable[str]) -> dict[str, int]:
    """Count how many lookups each form shares with these; of too many, those that share most."""
    extents = [keyed.extent(keyed.find(lookup.encode())) for lookup in lookups]
    kept = [keyed.documents[first:last] for first, last in extents]
    numbers = np.concatenate([_NONE, *kept])
    if len(numbers) < _FEW:
        found, shared = np.unique(numbers, return_counts=True)
    else:
        counts = np.bincount(numbers)
        found = np.flatnonzero(counts >= _least(counts))
        shared = counts[found]
    # Forms are in the order of the alphabet, and stay in it where they share as much.
    order = np.argsort(-shared, kind="stable")[: analysis.MOST_CANDIDATES]
    pairs = zip(found[order].tolist(), shared[order].tolist(), strict=True)
    return {forms[number].decode(): count for number, count in pairs}


def _least(counts: Array) -> int:
    """Say how many lookups a form must share to be among those that share most."""
    sharing_more = np.cumsum(np.bincount(counts)[::-1])[::-1]
    enough = np.flatnonzero(sharing_more[1:] >= analysis.MOST_CANDIDATES)
    return int(enough[-1]) + 1 if len(enough) else 1
