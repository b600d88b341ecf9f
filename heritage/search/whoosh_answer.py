"""One search from request to results: evaluate, filter, count, order, fetch, mark."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import numpy as np

from heritage.search import analysis, highlight
from heritage.search.columns import Mask, Numbers
from heritage.search.documents import Document
from heritage.search.query import Query
from heritage.search.request import Hit, Request, Results
from heritage.search.whoosh_query import Evaluator, Found
from heritage.search.whoosh_snapshot import Budget, Snapshot

Reading = Callable[[], AbstractContextManager[Snapshot]]


def answer(reading: Reading, request: Request, budget: Budget) -> Results:
    """Answer a request; the texts are marked after the index is free for others again."""
    query = request.query or Query()
    with reading() as snapshot:
        evaluator = Evaluator(snapshot, budget)
        found = evaluator.answer(query)
        columns = snapshot.columns
        filters = columns.filters(request)
        counts = columns.count(request, found.mask, filters)
        places = _remaining(found, list(filters.values()))
        shown = columns.order(places, request.sort, found.scores * columns.worth)[request.window]
        documents = [snapshot.document(int(place)) for place in shown]
        meant = _meant(query, evaluator) if not len(places) else None
    hits = tuple(
        _hit(document, float(found.scores[place] * columns.worth[place]), evaluator, request)
        for document, place in zip(documents, shown, strict=True)
    )
    notes = (*query.notes, *evaluator.notes)
    return Results(len(places), hits, counts, meant, notes)


def _remaining(found: Found, filters: list[Mask]) -> Numbers:
    mask = found.mask.copy()
    for each in filters:
        mask &= each
    return np.flatnonzero(mask)


def _hit(document: Document, score: float, evaluator: Evaluator, request: Request) -> Hit:
    marked = highlight.highlights(document, evaluator.wanted) if request.highlight else {}
    return Hit(
        id=document.id,
        kind=document.kind,
        title=document.title,
        url=document.url,
        score=score,
        stored=document.stored,
        highlights=marked,
        matched=highlight.answering_name(document, evaluator.wanted) if request.highlight else None,
    )


def _meant(query: Query, evaluator: Evaluator) -> str | None:
    """Write the query again with recorded words in the place of unknown ones."""
    corrections = {word: evaluator.snapshot.corrected(word) for word in evaluator.unknown}
    written, changed = query.text, False
    for token in reversed(analysis.tokenise(query.text)):
        if better := corrections.get(token.text):
            written = written[: token.start] + better + written[token.end :]
            changed = True
    return written if changed else None
