import pytest
from webtest import TestApp

from heritage.claims import actions as claims
from heritage.sources import actions as sources
from tests.making import make_record, make_source, person, publish
from tests.web.catalogue.conftest import catalogue_over

LONG = "Nothing happened that day in the town. " * 40
TEXT = f"{LONG}Then the watchtower & its <lamp> fell at dusk. {LONG}"


@pytest.fixture
def reader(house):
    """One source whose whole text may be read, and which says one thing in the midst of it."""
    with house.write() as session:
        source = make_source(session, "A long report", text_use="text-use/full")
        taken = sources.take(TEXT.encode(), filename="", how="pasted")
        sources.keep(session, house.files, source, taken, by=person(session))
        publish(session, source)
        session.commit()
    house.catch_up()
    return TestApp(catalogue_over(house))


def test_a_search_in_full_texts_leads_to_the_passage_in_its_text(reader):
    row = reader.get("/search?q=watchtower").html.select_one(".rlist .snip")
    assert row.select_one("mark").text == "watchtower"
    page = reader.get(row.select_one("a")["href"])
    marked = page.html.select_one("#text + .text mark#passage")
    assert "watchtower & its <lamp>" in marked.text
    assert len(marked.text) < 400
    assert page.html.select_one(".text").text.strip() == TEXT.strip()


def test_without_a_passage_a_text_is_whole_and_unmarked(reader):
    address = reader.get("/search?q=watchtower").html.select_one(".rlist h3 a")["href"]
    for query in ("", "?passage=x", "?passage=9-1", "?passage=99999999-999999999"):
        text = reader.get(address + query).html.select_one(".text")
        assert text.text.strip() == TEXT.strip()
        assert not text.select("mark")


def test_a_passage_that_two_claims_quote_is_shown_once(house):
    with house.write() as session:
        source = make_source(session, "A short report")
        record = make_record(session, "site", "Temple of Tests")
        for value in ("standing", "harmed"):
            told = {"value": value, "quote": "the watchtower fell at dusk"}
            claims.cite(session, source, record.id, told, by=person(session))
        publish(session, source)
        publish(session, record)
        session.commit()
    house.catch_up()
    reader = TestApp(catalogue_over(house))
    shown = [each.text for each in reader.get("/search?q=watchtower").html.select(".rlist .snip")]
    told = reader.get("/search.json?q=watchtower").json["results"]
    assert shown.count("the watchtower fell at dusk") == len(told) > 0
    assert all(len(set(each["highlights"])) == len(each["highlights"]) for each in told)
