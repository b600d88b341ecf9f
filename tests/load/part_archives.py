"""Part `archives`: whole archives, written and published by deeds, searched and served."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

from tests.load import measuring
from tests.load.filling import SEED, fill
from tests.making import new_house

STARTS = 3


def measure(home: Path, size: int, count: int) -> dict[str, Any]:
    """Make one archive as archivists would; print its tables as they come, and keep the figures."""
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
