"""Part `search`: engines side by side on the same documents, turn by turn, by class of search."""

from __future__ import annotations

import random
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from anyascii import anyascii

from heritage.search.documents import Document
from tests.load.corpus import Asked, searches
from tests.load.engines import RIVALS
from tests.load.stock import Stock
from tests.load.workers import Answer, Worker

ROUNDS = 2
WARMED = 3
LEAST = 4
SLOWEST_MS = 5_000
"""CPU one engine may spend on a class in a round; it then sits out, after ten searches."""
WRITTEN = "as written"
"""Ours in another process, asked for the words alone, which is what the rivals are asked for."""
COLD = "ours, opened anew"
"""Ours in another process, which opens the index for each search and keeps nothing."""
SMALL = ("the", "of", "and", "in", "was", "to")
OWN = {"Arabic name", "other script"}
"""Classes in which the engines do not find the same: ours alone knows spellings and scripts."""
COMPARED = ("rare word", "common word", "two words", "any of three", "phrase", "common phrase")

Row = dict[str, Any]


@dataclass
class Times:
    """What one engine took for one class."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    spent: float = 0

    def add(self, answer: Answer) -> None:
        """Count one more search."""
        self.cpu.append(answer.cpu)
        self.wall.append(answer.wall)
        self.spent += answer.cpu

    def figures(self) -> Row:
        """Give the run in the middle, and those that one in twenty and in a hundred are beyond."""
        return {
            "n": len(self.cpu),
            **{f"p{part}": quantile(self.cpu, part) for part in (50, 95, 99)},
            **{f"wall_p{part}": quantile(self.wall, part) for part in (50, 95)},
        }


def quantile(runs: Iterable[float], part: int) -> float:
    """Give the run that so many of a hundred are not longer than."""
    ordered = sorted(runs)
    return round(ordered[min(len(ordered) - 1, round(part / 100 * (len(ordered) - 1)))], 2)


def measure(stock: Stock, names: Iterable[str], each: int, *, again: Iterable[str] = ()) -> Row:
    """Build what is not built, ask everything of everyone, and compare what they find."""
    stock.prepare()
    built = [stock.build(name, again=name in again) for name in names]
    drawn = classes(stock, each)
    with ExitStack() as stack:
        workers = {name: stack.enter_context(Worker(name, stock.index(name))) for name in names}
        as_written = stack.enter_context(Worker(WRITTEN, stock.index("ours")))
        as_written.do("open")
        again_and_again = stack.enter_context(Worker("ours", stock.index("ours")))
        opened = {name: worker.do("open") for name, worker in workers.items()}
        memory = {name: {"at_open": worker.memory_mb()} for name, worker in workers.items()}
        timed = _rounds({**workers, WRITTEN: as_written}, drawn)
        for name, worker in workers.items():
            memory[name]["after_all"] = worker.memory_mb()
        differing = _differing(workers, drawn)
        # On its own: what an opening reads would empty the processor's caches for those timed.
        cold = _rounds({COLD: again_and_again}, drawn)
    for name, times in cold.items():
        timed[name] |= times
    rows = [_row(name, timed[name]) for name in drawn]
    return {
        "records": stock.size,
        "built": [
            {**told, "open_ms": round(opened[told["what"]].wall, 1), **memory[told["what"]]}
            for told in built
        ],
        "classes": rows,
        "differing": differing,
    }


# ---------------------------------------------------------------- what is asked


def classes(stock: Stock, each: int) -> dict[str, list[Asked]]:
    """Draw the searches: the corpus's own classes, and what only an archive like this is asked."""
    drawn = searches(stock.counts, stock.size, each)
    dice = random.Random(11)
    people = [document for document in stock.some(4000) if document.kind == "person"]
    places = [document for document in stock.some(4000) if document.kind in {"site", "thing"}]
    return {
        **drawn,
        "common phrase": [Asked(tuple(dice.sample(SMALL, 2)), "phrase") for _ in range(each)],
        "Arabic name": [Asked(_arabic(dice.choice(people))) for _ in range(each)],
        "other script": [Asked(_romanised(dice.choice(places))) for _ in range(each)],
    }


def _arabic(document: Document) -> tuple[str, ...]:
    [name] = [name.text for name in document.aliases if name.lang == "ar"]
    return tuple(name.split())


