"""What makes two records alike."""

from __future__ import annotations

from collections import Counter

from heritage.search import analysis
from heritage.search.documents import Document
from heritage.search.plan import Best, Hits, Nothing, Plan, Some

_MOST_WORDS = 25


def likeness(document: Document) -> Plan:
    """Ask for what shares the words of a document: its names most, then its prose."""
    names = analysis.bearing(
        dict.fromkeys(
            word
            for name in (*document.names, *document.aliases)
            for word in analysis.words(name.text)
        )
    )
    told = Counter(
        word
        for text in (*document.summary, *document.quotes)
        for word in analysis.bearing(analysis.words(text.text))
    )
    words = [word for word, _ in told.most_common(_MOST_WORDS)]
    ways: list[Plan] = [
        Best((Hits("names", word, 3.0), Hits("words", word, 2.0))) for word in names
    ]
    ways += [Hits("words", word) for word in words if word not in names]
    return Some(tuple(ways)) if ways else Nothing()
