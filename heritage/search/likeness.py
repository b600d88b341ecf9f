"""What makes two records alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from heritage.search import analysis
from heritage.search.building_words import SAME_MEANING
from heritage.search.documents import Document
from heritage.search.plan import All, Best, Hits, Nothing, Plan, Some, Tagged

_MOST_WORDS = 16
_SHARED = ("place", "cause", "type", "agent", "role")
"""What records may have in common besides words; the same words then count once more."""


def likeness(document: Document) -> Plan:
    """Ask for what shares words with a document, most of all its names, and for more than one.

    Words that stand in few records count most, as in any search.
    """
    names = _words(name.text for name in (*document.names, *document.aliases))
    prose = _words(text.text for text in (*document.summary, *document.quotes))
    told = [word for word in prose if word not in names and not word.isdigit()]
    ways: list[Plan] = [_named(word) for word in names[:_MOST_WORDS]]
    ways += [Hits("words", word) for word in told[: _MOST_WORDS - len(ways)]]
    if not ways:
        return Nothing()
    words = Some(tuple(ways), least=min(2, len(ways)))
    shared = [
        All((Tagged(facet, values), words))
        for facet in _SHARED
        if (values := document.facets.get(facet))
    ]
    return Some((words, *shared)) if shared else words


def _named(word: str) -> Plan:
    worth = 0.5 if word in SAME_MEANING else 1.0
    return Best((Hits("names", word, 3.0 * worth), Hits("words", word, 2.0 * worth)))


def _words(texts: Iterable[str]) -> list[str]:
    """List the words of some texts that bear meaning, the most frequent first."""
    return [
        word
        for word, _ in Counter(
            word for text in texts for word in analysis.bearing(analysis.words(text))
        ).most_common()
    ]
