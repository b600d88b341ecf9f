"""A real OpenSearch cluster of our own: three nodes on loopback, one process each.

The jars come through Maven into a cache folder once; a node's log is kept beside its data.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from tests.support.absent import absent
from tests.support.postgres import free_port

if TYPE_CHECKING:
    from heritage.search.opensearch import OpenSearchBackend

SOURCE = Path(__file__).parent / "opensearch_node"
NODES = (1, 2, 3)
HEAP = "512m"
STARTS_WITHIN = 240  # seconds; three machines of Java on a busy one
WANTED = bool(os.environ.get("HERITAGE_TEST_OPENSEARCH") or os.environ.get("CI"))


class NotStarted(Exception):
    """A cluster, or what it is made of, could not be had."""


ON_THE_CLUSTER = [pytest.mark.opensearch, pytest.mark.xdist_group("opensearch")]
"""Marks of every test that asks for the cluster: one process of a test run has it."""


def why_not() -> str | None:
    """Name what this machine lacks for a cluster of our own."""
    if find_spec("opensearchpy") is None:
        return "OpenSearch's client is not here: pip install opensearch-py"
    for program, package in (
        ("java", "openjdk-17-jdk-headless"),
        ("javac", "openjdk-17-jdk-headless"),
        ("mvn", "maven"),
        ("setpriv", "util-linux"),
    ):
        if shutil.which(program) is None:
            return f"OpenSearch is not here: apt-get install {package}"
    return None


def program() -> Path:
    """Give the folder of jars and our compiled Node, fetched when they are not there yet.

    Raises:
        NotStarted: Maven could not fetch them.
    """
    pom, node = SOURCE / "pom.xml", SOURCE / "Node.java"
    told = hashlib.sha256(pom.read_bytes() + node.read_bytes()).hexdigest()[:12]
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "heritage-tests"
    kept = cache / f"opensearch-{told}"
    if kept.is_dir():
        return kept
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as made:
        folder = Path(made) / "opensearch"
        fetch = ["mvn", "-q", "-B", "-f", pom, "dependency:copy-dependencies"]
        _run(*fetch, f"-DoutputDirectory={folder}")
        _run("javac", "-cp", f"{folder}/*", "-d", folder, node)
        with suppress(OSError):  # Another process was quicker.
            folder.rename(kept)
    return kept


def _run(*command: str | Path) -> None:
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
    if done.returncode:
        said = (done.stdout + done.stderr).strip().splitlines()
        raise NotStarted(f"{command[0]}: {said[0] if said else done.returncode}")


class Cluster:
    """Three nodes that can be killed and started one by one.

    What lives for minutes is up sooner, and costs less, when Java does not compile it twice over;
    what is to be timed wants `lasting`.
    """

    def __init__(self, folder: Path, *, lasting: bool = False) -> None:
        self.folder = folder
        self.compiled = 4 if lasting else 1
        self.program = program()
        self.http = {number: free_port() for number in NODES}
        self.transport = {number: free_port() for number in NODES}
        self.nodes: dict[int, subprocess.Popen[Any]] = {}

    @property
    def urls(self) -> list[str]:
        """Give the address of each node."""
        return [f"http://127.0.0.1:{port}" for port in self.http.values()]

    def start(self, *numbers: int) -> None:
        """Start nodes; they find each other by themselves."""
        for number in numbers:
            home = self.folder / f"node-{number}"
            home.mkdir(exist_ok=True)
            with (self.folder / f"node-{number}.log").open("a") as log:
                java = ["setpriv", "--pdeathsig=KILL", "java", f"-Xms{HEAP}", f"-Xmx{HEAP}"]
                java += ["-XX:+UseSerialGC", f"-XX:TieredStopAtLevel={self.compiled}"]
                java += ["-cp", f"{self.program}:{self.program}/*", "Node", str(number), str(home)]
                java += [str(self.http[number]), *map(str, self.transport.values())]
                self.nodes[number] = subprocess.Popen(java, stdout=log, stderr=log, cwd=home)

    def kill(self, *numbers: int) -> None:
        """Kill nodes as a power cut would."""
        for number in numbers:
            self.nodes[number].send_signal(signal.SIGKILL)
        for number in numbers:
            self.nodes.pop(number).wait()

    def wait(self, status: str = "green", nodes: int = len(NODES)) -> None:
        """Return once so many nodes are together and their copies in order."""
        from opensearchpy import OpenSearch
        from opensearchpy.exceptions import OpenSearchException

        asked = {"wait_for_nodes": str(nodes), "wait_for_status": status}
        end = time.monotonic() + STARTS_WITHIN
        with OpenSearch(self.urls, max_retries=0) as client:
            while time.monotonic() < end:
                with suppress(OpenSearchException):
                    health = client.cluster.health(**asked, request_timeout=40)
                    if not health["timed_out"]:
                        return
                if any(node.poll() is not None for node in self.nodes.values()):
                    break
                time.sleep(0.2)
        raise NotStarted(f"No {status} cluster of {nodes} nodes.\n{self._logs()}")

    def _logs(self) -> str:
        return "\n".join(log.read_text()[-2_000:] for log in self.folder.glob("node-*.log"))

    def indices(self) -> set[str]:
        """Name what is kept in it, apart from its own notes."""
        from opensearchpy import OpenSearch

        with OpenSearch(self.urls) as client:
            return set(client.indices.get_settings(index="*,-.*"))

    def remove(self, indices: set[str]) -> None:
        """Remove some indices."""
        from opensearchpy import OpenSearch

        if indices:
            with OpenSearch(self.urls) as client:
                client.indices.delete(index=",".join(indices), ignore=[404])

    def mend(self) -> None:
        """Start what a test has killed, and wait until all is in order again."""
        self.start(*(number for number in NODES if number not in self.nodes))
        self.wait()


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Run one cluster for all tests that ask for it; they share one process of the test run."""
    if not WANTED:
        pytest.skip("OpenSearch is tested when HERITAGE_TEST_OPENSEARCH is set")
    if reason := why_not():
        absent(reason)
    try:
        running = Cluster(tmp_path_factory.mktemp("opensearch"))
    except NotStarted as fault:
        absent(f"OpenSearch cannot be had: {fault}")
    try:
        running.start(*NODES)
        running.wait()
        yield running
    finally:
        running.kill(*running.nodes)


@pytest.fixture
def nodes(cluster: Cluster) -> Iterator[Cluster]:
    """Give the cluster to a test that kills; it is whole again afterwards."""
    yield cluster
    cluster.mend()


@pytest.fixture(scope="session")
def new_index(cluster: Cluster) -> Iterator[Callable[..., "OpenSearchBackend"]]:
    """Make backends, each with an index of its own."""
    from heritage.search.opensearch import Address, OpenSearchBackend
    from heritage.search.opensearch import Cluster as Client

    client = Client(Address(tuple(cluster.urls)))
    yield lambda: OpenSearchBackend(client, f"test-{uuid4().hex}", seconds=60)
    client.close()
