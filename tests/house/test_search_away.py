"""Whatever becomes of the search, only searching stops, and it says so in words."""

import os
import shutil

import pytest

from heritage.edition.public import PATHS
from heritage.gate import EVERYONE
from heritage.records.models import KINDS
from heritage.sources.models import Source
from tests.support.away import Away
from tests.support.visiting import application, visitor

SEARCHES = {
    "catalogue.search.results", "catalogue.search.places", "catalogue.search.timeline",
    "catalogue.search.machine",
    "api.lists.feed", "api.lists.csv", "api.lists.geojson", "api.lists.ris", "api.lists.bib",
}  # fmt: skip
LEADS_THERE = "catalogue.facets.show"
"""Without counts there is nothing on its page: it leads to the search, which says why."""
NOWHERE = "f" * 32
SORRY = {"en": "The search is being put in order", "ar": "يجري ترتيب البحث"}


def missing(house):
    for folder in (house.settings.desk_index, house.settings.public_index):
        shutil.rmtree(folder)


def cut(house):
    for path in _segments(house):
        os.truncate(path, path.stat().st_size // 2)


def noise(house):
    for path in _segments(house):
        path.write_bytes(os.urandom(path.stat().st_size))


def away(house):
    house.desk_search, house.public_search = Away(), Away()


def _segments(house):
    for folder in (house.settings.desk_index, house.settings.public_index):
        yield from (
            each for each in folder.rglob("*") if each.is_file() and each.stat().st_size > 99
        )


@pytest.fixture(params=[missing, cut, noise, away], ids=lambda each: each.__name__)
def harm(request, seeded_house):
    """Give what makes the indexes of an archive useless."""

    def do():
        seeded_house.desk_search.close()
        seeded_house.public_search.close()
        request.param(seeded_house)

    return do


def addresses(app, house):
    """Fill every address there is with things that are in the archive."""
    with house.read() as session:
        kept = {kind: session.query(model).first().id for kind, model in KINDS.items()}
        source = session.query(Source).first().id
    public = {kind: next(iter(house.public.all(kind))) for kind in PATHS}
    given = {
        "source_id": source, "public_id": public["site"].id, "key": "country", "field": "built",
        "scheme": "damage-grade", "local": "destroyed", "number": 1,
    }  # fmt: skip
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint == "static":
            continue
        shelves = [kind for kind, path in PATHS.items() if f"{path}" in str(rule)] or ["site"]
        for kind in shelves if rule.arguments & {"path", "kinds", "slug"} else ["site"]:
            told = {
                **dict.fromkeys(rule.arguments, NOWHERE), "path": PATHS[kind], "kinds": PATHS[kind],
                "slug": public[kind].slug, "record_id": kept.get(kind), **given,
            }  # fmt: skip
            values = {key: told[key] for key in rule.arguments}
            path = app.url_map.bind("localhost").build(rule.endpoint, values)
            yield rule.endpoint, f"{path}?q=temple"


def test_only_searching_stops(seeded_house, harm):
    app = application(seeded_house)
    browsers = {True: visitor(app), False: visitor(app, "steward")}
    asked = [
        (endpoint, path, browsers[app.view_functions[endpoint].needs == EVERYONE])
        for endpoint, path in addresses(app, seeded_house)
    ]
    before = {path: browser.get(path, status="*").status_code for _, path, browser in asked}
    assert sum(status == 200 for status in before.values()) > 60
    harm()
    for endpoint, path, browser in asked:
        now = browser.get(path, status="*").status_code
        if endpoint in SEARCHES and before[path] == 200:
            assert now == 503, path
        elif endpoint == LEADS_THERE:
            assert now == 302, path
        else:
            assert now == before[path], path


def test_a_search_says_in_words_that_it_will_be_back(seeded_house, harm):
    app = application(seeded_house)
    harm()
    for language, prefix in (("en", ""), ("ar", "/ar")):
        for path in ("/search", "/map", "/timeline", "/search.csv", "/search.atom", "/search.json"):
            answer = visitor(app).get(f"{prefix}{path}?q=temple", status=503)
            assert SORRY[language] in answer, path
            assert "Traceback" not in answer
            assert str(seeded_house.settings.home) not in answer


def test_the_desk_goes_on_by_names(seeded_house, harm):
    app = application(seeded_house)
    harm()
    page = visitor(app, "archivist").get("/desk/search?q=temple+of+bel")
    assert "only names and titles are searched" in page
    assert "Temple of Bel" in page.html.select_one(".steps").text


def test_it_comes_back_by_itself(seeded_house, harm):
    app = application(seeded_house)
    whole = seeded_house.desk_search, seeded_house.public_search
    before = visitor(app).get("/search.json?q=temple").json["total"]
    harm()
    visitor(app).get("/search?q=temple", status=503)
    seeded_house.desk_search, seeded_house.public_search = whole
    seeded_house.catch_up()
    assert visitor(app).get("/search.json?q=temple").json["total"] == before
    assert "only names" not in visitor(app, "archivist").get("/desk/search?q=temple")
