"""Part `opensearch`: both backends of the product side by side, the second on three real nodes."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from tests.load import part_search
from tests.load.engine_opensearch import URLS
from tests.load.stock import Stock
from tests.support.opensearch import NODES, Cluster, why_not

BOTH = ("ours", "opensearch")
Row = dict[str, Any]


def measure(stock: Stock, each: int) -> Row:
    """Start a cluster, index the documents in both, ask both the same."""
    if reason := why_not():
        return {"skipped": reason}
    with tempfile.TemporaryDirectory(prefix="heritage-bench-nodes-") as folder:
        running = Cluster(Path(folder), lasting=True)
        try:
            running.start(*NODES)
            running.wait()
            os.environ[URLS] = ",".join(running.urls)
            return part_search.measure(stock, BOTH, each, again={"opensearch"})
        finally:
            running.kill(*running.nodes)


def show(told: Row) -> None:
    """Print both, by the clock: a cluster's work is done in processes that are not ours."""
    if "skipped" in told:
        print(f"\n{told['skipped']}")
        return
    print(f"\nBoth backends, {told['records']} documents: ms on the wall p50 / p95 (CPU here p50)")
    for row in told["classes"]:
        cells = [
            "{wall_p50:g} / {wall_p95:g} ({p50:g})".format(**row["engines"][name]) for name in BOTH
        ]
        print(f"    {row['what']:<16}" + "".join(f"{cell:>28}" for cell in cells))
    for row in told["built"]:
        print("    {what} built in {wall_s} s on the wall, {cpu_s} s of CPU here".format(**row))
    print(f"    Counts that differ on the same plain words: {told['differing'] or 'none'}")
