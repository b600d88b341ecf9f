"""A reader's list: in the address, drawn by the server, empty of what is not public."""

import csv
import io
import json

import pytest

from heritage.edition.listed import MOST, SHORTEST, asked, told
from heritage.records.models import Record
from tests.making import make_record, publish
from tests.support.leaks import withdraw
from tests.support.visiting import application, visitor

FORMS = ("csv", "json", "geojson", "ris", "bib")


@pytest.fixture
def kept(house):
    """Publish three sites, and keep a draft."""
    with house.write() as session:
        sites = [make_record(session, "site", name) for name in ("First", "Second", "Third")]
        publish(session, *sites)
        sites.append(make_record(session, "site", "Draft"))
        session.commit()
        ids = [each.public_id for each in sites]
    house.catch_up()
    return ids


@pytest.fixture
def reader(house):
    return visitor(application(house))


def titles(page):
    return [each.get_text(strip=True) for each in page.html.select(".rlist h2 a")]


def exported(answer):
    return list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))


def test_a_list_is_shown_in_its_order_each_record_once(kept, reader):
    first, second, third, _ = kept
    page = reader.get(f"/my-list?ids={third},{first},{third[:SHORTEST]},{second}")
    assert titles(page) == ["Third", "First", "Second"]
    assert page.html.select_one("#my-list")["data-ids"] == f"{third},{first},{second}"


def test_the_address_it_writes_shows_the_same_list(kept, reader):
    page = reader.get(f"/my-list?ids={told(kept)}")
    assert titles(page) == ["First", "Second", "Third"]
    for link in page.html.select(".side a.btn"):
        assert reader.get(link["href"]).headers["X-Total-Count"] == "3"


def test_what_is_not_public_or_no_identifier_leaves_no_trace(house, kept, reader):
    alone, hidden = (
        f"/my-list?ids={ids}" for ids in (kept[0], f"{kept[3]},x,{kept[0]},{'0' * 32}")
    )
    assert titles(reader.get(hidden)) == ["First"]
    assert reader.get(alone).text.count("First") == reader.get(hidden).text.count("First")
    with house.write() as session:
        withdraw(session, session.query(Record).filter_by(public_id=kept[0]).one())
        session.commit()
    house.catch_up()
    page = reader.get(alone)
    assert titles(page) == []
    assert "First" not in page
    for form in FORMS:
        answer = reader.get(f"/my-list.{form}?ids={told(kept)}")
        assert answer.headers["X-Total-Count"] == "2"
        assert "First" not in answer


def test_a_list_is_given_to_programs_as_to_the_reader(kept, reader):
    query = f"?ids={told(kept[:2])}"
    assert [row["title_en"] for row in exported(reader.get(f"/my-list.csv{query}"))] == [
        "First", "Second",
    ]  # fmt: skip
    table = reader.get(f"/my-list.json{query}").json
    assert (table["total"], [row["title_en"] for row in table["results"]]) == (
        2,
        ["First", "Second"],
    )
    features = json.loads(reader.get(f"/my-list.geojson{query}").body)["features"]
    assert [each["properties"]["title"] for each in features] == ["First", "Second"]
    assert reader.get(f"/my-list.ris{query}").text.count("TY  -") == 2
    assert reader.get(f"/my-list.bib{query}").text.count("@") == 2


def test_an_empty_list_says_how_to_fill_it(reader):
    page = reader.get("/my-list")
    assert "Choose “My list” beside a record" in page
    assert page.html.select_one("noscript")
    for form in FORMS:
        assert reader.get(f"/my-list.{form}").headers["X-Total-Count"] == "0"


@pytest.mark.parametrize(
    "ids", ["%00", "a" * 100_000, ",,,", "G" * 32, "%F0%9F%97%BF", "'--", "a*"]
)
def test_nonsense_is_an_empty_list(reader, ids):
    assert titles(reader.get(f"/my-list?ids={ids}")) == []


def test_no_more_is_asked_than_a_list_holds():
    many = [f"{number:032x}"[::-1] for number in range(MOST + 50)]
    assert len(told(many[:MOST])) < 7_000
    assert asked(told(many)) == [each[:SHORTEST] for each in many[:MOST]]


def test_a_record_offers_itself_to_the_list_wherever_it_is_shown(kept, reader):
    for path in ("/search?q=First", "/sites/first", f"/my-list?ids={kept[0]}"):
        button = reader.get(path).html.select_one("[data-list]")
        assert (button["data-list"], button["aria-pressed"]) == (kept[0], "false")
        assert "First" in button.get_text()