def _romanised(document: Document) -> tuple[str, ...]:
    """Write an Arabic name in Latin letters, as somebody who does not write Arabic would."""
    return tuple(anyascii(word).lower() for word in _arabic(document))


# ---------------------------------------------------------------- asking


def _rounds(
    workers: dict[str, Worker], drawn: dict[str, list[Asked]]
) -> dict[str, dict[str, Times]]:
    """Ask each search of every engine in an order drawn anew."""
    timed = {name: {each: Times() for each in workers} for name in drawn}
    for some in drawn.values():
        for worker in workers.values():
            for asked in some[:WARMED]:
                worker.do("ask", asked)
    for turn in range(ROUNDS):
        for name, some in drawn.items():
            _round(workers, random.Random(f"{turn} {name}"), some, timed[name], turn)
    return timed


def _round(
    workers: dict[str, Worker],
    dice: random.Random,
    some: list[Asked],
    timed: dict[str, Times],
    turn: int,
) -> None:
    for asked in dice.sample(some, len(some)):
        for each in dice.sample(list(timed), len(timed)):
            times = timed[each]
            if times.spent > SLOWEST_MS * (turn + 1) and len(times.cpu) >= LEAST:
                continue
            if each == COLD:
                times.add(workers[each].do("cold", asked))
            elif asked.mode != "slips" or each != "fts5":
                times.add(workers[each].do("ask", asked))


def _row(name: str, timed: dict[str, Times]) -> Row:
    """Put the engines side by side, with how often ours is ahead of each at p95."""
    figures = {each: times.figures() for each, times in timed.items() if times.cpu}
    return {
        "what": name,
        "engines": figures,
        "times_ahead_p95": _ahead(figures, "ours"),
        "as_written_ahead_p95": _ahead(figures, WRITTEN),
    }


def _ahead(figures: dict[str, Row], ours: str) -> dict[str, float]:
    """Say how many times longer than ours the rivals take."""
    if ours not in figures:
        return {}
    rivals = [each for each in figures if each in RIVALS]
    return {each: round(figures[each]["p95"] / figures[ours]["p95"], 2) for each in rivals}


def _differing(workers: dict[str, Worker], drawn: dict[str, list[Asked]]) -> list[Row]:
    """List the searches in which engines count otherwise, asked for the same plain words."""
    differing = []
    for name in COMPARED:
        for asked in drawn[name][:10]:
            plain = replace(asked, facets=(), marked=False)
            told = {
                each: worker.do("count", plain.words, plain.mode).told
                for each, worker in workers.items()
            }
            if len(set(told.values())) > 1:
                differing.append({"what": name, "typed": plain.typed, **told})
    return differing


# ---------------------------------------------------------------- printing


def show(told: Row) -> None:
    """Print the tables."""
    print(f"\nSearch, {told['records']} documents: CPU ms p50 / p95 / p99")
    engines = list(told["classes"][0]["engines"])
    print(
        "  "
        + f"{'':<16}"
        + "".join(f"{each:>24}" for each in engines)
        + "   ahead at p95 (as written)"
    )
    for row in told["classes"]:
        cells = [_cell(row["engines"].get(each)) for each in engines]
        ahead, written = row["times_ahead_p95"], row["as_written_ahead_p95"]
        ratios = ", ".join(f"{each} {ahead[each]:g}× ({written[each]:g}×)" for each in ahead)
        print(f"  {row['what']:<16}" + "".join(f"{cell:>24}" for cell in cells) + f"   {ratios}")
    columns = ("cpu_s", "wall_s", "mb", "peak_mb", "open_ms", "at_open", "after_all")
    print(f"  {'Built':<16}" + "".join(f"{column:>12}" for column in columns))
    for row in told["built"]:
        print(f"  {row['what']:<16}" + "".join(f"{row[column]:>12}" for column in columns))
    print(f"  Counts that differ on the same plain words: {told['differing'] or 'none'}")


def _cell(figures: Row | None) -> str:
    return "–" if figures is None else "{p50:g} / {p95:g} / {p99:g}".format(**figures)


def keep_in(folder: Path, size: int) -> Stock:
    """Take the stock of one size in a folder."""
    return Stock(folder / f"documents-{size}", size)
