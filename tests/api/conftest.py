"""The whole application over the seeded archive, asked by programs that only read."""

import pytest

from heritage.config import Settings
from heritage.house import open_house
from tests.support.visiting import application, visitor


@pytest.fixture(scope="session")
def app(seeded_home):
    """Serve the seeded archive."""
    house = open_house(Settings(home=seeded_home, base_url="https://archive.example"))
    yield application(house)
    house.close()


@pytest.fixture
def store(app):
    """Open the public store behind the application."""
    return app.extensions["heritage"].public


@pytest.fixture
def get(app):
    """Ask as anyone may, and take any status."""
    browser = visitor(app)
    return lambda path, **headers: browser.get(path, headers=headers, status="*")
