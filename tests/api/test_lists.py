import csv
import io
import json
from datetime import UTC, datetime

import pytest
import rispy
import time_machine

from heritage.api import lists
from heritage.records.models import Record
from heritage.search.request import MOST_PER_PAGE
from tests.making import make_record, publish
from tests.support.leaks import save, withdraw
from tests.support.reading import xml
from tests.support.visiting import application, visitor

ATOM = "{http://www.w3.org/2005/Atom}"
SUFFIXES = [form.suffix for form in lists.FORMS]


def rows(answer):
    return list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("form", lists.FORMS, ids=lambda form: form.suffix)
def test_everything_found_is_given_and_counted(get, store, form):
    answer = get(f"/search.{form.suffix}")
    every = sum(store.counts().values())
    assert answer.headers["Content-Type"] == form.content_type
    assert answer.headers["X-Total-Count"] == answer.headers["X-Returned-Count"] == str(every)
    for record in store.all():
        assert record.id in answer.text or record.path in answer.text or record.slug in answer.text


@pytest.mark.parametrize("suffix", ["json", *SUFFIXES])
def test_what_is_left_empty_is_no_question_and_no_detour(get, suffix):
    answer = get(f"/search.{suffix}?q=&from=&to=&certain=&near=&kind=")
    told = json.loads(answer.body)["total"] if suffix == "json" else answer.headers["X-Total-Count"]
    assert int(told) == int(get("/search.csv").headers["X-Total-Count"])


def test_an_export_finds_what_search_finds_in_the_same_order(get):
    question = "q=palmyra&kind=site&kind=event&sort=earliest"
    found = get(f"/search.json?{question}").json
    exported = rows(get(f"/search.csv?{question}"))
    urls = [row["url"].removeprefix("https://archive.example") for row in exported]
    assert len(urls) == found["total"]
    assert urls[: len(found["results"])] == [each["url"] for each in found["results"]]


def test_dates_and_boxes_narrow_an_export_too(get):
    told = get("/search.geojson?kind=event&from=2015-08&to=2015-08").json
    titles = {each["properties"]["title_en"] for each in told["features"]}
    assert "Temple of Bel blown up" in titles
    assert told["numberMatched"] == len(told["features"]) < 19
    assert get("/search.geojson?bbox=0,0,1,1").json["features"] == []


def test_citations_of_a_search_are_read_back(get):
    told = rispy.loads(get("/search.ris?kind=source").text)
    assert len(told) == 64
    assert "NEWS" in {each["type_of_reference"] for each in told}


@pytest.mark.parametrize("suffix", [*SUFFIXES, "atom"])
@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("from=yesterday", "from"),
        ("bbox=1,2,3", "bbox"),
        ("kind=temple", "kind"),
        ("sort=best", "sort"),
        ("page=0", "page"),
        ("from=2016&to=2015", "to"),
        ("q=" + "a" * 10_000, "q"),
        ("q=a*", "q"),
    ],
)
def test_a_bad_question_is_refused_with_the_field_named(get, suffix, question, field):
    answer = get(f"/search.{suffix}?{question}")
    assert answer.status_code == 400
    error = answer.json["error"]
    assert (error["code"], error["field"]) == ("bad_parameter", field)
    assert len(error["message"]) > 10


def test_faults_are_said_in_the_language_of_the_path(get):
    english = get("/search.csv?sort=best").json["error"]["message"]
    arabic = get("/ar/search.csv?sort=best").json["error"]["message"]
    assert english != arabic


@pytest.mark.parametrize("suffix", [*SUFFIXES, "atom"])
def test_an_archive_whose_index_is_gone_says_so(house, suffix):
    answer = visitor(application(house)).get(f"/search.{suffix}", status="*")
    assert answer.status_code == 503
    assert answer.json["error"]["code"] == "search_unavailable"
    assert answer.headers["Retry-After"]


def test_a_large_result_is_given_whole_and_each_record_once(house):
    with house.write() as session:
        made = [
            make_record(session, "site", f"Mound {number}") for number in range(MOST_PER_PAGE + 5)
        ]
        publish(session, *made)
        session.commit()
    house.catch_up()
    browser = visitor(application(house))
    answer = browser.get("/search.csv")
    assert answer.headers["X-Total-Count"] == str(len(made))
    titles = [row["title_en"] for row in rows(answer)]
    assert sorted(titles) == sorted(f"Mound {number}" for number in range(MOST_PER_PAGE + 5))
    assert len(json.loads(browser.get("/search.geojson").body)["features"]) == len(made)


# ------------------------------------------------ the feed


def test_the_feed_is_newest_first_and_leads_through_all_pages(get, store):
    address, seen, pages = "/search.atom", [], 0
    while address:
        top = xml(get(address).body)
        seen += [each.find(f"{ATOM}id").text for each in top.findall(f"{ATOM}entry")]
        links = {each.get("rel"): each.get("href") for each in top.findall(f"{ATOM}link")}
        address = links.get("next", "").removeprefix("https://archive.example")
        pages += 1
    assert pages > 1
    assert len(seen) == len(set(seen)) == sum(store.counts().values())


