"""Records written through the real form, by a browser without scripts."""

import pytest
from sqlalchemy import select
from webtest import Upload

from heritage.media.models import File
from heritage.records.models import Event, Record, Site
from tests.making import make_record, make_source
from tests.web.desk.forms import add, new, picture, record_form


def only(house, model=Record):
    with house.read() as session:
        return session.scalars(select(model)).one()


def test_a_site_is_written_with_its_names_its_place_and_its_facts(house, desk):
    form = add(record_form(desk().get("/desk/sites/new")), "names")
    form["names-0-text"], form["names-0-preferred"] = "Test Temple", True
    form["names-1-text"], form["names-1-lang"] = "معبد تجريبي", "ar"
    form = add(form, "places")
    form["places-0-point"] = "34°32'50\"N 38°16'26\"E"
    form["places-0-place_precision"] = "place-precision/building"
    form["built"], form["country"] = "c. 32 CE", "SY"
    form["summary_en"] = "A temple  for tests.\r\nIt stands."
    form["grade"] = "damage-grade/destroyed"
    form["comment"] = "first words"
    page = form.submit("save").follow()

    assert "Test Temple" in page and "destroyed" in page
    site = only(house, Site)
    assert [(each.text, each.lang, each.script) for each in site.names] == [
        ("Test Temple", "en", "Latn"), ("معبد تجريبي", "ar", "Arab"),
    ]  # fmt: skip
    assert (round(site.places[0].lat, 4), round(site.places[0].lon, 4)) == (34.5472, 38.2739)
    assert (site.built, site.country, site.status) == ("0032~", "SY", "draft")
    assert site.summary_en == "A temple for tests.\nIt stands."


def test_rows_are_added_moved_and_removed_with_everything_kept(desk):
    form = add(add(record_form(desk().get("/desk/sites/new")), "names"), "names")
    for number, name in enumerate(("First", "Second", "Third")):
        form[f"names-{number}-text"] = name
    form["summary_en"] = "Kept."
    moved = record_form(form.submit("up", value="names-2"))
    assert [moved[f"names-{n}-text"].value for n in range(3)] == ["First", "Third", "Second"]
    moved = record_form(moved.submit("down", value="names-0"))
    fewer = record_form(moved.submit("remove", value="names-1"))
    assert [fewer[f"names-{n}-text"].value for n in range(2)] == ["Third", "Second"]
    assert fewer["summary_en"].value == "Kept."


def test_a_row_left_empty_is_dropped(house, desk):
    form = add(record_form(desk().get("/desk/sites/new")), "identifiers")
    form["names-0-text"], form["comment"] = "Test Temple", "one name"
    form.submit("save").follow()
    assert only(house).identifiers == []


def test_every_fault_is_listed_above_the_form_and_leads_to_its_field(house, desk):
    form = add(add(record_form(desk().get("/desk/sites/new")), "places"), "identifiers")
    form["summary_en"] = "Not lost."
    form["built"] = "the day before yesterday"
    form["places-0-point"] = "134.5, 38.2"
    form["identifiers-0-value"] = "Q5747"
    page = form.submit("save", status=422)

    assert page.html.title.text.startswith("Error:")
    anchors = [link["href"] for link in page.html.select(".problems a")]
    assert {"#built", "#places-0-point", "#identifiers-0-scheme", "#comment"} <= set(anchors)
    for anchor in anchors:
        assert page.html.select_one(anchor) is not None, anchor
    assert record_form(page)["summary_en"].value == "Not lost."
    with house.read() as session:
        assert session.scalar(select(Record)) is None


def test_a_record_without_a_name_is_sent_back_with_the_field(desk):
    form = record_form(desk().get("/desk/people/new"))
    form["comment"] = "nobody yet"
    page = form.submit("save", status=422)
    assert "#names-0-text" in [each["href"] for each in page.html.select(".problems a")]


