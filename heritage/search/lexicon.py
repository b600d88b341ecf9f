"""What is asked of the words of an index before a search is planned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from heritage.search.analysis import Spelling

SHORTEST_CORRECTED = 3
"""Shorter words are neither taken for slips nor offered: anything is a slip or two from them."""


class Lexicon(Protocol):
    """The words an index holds. Each question is asked once for all words of a search."""

    def sounding(self, words: Iterable[str], *, wide: bool = False) -> Mapping[str, list[Spelling]]:
        """Give the words of recorded names that may be spellings of each of these.

        They share a consonant key with it, or, widely, most of `analysis.lookups`; of more than
        can be compared, those count that share most, and `analysis.spellings` chooses.
        """

    def recorded(self, words: Sequence[str]) -> bool:
        """Tell whether any document has all of these words, written just so."""

    def corrections(self, words: Iterable[str]) -> Mapping[str, str]:
        """Give a recorded word a slip or two away from each that no document has."""
