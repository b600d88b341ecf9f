"""Show where a record speaks of what was looked for: our own pass over the text, any script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rapidfuzz.distance import OSA

from heritage.search import analysis
from heritage.search.analysis import Token
from heritage.search.documents import Document, Name, Text
from heritage.search.request import Segment, Snippet

_BEFORE, _AFTER = 12, 28
"""How many words of a long text are shown before and after the first that is marked."""
_MOST_SNIPPETS = 3
_MOST_WINDOWS = 50
_LONGEST_LOOKED_AT = 60_000

Span = tuple[int, int]


@dataclass
class Wanted:
    """What a search was for, in the forms a text may have it."""

    words: set[str] = field(default_factory=set)
    stems: set[str] = field(default_factory=set)
    prefixes: set[str] = field(default_factory=set)
    sounds: set[str] = field(default_factory=set)
    same_meaning: set[str] = field(default_factory=set)
    runs: set[tuple[str, ...]] = field(default_factory=set)
    slips: dict[str, int] = field(default_factory=dict)
    _bare: set[str] = field(default_factory=set)

    def word(self, word: str) -> None:
        """Look for a word, with or without its article."""
        self.words.add(word)
        self._bare.add(analysis.without_article(word))

    def __bool__(self) -> bool:
        """Tell whether any word was looked for at all."""
        return bool(self.words or self.prefixes or self.runs)

    def marks(self, tokens: Sequence[Token], lang: str, *, name: bool) -> list[Span]:
        """Say which stretches of a text answer; spellings by sound count in names alone."""
        found = [
            (token.start, token.end)
            for token in tokens
            if self.typed(token.text, lang)
            or token.text in self.same_meaning
            or (name and self._sounds(token.text))
        ]
        if name:
            found += [
                (one.start, two.end)
                for one, two in pairwise(tokens)
                if self._sounds(analysis.without_article(one.text) + two.text)
            ]
        found += (span for run in self.runs for span in _in_a_row(tokens, run))
        return _merged(found)

    def typed(self, word: str, lang: str) -> bool:
        """Tell whether a word is one that was typed, whatever its ending or article."""
        if word in analysis.STOP_WORDS:
            return word in self.words and self.words <= analysis.STOP_WORDS
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
        return word in self.sounds or analysis.without_article(word) in self.sounds


def highlights(document: Document, wanted: Wanted) -> dict[str, tuple[Snippet, ...]]:
    """Mark names whole, and the best stretches of longer texts, field by field."""
    if not wanted:
        return {}
    names = (Name(document.title), *document.names, *document.aliases)
    fields = {
        "names": _in_names(names, wanted),
        "summary": _in_texts(document.summary, wanted),
        "quotes": _in_texts(document.quotes, wanted),
        "body": _in_texts(document.body, wanted),
    }
    return {key: snippets for key, snippets in fields.items() if snippets}


def answering_name(document: Document, wanted: Wanted) -> str | None:
    """Name the recorded spelling that answered, when the title alone does not show it."""
    if not wanted:
        return None
    best = _answered(document.title, wanted)
    chosen = None
    for name in (*document.names, *document.aliases):
        answered = _answered(name.text, wanted)
        if answered > best:
            best, chosen = answered, name.text
    return chosen


def _answered(name: str, wanted: Wanted) -> tuple[int, int]:
    """Measure a name: how much of it was typed so, and how much only sounds or means so."""
    tokens = analysis.tokenise(name)
    lang = analysis.languages_of("", name)
    typed = sum(wanted.typed(token.text, lang) for token in tokens)
    typed += sum(len(list(_in_a_row(tokens, run))) for run in wanted.runs)
    return typed, len(wanted.marks(tokens, lang, name=True))


def _in_names(names: Iterable[Name], wanted: Wanted) -> tuple[Snippet, ...]:
    marked: dict[str, Snippet] = {}
    for name in names:
        if name.text not in marked:
            lang = analysis.languages_of(name.lang, name.text)
            spans = wanted.marks(analysis.tokenise(name.text), lang, name=True)
            if spans:
                marked[name.text] = _cut(name.text, spans, 0, len(name.text))
    return tuple(marked.values())[:_MOST_SNIPPETS]


def _in_texts(texts: Iterable[Text], wanted: Wanted) -> tuple[Snippet, ...]:
    found = [snippet for text in texts if (snippet := _best_stretch(text, wanted))]
    return tuple(found[:_MOST_SNIPPETS])


def _best_stretch(text: Text, wanted: Wanted) -> Snippet | None:
    """Choose the stretch in which most of the different words looked for stand."""
    whole = text.text[:_LONGEST_LOOKED_AT]
    tokens = analysis.tokenise(whole)
    spans = wanted.marks(tokens, analysis.languages_of(text.lang, whole), name=False)
    if not spans:
        return None
    places = {token.start: place for place, token in enumerate(tokens)}
    best, richest = (0, 0), -1
    for span in spans[:_MOST_WINDOWS]:
        place = places[span[0]]
        window = (max(place - _BEFORE, 0), min(place + _AFTER, len(tokens)) - 1)
        start, end = tokens[window[0]].start, tokens[window[1]].end
        inside = {whole[a:b].casefold() for a, b in spans if start <= a and b <= end}
        if len(inside) > richest:
            best, richest = (start, end), len(inside)
    start = 0 if best[0] == tokens[0].start else best[0]
    end = len(whole) if best[1] == tokens[-1].end else best[1]
    return _cut(whole, spans, start, end)


def _cut(text: str, spans: Iterable[Span], start: int, end: int) -> Snippet:
    """Cut a stretch out, and say in words of three dots that there is more."""
    pieces = [Segment("…")] if start else []
    at = start
    for first, last in spans:
        if first < start or last > end:
            continue
        if first > at:
            pieces.append(Segment(text[at:first]))
        pieces.append(Segment(text[first:last], marked=True))
        at = last
    if at < end:
        pieces.append(Segment(text[at:end]))
    return (*pieces, Segment("…")) if end < len(text) else tuple(pieces)


def _in_a_row(tokens: Sequence[Token], run: tuple[str, ...]) -> Iterable[Span]:
    size = len(run)
    texts = [token.text for token in tokens]
    for place in range(len(texts) - size + 1) if size else ():
        if tuple(texts[place : place + size]) == run:
            yield tokens[place].start, tokens[place + size - 1].end


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Join stretches that overlap."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
