"""What a search was for, and how each word of a text answers it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from itertools import pairwise

from rapidfuzz.distance import OSA

from heritage.kit.folding import letters
from heritage.search import analysis
from heritage.search.analysis import Token

Span = tuple[int, int]


class Answer(IntEnum):
    """How a word answers what was looked for; those that only sound so count in names alone."""

    NOT = 0
    HEARD = 1
    MEANT = 2
    TYPED = 3


@dataclass
class Wanted:
    """What a search was for, in the forms a text may have it."""

    words: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)
    prefixes: set[str] = field(default_factory=set)
    sounds: set[str] = field(default_factory=set)
    same_meaning: set[str] = field(default_factory=set)
    exact: set[str] = field(default_factory=set)
    """Words that answer as they stand, and in no other form."""
    runs: set[tuple[str, ...]] = field(default_factory=set)
    slips: dict[str, int] = field(default_factory=dict)
    _bare: set[str] = field(default_factory=set)
    _known: dict[tuple[str, str], Answer] = field(default_factory=dict)
    """Words already weighed, by language: most come again."""

    def word(self, word: str) -> None:
        """Look for a word, with or without its article."""
        self.words.add(word)
        self._bare.add(analysis.without_article(word))

    def run(self, words: Sequence[str]) -> None:
        """Look for words in a row, just as they stand."""
        if len(words) > 1:
            self.runs.add(tuple(words))
        else:
            self.exact.update(words)

    def __bool__(self) -> bool:
        """Tell whether any word was looked for at all."""
        return bool(self.words or self.prefixes or self.exact or self.runs)

    def is_told(self, name: str) -> bool:
        """Tell at a glance whether a name can have anything to mark: most have nothing."""
        written = letters(name)
        for part in self._told_by:  # noqa: SIM110 - a generator would take longer than the look
            if part in written:
                return True
        return False

    @cached_property
    def _told_by(self) -> tuple[str, ...]:
        """List what a name must have some of among its letters; with slips it may have any."""
        if self.slips:
            return ("",)
        return (*self._starts, *self.sounds, *(run[0] for run in self.runs))

    def in_name(self, name: str, lang: str) -> tuple[list[Span], int]:
        """Say which stretches of a name answer, by sound too, and how many were typed so."""
        tokens = analysis.tokenise(name)
        rows = [span for run in self.runs for span in _in_a_row(tokens, run)]
        answers = [self.answer(text, lang) for text, _, _ in tokens]
        found = [
            (start, end) for (_, start, end), each in zip(tokens, answers, strict=True) if each
        ]
        if self.sounds:
            found += [
                (one.start, two.end)
                for one, two in pairwise(tokens)
                if self._sounds(analysis.without_article(one.text) + two.text)
            ]
        return merged(found + rows), answers.count(Answer.TYPED) + len(rows)

    def answer(self, word: str, lang: str) -> Answer:
        """Say how a word answers."""
        key = word, lang
        if (known := self._known.get(key)) is None:
            known = self._known[key] = self._answer(word, lang)
        return known

    def _answer(self, word: str, lang: str) -> Answer:
        if self._typed(word, lang):
            return Answer.TYPED
        if word in self.same_meaning:
            return Answer.MEANT
        return Answer.HEARD if self._sounds(word) else Answer.NOT

    def candidates(self, text: str) -> Iterator[Span]:
        """Find the words that begin as what answers does; the few there are must be weighed."""
        if self.slips:
            yield from (match.span() for match in A_WORD.finditer(text))
            return
        for start in self._starts:
            at = text.find(start)
            while at >= 0:
                begun, end = at, _end_of_word(text, at)
                while begun and text[begun - 1].isalnum():
                    begun -= 1
                if end > at and (begun == at or _GLUED.fullmatch(text, begun, at)):
                    yield begun, end
                at = text.find(start, max(end, at + 1))

    @cached_property
    def _starts(self) -> tuple[str, ...]:
        """List with what letters the words begin that may answer, the shorter instead of longer."""
        words = {*self.words, *self._bare, *self.same_meaning}
        starts = self.exact | {_start(word, len(word)) for word in words}
        starts |= {_start(stem.partition(":")[2], 1) for stem in self.stems} | self.prefixes
        kept: list[str] = []
        for start in sorted(starts - {""}):
            if not (kept and start.startswith(kept[-1])):
                kept.append(start)
        return tuple(kept)

    def _begins(self, word: str) -> bool:
        """Tell at a glance whether a word may be one that was typed."""
        if self.slips or word.startswith(self._starts):
            return True
        return not word.isascii() and any(
            word.startswith(self._starts, glued) and _GLUED.fullmatch(word, 0, glued)
            for glued in range(1, _MOST_GLUED + 1)
        )

    @cached_property
    def rows(self) -> list[re.Pattern[str]]:
        """Find the phrases."""
        return [
            re.compile(_EDGE + r"[\W_]+".join(map(re.escape, run)) + r"(?![^\W_])")
            for run in self.runs
        ]

    def _typed(self, word: str, lang: str) -> bool:
        """Tell whether a word is one that was typed, whatever its ending or article."""
        if word in self.exact:
            return True
        if word in analysis.STOP_WORDS:
            return word in self.words and self.words <= analysis.STOP_WORDS
        if not self._begins(word):
            return False
        if word in self.words or word.startswith(tuple(self.prefixes)):
            return True
        if analysis.without_article(word) in self._bare or self._slipped(word):
            return True
        return bool(lang) and analysis.stem(word, lang) in self.stems

    def _slipped(self, word: str) -> bool:
        return any(
            OSA.distance(word, typed, score_cutoff=most) <= most
            for typed, most in self.slips.items()
        )

    def _sounds(self, word: str) -> bool:
        if word in self.sounds:
            return True
        return not word.isascii() and analysis.without_article(word) in self.sounds


_EDGE = r"(?<![^\W_])"
A_WORD = re.compile(r"[^\W_]+")
_REST_OF_WORD = re.compile(r"[^\W_]*")
# Arabic writes "and", "in", "the" together with the word.
_GLUED, _MOST_GLUED = re.compile("[وفبكل]{0,2}(?:ال|لل)?"), 4


def _end_of_word(text: str, at: int) -> int:
    match = _REST_OF_WORD.match(text, at)
    return match.end() if match else at


def _start(word: str, sure: int) -> str:
    """Give the letters with which a form of a word surely begins: endings change the last ones."""
    return word[: max(sure, min(len(word) - 2, 3))] if sure < len(word) else word


def _in_a_row(tokens: Sequence[Token], run: tuple[str, ...]) -> Iterable[Span]:
    size = len(run)
    texts = [token.text for token in tokens]
    if not set(run).issubset(texts):
        return
    for place in range(len(texts) - size + 1):
        if tuple(texts[place : place + size]) == run:
            yield tokens[place].start, tokens[place + size - 1].end


def merged(spans: Collection[Span]) -> list[Span]:
    """Join stretches that overlap."""
    if len(spans) < 2:
        return list(spans)
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