def test_a_feed_of_a_search_keeps_its_question(get):
    top = xml(get("/search.atom?q=palmyra&kind=site").body)
    links = {each.get("rel"): each.get("href") for each in top.findall(f"{ATOM}link")}
    assert links["alternate"] == "https://archive.example/search?q=palmyra&kind=site"
    assert {each.get("term") for each in top.iter(f"{ATOM}category")} == {"site"}


def test_the_arabic_feed_leads_to_arabic_pages(get):
    top = xml(get("/ar/search.atom?kind=site").body)
    assert top.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    entry = top.find(f"{ATOM}entry/{ATOM}link[@rel='alternate']")
    assert entry.get("href").startswith("https://archive.example/ar/sites/")


@pytest.fixture
def followed(house):
    """Publish three sites, each on a day of its own, and give a way to go on."""
    kept = {}

    def on(day, name, **changes):
        with time_machine.travel(datetime(2026, 3, day, 12, tzinfo=UTC)), house.write() as session:
            if name in kept:
                save(session, session.get_one(Record, kept[name]), **changes)
            else:
                kept[name] = make_record(session, "site", name).id
            publish(session, session.get_one(Record, kept[name]))
            session.commit()
            house.catch_up()

    for day, name in enumerate(("Mound one", "Mound two", "Temple"), 1):
        on(day, name)
    return house, kept, on


def entries(answer):
    top = xml(answer.body)
    return [
        (each.find(f"{ATOM}title").text, each.find(f"{ATOM}updated").text[:10])
        for each in top.findall(f"{ATOM}entry")
    ]


def test_a_feed_tells_what_is_new_for_a_search_by_the_day_it_became_public(followed):
    house, kept, on = followed
    browser = visitor(application(house))
    assert entries(browser.get("/search.atom?q=mound")) == [
        ("Mound two", "2026-03-02"), ("Mound one", "2026-03-01"),
    ]  # fmt: skip
    with house.write() as session:  # a draft tells nobody anything
        save(session, session.get_one(Record, kept["Mound two"]), summary_en="Not yet")
        session.commit()
    house.catch_up()
    assert entries(browser.get("/search.atom?q=mound"))[0] == ("Mound two", "2026-03-02")
    on(9, "Mound one", summary_en="Now")
    told = browser.get("/search.atom?q=mound")
    assert entries(told) == [("Mound one", "2026-03-09"), ("Mound two", "2026-03-02")]
    ids = [each.text for each in xml(told.body).iter(f"{ATOM}id")]
    assert len({each for each in ids if "/id/" in each}) == 2


def test_who_asks_again_is_told_only_what_changed(followed):
    house, kept, on = followed
    browser = visitor(application(house))
    first = browser.get("/search.atom?q=mound")
    assert first.headers["Last-Modified"] == "Mon, 02 Mar 2026 23:59:59 GMT"
    since = {"If-Modified-Since": first.headers["Last-Modified"]}
    same = {"If-None-Match": first.headers["ETag"]}
    for asked in (since, same, {**since, **same}):
        assert browser.get("/search.atom?q=mound", headers=asked).status_code == 304
    with house.write() as session:
        withdraw(session, session.get_one(Record, kept["Mound one"]))
        session.commit()
    house.catch_up()
    told = browser.get("/search.atom?q=mound", headers=same)
    assert entries(told) == [("Mound two", "2026-03-02")]
    on(9, "Mound two", summary_en="Now")
    assert browser.get("/search.atom?q=mound", headers=since).status_code == 200


def test_a_feed_promises_nothing_while_its_newest_day_lasts(followed):
    house, _, _ = followed
    with time_machine.travel(datetime(2026, 3, 2, 18, tzinfo=UTC)):
        told = visitor(application(house)).get("/search.atom?q=mound")
        assert "Last-Modified" not in told.headers
        assert told.headers["ETag"]


def test_a_feed_waits_for_what_was_asked_and_is_not_filled_with_what_is_like_it(followed):
    house, _, on = followed
    browser = visitor(application(house))
    assert browser.get("/search.json?q=mound+temple").json["total"] > 0
    assert entries(browser.get("/search.atom?q=mound+temple")) == []
    on(9, "Mound temple")
    assert entries(browser.get("/search.atom?q=mound+temple")) == [("Mound temple", "2026-03-09")]


def test_a_page_of_results_leads_to_the_feed_of_the_same_question(get):
    page = get("/search?q=palmyra&kind=site&sort=title&page=2").html
    link = page.select_one("link[type='application/atom+xml']")["href"]
    assert link == "/search.atom?q=palmyra&kind=site"
    assert link in {each["href"] for each in page.select("a.btn")}
