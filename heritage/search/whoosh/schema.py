"""How a document is laid out in a Whoosh index; every text comes already taken apart into terms."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from whoosh import fields
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.columns import VarBytesColumn

from heritage.search import analysis
from heritage.search.documents import Document, Name, Text
from heritage.search.planner import ALIAS, ALIAS_CORE, TITLE, TITLE_CORE

LAYOUT = 2
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
    title = _spellings((Name(document.title), *document.names))
    others = _spellings(document.aliases)
    passages = [*document.summary, *document.quotes, *document.body]
    told = [(passage, analysis.words(passage.text)) for passage in passages]
    lists = {
        "exact": sorted(_exact(title, TITLE, TITLE_CORE) | _exact(others, ALIAS, ALIAS_CORE)),
        "names": list(analysis.with_breaks(map(analysis.words, title))),
        "aliases": list(analysis.with_breaks(map(analysis.words, others))),
        "name_stems": _name_stems((*document.names, *document.aliases, Name(document.title))),
        "sounds": sorted({form for name in title + others for form in analysis.forms(name)}),
        "sound_keys": sorted(
            {term for name in title + others for term in analysis.sound_terms(name)}
        ),
        "words": list(
            analysis.with_breaks(
                [*map(analysis.words, title + others), *(tokens for _, tokens in told)]
            )
        ),
        "stems": [
            stem
            for passage, tokens in told
            for stem in analysis.stems_of(tokens, _language(passage))
        ],
    }
    return {
        "id": document.id,
        "row": row(document),
        "document": document.to_json(),
        **{key: terms for key, terms in lists.items() if terms},
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


def _spellings(names: Iterable[Name]) -> list[str]:
    """List distinct spellings in order."""
    return list(dict.fromkeys(name.text for name in names))


def _exact(names: Iterable[str], whole: str, core: str) -> set[str]:
    terms: set[str] = set()
    for name in names:
        terms |= {whole + analysis.whole_name(name), core + analysis.core_name(name)}
    return {term for term in terms if not term.endswith("=")}


def _name_stems(names: Iterable[Name]) -> list[str]:
    """Stem names as their language would, and in English letters by English rules besides."""
    stems: dict[str, None] = {}
    for name in names:
        tokens = analysis.words(name.text)
        for lang in dict.fromkeys((_language(name), analysis.languages_of("", name.text))):
            stems.update(dict.fromkeys(analysis.stems_of(tokens, lang)))
    return list(stems)


def _language(passage: Name | Text) -> str:
    return analysis.languages_of(passage.lang, passage.text)
