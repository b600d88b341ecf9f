from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from heritage.search.query import parse
from heritage.search.request import Request, Results
from heritage.search.whoosh import WhooshBackend
from tests.search.palmyra import PALMYRA

Ask = Callable[..., Results]


@pytest.fixture(scope="session")
def palmyra(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshBackend]:
    """Give an index of the small Palmyra; nobody changes it."""
    backend = WhooshBackend(tmp_path_factory.mktemp("search") / "index", seconds=30)
    backend.rebuild(PALMYRA, watermark=1)
    yield backend
    backend.close()


@pytest.fixture(scope="session")
def ask(palmyra: WhooshBackend) -> Ask:
    """Ask the small Palmyra."""

    def asked(text: str = "", **options: object) -> Results:
        return palmyra.search(Request(query=parse(text), **options))  # type: ignore[arg-type]

    return asked


@pytest.fixture
def backend(tmp_path: Path) -> Iterator[WhooshBackend]:
    """Give an empty index to change."""
    backend = WhooshBackend(tmp_path / "index", seconds=30)
    backend.rebuild([], watermark=0)
    yield backend
    backend.close()
