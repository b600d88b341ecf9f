"""The terms of one field in one segment, sorted, and the documents that have each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract_iter

from heritage.search.whoosh.arrays import Array, narrow

_HEAD = 8
_LETTERS = 64
_NOWHERE = (0, 0)


class Vocabulary(Sequence[bytes]):
    """Looks terms up; each has a number, its place in the order of their bytes."""

    def __init__(self, arrays: Mapping[str, Array]) -> None:
        self._arrays = arrays
        self._bytes = arrays["terms"].data
        self._ends = np.array(arrays["term_ends"])
        self._heads = np.array(arrays["heads"])

    def __len__(self) -> int:
        """Count the terms."""
        return len(self._heads)

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        """Give a term by its number."""
        return bytes(self._bytes[self._ends[number] : self._ends[number + 1]])

    def find(self, term: bytes) -> int:
        """Give the number of a term, or -1."""
        [number] = self.find_all([term])
        return number

    def find_all(self, terms: Sequence[bytes]) -> list[int]:
        """Give the number of each term, or -1."""
        first = self._heads.searchsorted(_heads(terms)).tolist()
        return list(map(self._found, terms, first))

    def _found(self, term: bytes, first: int) -> int:
        """Look from the first term on that begins with the same letters or later ones."""
        if first == len(self):
            return -1
        if len(term) > _HEAD and self[first] < term:
            last = int(self._heads.searchsorted(_head(term), "right"))
            first = bisect_left(self, term, first, last)
        return first if first < len(self) and self[first] == term else -1

    def written(self, numbers: Array) -> list[str]:
        """Write terms out by their numbers."""
        first, last = self._ends[numbers].tolist(), self._ends[numbers + 1].tolist()
        kept = self._bytes
        return [str(kept[begin:end], "utf-8") for begin, end in zip(first, last, strict=True)]

    def array(self, name: str) -> Array:
        """Give what else is kept of each term."""
        return self._arrays[name]

    def beginning(self, start: bytes) -> tuple[int, int]:
        """Give the numbers of the first term that begins so and of the one after the last."""
        return self._first_from(start), self._first_from(start + b"\xff")

    def between(self, first: int, last: int) -> Iterator[bytes]:
        """List terms by their numbers, the last left out."""
        return (self[number] for number in range(first, last))

    def nearly(self, word: str, slips: int, start: str = "") -> list[tuple[int, int]]:
        """Give the number of each term so many slips away that begins so, and how many they are."""
        first, last = self.beginning(start.encode()) if start else (0, len(self))
        sizes, letters, wanted = (
            self._sizes[first:last],
            self._letters[first:last],
            _letters_of(word),
        )
        close = np.flatnonzero((sizes >= len(word) - slips) & (sizes <= len(word) + slips))
        close = close[np.bitwise_count(letters[close] & ~wanted) <= slips]
        close = close[np.bitwise_count(wanted & ~letters[close]) <= slips] + first
        numbers = close.tolist()
        found = extract_iter(word, self.written(close), scorer=OSA.distance, score_cutoff=slips)
        return [(numbers[place], int(away)) for _, away, place in found]

    def _first_from(self, term: bytes) -> int:
        head = _head(term)
        first = int(self._heads.searchsorted(head, "left"))
        if len(term) <= _HEAD:
            return first
        return bisect_left(self, term, first, int(self._heads.searchsorted(head, "right")))

    @cached_property
    def _sizes(self) -> Array:
        return np.array(self._arrays["sizes"]).astype(np.int16)

    @cached_property
    def _letters(self) -> Array:
        return np.array(self._arrays["letters"])

    # ------------------------------------------------ documents

    @property
    def documents(self) -> Array:
        """Give the documents of all terms, term after term."""
        return self._arrays["documents"]

    @property
    def counts(self) -> Array:
        """Say how often each of `documents` has its term."""
        return self._arrays["counts"]

    @property
    def ends(self) -> Array:
        """Say where in `documents` those of each term end; the first begin at zero."""
        return self._arrays["ends"]

    @property
    def positions(self) -> Array | None:
        """Give the positions at which terms stand, where the field keeps them."""
        return self._arrays.get("positions")

    def extent(self, number: int) -> tuple[int, int]:
        """Say where the documents of a term are."""
        return (int(self.ends[number]), int(self.ends[number + 1])) if number >= 0 else _NOWHERE

    @cached_property
    def furthest(self) -> int:
        """Say how far from the beginning a term stands at most."""
        positions = self._arrays["positions"]
        return int(positions.max()) if len(positions) else 0

    def positions_of(self, number: int) -> Array:
        """Give all positions of a term, document after document."""
        ends = self._arrays["position_ends"]
        return self._arrays["positions"][int(ends[number]) : int(ends[number + 1])]


def described(terms: Sequence[bytes], *, words: bool) -> dict[str, Array]:
    """Lay sorted terms out for a `Vocabulary`; words, with what narrows a search for slips."""
    lengths = np.fromiter(map(len, terms), np.int64, len(terms))
    texts = [term.decode() for term in terms] if words else []
    return {
        "terms": np.frombuffer(b"".join(terms), np.uint8),
        "term_ends": narrow(np.concatenate([[0], np.cumsum(lengths)])),
        "heads": _heads(terms),
        "sizes": np.fromiter((min(len(text), 255) for text in texts), np.uint8, len(texts)),
        "letters": np.fromiter(map(_letters_of, texts), np.uint64, len(texts)),
    }


def _head(term: bytes) -> np.uint64:
    """Give the first letters of a term as a number, in the same order as the letters."""
    return np.uint64(int.from_bytes(term[:_HEAD].ljust(_HEAD, b"\0"), "big"))


def _heads(terms: Iterable[bytes]) -> Array:
    """Give the first letters of some terms as numbers."""
    written = b"".join(term[:_HEAD].ljust(_HEAD, b"\0") for term in terms)
    return np.frombuffer(written, ">u8").astype("<u8")


def _letters_of(word: str) -> np.uint64:
    """Note which letters a word has; a slip adds and removes at most one."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % _LETTERS)
    return np.uint64(bits)
