"""Saved searches of the desk: one's own, named, with what is new since one looked."""

import pytest

from heritage.accounts.actions import MOST_SEARCHES, keep_search
from heritage.accounts.models import SavedSearch
from heritage.ledger.models import Entry
from tests.making import make_record, person, publish


@pytest.fixture
def stocked(house):
    with house.write() as session:
        publish(session, make_record(session, "site", "Temple of Tests", country="SY"))
        make_record(session, "site", "Tower of Trials")
        session.commit()
    house.catch_up()
    return house


def add(house, *names, public=False):
    """Write more records after the search was looked at."""
    with house.write() as session:
        made = [make_record(session, "site", name) for name in names]
        if public:
            publish(session, *made)
        session.commit()
    house.catch_up()


def save(browser, query="q=temple", name="Temples"):
    """Save a search from its page, as a person would."""
    form = browser.get(f"/desk/search?{query}").html.select_one(".save-search form")
    told = {each["name"]: each["value"] for each in form.select("input[name]")}
    return browser.post(form["action"], {**told, "name": name}).follow()


def names(page):
    return [each.get_text(strip=True) for each in page.html.select(".saved-line strong bdi")]


def press(browser, page, deed, **told):
    form = next(each for each in page.html.select("form") if each["action"].endswith(f"/{deed}"))
    token = form.select_one("[name=csrf_token]")["value"]
    return browser.post(form["action"], {"csrf_token": token, **told})


def test_nothing_saved_is_said_with_what_to_do(stocked, desk):
    assert "No search is saved yet" in desk().get("/desk/saved/")


def test_a_search_is_saved_under_a_name_and_leads_back(stocked, desk):
    browser = desk()
    page = save(browser, "q=temple&status=published&kind=site&page=1&sort=title")
    assert names(page) == ["Temples"]
    assert "Published" in page
    again = browser.get(page.html.select_one(".saved-line a")["href"])
    assert [each.text for each in again.html.select(".steps strong")] == ["Temple of Tests"]


def test_one_question_is_saved_once_however_it_is_written(stocked, desk):
    browser = desk()
    save(browser, "q=temple&kind=site&kind=event", "First")
    page = save(browser, "kind=event&kind=site&q=++temple&sort=newest", "Second")
    assert names(page) == ["Second"]


def test_it_says_how_many_are_new_since_one_looked(stocked, desk):
    browser = desk()
    assert "Nothing new since you looked" in save(browser)
    add(stocked, "Temple of Later", "Temple of Latest", "Unasked Mound")
    page = browser.get("/desk/saved/")
    assert "2 new since you looked" in page
    found = press(browser, page, "look").follow()
    assert [each.text for each in found.html.select(".steps strong")][:2] == [
        "Temple of Latest", "Temple of Later",
    ]  # fmt: skip
    assert "Nothing new since you looked" in browser.get("/desk/saved/")


def test_what_has_only_some_of_the_words_is_no_news(stocked, desk):
    browser = desk()
    save(browser, "q=temple+lighthouse")
    add(stocked, "Temple of Later")
    assert "Nothing new since you looked" in browser.get("/desk/saved/")
    add(stocked, "Temple and Lighthouse")
    assert "1 new since you looked" in browser.get("/desk/saved/")


def test_a_search_of_the_catalogue_hears_of_the_public_alone(stocked, desk):
    browser = desk()
    page = browser.get("/desk/saved/")
    form = page.html.select("form")[-1]
    token = form.select_one("[name=csrf_token]")["value"]
    address = "http://localhost/ar/map?q=temple&kind=site&page=3"
    told = {"csrf_token": token, "address": address, "name": "Public temples"}
    page = browser.post(form["action"], told).follow()
    assert names(page) == ["Public temples"]
    feed = next(link["href"] for link in page.html.select("a.btn") if "Feed" in link.text)
    assert browser.get(feed).text.count("<entry>") == 1
    add(stocked, "Temple of Drafts")
    assert "Nothing new since you looked" in browser.get("/desk/saved/")
    add(stocked, "Temple of Readers", public=True)
    page = browser.get("/desk/saved/")
    assert "1 new since you looked" in page
    assert press(browser, page, "look").location.endswith("/search?q=temple&kind=site&sort=newest")
    assert "Nothing new since you looked" in browser.get("/desk/saved/")


@pytest.mark.parametrize(
    "address",
    [
        "http://[",
        "/sites/x?q=temple",
        "/desk/search?q=temple",
        "/search?q=a*",
        "/search?from=no",
        "x",
    ],
)
def test_what_is_no_search_of_the_catalogue_is_not_saved(stocked, desk, address):
    browser = desk()
    token = browser.get("/desk/saved/").html.select_one("form [name=csrf_token]")["value"]
    told = {"csrf_token": token, "address": address, "name": "Odd"}
    page = browser.post("/desk/saved/new", told).follow()
    assert "not the address of a search" in page
    assert names(page) == []


def test_it_is_renamed_and_deleted(stocked, desk):
    browser = desk()
    page = save(browser)
    page = press(browser, page, "rename", name="  Temples   again ").follow()
    assert names(page) == ["Temples again"]
    for bad in ("", " ", "x" * 121):
        page = press(browser, page, "rename", name=bad).follow()
        assert page.html.select_one(".flash.warning")
        assert names(page) == ["Temples again"]
    page = press(browser, page, "delete").follow()
    assert names(page) == []


def test_nobody_else_sees_it_or_can_touch_it(stocked, desk):
    mine = desk()
    page = save(mine)
    other = desk("steward")
    theirs = other.get("/desk/saved/")
    assert names(theirs) == []
    assert "Temples" not in theirs
    token = theirs.html.select_one("form [name=csrf_token]")["value"]
    for form in page.html.select(".saved-line form"):
        told = {"csrf_token": token, "name": "Taken"}
        assert other.post(form["action"], told, status="*").status_code == 404
    assert names(mine.get("/desk/saved/")) == ["Temples"]


def test_the_ledger_is_not_told(stocked, desk):
    with stocked.read() as session:
        before = session.query(Entry).count()
    browser = desk()
    with stocked.read() as session:
        signed_in = session.query(Entry).count()
    page = save(browser, "q=somebody")
    press(browser, page, "delete")
    with stocked.read() as session:
        assert session.query(Entry).count() == signed_in == before + 1
        assert session.query(SavedSearch).count() == 0


def test_a_search_that_cannot_be_done_any_more_stays_and_says_why(stocked, desk):
    with stocked.write() as session:
        me = person(session)
        keep_search(session, me, "desk", "q=a%2A", name="Too short", mark=0)
        keep_search(session, me, "desk", "from=never", name="No date", mark=0)
        session.commit()
    page = desk().get("/desk/saved/")
    assert names(page) == ["No date", "Too short"]
    assert len(page.html.select(".saved-line .error")) == 2


def test_without_an_index_the_list_is_there_and_says_that_it_cannot_tell(house, desk):
    with house.write() as session:
        for side in ("desk", "public"):
            keep_search(session, person(session), side, "q=temple", name=side, mark=0)
        session.commit()
    page = desk().get("/desk/saved/")
    assert names(page) == ["desk", "public"]
    assert page.text.count("cannot be told just now") == 2


def test_there_is_room_for_so_many(stocked, desk):
    with stocked.write() as session:
        for number in range(MOST_SEARCHES):
            keep_search(session, person(session), "desk", f"q=n{number}", name="x", mark=0)
        session.commit()
    browser = desk()
    page = save(browser)
    assert "delete some" in page
    assert len(names(page)) == MOST_SEARCHES
