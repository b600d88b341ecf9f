"""Two people at one record: both edits live."""

from sqlalchemy import select

from heritage.ledger.documents import document
from heritage.records import actions
from heritage.records.models import Record, Site
from tests.making import make_record, person
from tests.web.desk.forms import record_form


def begun(house, **doc):
    with house.write() as session:
        key = make_record(session, "site", "Test Temple", summary_en="As it was.", **doc).id
        session.commit()
    return key


def edited(house, key, **changes):
    """Let somebody else save meanwhile."""
    with house.write() as session:
        site = session.get_one(Site, key)
        by = person(session, "second")
        actions.save(
            session,
            site,
            document(site) | changes,
            by=by,
            comment="meanwhile",
            read_at=site.version,
        )
        session.commit()


def stands(house, key):
    with house.read() as session:
        return document(session.get_one(Site, key))


def test_edits_of_different_fields_are_joined_and_neither_is_lost(house, desk):
    key = begun(house)
    form = record_form(desk().get(f"/desk/sites/{key}/edit"))
    edited(house, key, country="SY")
    form["state_en"], form["comment"] = "One doorway remains.", "mine"
    page = form.submit("save", status=409)
    assert "Second saved this record while you were editing it" in page
    assert "One doorway remains." in page and "Syria" in page
    record_form(page).submit("save").follow()
    now = stands(house, key)
    assert (now["country"], now["state_en"]) == ("SY", "One doorway remains.")


def test_a_field_both_changed_is_shown_three_ways_and_asked_about(house, desk):
    key = begun(house)
    form = record_form(desk().get(f"/desk/sites/{key}/edit"))
    edited(house, key, summary_en="As they say.")
    form["summary_en"], form["comment"] = "As I say.", "mine"
    page = form.submit("save", status=409)
    sides = [each.get_text(" ", strip=True) for each in page.html.select(".side-of")]
    assert "As it was." in sides[0] and "As they say." in sides[1] and "As I say." in sides[2]

    unanswered = record_form(page).submit("save", status=409)
    assert "As I say." in unanswered
    answer = record_form(unanswered)
    answer["keep-summary_en"] = "mine"
    answer.submit("save").follow()
    assert stands(house, key)["summary_en"] == "As I say."


def test_names_both_added_are_both_kept(house, desk):
    key = begun(house)
    form = record_form(desk().get(f"/desk/sites/{key}/edit"))
    theirs = stands(house, key)["names"] + [{"text": "Theirs", "lang": "en"}]
    edited(house, key, names=theirs)
    form = record_form(form.submit("add", value="names"))
    form["names-1-text"], form["comment"] = "Mine", "mine"
    page = form.submit("save", status=409)
    record_form(page).submit("save").follow()
    assert [row["text"] for row in stands(house, key)["names"]] == ["Test Temple", "Theirs", "Mine"]


def test_a_name_both_corrected_can_be_kept_in_both_ways(house, desk):
    key = begun(house)
    form = record_form(desk().get(f"/desk/sites/{key}/edit"))
    row = stands(house, key)["names"][0]
    edited(house, key, names=[row | {"text": "Temple of Theirs"}])
    form["names-0-text"], form["names-0-preferred"] = "Temple of Mine", False
    form["comment"] = "mine"
    answer = record_form(form.submit("save", status=409))
    answer["keep-names"] = "both"
    answer.submit("save").follow()
    assert [row["text"] for row in stands(house, key)["names"]] == [
        "Temple of Theirs", "Temple of Mine",
    ]  # fmt: skip


def test_a_third_edit_while_choosing_asks_again(house, desk):
    key = begun(house)
    form = record_form(desk().get(f"/desk/sites/{key}/edit"))
    edited(house, key, summary_en="Second.")
    form["summary_en"], form["comment"] = "Mine.", "mine"
    answer = record_form(form.submit("save", status=409))
    edited(house, key, summary_en="Third.")
    answer["keep-summary_en"] = "mine"
    again = answer.submit("save", status=409)
    assert "Third." in again and "Mine." in again
    with house.read() as session:
        assert session.scalar(select(Record.version)) == 3
