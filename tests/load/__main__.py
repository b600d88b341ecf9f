"""The bench: `make bench`. One table for each size, and one dated line in bench/results.jsonl."""

import argparse
import gc
import json
import os
import platform
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from heritage.db import sqlite_module
from tests.load import measuring
from tests.load.filling import SEED, fill
from tests.making import new_house

STARTS = 3
HERE = Path(__file__).parent.parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Measure archives of each size asked for, print the tables, keep the figures."""
    asked = _asked(arguments)
    line: dict[str, Any] = _machine()
    with tempfile.TemporaryDirectory(prefix="heritage-bench-") as scratch:
        folder = Path(scratch)
        line["demo_setup"] = measuring.demo_setup(folder / "demo")
        print("Demo archive made: {cpu_s} s of CPU, {wall_s} s".format(**line["demo_setup"]))
        line["sizes"] = [
            _measure(folder / f"{size}", size, asked.searches) for size in asked.records
        ]
    line["load_after"] = _load()
    asked.out.parent.mkdir(exist_ok=True)
    with asked.out.open("a", encoding="utf-8") as out:
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
    print(f"Kept in {asked.out}")
    return 0


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--records", type=int, nargs="+", default=[1000, 10000], metavar="N")
    parser.add_argument(
        "--searches", type=int, default=25, help="how many of each class, and pages"
    )
    parser.add_argument("--quick", action="store_true", help="300 records, ten of each")
    parser.add_argument("--out", type=Path, default=HERE / "bench" / "results.jsonl")
    asked = parser.parse_args(arguments)
    if asked.quick:
        asked.records, asked.searches = [300], 10
    return asked


def _machine() -> dict[str, Any]:
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


def _measure(home: Path, size: int, count: int) -> dict[str, Any]:
    print(f"\n{size} records, seed {SEED}")
    house = new_house(home)
    stages = [
        {"what": each.what, "count": each.count, "per_cpu_s": round(each.rate, 1),
         "cpu_s": round(each.cpu_s, 2), "wall_s": round(each.wall_s, 2)}
        for each in fill(house, size)
    ]  # fmt: skip
    _print("Made", ("count", "per_cpu_s", "cpu_s", "wall_s"), stages)
    documents = measuring.public_documents(house)
    gc.collect()
    gc.freeze()  # what the bench holds must not be looked over in the middle of a page
    searches = measuring.searches(house, documents, count, SEED)
    _print("Searches, ms of CPU (ratio: ours / FTS5)", tuple(searches[0])[1:], searches)
    pages = measuring.addresses(documents, count, SEED)
    inside = measuring.pages_inside(house, pages)
    _print("Pages inside the process, ms of CPU", ("median_ms", "p95_ms"), inside)
    house.close()
    served, memory = measuring.pages_served(home, pages)
    _print("Pages over HTTP, ms on the wall", ("median_ms", "p95_ms", "cpu_ms"), served)
    told = {
        "records": size,
        "stages": stages,
        "searches": searches,
        "pages": inside,
        "pages_over_http": served,
        "memory": memory,
        "cold_start": measuring.cold_start(home, min(count, STARTS)),
        "disk_mb": measuring.sizes(home),
    }
    for name in ("memory", "cold_start", "disk_mb"):
        print(f"  {name}: " + ", ".join(f"{key} {value}" for key, value in told[name].items()))
    return told


def _print(title: str, columns: tuple[str, ...], rows: list[dict[str, Any]]) -> None:
    print(f"  {title:<40}" + "".join(f"{column:>12}" for column in columns))
    for row in rows:
        print(f"    {row['what']:<38}" + "".join(f"{row[column]:>12}" for column in columns))


if __name__ == "__main__":
    raise SystemExit(main())
