"""Finding things on the desk: search, lists, pickers, hints."""

import shutil

import pytest
from sqlalchemy import select

from heritage.accounts.actions import add
from heritage.claims.actions import cite
from heritage.records.models import Record
from tests.making import PASSWORD, make_record, make_source, person, publish


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


def test_a_field_or_value_that_could_find_nothing_is_refused(cited, desk):
    browser = desk()
    fault = browser.get("/desk/search?q=place:palmyra", status=400).html.select_one("#q-fault")
    assert "There is no field “place”" in fault.text
    assert "status" in fault.text
    assert "cited-by" not in fault.text
    fault = browser.get("/desk/search?q=status:odd", status=400).html.select_one("#q-fault")
    assert 'Draft, "In review", Published, Withdrawn' in fault.text
    fault = browser.get("/ar/desk/search?q=grade:odd", status=400).html.select_one("#q-fault")
    assert "مدمر" in fault.text
    assert titles(browser.get("/desk/search", {"q": 'kind:event status:"draft"'}))
    assert titles(browser.get("/ar/desk/search", {"q": "نوع:حدث وضع:مسودة"}))


def test_each_list_has_its_own_search_and_status(stocked, desk):
    browser = desk()
    assert sorted(titles(browser.get("/desk/sites/"))) == ["Temple of Tests", "Tower of Trials"]
    assert titles(browser.get("/desk/sites/", {"q": "معبد"})) == ["Temple of Tests"]
    assert titles(browser.get("/desk/sites/?status=draft")) == ["Tower of Trials"]
    assert browser.get("/desk/sites/?page=99999999999&status=odd").status_code == 200


def test_a_page_beyond_the_last_leads_back(stocked, desk):
    page = desk().get("/desk/search?q=tests&page=99")
    assert not titles(page)
    first = page.click("Go to the first page")
    assert first.request.query_string == "q=tests"
    assert titles(first)


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


# ------------------------------------------------ narrowing


@pytest.fixture
def cited(house):
    """Keep a site two sources disagree on, one nobody cites, and a source, in three countries."""
    with house.write() as session:
        temple = make_record(
            session, "site", "Temple of Tests", country="SY", grade="damage-grade/destroyed",
            heritage_type="heritage-type/archaeological-site", built="0032",
        )  # fmt: skip
        make_record(session, "site", "Tower of Tests", country="IQ")
        make_record(session, "event", "Blast of Tests", happened="2015-08-30")
        make_record(session, "event", "Blast of some day", happened="2015-07/2016-01")
        papers = [
            make_source(
                session, f"Report {n}", source_kind="source-kind/news-article", language=tag
            )
            for n, tag in (("one", "en"), ("two", "ar"))
        ]
        for paper, told in zip(papers, ("1900", "1950"), strict=True):
            said = {"field": "built", "value": told, "edtf": told}
            cite(session, paper, temple.id, said, by=person(session))
        session.commit()
    house.catch_up()
    return house


def counted(page, name):
    """Read the counts beside the values of one filter."""
    boxes = page.html.select(f".narrow input[name={name}]")
    counts = {box["value"]: box.find_parent("label").select_one(".n").text for box in boxes}
    return {value: int(count) for value, count in counts.items() if count}


def test_every_filter_counts_what_it_would_leave(cited, desk):
    page = desk().get("/desk/search")
    assert counted(page, "kind") == {
        "site": 2, "person": 0, "event": 2, "thing": 0, "group": 0, "source": 2,
    }  # fmt: skip
    assert counted(page, "is") == {"uncited": 3, "contested": 1}
    assert counted(page, "country") == {"SY": 1, "IQ": 1}
    assert counted(page, "lang") == {"en": 1, "ar": 1}
    for name in ("kind", "is", "country", "lang"):
        for value, count in counted(page, name).items():
            found = desk().get(f"/desk/search?{name}={value}")
            assert len(titles(found)) == count
            assert found.html.select_one(f".narrow input[name={name}][value={value}]").has_attr(
                "checked"
            )


def test_a_draft_is_found_by_what_its_rows_and_readings_say(cited, desk):
    with cited.write() as session:
        temple = session.scalars(select(Record).filter_by(kind="site")).first()
        make_record(
            session, "event", "Fire of Tests",
            causes=[{"cause": "cause-type/explosives"}, {"cause": "cause-type/theft"}],
            effects=[{"subject_id": temple.id, "effect": "effect/collapse"}],
        )  # fmt: skip
        make_record(
            session, "person", "Keeper of Tests",
            fate="fate/killed", posts=[{"role": "role/guard", "title_en": "Guard"}],
        )  # fmt: skip
        session.commit()
    cited.catch_up()
    for query, title in {
        "cause:explosives": "Fire of Tests",
        "سبب:سرقة": "Fire of Tests",
        "effect:collapse": "Fire of Tests",
        "fate:killed": "Keeper of Tests",
        "role:guard": "Keeper of Tests",
        "weight:contested": "Temple of Tests",
        'weight:"sources disagree"': "Temple of Tests",
    }.items():
        assert titles(desk().get("/desk/search", {"q": query})) == [title], query
    page = desk().get("/desk/search")
    assert counted(page, "cause") == {"explosives": 1, "theft": 1}
    chosen = page.forms["ask"]
    chosen.set("cause", True, index=0)
    assert titles(chosen.submit().follow()) == ["Fire of Tests"]


