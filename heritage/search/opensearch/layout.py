"""How a document is laid out in an OpenSearch index; every text comes already made into terms."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from whoosh.util.numeric import length_to_byte

from heritage.kit.folding import fold
from heritage.search import analysis
from heritage.search.documents import Document
from heritage.search.periods import FURTHEST, month_of
from heritage.search.terms import terms

JSON = dict[str, Any]

LAYOUT = 5
"""Raised whenever the fields or the analysis change: an index of another layout is rebuilt."""

MARK = "meta:watermark"
"""The id of what says how far an index has followed; no record's id has a colon."""

DEEPEST = 1_000_000
"""How many hits can be paged through."""

LONGEST_PATTERN = 2_000
"""How many letters a pattern may have that terms are compared with."""

_K1 = 1.2
LENGTH_MATTERS = {"names": 0.3, "aliases": 0.1, "words": 0.75, "name_stems": 0.1, "stems": 0.75}
"""How much of BM25 depends on the length of a field: its b."""
_IN_ORDER = ("names", "aliases", "words")
"""The fields in which phrases are looked for."""
_LONGEST_KEY = 8_000
"""Letters of one key; Lucene takes no term beyond 32,766 bytes."""
_BREAK = "_"
"""Stands between passages: Java takes our own sign for a space, and no term has this letter."""
_CODES = 256
"""Whoosh keeps the length of a field in one byte, as a code."""
_REST = "+"
"""Makes the numbers of a field up to one that tells its length; no term has this letter."""


def scored(field: str) -> str:
    """Name the field in which the terms of a field are scored."""
    return f"{field}_scored"


COPIED: JSON = {"auto_expand_replicas": "0-1"}
"""Each shard is kept twice as soon as there is a second node."""


def settings(shards: int) -> JSON:
    """Say how an index is filled: each shard once. When it is full it is to be `COPIED`, whole."""
    return {
        "number_of_shards": shards,
        "number_of_replicas": 0,
        "refresh_interval": "-1",  # each commit says itself when it can be seen
        "max_result_window": DEEPEST,
        "max_regex_length": LONGEST_PATTERN,
        # What was removed must go from disk, in however small a segment it is.
        "merge.policy.expunge_deletes_allowed": 0,
        "analysis": {
            "analyzer": {
                "terms": {"type": "custom", "tokenizer": "whitespace"},
                "weighed": {
                    "type": "custom", "tokenizer": "whitespace", "filter": ["delimited_term_freq"],
                },
            }
        },
        "similarity": {scored(field): _bm25(b) for field, b in LENGTH_MATTERS.items()},
    }  # fmt: skip


def _bm25(b: float) -> JSON:
    """Score as the embedded engine does, to the last digit.

    Lucene's inverse document frequency is another, it counts the documents of a field alone, and it
    rounds lengths more roughly: so `weighed` has put into one number how often a term stands and
    the code of the length, and all of a field's numbers tell the average.
    """
    rarity = "Math.log(field.docCount / (term.docFreq + 1.0)) + 1.0"
    average = f"(field.sumTotalTermFreq / ({2.0 * _CODES} * field.docCount) - 1.0)"
    script = f"""
        long told = (long) doc.freq;
        double length = Math.rint(27.0 * (Math.pow(1.033, told % {_CODES}) - 1.0));
        float damping = (float) ({_K1} * ({1 - b} + {b} * length / {average}));
        float count = (float) (told / {_CODES});
        return count * ((float) weight / (count + damping)) * query.boost;
    """
    return {
        "type": "scripted",
        "weight_script": {"source": f"return ({rarity}) * {_K1 + 1};"},
        "script": {"source": " ".join(script.split())},
    }


def weighed(terms: Sequence[str]) -> str:
    """Write each term with one number that has its count in it and the length of the field.

    The numbers of a field add up to its length and one, times twice the number of codes: the sum
    over all documents, which Lucene keeps, tells how long the field is on the average.
    """
    code = length_to_byte(len(terms))
    told = {term: count * _CODES + code for term, count in Counter(terms).items()}
    told[_REST] = 2 * _CODES * (len(terms) + 1) - sum(told.values())
    return " ".join(f"{term}|{number}" for term, number in told.items())


