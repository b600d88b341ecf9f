"""What is timed: searches beside their rival, pages inside and over HTTP, starts."""

import resource
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

from heritage.app import create_app
from heritage.house import House
from heritage.search.documents import Document
from heritage.search.neighbours import Neighbours
from heritage.search.public_documents import public_document
from tests.load.asking import Asker, Pair
from tests.load.rivals import Fts
from tests.support.serving import Server, fetch, run, serving

ACCEPTED = "gzip, br"
Row = dict[str, Any]


@dataclass
class Runs:
    """Several runs of one thing, in milliseconds of CPU and on the wall."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)

    def time(self, work: Callable[[], object]) -> Any:
        """Do it once more."""
        cpu, wall = time.process_time(), time.perf_counter()
        answer = work()
        self.cpu.append((time.process_time() - cpu) * 1000)
        self.wall.append((time.perf_counter() - wall) * 1000)
        return answer


def middle(runs: Iterable[float]) -> float:
    """Give the run in the middle."""
    return round(statistics.median(runs), 2)


def late(runs: Iterable[float]) -> float:
    """Give the run that only one in twenty is longer than."""
    ordered = sorted(runs)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))], 2)


# ---------------------------------------------------------------- searches


def public_documents(house: House) -> list[Document]:
    """Read what the public index was made of, in an order that the seed decides alone."""
    versions, near = house.public.versions(), Neighbours(house.public)
    documents = [
        public_document(record, near, versions.get(record.id, 0)) for record in house.public.all()
    ]
    return sorted(documents, key=lambda document: (document.title, document.url))


def searches(house: House, documents: list[Document], count: int, seed: int) -> list[Row]:
    """Time each class of search on both sides, turn by turn, first and once more."""
    fts = Fts(documents)
    drawn = Asker(documents, seed).classes(count)
    house.public_search.open()
    return [_class(name, pairs, house, fts) for name, pairs in drawn.items()]


def _class(name: str, pairs: list[Pair], house: House, fts: Fts) -> Row:
    ours, again, theirs = Runs(), Runs(), Runs()
    found: list[tuple[int, int]] = []
    for number, pair in enumerate(pairs):
        turns = [
            lambda pair=pair: ours.time(lambda: house.public_search.search(pair.ours).total),
            lambda pair=pair: theirs.time(lambda: fts.search(pair.theirs)),
        ]
        if number % 2:
            their_total, our_total = turns[1](), turns[0]()
        else:
            our_total, their_total = turns[0](), turns[1]()
        again.time(lambda pair=pair: house.public_search.search(pair.ours))
        found.append((our_total, their_total))
    return {
        "what": name,
        "median_ms": middle(ours.cpu),
        "p95_ms": late(ours.cpu),
        "again_ms": middle(again.cpu),
        "fts5_ms": middle(theirs.cpu),
        "fts5_p95_ms": late(theirs.cpu),
        "ratio": round(statistics.median(ours.cpu) / statistics.median(theirs.cpu), 2),
        "found": middle(each for each, _ in found),
        "fts5_found": middle(each for _, each in found),
    }


# ---------------------------------------------------------------- pages


def addresses(documents: list[Document], count: int, seed: int) -> dict[str, list]:
    """Choose the pages: by what they are, several of each."""
    asker = Asker(documents, seed + 1)
    every = {kind: [each.url for each in documents if each.kind == kind] for kind in KINDS}
    some = {kind: asker.dice.sample(urls, min(count, len(urls))) for kind, urls in every.items()}
    words = [asker.dice.choice(asker.common) for _ in range(count)]
    return {
        "home": ["/"] * count,
        "search": [f"/search?q={word}" for word in words],
        "search, Arabic": [f"/ar/search?q={word}" for word in words],
        "search, everything": ["/search"] * count,
        "search.json": [f"/search.json?q={word}" for word in words],
        "map": [f"/map?q={word}" for word in words],
        "record, site": some["site"],
        "record, event": some["event"],
        "record, source": some["source"],
        "record.json": [f"{url}.json" for url in some["site"]],
    }


KINDS = ("site", "event", "source")


def pages_inside(house: House, asked: dict[str, list[str]]) -> list[Row]:
    """Time whole pages through the application, without a network."""
    client = create_app(house).test_client()

    def get(path: str) -> None:
        answer = client.get(path, headers={"Accept-Encoding": ACCEPTED})
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")

    get("/")
    rows = []
    for name, paths in asked.items():
        runs = Runs()
        for path in paths:
            runs.time(lambda path=path: get(path))
        rows.append({"what": name, "median_ms": middle(runs.cpu), "p95_ms": late(runs.cpu)})
    return rows


def pages_served(home: Path, asked: dict[str, list[str]]) -> tuple[list[Row], Row]:
    """Time the same pages over HTTP, each on a connection of its own, and see what it holds."""
    with serving(home) as server:
        process = psutil.Process(server.process.pid if server.process else None)
        begun = process.memory_info().rss
        rows = [_served(server, process, name, paths) for name, paths in asked.items()]
        held = process.memory_info().rss
    memory = {"at_start_mb": round(begun / 1e6, 1), "after_pages_mb": round(held / 1e6, 1)}
    return rows, memory


def _served(server: Server, process: psutil.Process, name: str, paths: list[str]) -> Row:
    runs, before = Runs(), _spent(process)
    for path in paths:
        runs.time(lambda path=path: _page(server, path))
    cpu = (_spent(process) - before) * 1000 / len(paths)
    return {
        "what": name,
        "median_ms": middle(runs.wall),
        "p95_ms": late(runs.wall),
        "cpu_ms": round(cpu, 2),
    }


def _page(server: Server, path: str) -> None:
    status, _headers, _body = fetch(server, "GET", path, **{"Accept-Encoding": ACCEPTED})
    if status != 200:
        raise RuntimeError(f"{path} answered {status}")


def _spent(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


# ---------------------------------------------------------------- starts


def cold_start(home: Path, times: int) -> Row:
    """Time the server from nothing to its first front page."""
    walls, cpus = [], []
    for _ in range(times):
        begun = time.perf_counter()
        with serving(home) as server:
            _page(server, "/")
            walls.append(time.perf_counter() - begun)
            cpus.append(_spent(psutil.Process(server.process.pid if server.process else None)))
    return {"cpu_s": middle(cpus), "wall_s": middle(walls)}


def demo_setup(home: Path) -> Row:
    """Time the making of the demo archive, as `make demo` does before it serves."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    made = run("demo", "--no-serve", home=home)
    if made.returncode:
        raise RuntimeError(made.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"cpu_s": round(cpu, 2), "wall_s": round(time.perf_counter() - begun, 2)}


def sizes(home: Path) -> Row:
    """Weigh the parts of an archive on disk, in megabytes."""
    return {
        path.name: round(sum(_weight(each) for each in (path, *path.rglob("*"))) / 1e6, 2)
        for path in sorted(home.iterdir())
        if path.suffix == ".db" or path.name.startswith("index-")
    }


def _weight(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