def test_a_claim_that_needs_clearance_moves_no_count(house, desk):
    with house.write() as session:
        site = make_record(session, "site", "Temple of Tests")
        paper = make_source(session, "Report")
        said = {"field": "built", "value": "1900", "edtf": "1900", "level": 2}
        cite(session, paper, site.id, said, by=person(session))
        session.commit()
    house.catch_up()
    page = desk().get("/desk/search?kind=site&kind=event")
    assert counted(page, "is") == counted(page, "weight") == {}
    assert titles(desk().get("/desk/search?is=uncited")) == ["Temple of Tests"]


def test_a_filter_in_force_can_be_taken_away_and_survives_the_next_search(cited, desk):
    page = desk().get("/desk/search?q=tests&country=SY&kind=site&status=draft&from=0001")
    assert titles(page) == ["Temple of Tests"]
    chips = page.html.select("a.chip")
    assert len(chips) == 4
    without = desk().get(next(each["href"] for each in chips if "Syria" in each.text))
    assert sorted(titles(without)) == ["Temple of Tests"]
    form = page.forms["ask"]
    assert form.get("q").value == "tests"
    assert titles(form.submit().follow()) == ["Temple of Tests"]


def test_what_may_have_happened_and_what_certainly_did(cited, desk):
    browser = desk()
    asked = "/desk/search?kind=event&from=2015-08&to=2015-08"
    assert sorted(titles(browser.get(asked))) == ["Blast of Tests", "Blast of some day"]
    assert titles(browser.get(f"{asked}&certain=1")) == ["Blast of Tests"]
    assert titles(browser.get("/desk/search?kind=event&sort=earliest")) == [
        "Blast of some day", "Blast of Tests",
    ]  # fmt: skip
    page = browser.get("/desk/search?kind=event&by=month")
    months = {link.find(string=True).strip(): link["href"] for link in page.html.select("a.period")}
    assert "August 2015" in months
    assert sorted(titles(browser.get(months["August 2015"]))) == [
        "Blast of Tests", "Blast of some day",
    ]  # fmt: skip


def test_the_place_of_a_fault_is_marked(stocked, desk):
    answer = desk().get("/desk/search", {"q": "temple nofield:x tests"}, status=400)
    assert answer.html.select_one(".wrong-place mark").text == "nofield"
    assert answer.html.select_one(".wrong-place").text == "temple nofield:x tests"
    assert answer.html.select_one("#q")["aria-invalid"] == "true"
    answer = desk().get("/desk/search?from=nonsense&q=temple", status=400)
    assert answer.html.select_one("#from")["aria-describedby"] == "from-fault"
    assert answer.html.select_one("#from-fault").text


def test_what_a_form_sends_empty_is_left_out_of_the_address(stocked, desk):
    page = desk().get("/desk/search?q=temple&from=&kind=site&near=+").follow()
    assert page.request.path_qs == "/desk/search?q=temple&kind=site"
    assert titles(page)
    arabic = desk().get("/ar/desk/search?q=temple&from=").follow()
    assert arabic.request.url.endswith("/ar/desk/search?q=temple")
    assert arabic.html.html["lang"] == "ar"


def test_an_order_nobody_chose_is_the_one_that_suits(stocked, desk):
    form = desk().get("/desk/search").forms["ask"]
    form["q"] = "tests"
    page = form.submit().follow()
    assert page.request.query_string == "q=tests"
    assert chosen(page) == "most relevant first"
    form = page.forms["ask"]
    form["sort"] = "newest"
    page = form.submit().follow()
    assert page.request.query_string == "q=tests&sort=newest"
    assert chosen(page) == "newest in the archive first"


def chosen(page):
    """Read the order that the page says its rows are in."""
    return page.html.select_one("#sort option[selected]").text


def test_the_next_page_of_a_search_is_in_the_language_of_this_one(house, desk):
    with house.write() as session:
        for number in range(31):
            make_record(session, "site", f"Tower {number}")
        session.commit()
    house.catch_up()
    page = desk().get("/ar/desk/search?q=tower")
    following = [each["href"] for each in page.html.select("a[href*='page=2']")]
    assert following
    assert all(each.startswith("/ar/desk/search?") for each in following)


def test_slips_and_too_many_words_are_answered_with_a_note(stocked, desk):
    page = desk().get("/desk/search?q=temqle")
    assert "temple" in {link.text for link in page.html.select("a bdi")}
    page = desk().get("/desk/search?q=temple+tower+guard")
    assert "have some of them" in page
    assert titles(page)


def test_counts_agree_with_what_is_listed_for_who_is_cleared(house, desk):
    with house.write() as session:
        make_record(session, "person", "Hidden Guard", at_risk=True)
        add(session, "cleared", "Cleared", clearance="sensitive", password=PASSWORD)
        session.commit()
    house.catch_up()
    for name, found in (("cleared", ["Hidden Guard"]), ("archivist", [])):
        page = desk(name).get("/desk/search?q=hidden+guard")
        assert titles(page) == found
        assert f"{len(found)} found" in page
        assert titles(desk(name).get("/desk/search?q=hidden+guard&country=SY")) == []
