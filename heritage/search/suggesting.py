"""What is offered while somebody types, the same for every engine."""

from __future__ import annotations

from heritage.search import analysis
from heritage.search.documents import Document
from heritage.search.request import Suggestion

_LONGEST = 100


def typed_words(typed: str) -> list[str]:
    """Take the words of what was typed so far; the last may be unfinished."""
    return analysis.words(typed[:_LONGEST])


def suggestion(document: Document, words: list[str]) -> Suggestion:
    """Offer a record under that name of it which has most of what was typed."""
    names = [document.title, *(name.text for name in (*document.names, *document.aliases))]
    name = max(names, key=lambda each: _likeness(each, words))
    return Suggestion(document.id, document.kind, document.title, name, document.url)


def _likeness(name: str, words: list[str]) -> tuple[int, bool]:
    """Measure how much of what was typed a name has; one that begins so is best."""
    tokens = analysis.words(name)
    whole = sum(word in tokens for word in words[:-1])
    last = any(token.startswith(words[-1]) for token in tokens)
    return whole + last, tokens[: len(words)][-1:] != [] and tokens[0].startswith(words[0])
