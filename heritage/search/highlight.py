"""Show where a record speaks of what was looked for: our own pass over the text, any script."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

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
_PIECE = 4_000
"""A long text is looked through in pieces of so many characters; one of them is marked."""

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
    _known: dict[tuple[str, str, bool], bool] = field(default_factory=dict)
    """Words already weighed, by language and whether they stood in a name: most come again."""

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
            if self.answers(token.text, lang, name=name)
        ]
        if name:
            found += [
                (one.start, two.end)
                for one, two in pairwise(tokens)
                if self._sounds(analysis.without_article(one.text) + two.text)
            ]
        found += (span for run in self.runs for span in _in_a_row(tokens, run))
        return _merged(found)

    def answers(self, word: str, lang: str, *, name: bool) -> bool:
        """Tell whether a word is marked; spellings by sound count in names alone."""
        key = (word, lang, name)
        if (known := self._known.get(key)) is None:
            known = self._known[key] = (
                self.typed(word, lang) or word in self.same_meaning or (name and self._sounds(word))
            )
        return known

    def answering(self, text: str, lang: str) -> int:
        """Count the different words of a passage that are marked; a whole phrase counts as one."""
        words = set(analysis.words(text))
        found = sum(self.answers(word, lang, name=False) for word in words)
        return found + sum(words.issuperset(run) for run in self.runs)

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
    found = (snippet for text in texts if (snippet := _best_stretch(text, wanted)))
    return tuple(islice(found, _MOST_SNIPPETS))


def _best_stretch(text: Text, wanted: Wanted) -> Snippet | None:
    """Choose the stretch in which most of the different words looked for stand."""
    whole = text.text[:_LONGEST_LOOKED_AT]
    lang = analysis.languages_of(text.lang, whole)
    counts = {piece: wanted.answering(whole[slice(*piece)], lang) for piece in _pieces(whole)}
    begin, end = max(counts, key=counts.__getitem__)
    if not counts[begin, end]:
        return None
    tokens = analysis.tokenise(whole[begin:end])
    spans = wanted.marks(tokens, lang, name=False)
    if not spans:
        return None
    first, last = _richest(tokens, spans)
    start = 0 if first == 0 else tokens[first].start
    stop = end - begin if last == len(tokens) - 1 else tokens[last].end
    moved = [(begin + one, begin + two) for one, two in spans]
    return _cut(whole, moved, begin + start, begin + stop)


def _pieces(text: str) -> list[Span]:
    """Cut a long text into pieces, between words."""
    cuts = [0]
    while len(text) - cuts[-1] > _PIECE:
        space = text.rfind(" ", cuts[-1] + 1, cuts[-1] + _PIECE)
        cuts.append(cuts[-1] + _PIECE if space < 0 else space)
    return list(pairwise([*cuts, len(text)])) or [(0, len(text))]


def _richest(tokens: Sequence[Token], spans: Sequence[Span]) -> tuple[int, int]:
    """Choose the words, from first to last, among which most of what is marked stands."""
    places = {token.start: place for place, token in enumerate(tokens)}
    texts = {token.start: token.text for token in tokens}
    best, richest = (0, 0), -1
    for span in spans[:_MOST_WINDOWS]:
        place = places[span[0]]
        first, last = max(place - _BEFORE, 0), min(place + _AFTER, len(tokens)) - 1
        start, end = tokens[first].start, tokens[last].end
        inside = {texts[a] for a, b in spans if start <= a and b <= end}
        if len(inside) > richest:
            best, richest = (first, last), len(inside)
    return best


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
