"""Finding things on the desk: search, lists, pickers, hints."""

import shutil

import pytest

from tests.making import make_record, make_source, publish


@pytest.fixture
def stocked(house):
    with house.write() as session:
        temple = make_record(session, "site", "Temple of Tests", "معبد التجارب", country="SY")
        make_record(session, "site", "Tower of Trials")
        make_record(session, "person", "Tested Guard")
        make_source(session, "Report on the Temple of Tests")
        publish(session, temple)
        session.commit()
    house.catch_up()
    return house


def titles(page):
    return [each.get_text(strip=True) for each in page.html.select(".steps > li a strong")]


def test_search_finds_drafts_records_and_sources_by_any_name(stocked, desk):
    assert titles(desk().get("/desk/search?q=temple")) == [
        "Temple of Tests", "Report on the Temple of Tests",
    ]  # fmt: skip
    assert titles(desk().get("/desk/search", {"q": "معبد التجارب"}))[0] == "Temple of Tests"
    assert titles(desk().get("/desk/search?q=temple&kind=source")) == [
        "Report on the Temple of Tests"
    ]
    assert titles(desk().get("/desk/search?q=tests&status=published")) == ["Temple of Tests"]


def test_search_goes_on_by_names_when_the_index_is_gone(stocked, desk):
    browser = desk()
    stocked.desk_search.close()
    shutil.rmtree(stocked.settings.desk_index)
    page = browser.get("/desk/search?q=temple")
    assert "only names and titles are searched" in page
    assert sorted(titles(page)) == ["Report on the Temple of Tests", "Temple of Tests"]
    assert titles(browser.get("/desk/search?q=t&kind=person")) == ["Tested Guard"]
    assert titles(browser.get("/desk/search?q=temple&status=draft")) == [
        "Report on the Temple of Tests"
    ]


@pytest.mark.parametrize("words", ["a*", '"', "x" * 10_000, "()", "nofield:x", "-", "\x00"])
def test_what_cannot_be_searched_is_said_in_words(stocked, desk, words):
    answer = desk().get("/desk/search", {"q": words}, status="*")
    assert answer.status_code in {200, 400}
    if answer.status_code == 400:
        assert answer.html.select_one("#q-fault").get_text(strip=True)


def test_each_list_has_its_own_search_and_status(stocked, desk):
    browser = desk()
    assert sorted(titles(browser.get("/desk/sites/"))) == ["Temple of Tests", "Tower of Trials"]
    assert titles(browser.get("/desk/sites/", {"q": "معبد"})) == ["Temple of Tests"]
    assert titles(browser.get("/desk/sites/?status=draft")) == ["Tower of Trials"]
    assert browser.get("/desk/sites/?page=99999999999&status=odd").status_code == 200


def test_a_list_has_pages(house, desk):
    with house.write() as session:
        for number in range(52):
            make_record(session, "thing", f"Bust {number}")
        session.commit()
    first, second = (desk().get(f"/desk/things/?page={n}") for n in (1, 2))
    assert (len(titles(first)), len(titles(second))) == (50, 2)
    assert not set(titles(first)) & set(titles(second))


def test_the_picker_offers_what_is_called_so_and_to_create_it(stocked, desk):
    page = desk().get("/desk/pick?kind=site&part_of_id_text=temple")
    options = page.html.select("[role=option]")
    assert "Temple of Tests" in options[0].text and "معبد التجارب" in options[0].text
    assert options[-1]["data-create"] == "site"
    assert "Report" in desk().get("/desk/pick?kind=source&x_text=report").html.text


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        ("circa August 2015", ["about August 2015", "2015-08~", "1 to 31 August 2015"]),
        ("3/4/2015", ["different dates", "3 April 2015", "4 March 2015"]),
        ("once upon a time", ["is not understood in a date"]),
        ("", []),
    ],
)
def test_a_date_is_read_back_while_one_types(desk, asked, answers):
    page = desk().get("/desk/read/date", {"happened": asked})
    for answer in answers:
        assert answer in page


def test_a_place_is_read_back_while_one_types(desk):
    assert "34.5473, 38.2738" in desk().get(
        "/desk/read/place", {"places-0-point": "34.5473N 38.2738E"}
    )
    assert "beyond 90 degrees" in desk().get("/desk/read/place", {"text": "134, 38"})


def test_what_may_be_here_already_is_named_and_never_blocks(stocked, desk):
    hint = desk().get("/desk/sites/alike", {"names-0-text": "The temple of tests"})
    assert "This may already be here" in hint and "Temple of Tests" in hint
    assert "already" not in desk().get("/desk/sites/alike", {"names-0-text": "Unlike any"})
