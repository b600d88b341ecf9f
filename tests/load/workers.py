"""Each engine in a process of its own: its time and memory are nobody else's."""

from __future__ import annotations

import gc
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from types import TracebackType
from typing import Any

import psutil

from heritage.search.documents import Document, from_json
from tests.load.engines import Engine, engine


@dataclass(frozen=True)
class Answer:
    """What came back, and what it cost in milliseconds of CPU and on the wall."""

    cpu: float
    wall: float
    told: Any = None


class Failed(RuntimeError):
    """The engine could not answer; the message is what it said."""


class Worker:
    """One engine, opened in a process of its own; asked one thing at a time."""

    def __init__(self, name: str, folder: Path) -> None:
        context = get_context("spawn")
        self.name = name
        self.line, theirs = context.Pipe()
        self.process: SpawnProcess = context.Process(target=_serve, args=(theirs, name, folder))
        self.process.start()
        theirs.close()

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.line.close()
        self.process.join()

    def do(self, what: str, *told: Any) -> Answer:
        """Have one thing done there: `build`, `open`, `ask`, `cold`, `count`.

        Raises:
            Failed: it could not be done.
        """
        self.begin(what, *told)
        return self.end()

    def begin(self, what: str, *told: Any) -> None:
        """Have a thing begun there, and do not wait for it."""
        self.line.send((what, told))

    def done(self) -> bool:
        """Tell whether what was begun is done."""
        return self.line.poll()

    def end(self) -> Answer:
        """Wait for what was begun.

        Raises:
            Failed: it could not be done.
        """
        try:
            answer = self.line.recv()
        except (EOFError, ConnectionError) as fault:
            raise Failed(f"{self.name}: the process ended") from fault
        if isinstance(answer, str):
            raise Failed(f"{self.name}: {answer}")
        return answer

    def memory_mb(self) -> float:
        """Weigh the process as it is now."""
        return round(psutil.Process(self.process.pid).memory_info().rss / 1e6, 1)


def stored(file: Path) -> Iterator[Document]:
    """Read the documents that every engine is given."""
    with file.open(encoding="utf-8") as lines:
        yield from map(from_json, lines)


def _serve(line: Connection, name: str, folder: Path) -> None:
    """Do what is asked until nobody asks."""
    kept = engine(name, folder)
    while True:
        try:
            what, told = line.recv()
        except EOFError:
            return
        try:
            line.send(_timed(_work(kept, what, told)))
        except NotImplementedError:
            line.send(Answer(0, 0))
        except Exception as fault:
            line.send(repr(fault))


def _work(kept: Engine, what: str, told: tuple[Any, ...]) -> Callable[[], Any]:
    if what == "build":
        return lambda: _build(kept, *told)
    if what == "open":
        # As a server does once it has begun: no answer is halted to look all of it over for waste.
        gc.collect()
        gc.freeze()
    if what == "cold":
        kept.forget()
        return partial(kept.ask, *told)
    return partial(getattr(kept, what), *told)


def _build(kept: Engine, file: Path) -> float:
    """Build, and say how large the process grew, in megabytes."""
    kept.build(stored(file))
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, 1)


def _timed(work: Callable[[], Any]) -> Answer:
    cpu, wall = _cpu(), time.perf_counter()
    told = work()
    return Answer((_cpu() - cpu) * 1000, (time.perf_counter() - wall) * 1000, told)


def _cpu() -> float:
    """Count the time of this process, and of those that it started and that ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime
