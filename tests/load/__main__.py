"""The bench: `make bench`. One table, and one dated JSON line in bench/results.jsonl."""

import argparse
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
from tests.load.rivals import Fts
from tests.making import new_house

HERE = Path(__file__).parent.parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Measure archives of each size asked for, print the tables, keep the figures."""
    asked = _asked(arguments)
    line: dict[str, Any] = _machine()
    with tempfile.TemporaryDirectory(prefix="heritage-bench-") as scratch:
        folder = Path(scratch)
        if not asked.quick:
            line["demo_setup_s"] = measuring.demo_setup(folder / "demo")
            print(f"Demo archive made in {line['demo_setup_s']} s (init and seed)")
        line["sizes"] = [_measure(folder / str(size), size, asked.rounds) for size in asked.records]
    asked.out.parent.mkdir(exist_ok=True)
    with asked.out.open("a", encoding="utf-8") as out:
        out.write(json.dumps(line, ensure_ascii=False) + "\n")
    print(f"Kept in {asked.out}")
    return 0


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--records", type=int, nargs="+", default=[1000, 10000], metavar="N")
    parser.add_argument("--rounds", type=int, default=15, help="runs of each search and page")
    parser.add_argument("--quick", action="store_true", help="300 records, five rounds")
    parser.add_argument("--out", type=Path, default=HERE / "bench" / "results.jsonl")
    asked = parser.parse_args(arguments)
    if asked.quick:
        asked.records, asked.rounds = [300], 5
    return asked


def _machine() -> dict[str, Any]:
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "commit": commit.stdout.strip(),
        "seed": SEED,
        "python": platform.python_version(),
        "sqlite": sqlite_module().sqlite_version,
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
    }


def _measure(home: Path, size: int, rounds: int) -> dict[str, Any]:
    print(f"\n{size} records, seed {SEED}")
    house = new_house(home)
    stages = fill(house, size)
    for stage in stages:
        print(
            f"  {stage.name:<22}{stage.count:>8}  {stage.rate:>9.1f} a second of CPU"
            f"  {stage.wall:>8.1f} s"
        )
    rows = [timing.row() for timing in measuring.searches(house, Fts(house.public), rounds)]
    rows += [timing.row() for timing in measuring.pages(house, rounds)]
    _print(rows)
    house.close()
    told = {
        "records": size,
        "stages": [
            {"what": each.name, "count": each.count, "per_cpu_s": round(each.rate, 1)}
            for each in stages
        ],
        "timings": rows,
        "memory_mb": measuring.memory_mb(),
        "cold_start_s": measuring.cold_start(home),
    }
    print(f"  memory {told['memory_mb']} MB, cold start {told['cold_start_s']} s")
    return told


def _print(rows: list[dict[str, Any]]) -> None:
    print(f"  {'CPU ms':<22}{'median':>8}{'p95':>9}{'FTS5':>9}{'ratio':>8}")
    for row in rows:
        theirs = "" if row["fts5_ms"] is None else f"{row['fts5_ms']:.2f}"
        ratio = "" if row["ratio"] is None else f"{row['ratio']:.2f}"
        print(
            f"  {row['what']:<22}{row['median_ms']:>8.2f}{row['p95_ms']:>9.2f}{theirs:>9}{ratio:>8}"
        )


if __name__ == "__main__":
    raise SystemExit(main())
