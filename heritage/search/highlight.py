"""Show where a record speaks of what was looked for: our own pass over the text, any script."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from itertools import islice, pairwise
from typing import NamedTuple

import msgspec
from rapidfuzz.distance import OSA

from heritage.kit.folding import fold_letters, letters
from heritage.search import analysis
from heritage.search.analysis import Token
from heritage.search.documents import Document, Text
from heritage.search.request import Segment, Snippet

_BEFORE, _AFTER = 12, 28
"""How many words of a long text are shown before and after the first that is marked."""
_MOST_SNIPPETS = 3
_MOST_WINDOWS = 50
_LONGEST_LOOKED_AT = 60_000
_WIDE = 240
"""How many characters the stretch that is shown has, about."""

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
        return _merged(found + rows), answers.count(Answer.TYPED) + len(rows)

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
            yield from (match.span() for match in _A_WORD.finditer(text))
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
_A_WORD = re.compile(r"[^\W_]+")
# So many words on either side, without a second thought about where one ends.
_SOME_BEFORE = re.compile(rf"(?:[\W_]*+[^\W_]++){{{_BEFORE}}}")
_SOME_AFTER = re.compile(rf"(?:[\W_]*+[^\W_]++){{{_AFTER + 1}}}")
_REST_OF_WORD = re.compile(r"[^\W_]*")
# Arabic writes "and", "in", "the" together with the word.
_GLUED, _MOST_GLUED = re.compile("[وفبكل]{0,2}(?:ال|لل)?"), 4


def _end_of_word(text: str, at: int) -> int:
    match = _REST_OF_WORD.match(text, at)
    return match.end() if match else at


def _start(word: str, sure: int) -> str:
    """Give the letters with which a form of a word surely begins: endings change the last ones."""
    return word[: max(sure, min(len(word) - 2, 3))] if sure < len(word) else word


class Marked(msgspec.Struct, frozen=True):
    """What of a record answers a search."""

    passages: Mapping[str, tuple[Snippet, ...]] = {}
    """Names whole, and the best stretches of longer texts, field by field."""
    name: str | None = None
    """The recorded spelling that answered, when the title alone does not show it."""


def marked(document: Document, wanted: Wanted) -> Marked:
    """Mark what answers in a document."""
    if not wanted:
        return Marked()
    names = _names(document, wanted)
    fields = {
        "names": tuple(map(_whole, names[:_MOST_SNIPPETS])),
        "summary": _in_texts(document.summary, wanted),
        "quotes": _in_texts(document.quotes, wanted),
        "body": _in_texts(document.body, wanted),
    }
    passages = {key: snippets for key, snippets in fields.items() if snippets}
    return Marked(passages, _answering(document.title, names))


class _Name(NamedTuple):
    """A spelling of a name, with what is marked of it."""

    text: str
    spans: list[Span]
    typed: int
    """How many words of it were typed so; the others only sound or mean so."""


def _names(document: Document, wanted: Wanted) -> list[_Name]:
    """Mark the spellings of a document's names that have anything to mark, the title first."""
    langs = {document.title: ""}
    for name in (*document.names, *document.aliases):
        langs[name.text] = langs.get(name.text) or name.lang
    told = [
        _Name(text, *wanted.in_name(text, analysis.languages_of(lang, text)))
        for text, lang in langs.items()
        if wanted.is_told(text)
    ]
    return [name for name in told if name.spans]


def _answering(title: str, names: Sequence[_Name]) -> str | None:
    """Choose the spelling that answers best; none when the title answers as well."""
    if not names or (len(names) == 1 and names[0].text == title):
        return None
    best = max(names, key=lambda each: (each.typed, len(each.spans)))
    return None if best.text == title else best.text


def _whole(name: _Name) -> Snippet:
    return _cut(name.text, name.spans, 0, len(name.text))