def test_a_point_asks_how_exactly_it_is_known(desk):
    form = add(record_form(desk().get("/desk/sites/new")), "places")
    form["names-0-text"], form["comment"] = "Test Temple", "where it is"
    form["places-0-point"] = "34.5473, 38.2738"
    page = form.submit("save", status=422)
    assert "#places-0-place_precision" in [each["href"] for each in page.html.select(".problems a")]


def test_an_ambiguous_date_asks_and_takes_the_answer(house, desk):
    form = record_form(desk().get("/desk/events/new"))
    form["names-0-text"], form["comment"] = "A test blast", "when"
    form["happened"] = "3/4/2015"
    page = form.submit("save", status=422)
    again = record_form(page)
    assert {option for option, _checked, _text in again["happened-meant"].options} == {
        "2015-04-03", "2015-03-04",
    }  # fmt: skip
    again["happened-meant"] = "2015-03-04"
    again.submit("save").follow()
    assert only(house, Event).happened == "2015-03-04"


def test_a_date_is_shown_back_in_words_that_mean_the_same(house, desk):
    page = new(desk(), "events", "A test blast", happened="late August 2015")
    edit = record_form(page.click("Edit", index=0))
    assert edit["happened"].value == "late August 2015"
    assert only(house, Event).happened == "2015-08-21~/2015-08-31~"


def test_a_record_is_picked_by_its_name_in_any_script(house, desk):
    with house.write() as session:
        whole = make_record(session, "site", "Test City", "مدينة تجريبية").id
        session.commit()
    form = record_form(desk().get("/desk/sites/new"))
    form["names-0-text"], form["comment"] = "Test Temple", "a part"
    form["part_of_id_text"] = "مدينة تجريبية"
    form.submit("save").follow()
    with house.read() as session:
        assert session.scalar(select(Site.part_of_id).where(Site.part_of_id.is_not(None))) == whole


def test_a_name_two_records_bear_is_asked_about(house, desk):
    with house.write() as session:
        twins = {
            make_record(session, "site", "Great Mosque", country=each).id for each in ("SY", "IQ")
        }
        session.commit()
    form = record_form(desk().get("/desk/sites/new"))
    form["names-0-text"], form["comment"] = "Minaret", "a part"
    form["part_of_id_text"] = "great mosque"
    again = record_form(form.submit("save", status=422))
    assert {option for option, _checked, _text in again["part_of_id-meant"].options} == twins
    chosen = sorted(twins)[0]
    again["part_of_id-meant"] = chosen
    again.submit("save").follow()
    with house.read() as session:
        assert session.scalar(select(Site.part_of_id).where(Site.part_of_id.is_not(None))) == chosen


def test_a_picked_record_is_let_go_by_emptying_its_words(house, desk):
    with house.write() as session:
        whole = make_record(session, "site", "Test City")
        part = make_record(session, "site", "Test Temple", part_of_id=whole.id).id
        session.commit()
    form = record_form(desk().get(f"/desk/sites/{part}/edit"))
    form["part_of_id_text"], form["comment"] = "", "stands alone"
    form.submit("save").follow()
    with house.read() as session:
        assert session.get_one(Site, part).part_of_id is None


def test_what_is_not_here_yet_is_begun_from_the_form(house, desk):
    form = add(record_form(desk().get("/desk/events/new")), "effects")
    form["names-0-text"], form["comment"] = "A test blast", "what it did"
    form["effects-0-subject_id_text"] = "Unknown Tower"
    page = form.submit("save", status=422)
    page = record_form(page).submit("stub", value="effects-0-subject_id:site")
    assert "was begun as a draft" in page
    record_form(page).submit("save").follow()
    event = only(house, Event)
    with house.read() as session:
        assert session.get_one(Record, event.effects[0].subject_id).title() == "Unknown Tower"


def test_a_source_is_picked_by_its_title(house, desk):
    with house.write() as session:
        key = make_source(session, "A test report").id
        session.commit()
    page = new(desk(), "sites", "Test Temple", **{"names-0-source_id_text": "a test report"})
    assert "A test report" in page
    assert only(house).names[0].source_id == key


