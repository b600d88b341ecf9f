"""The terms under which a document can be found, field by field, the same for every engine."""

from __future__ import annotations

from collections.abc import Iterable

from heritage.search import analysis
from heritage.search.documents import Document, Name, Text
from heritage.search.planner import ALIAS, ALIAS_CORE, TITLE, TITLE_CORE


def terms(document: Document) -> dict[str, list[str]]:
    """Take a document apart; a field for which it has nothing to say is an empty list."""
    title = _spellings((Name(document.title), *document.names))
    others = _spellings(document.aliases)
    passages = [*document.summary, *document.quotes, *document.body]
    told = [(passage, analysis.words(passage.text)) for passage in passages]
    return {
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
