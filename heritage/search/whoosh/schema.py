"""How a document is laid out in a Whoosh index; every text comes already taken apart into terms."""

from __future__ import annotations

import json
import zlib
from functools import lru_cache
from math import nan
from typing import Any

from msgspec.structs import replace
from whoosh import fields
from whoosh.analysis import SpaceSeparatedTokenizer

from heritage.search import analysis
from heritage.search.documents import Document, Text
from heritage.search.terms import terms
from heritage.search.whoosh.codec import RawPositions
from heritage.search.whoosh.columns import (
    OPEN,
    BytesColumn,
    DaysColumn,
    KeyColumn,
    LabelsColumn,
    NumberColumn,
)

LAYOUT = 8
"""Raised whenever the fields or the analysis change: an index of another layout is rebuilt."""

META = "watermark"
FACET_JOINT = "\x1f"
_KEY_JOINT = b"\0"
_SHORT = 4_096
"""Bytes up to which a document is kept as it is."""
_SHOWN = 60_000
"""So many characters of a text are looked at to show a passage of it."""


@lru_cache(maxsize=1)
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
        words=_text(),
        stems=fields.KEYWORD(scorable=True),
        key=fields.COLUMN(KeyColumn()),
        version=fields.COLUMN(NumberColumn("<i8", 0)),
        added=fields.COLUMN(NumberColumn("<i8", 0)),
        earliest=fields.COLUMN(NumberColumn("<i8", OPEN)),
        latest=fields.COLUMN(NumberColumn("<i8", -OPEN)),
        lat=fields.COLUMN(NumberColumn("<f8", nan)),
        lon=fields.COLUMN(NumberColumn("<f8", nan)),
        facets=fields.COLUMN(LabelsColumn()),
        days=fields.COLUMN(DaysColumn()),
        document=fields.COLUMN(BytesColumn()),
    )


def _text() -> fields.TEXT:
    text = fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=True)
    text.format = RawPositions()
    return text


def laid_out(document: Document) -> dict[str, Any]:
    """Turn a document into what the writer takes; what it does not have is left out."""
    earliest, latest = document.span()
    columns = {
        "version": document.version,
        "added": document.added,
        "earliest": earliest,
        "latest": latest,
        "lat": None if document.lon is None else document.lat,
        "lon": None if document.lat is None else document.lon,
    }
    return {
        "id": [document.id],
        "key": analysis.whole_name(document.title).encode() + _KEY_JOINT + document.id.encode(),
        "facets": [
            f"{key}{FACET_JOINT}{value}"
            for key, values in document.all_facets().items()
            for value in dict.fromkeys(values)
        ],
        "days": document.whens,
        "document": packed(shown(document).to_json()),
        **{name: value for name, value in columns.items() if value is not None},
        **{name: told for name, told in terms(document).items() if told and name in schema()},
    }


def shown(document: Document) -> Document:
    """Leave out what is too far down in a long text ever to be shown."""
    if all(len(text.text) <= _SHOWN for text in document.body):
        return document
    return replace(
        document,
        body=tuple(Text(text.text[:_SHOWN], text.lang) for text in document.body),
    )


def title_and_id(key: bytes) -> tuple[str, str]:
    """Take a key apart."""
    title, _, id = key.rpartition(_KEY_JOINT)
    return title.decode(), id.decode()


def packed(written: str) -> bytes:
    """Press a text, unless it is so short that taking it out again costs more than its room."""
    data = written.encode()
    return data if len(data) < _SHORT else zlib.compress(data, 1)


def unpacked(data: bytes) -> bytes:
    """Take a text out again; what begins as JSON does was not pressed."""
    return data if data.startswith(b"{") else zlib.decompress(data)


def meta(told: dict[str, Any]) -> dict[str, Any]:
    """Make the one document that says how far the index has followed, and in which layout."""
    return {"meta": [META], "document": packed(json.dumps({**told, "layout": LAYOUT}))}
