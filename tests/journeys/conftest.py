"""Archives served to a browser for the journeys."""

import shutil

import pytest

from heritage.config import Settings
from heritage.house import open_house
from tests.journeys.looking import Round
from tests.journeys.prepared import prepare
from tests.journeys.serving import beside
from tests.support.serving import serving


@pytest.fixture(scope="session")
def work(seeded_home, tmp_path_factory):
    """Open Palmyra with work under way, once for all that is only looked at."""
    home = tmp_path_factory.mktemp("work") / "archive"
    shutil.copytree(seeded_home, home)
    house = open_house(Settings(home=home))
    yield house, prepare(house)
    house.close()


@pytest.fixture(scope="session")
def rounds(chromium, work):
    """Walk through every page, once for each language and width, when first asked."""
    house, keys = work
    walked = {}
    drawn: set[str] = set()
    with beside(house, drawn) as base:

        def walk(language, width):
            if (language, width) not in walked:
                drawn.clear()
                walk_ = Round(chromium, base, house, keys)
                walked[language, width] = walk_.walk(language, width)
                walk_.faults.drawn |= drawn
            return walked[language, width]

        yield walk


@pytest.fixture
def served(seeded_copy):
    """Serve an archive of the test's own by the real command, and give its address."""
    with serving(seeded_copy) as server:
        yield server.address


@pytest.fixture(scope="session")
def served_once(seeded_home, tmp_path_factory):
    """Serve one archive by the real command to all who only read."""
    home = tmp_path_factory.mktemp("read") / "archive"
    shutil.copytree(seeded_home, home)
    with serving(home) as server:
        yield server.address
