"""A small archive as the public sees it, and the catalogue standing alone over it."""

import shutil

import pytest
from flask import Flask
from webtest import TestApp

from heritage.config import Settings, folder
from heritage.gate import guard_every_request
from heritage.house import open_house
from heritage.web.catalogue import blueprints
from heritage.web.shell import Languages, furnish
from tests.web.catalogue.palmyra import write


@pytest.fixture(scope="session")
def written(furnished, tmp_path_factory):
    """Keep one archive with a few published records; the tests only read it."""
    home = tmp_path_factory.mktemp("catalogue") / "archive"
    shutil.copytree(furnished, home)
    house = open_house(Settings(home=home))
    write(house)
    house.catch_up()
    yield house
    house.close()


def catalogue_over(house):
    """Serve the catalogue and nothing else, as a public machine would."""
    app = Flask(
        "heritage",
        template_folder=str(folder("templates")),
        static_folder=str(folder("static")),
    )
    app.config.update(SECRET_KEY="only for tests" * 3, TESTING=True, SESSION_COOKIE_SECURE=False)
    app.extensions["heritage"] = house
    furnish(app)
    guard_every_request(app)
    for blueprint in blueprints:
        app.register_blueprint(blueprint)
    app.wsgi_app = Languages(app.wsgi_app)
    return app


@pytest.fixture(scope="session")
def site(written):
    """Visit the catalogue without an account."""
    return TestApp(catalogue_over(written))


@pytest.fixture(scope="session")
def path_of(written):
    """Find the page of a record by its English title."""
    paths = {each.title(): each.path for each in written.public.all()}
    return paths.__getitem__
