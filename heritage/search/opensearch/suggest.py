"""Names that go on as somebody is typing them."""

from __future__ import annotations

from heritage.search.answering import WORTH
from heritage.search.opensearch.engine import OpenSearchEngine, document
from heritage.search.opensearch.layout import JSON, tag
from heritage.search.opensearch.queries import ALIVE
from heritage.search.request import Suggestion
from heritage.search.suggesting import suggestion, typed_words

_TITLE_COUNTS = 2.0
"""A word of the title, or of a name beside it, before one of another name."""


def suggest(engine: OpenSearchEngine, typed: str, limit: int) -> tuple[Suggestion, ...]:
    """Offer records with a name that has every word typed, the last one perhaps unfinished."""
    words = typed_words(typed)
    if not words:
        return ()
    ways = [*(("term", word) for word in words[:-1]), ("prefix", words[-1])]
    answer = engine.ask(
        {
            "query": {
                "function_score": {
                    "query": {"bool": {"filter": [ALIVE, *(_in_names(*each) for each in ways)]}},
                    "functions": [*map(_worth, WORTH), *(_title(*each) for each in ways)],
                    "score_mode": "multiply",
                    "boost_mode": "replace",
                }
            },
            "size": limit,
            "sort": [{"_score": "desc"}, {"title": {"order": "asc", "missing": "_first"}}, "id"],
            "_source": ["document"],
        }
    )
    return tuple(suggestion(document(hit), words) for hit in answer["hits"]["hits"])


def _in_names(how: str, word: str) -> JSON:
    return {"bool": {"should": [{how: {field: word}} for field in ("names", "aliases")]}}


def _title(how: str, word: str) -> JSON:
    return {"filter": {how: {"names": word}}, "weight": _TITLE_COUNTS}


def _worth(kind: str) -> JSON:
    return {"filter": {"term": {"facets": tag("kind", kind)}}, "weight": WORTH[kind]}
