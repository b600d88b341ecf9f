"""The seeded archive, opened once for tests that only read."""

import pytest

from heritage.config import Settings
from heritage.exchange.archive import Archive
from heritage.house import open_house


@pytest.fixture(scope="session")
def palmyra(seeded_home):
    """Open the seeded archive as exports see it."""
    house = open_house(Settings(home=seeded_home))
    yield Archive(house.public, "https://archive.example", "Heritage Loss Archive")
    house.close()


@pytest.fixture(scope="session")
def editions(palmyra):
    """Take every edition of the seeded archive from its shelf."""
    return list(palmyra.shelf.all())
