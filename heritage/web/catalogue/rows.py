"""Result rows: what a hit shows in a list, on the map, on the timeline and in JSON."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, islice
from typing import Any

from flask import request

from heritage.edition.present_values import GLYPHS, when_shown
from heritage.search import analysis
from heritage.search.query import Phrase, Word, parts
from heritage.search.request import Hit, Snippet, place_of
from heritage.web.catalogue.finding import Found, grade_of
from heritage.web.catalogue.naming import Naming, naming
from heritage.web.catalogue.searching import PER_PAGE
from heritage.web.shell import gettext, language, marked

_PASSAGES = ("quotes", "body", "summary")
_MOST_PASSAGES = 2


def rows(found: Found) -> list[dict[str, Any]]:
    """Describe the hits of a page for a list."""
    names = naming()
    names.expect(str(hit.stored.get("part_of") or "") for hit in found.results.hits)
    typed = _typed(found)
    return [
        {
            "id": hit.id,
            "kind": hit.kind,
            "url": request.script_root + hit.url,
            **_names(hit),
            "grade": grade_of(hit),
            "grade_label": names.terms.label(hit.stored.get("grade"), language()),
            "when": when_shown(hit.stored.get("when"), language()),
            "life": _life(hit),
            "type": _here(hit.stored.get("type")),
            "publisher": hit.stored.get("publisher") or "",
            "whole": _whole(hit, names),
            "summary": _here(hit.stored.get("summary")),
            "passages": _passages(hit),
            **dict(zip(("matched", "spelled"), _answered(hit, typed), strict=True)),
            "cites": hit.stored.get("cites") or 0,
            "sources": hit.stored.get("sources") or 0,
            "span": hit.stored.get("when"),
        }
        for hit in found.results.hits
    ]


def brief(hits: Iterable[Hit]) -> list[dict[str, Any]]:
    """Describe hits in one line each, beside something else."""
    return [
        {
            "kind": hit.kind,
            "url": request.script_root + hit.url,
            **_names(hit),
            "grade": grade_of(hit),
            "when": when_shown(hit.stored.get("when"), language()),
        }
        for hit in hits
    ]


def _whole(hit: Hit, names: Naming) -> str:
    """Name what a place is part of."""
    whole = names.record(str(hit.stored.get("part_of") or ""))
    return whole.title(language()) if whole else ""


def _names(hit: Hit) -> dict[str, Any]:
    """Give the title in the language of the page and the other one beside it.

    A source keeps the one title it was printed with, in its own language.
    """
    if hit.kind == "source":
        return {"title": hit.title, "title_lang": hit.stored.get("language") or "",
                "other": "", "other_lang": ""}  # fmt: skip
    title = hit.stored.get("title") or {}
    lead = title.get(language())
    other_language = "en" if language() == "ar" else "ar"
    other = title.get(other_language)
    if lead is None:
        return {"title": other or hit.title, "title_lang": other_language if other else "",
                "other": "", "other_lang": ""}  # fmt: skip
    return {"title": lead, "title_lang": language(), "other": other or "",
            "other_lang": other_language}  # fmt: skip


def _life(hit: Hit) -> str:
    """Say from when to when somebody lived."""
    ends = [when_shown(hit.stored.get(key), language()) for key in ("born", "died")]
    labels = [str(each["label"]) if each else "" for each in ends]
    if not any(labels):
        return ""
    if all(labels):
        return gettext("%(first)s to %(last)s", first=labels[0], last=labels[1])
    said = "born %(date)s" if labels[0] else "died %(date)s"
    return gettext(said, date=labels[0] or labels[1])


def _here(pair: Any) -> str:
    if not isinstance(pair, dict):
        return ""
    return str(pair.get(language()) or next(iter(pair.values()), ""))


def _passages(hit: Hit) -> list[dict[str, Any]]:
    """Choose the passages that speak of what was asked, quotes before other words, each once.

    What stands in the text of a source leads to where it stands there.
    """
    found: dict[str, str] = {}
    for key in _PASSAGES:
        for snippet in hit.highlights.get(key, ()):
            url = _in_context(hit, snippet) if key == "body" else ""
            found.setdefault(marked(snippet), url)
    return [{"text": text, "url": url} for text, url in islice(found.items(), _MOST_PASSAGES)]


def _in_context(hit: Hit, snippet: Snippet) -> str:
    start, end = place_of(snippet)
    return f"{request.script_root}{hit.url}?passage={start}-{end}#passage"


def _answered(hit: Hit, typed: set[str]) -> tuple[str, bool]:
    """Name the spelling that answered, and tell whether it has none of the words as typed."""
    named = hit.highlights.get("names", ())
    name = hit.matched or "".join(each.text for each in named[0]) if named else ""
    if not (typed and name):
        return hit.matched or "", False
    words = [analysis.without_article(word) for word in analysis.words(name)]
    return name, not any(word.startswith(start) for word in words for start in typed)


def _typed(found: Found) -> set[str]:
    """Give how the words that were typed begin; endings differ from text to text."""
    root = found.params.query.root if found.params.query else None
    looked_for = (each for each in parts(root) if isinstance(each, Word | Phrase)) if root else ()
    words = (analysis.without_article(w) for each in looked_for for w in analysis.words(each.text))
    return {word[: max(_LEAST_ALIKE, len(word) - _ENDING)] for word in words}


_LEAST_ALIKE, _ENDING = 4, 2


def is_placed(hit: Hit) -> bool:
    """Tell whether a hit can be shown on a map."""
    return bool(hit.stored.get("place"))


def points(hits: Iterable[Hit]) -> list[dict[str, Any]]:
    """Describe the hits that have a place for the map; a hidden place is the middle of its cell."""
    terms = naming().terms
    return [
        {
            "title": _names(hit)["title"],
            "text": _point_text(hit, terms.label(hit.stored.get("grade"), language())),
            "url": request.script_root + hit.url,
            "lat": hit.stored["place"]["lat"],
            "lon": hit.stored["place"]["lon"],
            "c": GLYPHS.get(str(hit.stored.get("grade")), 0),
            "kind": hit.kind,
            "grade": grade_of(hit),
        }
        for hit in hits
        if is_placed(hit)
    ]


def _point_text(hit: Hit, grade: str) -> str:
    told = when_shown(hit.stored.get("when"), language())
    pieces = [grade[:1].upper() + grade[1:], str(told["label"]) if told else ""]
    comma = "، " if language() == "ar" else ", "
    return comma.join(filter(None, pieces)) or _here(hit.stored.get("type"))


def as_json(found: Found) -> dict[str, Any]:
    """Give a page of results in the shape that is promised to machines."""
    return {
        "query": found.params.q,
        "total": found.results.total,
        "page": found.params.page,
        "per_page": PER_PAGE,
        "took_ms": found.took_ms,
        "did_you_mean": found.results.did_you_mean,
        "facets": {
            key: [
                {"value": each.value, "label": each.label, "count": each.count}
                for each in facet.choices
                if each.count is not None
            ]
            for key, facet in found.facets.items()
        },
        "results": [_machine_row(hit) for hit in found.results.hits],
    }


def _machine_row(hit: Hit) -> dict[str, Any]:
    place = hit.stored.get("place")
    return {
        "id": hit.id,
        "kind": hit.kind,
        "url": request.script_root + hit.url,
        "title": _names(hit)["title"],
        "names": hit.stored.get("names") or [],
        "summary": _here(hit.stored.get("summary")),
        "highlights": list(
            dict.fromkeys(str(marked(each)) for each in chain(*hit.highlights.values()))
        ),
        "when": when_shown(hit.stored.get("when"), language()),
        "place": {key: place.get(key) for key in ("lat", "lon", "precision")} if place else None,
        "grade": grade_of(hit),
        "matched": hit.matched,
    }
