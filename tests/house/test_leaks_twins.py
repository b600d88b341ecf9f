"""Two worlds with one public part answer alike, whatever happens in private."""

import shutil
from datetime import UTC, datetime

import pytest
import time_machine

from heritage.app import create_app
from heritage.config import Settings
from heritage.house import open_house
from tests.making import publish
from tests.support.leaks import save
from tests.support.leaks_crawling import addresses
from tests.support.leaks_planting import Garden
from tests.support.leaks_twins import answer, drawn_from, private_edits
from tests.support.leaks_world import World, build

pytestmark = pytest.mark.xdist_group("twins")
DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)
HEALTH = "/healthz"


@pytest.fixture(scope="module")
def worlds(furnished, tmp_path_factory):
    """Build two worlds: other words, other exact points in the same cell, other drafts."""
    with time_machine.travel(DAY, tick=False):
        built = [
            world(furnished, tmp_path_factory.mktemp("twin") / "archive", name, point)
            for name, point in (("A", (34.546789, 38.271234)), ("B", (34.571111, 38.305555)))
        ]
        private_edits(built[1], 3)
        yield [(each, create_app(each.house)) for each in built]
    for each in built:
        each.session.close()
        each.house.close()


def world(furnished, home, name, point):
    shutil.copytree(furnished, home)
    house = open_house(Settings(home=home))
    made = World(house, house.write(), Garden(name), point, drawn_from)
    build(made)
    return made


def differing(worlds) -> list[str]:
    """Name the addresses at which the worlds can be told apart."""
    (one, first), (_, second) = worlds
    asked = sorted(set(addresses(first, one)))
    asked += [f"/ar{each}" for each in asked[::4]]
    asked += [f"/search.json?bbox={box}&kind=site" for box in boxes()]
    assert len(asked) > 200
    return [each for each in asked if answer(first, each) != answer(second, each)]


def boxes() -> list[str]:
    """Halve a box around the hidden point again and again, as somebody looking for it would."""
    steps = [0.2 / 2**number for number in range(12)]
    return [f"38.2,34.5,{38.2 + step},{34.5 + step}" for step in steps]


def test_two_worlds_with_one_public_part_cannot_be_told_apart(worlds):
    assert differing(worlds) == []


def test_thirty_private_edits_are_noticed_by_nobody(worlds):
    private_edits(worlds[0][0], 30)
    assert differing(worlds) == []


def test_the_health_page_does_not_count_private_work(worlds):
    private_edits(worlds[0][0], 4)
    (_, first), (_, second) = worlds
    assert answer(first, HEALTH) == answer(second, HEALTH)


def test_the_twins_notice_a_leak(worlds):
    """A test of the test: another cell, and nothing else, is seen."""
    asked = "/sites/the-tomb-of-example.json"
    for made, app in worlds:
        before = answer(app, asked)
        _move_the_tomb(made, 34.9, 38.27)
        assert answer(app, asked) != before
        _move_the_tomb(made, *made.point)


def _move_the_tomb(made: World, lat: float, lon: float) -> None:
    save(made.session, made.kept["tomb"], places=[{"lat": lat, "lon": lon}])
    publish(made.session, made.kept["tomb"])
    made.settle()
