from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from heritage.config import Settings
from heritage.house import House, open_house
from heritage.search.backend import Backend
from heritage.search.query import parse
from heritage.search.request import Request, Results
from heritage.search.whoosh import WhooshBackend
from tests.search.palmyra import PALMYRA
from tests.support.opensearch import ON_THE_CLUSTER, WANTED, Cluster

Ask = Callable[..., Results]


ENGINES = ["whoosh"]
if WANTED:
    ENGINES.append(pytest.param("opensearch", marks=ON_THE_CLUSTER))  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def swept(request: pytest.FixtureRequest) -> Iterator[None]:
    """Take out of the cluster what a test has put there: each index makes the next one dearer."""
    if not WANTED or request.node.get_closest_marker("opensearch") is None:
        yield
        return
    cluster: Cluster = request.getfixturevalue("cluster")
    before = cluster.indices()
    yield
    cluster.remove(cluster.indices() - before)


@pytest.fixture(scope="session", params=ENGINES)
def empty(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], Backend]:
    """Make indexes of each engine in turn; on the cluster only where it is wanted."""
    if request.param == "opensearch":
        made: Callable[[], Backend] = request.getfixturevalue("new_index")
        return made
    return lambda: WhooshBackend(tmp_path_factory.mktemp("search") / "index", seconds=30)


@pytest.fixture(scope="module")
def read_house(seeded_home: Path) -> Iterator[House]:
    """Open the seeded archive; nobody changes it."""
    house = open_house(Settings(home=seeded_home))
    yield house
    house.close()


@pytest.fixture(scope="session")
def palmyra(empty: Callable[[], Backend]) -> Iterator[Backend]:
    """Give an index of the small Palmyra; nobody changes it."""
    backend = empty()
    backend.rebuild(PALMYRA, watermark=1)
    yield backend
    backend.close()


@pytest.fixture(scope="session")
def ask(palmyra: Backend) -> Ask:
    """Ask the small Palmyra."""

    def asked(text: str = "", **options: object) -> Results:
        return palmyra.search(Request(query=parse(text), **options))  # type: ignore[arg-type]

    return asked


@pytest.fixture
def backend(empty: Callable[[], Backend]) -> Iterator[Backend]:
    """Give an empty index to change."""
    backend = empty()
    backend.rebuild([], watermark=0)
    yield backend
    backend.close()
