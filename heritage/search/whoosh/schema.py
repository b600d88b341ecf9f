"""How a document is laid out in a Whoosh index; every text comes already taken apart into terms."""

from __future__ import annotations

import json
from typing import Any

from whoosh import fields
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.columns import VarBytesColumn

from heritage.search import analysis
from heritage.search.documents import Document
from heritage.search.terms import terms

LAYOUT = 3
"""Raised whenever the fields or the analysis change: an index of another layout is rebuilt."""

META = "watermark"


def schema() -> fields.Schema:
    """Lay out the fields."""
    return fields.Schema(
        id=fields.ID(unique=True),
        meta=fields.ID(unique=True),
        exact=fields.KEYWORD(),
        names=_text(),
        aliases=_text(),
        name_stems=fields.KEYWORD(scorable=True),
        sounds=fields.KEYWORD(),
        sound_keys=fields.KEYWORD(),
        words=_text(),
        stems=fields.KEYWORD(scorable=True),
        row=fields.COLUMN(VarBytesColumn()),
        document=fields.STORED(),
    )


def _text() -> fields.TEXT:
    return fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True)


def laid_out(document: Document) -> dict[str, Any]:
    """Turn a document into what `add_document` takes."""
    return {
        "id": document.id,
        "row": row(document),
        "document": document.to_json(),
        **{field: told for field, told in terms(document).items() if told},
    }


def row(document: Document) -> bytes:
    """Pack what filters, counts and sorting need, to be read for all records at once."""
    earliest, latest = document.span()
    values = {
        "i": document.id,
        "v": document.version,
        "k": document.kind,
        "t": analysis.whole_name(document.title),
        "f": document.all_facets(),
        "w": document.whens,
        "e": earliest,
        "l": latest,
        "p": None if document.lat is None or document.lon is None else (document.lat, document.lon),
        "a": document.added,
    }
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def meta(watermark: int) -> dict[str, Any]:
    """Make the one document that says how far the index has followed, and in which layout."""
    return {"meta": META, "document": json.dumps({"watermark": watermark, "layout": LAYOUT})}
