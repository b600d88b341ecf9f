"""How a document is laid out in an OpenSearch index; every text comes already made into terms."""

from __future__ import annotations

import json
from typing import Any

from heritage.kit.folding import fold
from heritage.search import analysis
from heritage.search.documents import Document
from heritage.search.periods import FURTHEST, month_of
from heritage.search.terms import terms

JSON = dict[str, Any]

LAYOUT = 3
"""Raised whenever the fields or the analysis change: an index of another layout is rebuilt."""

MARK = "meta:watermark"
"""The id of what says how far an index has followed; no record's id has a colon."""

DEEPEST = 1_000_000
"""How many hits can be paged through."""

_K1 = 1.2
_LENGTH_MATTERS = {"names": 0.3, "aliases": 0.1, "words": 0.75, "name_stems": 0.1, "stems": 0.75}
"""How much of BM25 depends on the length of a field: its b."""
_IN_ORDER = ("names", "aliases", "words")
"""The fields in which phrases are looked for."""
_LONGEST_KEY = 8_000
"""Letters of one key; Lucene takes no term beyond 32,766 bytes."""
_BREAK = "_"
"""Stands between passages: Java takes our own sign for a space, and no term has this letter."""


def settings(shards: int) -> JSON:
    """Say how an index is kept: each shard twice as soon as there is a second node."""
    return {
        "number_of_shards": shards,
        "auto_expand_replicas": "0-1",
        "refresh_interval": "-1",  # each commit says itself when it can be seen
        "max_result_window": DEEPEST,
        # What was removed must go from disk, in however small a segment it is.
        "merge.policy.expunge_deletes_allowed": 0,
        "analysis": {"analyzer": {"terms": {"type": "custom", "tokenizer": "whitespace"}}},
        "similarity": {field: _bm25(b) for field, b in _LENGTH_MATTERS.items()},
    }


def _bm25(b: float) -> JSON:
    """Score as the embedded engine does: its inverse document frequency is not Lucene's."""
    rarity = "Math.log(field.docCount / (term.docFreq + 1.0)) + 1.0"
    length = "(doc.length * (double) field.docCount / field.sumTotalTermFreq)"
    norm = f"{_K1} * ({1 - b} + {b} * {length})"
    return {
        "type": "scripted",
        "weight_script": {"source": f"return query.boost * ({rarity}) * {_K1 + 1};"},
        "script": {"source": f"return weight * doc.freq / (doc.freq + {norm});"},
    }


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
            **{field: _text(field) for field in _LENGTH_MATTERS},
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


def _text(field: str) -> JSON:
    positions = "positions" if field in _IN_ORDER else "freqs"
    return {
        "type": "text", "analyzer": "terms", "similarity": field, "index_options": positions,
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
    told = {
        field: " ".join(found).replace(analysis.BREAK, _BREAK)
        if field in _LENGTH_MATTERS
        else found
        for field, found in terms(document).items()
    }
    return {key: value for key, value in {**values, **told}.items() if value not in (None, [], "")}


def gone(id: str) -> JSON:
    """Keep the place of what was removed, so that no older change brings it back."""
    return {"id": id, "gone": True}


def mark(watermark: int) -> JSON:
    """Say how far an index has followed."""
    return {"id": MARK, "gone": True, "document": json.dumps({"watermark": watermark})}


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