def mappings(name: str) -> JSON:
    """Lay out the fields; what is not named here is refused."""
    key = {"type": "keyword", "ignore_above": _LONGEST_KEY}
    told = {**key, "doc_values": False}
    number = {"type": "long", "index": False}
    return {
        "dynamic": "strict",
        "_meta": {"name": name},
        # The document alone is given back; the rest is only looked in.
        "_source": {"includes": ["document"]},
        "properties": {
            "id": key,
            "gone": {"type": "boolean"},
            "document": {"type": "keyword", "index": False, "doc_values": False},
            "title": {**key, "index": False},
            **dict.fromkeys(_IN_ORDER, _ROWS),
            **{scored(field): _scores(field) for field in LENGTH_MATTERS},
            "exact": told,
            "sounds": told,
            "sound_keys": key,
            "facets": key,
            "folded": told,
            "whens": {"type": "long_range"},
            "months": {"type": "long_range", "index": False},
            "days": number,
            "earliest": number,
            "latest": number,
            "added": number,
            # Boxes compare plain numbers: a point is rounded, and would fall over the edge of one.
            "lat": {"type": "double"},
            "lon": {"type": "double"},
            "point": {"type": "geo_point", "ignore_malformed": True},
        },
    }


_ROWS: JSON = {
    "type": "text", "analyzer": "terms", "similarity": "boolean", "norms": False,
    "index_options": "positions",
}  # fmt: skip


def _scores(field: str) -> JSON:
    return {
        "type": "text", "analyzer": "weighed", "similarity": scored(field), "norms": False,
        "index_options": "freqs",
    }  # fmt: skip


def laid_out(document: Document) -> JSON:
    """Turn a document into what is indexed."""
    earliest, latest = document.span()
    facets = [(key, value) for key, values in document.all_facets().items() for value in values]
    values: JSON = {
        "id": document.id,
        "document": document.to_json(),
        "title": analysis.whole_name(document.title)[:_LONGEST_KEY],
        "facets": [tag(key, value) for key, value in dict.fromkeys(facets)],
        "folded": [tag(key, fold(value)) for key, value in facets],
        "whens": [_span(start, end) for start, end in document.whens],
        "months": [
            _span(*(None if day is None else month_of(day) for day in days))
            for days in document.whens
        ],
        "days": _known_days(document),
        "earliest": earliest,
        "latest": latest,
        "added": document.added,
        **_where(document),
    }
    return {
        **{key: value for key, value in values.items() if value not in (None, [], "")},
        **_told(terms(document)),
    }


def _told(found: Mapping[str, Sequence[str]]) -> JSON:
    """Lay out terms: keys as they are, texts to be looked in for rows, and to be scored."""
    keys = {field: list(terms) for field, terms in found.items() if field not in LENGTH_MATTERS}
    texts = {
        field: [_BREAK if term == analysis.BREAK else term for term in found[field]]
        for field in LENGTH_MATTERS
    }
    rows = {field: " ".join(texts[field]) for field in _IN_ORDER}
    return {
        **{field: told for field, told in (keys | rows).items() if told},
        **{scored(field): weighed(terms) for field, terms in texts.items()},
    }


def gone(id: str) -> JSON:
    """Keep the place of what was removed, so that no older change brings it back."""
    return {"id": id, "gone": True}


def mark(watermark: int) -> JSON:
    """Say how far an index has followed; it counts as a document, as in the embedded engine."""
    return {
        "id": MARK,
        "gone": True,
        "document": json.dumps({"watermark": watermark}),
        **{scored(field): weighed(()) for field in LENGTH_MATTERS},
    }


def tag(key: str, value: str) -> str:
    """Write a value of a facet as one term."""
    return f"{key}={value}"


def _span(start: int | None, end: int | None) -> JSON:
    """Write a range; a side that is left out is open."""
    return {key: day for key, day in (("gte", start), ("lte", end)) if day is not None}


def _known_days(document: Document) -> list[int]:
    """List the days that somebody names; how far an open side reaches is told by them."""
    starts = {start for start, _ in document.whens if start is not None and start > -FURTHEST}
    ends = {end for _, end in document.whens if end is not None and end < FURTHEST}
    return sorted(starts | ends)


def _where(document: Document) -> JSON:
    if document.lat is None or document.lon is None:
        return {}
    point = {"lat": document.lat, "lon": document.lon}
    return {**point, "point": point}