def _in_texts(texts: Sequence[Text], wanted: Wanted) -> tuple[Snippet, ...]:
    if not texts:
        return ()
    found = (snippet for text in texts if (snippet := _best_stretch(text, wanted)))
    return tuple(islice(found, _MOST_SNIPPETS))


def _best_stretch(text: Text, wanted: Wanted) -> Snippet | None:
    """Choose the stretch in which most of the different words looked for stand."""
    whole = text.text[:_LONGEST_LOOKED_AT]
    read = Reading.of(whole)
    lang = analysis.languages_of(text.lang, whole)
    words = {
        (start, end): read.joined[start:end]
        for start, end in wanted.candidates(read.joined)
        if wanted.answer(read.folded[start:end], lang) > Answer.HEARD
    }
    for run in wanted.rows:
        words |= {match.span(): match[0] for match in run.finditer(read.joined)}
    if not words:
        return None
    spans = _merged(words)
    start, end = _richest(read.joined, spans, words)
    return _cut(
        whole,
        [read.origin(span) for span in spans],
        0 if start == 0 else read.origin((start, start + 1))[0],
        len(whole) if end == len(read.joined) else read.origin((end - 1, end))[1],
    )


class Reading(NamedTuple):
    """A text folded, with the way back to where each letter stands in it."""

    folded: str
    joined: str
    """The same with vowel signs as letters, so that they stay inside their words."""
    origins: Sequence[int]
    text: str

    @classmethod
    def of(cls, text: str) -> Reading:
        """Fold a text."""
        folded, origins = fold_letters(text)
        return cls(folded, analysis.with_marks_inside(folded), origins, text)

    def origin(self, span: Span) -> Span:
        """Say where a stretch of the folded text stands in the text as written."""
        return self.origins[span[0]], analysis.end_of_word(self.text, self.origins[span[1] - 1] + 1)


def _richest(joined: str, spans: Sequence[Span], words: Mapping[Span, str]) -> Span:
    """Choose some words before and after a mark, so that most of what is marked stands there."""
    best, richest, most = spans[0], 0, len(set(words.values()))
    for place, span in enumerate(spans[:_MOST_WINDOWS]):
        reach = bisect_right(spans, span[0] + _WIDE, key=_end)
        found = len({words.get(each) for each in spans[place:reach]})
        if found > richest:
            best, richest = span, found
        if richest >= most:
            break
    after = _SOME_AFTER.match(joined, best[0])
    return _first_shown(joined, best[0]), after.end() if after else len(joined)


def _first_shown(joined: str, begun: int) -> int:
    """Say where the text that is shown before a mark begins."""
    near = joined[max(begun - _WIDE, 0) : begun]
    if before := _SOME_BEFORE.match(near[::-1]):
        return begun - before.end()
    first = _A_WORD.search(near)
    return begun - len(near) + first.start() if first and begun >= _WIDE else 0


def _end(span: Span) -> int:
    return span[1]


def _cut(text: str, spans: Iterable[Span], start: int, end: int) -> Snippet:
    """Cut a stretch out, and say in words of three dots that there is more."""
    pieces = [Segment("…")] if start else []
    at = start
    for first, last in spans:
        if first < start or last > end:
            continue
        if first > at:
            pieces.append(Segment(text[at:first], at=at))
        pieces.append(Segment(text[first:last], marked=True, at=first))
        at = last
    if at < end:
        pieces.append(Segment(text[at:end], at=at))
    return (*pieces, Segment("…")) if end < len(text) else tuple(pieces)


def _in_a_row(tokens: Sequence[Token], run: tuple[str, ...]) -> Iterable[Span]:
    size = len(run)
    texts = [token.text for token in tokens]
    if not set(run).issubset(texts):
        return
    for place in range(len(texts) - size + 1):
        if tuple(texts[place : place + size]) == run:
            yield tokens[place].start, tokens[place + size - 1].end


def _merged(spans: Collection[Span]) -> list[Span]:
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
