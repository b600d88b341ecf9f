"""What is timed: searches beside their rival, pages through the application, a cold start."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psutil

from heritage.app import create_app
from heritage.house import House
from heritage.kit.dates import parse as parse_date
from heritage.search.query import parse
from heritage.search.request import Request
from tests.load.rivals import Fts

CLASSES: dict[str, tuple[str, str, str]] = {
    "rare word": ("brick", "brick", "words"),
    "common word": ("stone", "stone", "words"),
    "two words": ("stone shelling", "stone shelling", "words"),
    "phrase": ('"stone wall"', '"stone wall"', "words"),
    "prefix": ("lime*", "lime*", "words"),
    "a name": ("Temple 12 of Testabad", "temple 12 of testabad", "words"),
    "an Arabic name": ("متخيلة", "متخي", "threes"),
}
"""By class: our query, the rival's, and the rival's table."""


@dataclass
class Timing:
    """Milliseconds of several runs of one thing."""

    name: str
    ours: list[float]
    theirs: list[float]

    def row(self) -> dict[str, float | str | None]:
        """Sum the runs up."""
        theirs = statistics.median(self.theirs) if self.theirs else None
        median = statistics.median(self.ours)
        return {
            "what": self.name,
            "median_ms": round(median, 2),
            "p95_ms": round(_p95(self.ours), 2),
            "fts5_ms": round(theirs, 2) if theirs is not None else None,
            "ratio": round(median / theirs, 2) if theirs else None,
        }


def _p95(runs: list[float]) -> float:
    return sorted(runs)[max(0, round(len(runs) * 0.95) - 1)]


def _cpu(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return (time.process_time() - begun) * 1000


def searches(house: House, fts: Fts, rounds: int) -> list[Timing]:
    """Time each class of search, ours and the rival's turn by turn, in milliseconds of CPU."""
    timings = []
    for name, (query, rival, table) in CLASSES.items():
        request = Request(query=parse(query), facets=("kind", "grade", "cause", "country"))
        timings.append(
            _pair(
                name, rounds,
                lambda request=request: house.public_search.search(request),
                lambda rival=rival, table=table: fts.page(rival, table),
            )
        )  # fmt: skip
    dated = Request(
        filters={"kind": ("event",)},
        from_day=parse_date("2015").earliest,
        to_day=parse_date("2015").latest,
        facets=("kind", "grade", "cause"),
    )
    timings.append(_pair("events of a year", rounds, lambda: house.public_search.search(dated)))
    return timings


def _pair(
    name: str, rounds: int, ours: Callable[[], object], theirs: Callable[[], object] | None = None
) -> Timing:
    ours()
    timing = Timing(name, [], [])
    for _ in range(rounds):
        timing.ours.append(_cpu(ours))
        if theirs is not None:
            timing.theirs.append(_cpu(theirs))
    return timing


def pages(house: House, rounds: int) -> list[Timing]:
    """Time whole pages through the application, in milliseconds of CPU."""
    browser = create_app(house).test_client()
    site = next(record for record in house.public.all("site"))
    told = {
        "page: home": "/",
        "page: search": "/search?q=stone",
        "page: search, Arabic": "/ar/search?q=stone",
        "page: record": site.path,
        "record .json": f"{site.path}.json",
        "search .json": "/search.json?q=stone",
    }

    def get(path: str) -> None:
        answer = browser.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")

    return [_pair(name, rounds, lambda path=path: get(path)) for name, path in told.items()]


def memory_mb() -> float:
    """Tell how much memory this process holds by now."""
    return round(psutil.Process().memory_info().rss / 1e6, 1)


def cold_start(home: Path) -> float:
    """Time a new process from nothing to its first front page, in seconds."""
    script = (
        "from pathlib import Path\n"
        "from heritage.config import Settings\n"
        "from heritage.house import open_house\n"
        "from heritage.app import create_app\n"
        f"app = create_app(open_house(Settings(home=Path({str(home)!r}))))\n"
        "assert app.test_client().get('/').status_code == 200\n"
    )
    return _process([sys.executable, "-c", script])


def demo_setup(home: Path) -> float:
    """Time the making of the demo archive: init and seed, each its own process, in seconds."""
    program = [sys.executable, "-m", "heritage", "--home", str(home)]
    return _process([*program, "init"]) + _process([*program, "seed"])


def _process(command: list[str]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=dict(os.environ))
    return round(time.perf_counter() - begun, 2)
