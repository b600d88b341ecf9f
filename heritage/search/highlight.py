"""Show where a record speaks of what was looked for: our own pass over the text, any script."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import msgspec

from heritage.kit.folding import fold_letters
from heritage.search import analysis
from heritage.search.documents import Document, Text
from heritage.search.request import Segment, Snippet
from heritage.search.wanted import A_WORD, Answer, Span, Wanted, merged

_BEFORE, _AFTER = 12, 28
"""How many words of a long text are shown before and after the first that is marked."""
_MOST_SNIPPETS = 3
_MOST_WINDOWS = 50
_LONGEST_LOOKED_AT = 60_000
_WIDE = 240
"""How many characters the stretch that is shown has, about."""
# So many words on either side, without a second thought about where one ends.
_SOME_BEFORE = re.compile(rf"(?:[\W_]*+[^\W_]++){{{_BEFORE}}}")
_SOME_AFTER = re.compile(rf"(?:[\W_]*+[^\W_]++){{{_AFTER + 1}}}")


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
    spans = merged(words)
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
    first = A_WORD.search(near)
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
