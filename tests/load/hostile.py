"""What queries made to hurt cost: CPU of each, and what the process has grown by."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import psutil

from heritage.search.backend import Backend
from heritage.search.params import COUNTED
from heritage.search.query import BadQuery, parse
from heritage.search.request import Request
from tests.search.hostile import HOSTILE, generated

Row = dict[str, Any]
MOST = 2_000
WORST = 5
"""So many of the costliest are told by name."""


def measure(backend: Backend, made_up: int = MOST) -> list[Row]:
    """Ask the 28 and those made up, as a page does: refused, answered, CPU in ms, growth in MB.

    The first row tells of the 28, the second of the others, the third of asking those again:
    what grows only once is a cache, not a leak.
    """
    return [
        _asked("the 28", backend, HOSTILE),
        _asked("made up", backend, generated(made_up)),
        _asked("made up, again", backend, generated(made_up)),
    ]


def _asked(name: str, backend: Backend, queries: Iterable[str]) -> Row:
    before = _memory()
    costs: list[tuple[float, str]] = []
    refused = stopped = 0
    for typed in queries:
        begun = time.thread_time()
        try:
            query = parse(typed)
        except BadQuery:
            refused += 1
        else:
            stopped += not _answered(backend, Request(query=query, facets=COUNTED))
        costs.append(((time.thread_time() - begun) * 1000, typed[:60]))
    ordered = sorted(costs)
    return {
        "what": name,
        "n": len(costs),
        "refused": refused,
        "stopped": stopped,
        "p50": round(ordered[len(ordered) // 2][0], 2),
        "p95": round(ordered[int(len(ordered) * 0.95)][0], 2),
        "max": round(ordered[-1][0], 2),
        "grown_mb": round(_memory() - before, 1),
        "worst": [(round(cost, 1), ascii(typed)) for cost, typed in ordered[-WORST:][::-1]],
    }


def _answered(backend: Backend, request: Request) -> bool:
    """Tell whether the search was answered, or stopped because it took too long."""
    try:
        backend.search(request)
    except BadQuery:
        return False
    return True


def _memory() -> float:
    return psutil.Process().memory_info().rss / 1e6


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """Write the rows as a table for people."""
    columns = ("what", "n", "refused", "stopped", "p50", "p95", "max", "grown_mb")
    for row in chain([dict(zip(columns, columns, strict=True))], rows):
        yield f"{row['what']:16}" + "".join(f"{row[key]!s:>10}" for key in columns[1:])