def test_a_term_of_another_list_or_a_made_up_row_is_refused_not_a_crash(house, desk):
    browser = desk()
    form = record_form(browser.get("/desk/sites/new"))
    form["names-0-text"], form["comment"] = "Test Temple", "why"
    sent = dict(form.submit_fields("save")) | {
        "grade": "effect/collapse", "names-999999-text": "far", "names-0-id": "f" * 32,
        "pictures-0-sha256": "f" * 64, "country": "not a country", "part_of_id": "x",
    }  # fmt: skip
    page = browser.post("/desk/sites/new", sent, status="*")
    assert page.status_code in {400, 422}
    form["grade"].force_value("effect/collapse")
    page = form.submit("save", status=422)
    assert "is not a term for" in page


def test_nothing_changed_makes_no_new_version(house, desk):
    page = new(desk(), "sites", "Test Temple")
    form = record_form(page.click("Edit", index=0))
    form["comment"] = "only looking"
    assert "Nothing was changed" in form.submit("save").follow()
    assert only(house).version == 1


def test_a_record_can_be_saved_and_sent_in_one(house, desk):
    form = record_form(desk().get("/desk/groups/new"))
    form["names-0-text"], form["comment"] = "Test Museum", "ready"
    form.submit("send").follow()
    assert only(house).status == "in_review"


def test_another_like_this_takes_over_what_may_be_shared(desk):
    form = record_form(desk().get("/desk/events/new"))
    form["names-0-text"], form["comment"] = "A test blast", "one of two"
    form["happened"], form["country"] = "30 August 2015", "SY"
    again = record_form(form.submit("another").follow())
    assert (again["country"].value, again["happened"].value) == ("SY", "30 August 2015")
    assert again["names-0-text"].value == ""


def test_a_picture_is_kept_cleaned_and_described(house, desk):
    form = record_form(desk().get("/desk/sites/new"))
    form["names-0-text"], form["comment"] = "Test Temple", "how it looks"
    form["picture_file"] = [picture()]
    form = record_form(form.submit("upload"))
    form["pictures-0-alt_en"], form["pictures-0-credit"] = "A red ruin", "The test"
    form["pictures-0-picture_role"] = "picture-role/after"
    page = form.submit("save").follow()

    row = only(house).pictures[0]
    assert (row.alt_en, row.credit, row.picture_role) == (
        "A red ruin", "The test", "picture-role/after",
    )  # fmt: skip
    with house.read() as session:
        file = session.get_one(File, row.sha256)
    assert house.files.has(row.sha256) and house.files.has(file.rendition)
    shown = page.html.select_one("img.thumb")["src"]
    assert desk().get(shown).content_type == "image/jpeg"


def test_what_is_no_picture_is_refused_in_words_and_nothing_is_lost(desk):
    form = record_form(desk().get("/desk/sites/new"))
    form["names-0-text"] = "Test Temple"
    form["picture_file"] = [Upload("ruin.jpg", b"\xff\xd8\xff not one", "image/jpeg")]
    page = form.submit("upload", status=422)
    assert page.html.select_one("#picture_file-error") is not None
    assert record_form(page)["names-0-text"].value == "Test Temple"


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_every_seeded_record_comes_back_from_its_form_unchanged(seeded_house, seeded_desk, prefix):
    browser = seeded_desk("second")
    with seeded_house.read() as session:
        records = [
            session.scalars(select(Record).where(Record.kind == kind)).all()[:4]
            for kind in ("site", "person", "event", "thing", "group")
        ]
        wanted = [(each.id, each.kind) for some in records for each in some]
    paths = {
        "site": "sites",
        "person": "people",
        "event": "events",
        "thing": "things",
        "group": "groups",
    }
    for key, kind in wanted:
        form = record_form(browser.get(f"{prefix}/desk/{paths[kind]}/{key}/edit"))
        form["comment"] = "only looking"
        form.submit("save").follow()
    with seeded_house.read() as session:
        assert {session.get_one(Record, key).version for key, _kind in wanted} == {1}
