"""One search from request to results, the same for every engine: plan, run, mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

import msgspec

from heritage.kit.text import N_
from heritage.search import analysis, highlight
from heritage.search.documents import Document
from heritage.search.lexicon import SHORTEST_CORRECTED, Lexicon
from heritage.search.likeness import likeness
from heritage.search.plan import Known, Plan
from heritage.search.planner import Planned, plan
from heritage.search.query import Note, Query
from heritage.search.request import Counts, Hit, Request, Results, Times
from heritage.search.wanted import Wanted

WORTH = {"site": 1.0, "person": 1.0, "thing": 0.9, "group": 0.85, "event": 0.7, "source": 0.4}
"""What a score is multiplied by: the place or person itself before what only speaks of it."""


class Shown(msgspec.Struct, frozen=True):
    """One page of documents in order, each with its score, and the counts beside it."""

    total: int
    documents: tuple[tuple[Document, float], ...] = ()
    facets: Mapping[str, Counts] = {}
    times: Times | None = None


class Engine(Lexicon, Protocol):
    """What runs plans over one state of an index."""

    def run(self, plan: Plan, request: Request) -> Shown:
        """Find, filter, count, order, and fetch the page asked for."""


def answer(reading: Callable[[], AbstractContextManager[Engine]], request: Request) -> Results:
    """Answer a request; texts are marked after the engine is free for others again."""
    query = request.query or Query()
    with reading() as engine:
        found = _found(engine, query, request)
    shown, notes = found.shown, (*query.notes, *found.notes)
    hits = tuple(
        _hit(document, score, found.planned, request) for document, score in shown.documents
    )
    return Results(shown.total, hits, shown.facets, shown.times, found.meant, notes)


class _Found(msgspec.Struct, frozen=True):
    """What was found, by which plan, and what is said of it."""

    shown: Shown
    planned: Planned
    notes: tuple[Note, ...] = ()
    meant: str | None = None


def _found(engine: Engine, query: Query, request: Request) -> _Found:
    """Search as typed; when hardly anything has these words, more widely, and say so.

    Filters do not widen a search: it is the words alone that must find little. What the archive
    has just as it was typed is not taken for another spelling of something else.
    """
    strict = plan(query, engine)
    shown = engine.run(strict.plan, request)
    if not strict.words or shown.total >= _FEW:
        return _Found(shown, strict)
    alone = Request(per_page=1, highlight=False)
    total = engine.run(strict.plan, alone).total if request.narrowed else shown.total
    if total >= _FEW:
        return _Found(shown, strict)
    if total and not strict.question and engine.recorded(strict.words):
        return _Found(shown, strict)
    instead = {} if total else engine.corrections(_perhaps_slips(strict.words))
    meant = _meant(query, instead)
    planned = strict if strict.question else plan(query, engine, wide=True, instead=instead)
    widely = engine.run(planned.plan, alone).total
    relaxed = planned.relaxed if request.relaxed and (strict.question or not widely) else None
    if relaxed and engine.run(relaxed, alone).total > widely:
        notes = (SOME_OF_THEM,) if widely else (RELAXED,)
        return _Found(engine.run(relaxed, request), planned, notes, meant)
    if widely > total:
        return _Found(engine.run(planned.plan, request), planned, (SOUNDING,))
    return _Found(shown, strict, meant=meant)


def _perhaps_slips(words: Sequence[str]) -> list[str]:
    """Leave out articles, and words too short to be told from others."""
    return [word for word in analysis.bearing(words) if len(word) >= SHORTEST_CORRECTED]


def alike(
    reading: Callable[[], AbstractContextManager[Engine]], id: str, limit: int
) -> tuple[Hit, ...]:
    """Find what shares most with one document: its facets, its place, its rarer words."""
    with reading() as engine:
        known = engine.run(Known((id,)), Request(per_page=1)).documents
        if not known:
            return ()
        asked = Request(without=(id,), per_page=limit, highlight=False)
        planned = Planned(likeness(known[0][0]), Wanted())
        shown = engine.run(planned.plan, asked)
    return tuple(_hit(document, score, planned, asked) for document, score in shown.documents)


RELAXED = Note(N_("No record has all of these words. These have some of them."))
SOME_OF_THEM = Note(N_("Few records have all of these words. Others have most of them."))
SOUNDING = Note(N_("Few records have these words. Names that sound alike are shown too."))
_FEW = 10
"""With fewer found, a search is widened: the first page would not be full."""


UNMARKED = highlight.Marked()


def _hit(document: Document, score: float, planned: Planned, request: Request) -> Hit:
    shown = highlight.marked(document, planned.wanted) if request.highlight else UNMARKED
    return Hit(
        id=document.id,
        kind=document.kind,
        title=document.title,
        url=document.url,
        score=score,
        stored=document.stored,
        highlights=shown.passages,
        matched=shown.name,
    )


def _meant(query: Query, corrections: Mapping[str, str]) -> str | None:
    """Write the query again with recorded words in the place of unknown ones."""
    written, changed = query.text, False
    for token in reversed(analysis.tokenise(query.text)):
        if better := corrections.get(token.text):
            written = written[: token.start] + better + written[token.end :]
            changed = True
    return written if changed else None
