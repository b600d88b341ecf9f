"""The bench: `make bench`. A table for each part, and one dated line in bench/results.jsonl."""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from heritage.db import sqlite_module
from heritage.search.whoosh import WhooshBackend
from tests.load import (
    hostile,
    measuring,
    part_archives,
    part_http,
    part_index,
    part_opensearch,
    part_search,
    relevance,
)
from tests.load.engines import RIVALS
from tests.load.filling import SEED
from tests.support.opensearch import WANTED

HERE = Path(__file__).parent.parent.parent
SIZES = {
    "archives": [1000, 10000],
    "search": [10000],
    "index": [10000],
    "http": [1000, 10000],
    "hostile": [10000],
    "opensearch": [100000],
}
"""How many records each part measures where nobody says otherwise."""
QUICK = {"archives": [300], "http": [300, 1000]}
"""The same in a hurry; a thousand documents are the fewest with words both rare and common."""
USUAL = ("archives", "search", "index", "http", "relevance", "hostile")
"""What is measured where nobody chooses; the cluster besides where one is wanted."""

Told = dict[str, Any]


def main(arguments: list[str] | None = None) -> int:
    """Measure the parts asked for, print their tables, keep the figures."""
    asked = _asked(arguments)
    line = _machine()
    with ExitStack() as stack:
        folder = asked.keep or Path(stack.enter_context(_scratch()))
        folder.mkdir(parents=True, exist_ok=True)
        for part in asked.part:
            begun = time.perf_counter()
            line |= PARTS[part](asked, folder)
            print(f"  ({part}: {time.perf_counter() - begun:.0f} s, load {_load()})")
    line["load_after"] = _load()
    asked.out.parent.mkdir(exist_ok=True)
    with asked.out.open("a", encoding="utf-8") as out:
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
    print(f"Kept in {asked.out}")
    return 0


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    told = parser.add_argument
    told("--part", nargs="+", choices=PARTS, default=_usual(), help="what to measure")
    told("--records", type=int, nargs="+", default=[], metavar="N", help="how many, in each part")
    told("--searches", type=int, default=0, help="how many of each class, and pages")
    told("--engines", nargs="+", choices=RIVALS, default=list(RIVALS), help="beside whom")
    told("--keep", type=Path, help="a folder in which what was built is kept for another run")
    told("--again", action="store_true", help="build our index again, though one was kept")
    told("--quick", action="store_true", help="few records, ten searches of each class")
    told("--out", type=Path, default=HERE / "bench" / "results.jsonl")
    asked = parser.parse_args(arguments)
    if asked.quick:
        asked.searches = asked.searches or 10
    return asked


def _usual() -> list[str]:
    return [*USUAL, *(["opensearch"] if WANTED else [])]


def _scratch() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="heritage-bench-")


def _sizes(asked: argparse.Namespace, part: str) -> list[int]:
    return asked.records or (QUICK.get(part, [1000]) if asked.quick else SIZES[part])


# ---------------------------------------------------------------- the machine


def _machine() -> Told:
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": _git("rev-parse", "--short", "HEAD"),
        "changed": bool(_git("status", "--porcelain", "--", "heritage", "templates", "tests/load")),
        "seed": SEED,
        "python": platform.python_version(),
        "sqlite": sqlite_module().sqlite_version,
        "cores": os.cpu_count(),
        "load": _load(),
    }


def _git(*words: str) -> str:
    told = subprocess.run(["git", *words], cwd=HERE, capture_output=True, text=True, check=False)
    return told.stdout.strip()


def _load() -> float:
    return round(os.getloadavg()[0], 1)


# ---------------------------------------------------------------- parts


def _archives(asked: argparse.Namespace, _folder: Path) -> Told:
    with _scratch() as scratch:
        made = measuring.demo_setup(Path(scratch) / "demo")
        print("Demo archive made: {cpu_s} s of CPU, {wall_s} s".format(**made))
        sizes = [
            part_archives.measure(Path(scratch) / f"{size}", size, asked.searches or 25)
            for size in _sizes(asked, "archives")
        ]
    return {"demo_setup": made, "sizes": sizes}


def _search(asked: argparse.Namespace, folder: Path) -> Told:
    told = []
    for size in _sizes(asked, "search"):
        stock = part_search.keep_in(folder, size)
        again = {"ours"} if asked.again else set()
        names = ("ours", *asked.engines)
        told.append(part_search.measure(stock, names, asked.searches or 40, again=again))
        part_search.show(told[-1])
    return {"search": told}


def _index(asked: argparse.Namespace, folder: Path) -> Told:
    told = []
    for size in _sizes(asked, "index"):
        stock = part_search.keep_in(folder, size)
        told.append(part_index.measure(stock, asked.searches or 40))
        part_index.show(told[-1])
    return {"index": told}


def _http(asked: argparse.Namespace, folder: Path) -> Told:
    sizes = _sizes(asked, "http")
    told = part_http.measure(folder, sizes, asked.searches or 40, again=asked.again)
    part_http.show(told)
    return {"http": told}


def _relevance(_asked: argparse.Namespace, _folder: Path) -> Told:
    if not relevance.SHARED.is_dir():
        print(f"\nRelevance: not measured, there is no {relevance.SHARED}")
        return {}
    rows = relevance.measure()
    print("\nHow well searches find what they should")
    print("\n".join(f"    {line}" for line in relevance.lines(rows)))
    return {"relevance": rows}


def _hostile(asked: argparse.Namespace, folder: Path) -> Told:
    told = []
    for size in _sizes(asked, "hostile"):
        stock = part_search.keep_in(folder, size)
        stock.prepare()
        stock.build("ours")
        backend = WhooshBackend(stock.index("ours"))
        told.append({"records": size, "rows": hostile.measure(backend)})
        backend.close()
        print(f"\nQueries that mean harm, {size} documents: CPU ms")
        print("\n".join(f"    {line}" for line in hostile.lines(told[-1]["rows"])))
    return {"hostile": told}


def _opensearch(asked: argparse.Namespace, folder: Path) -> Told:
    told = []
    for size in _sizes(asked, "opensearch"):
        stock = part_search.keep_in(folder, size)
        told.append(part_opensearch.measure(stock, asked.searches or 20))
        part_opensearch.show(told[-1])
    return {"opensearch": told}


PARTS: dict[str, Callable[[argparse.Namespace, Path], Told]] = {
    "archives": _archives,
    "search": _search,
    "index": _index,
    "http": _http,
    "relevance": _relevance,
    "hostile": _hostile,
    "opensearch": _opensearch,
}

if __name__ == "__main__":
    raise SystemExit(main())
