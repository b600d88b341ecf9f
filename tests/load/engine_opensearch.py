"""The second backend, on the cluster whose addresses the part `opensearch` has left for us."""

from __future__ import annotations

import os
from pathlib import Path

from heritage.search.opensearch import Address, Cluster, OpenSearchBackend
from tests.load import engine_ours

URLS = "HERITAGE_BENCH_OPENSEARCH"


class Engine(engine_ours.Engine):
    """One index in a cluster; asked just as the embedded one is."""

    def __init__(self, folder: Path) -> None:
        urls = tuple(os.environ[URLS].split(","))
        name = f"bench-{folder.parent.name}"
        super().__init__(folder, OpenSearchBackend(Cluster(Address(urls)), name, seconds=60))
