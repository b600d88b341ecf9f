"""A record's page, its way to the public, and what is hidden from whom."""

from sqlalchemy import select

from heritage.accounts.actions import change_role
from heritage.claims import actions as claims
from heritage.ledger.documents import document
from heritage.records import actions
from heritage.records.models import Event, Person, Record
from tests.making import make_record, make_source, person, publish
from tests.web.desk.forms import deed, new, picture, record_form


def status(house):
    with house.read() as session:
        return session.scalars(select(Record)).one().status


def test_who_wrote_it_is_told_that_somebody_else_must_publish(house, desk):
    reviewer = desk("reviewer")
    page = new(reviewer, "sites", "Test Temple")
    page = deed(page, "send").submit().follow()
    assert "Somebody else must publish it" in page
    assert not [form for form in page.forms.values() if form.action.endswith("/publish")]
    forced = deed(page, "return")
    forced.action = forced.action.replace("/return", "/publish")
    refused = forced.submit(status=409)
    assert "who wrote it may not approve it" in refused
    assert status(house) == "in_review"


def test_a_reviewer_publishes_what_another_wrote(house, desk):
    page = deed(new(desk(), "sites", "Test Temple"), "send").submit().follow()
    path = page.request.path
    page = deed(desk("reviewer").get(path), "publish").submit().follow()
    assert "Public page" in page
    assert status(house) == "published"


def test_a_reviewer_publishes_the_version_seen_or_none(house, desk):
    page = deed(new(desk(), "sites", "Test Temple"), "send").submit().follow()
    seen = deed(desk("reviewer").get(page.request.path), "publish")
    form = record_form(page.click("Edit", index=0))
    form["summary_en"], form["comment"] = "Added after the look.", "more"
    form.submit("send").follow()
    refused = seen.submit(status=409)
    assert "was changed after you opened it" in refused
    assert status(house) == "in_review"


def test_a_record_is_returned_with_a_word_and_its_author_finds_it(house, desk):
    writer = desk()
    page = deed(new(writer, "sites", "Test Temple"), "send").submit().follow()
    back = deed(desk("reviewer").get(page.request.path), "return")
    assert "Say what has to be done" in back.submit(status=422)
    back["comment"] = "Name the source."
    back.submit().follow()
    assert status(house) == "draft"
    assert "Returned to you" in writer.get("/desk/")
    assert "Name the source." in writer.get(f"{page.request.path}history/")


def test_withdrawing_takes_a_reason(house, desk):
    with house.write() as session:
        site = make_record(session, "site", "Test Temple")
        publish(session, site)
        session.commit()
        key = site.id
    page = desk("reviewer").get(f"/desk/sites/{key}/")
    form = deed(page, "withdraw")
    assert "Say why it is withdrawn" in form.submit(status=422)
    form["comment"] = "A risk to a person."
    form.submit().follow()
    assert status(house) == "withdrawn"


def test_an_archivist_cannot_publish(desk):
    page = deed(new(desk(), "sites", "Test Temple"), "send").submit().follow()
    token = page.forms[0]["csrf_token"].value
    told = {"csrf_token": token, "read_at": "1"}
    desk().post(f"{page.request.path}publish", told, status=[400, 403])


def test_a_value_shows_what_sources_say_and_how_they_stand(house, desk):
    with house.write() as session:
        by = person(session)
        event = make_record(session, "event", "A test blast", happened="2015-08-30")
        for title, edtf in (("First paper", "2015-08-30"), ("Second paper", "2015-09-05")):
            source = make_source(session, title)
            told = {"field": "happened", "value": f"on {edtf}", "edtf": edtf, "quote": "boom"}
            claims.cite(session, source, event.id, told, by=by)
        session.commit()
        key = event.id
    page = desk().get(f"/desk/events/{key}/")
    fact = page.html.select_one("#fact-happened")
    assert "Contested" in fact.text and "First paper" in fact.text and "Second paper" in fact.text


def test_a_reading_is_set_beside_the_claims(house, desk):
    with house.write() as session:
        event = make_record(session, "event", "A test blast", happened="2015-08-30")
        claims.cite(
            session, make_source(session), event.id,
            {"field": "happened", "value": "31 August"}, by=person(session),
        )  # fmt: skip
        session.commit()
        key = event.id
    page = desk().get(f"/desk/events/{key}/readings/happened/")
    assert "31 August" in page
    form = record_form(page)
    form["happened"] = "30 or 31 August 2015"
    form["reading-verdict"], form["reading-reason_en"] = "verdict/probable", "One source alone."
    form["comment"] = "weighed"
    page = form.submit("save").follow()
    assert "One source alone." in page.html.select_one("#fact-happened").text
    with house.read() as session:
        event = session.scalars(select(Event)).one()
        assert event.happened == "[2015-08-30,2015-08-31]"
        assert [(row.field, row.verdict) for row in event.readings] == [
            ("happened", "verdict/probable")
        ]


def test_a_reading_over_somebody_elses_edit_keeps_both(house, desk):
    with house.write() as session:
        key = make_record(session, "event", "A test blast").id
        session.commit()
    form = record_form(desk().get(f"/desk/events/{key}/readings/happened/"))
    with house.write() as session:
        event = session.get_one(Event, key)
        told = document(event) | {"country": "SY"}
        actions.save(
            session, event, told, by=person(session, "second"), comment="meanwhile", read_at=1
        )
        session.commit()
    form["happened"], form["comment"] = "August 2015", "weighed"
    page = form.submit("save", status=409)
    assert record_form(page)["happened"].value == "August 2015"
    record_form(page).submit("save").follow()
    with house.read() as session:
        event = session.get_one(Event, key)
        assert (event.happened, event.country) == ("2015-08", "SY")


def at_risk(house):
    """Write a person at risk, an event that names them, and clear the steward for both."""
    with house.write() as session:
        hidden = make_record(session, "person", "Hidden Guard", at_risk=True, living="yes")
        other = make_record(session, "person", "Known Guard")
        event = make_record(
            session, "event", "A test arrest",
            affected=[{"subject_id": hidden.id}, {"subject_id": other.id}],
        )  # fmt: skip
        steward = person(session, "steward")
        change_role(session, steward, "steward", "sensitive", steward)
        session.commit()
        keys = hidden.id, event.id
    house.catch_up()
    return keys


def test_a_person_at_risk_is_not_there_for_staff_clearance(house, desk):
    hidden, event = at_risk(house)
    browser, cleared = desk(), desk("steward")
    nowhere = browser.get("/desk/people/" + "f" * 32 + "/", status=404)
    same = browser.get(f"/desk/people/{hidden}/", status=404)
    assert same.text.replace(hidden, "f" * 32) == nowhere.text
    for path in ("edit", "history/", "history/compare?from=1&to=1", "readings/fate/"):
        assert "Hidden Guard" not in browser.get(f"/desk/people/{hidden}/{path}", status=404)
    browser.get(f"/desk/review/people/{hidden}", status=404)
    assert "Hidden Guard" in cleared.get(f"/desk/people/{hidden}/")
    for path in (
        "/desk/", "/desk/people/", "/desk/people/?q=hidden", "/desk/search?q=hidden",
        "/desk/pick?kind=person&q=hidden", "/desk/people/alike?names-0-text=Hidden+Guard",
        f"/desk/events/{event}/", f"/desk/events/{event}/edit",
        f"/desk/events/{event}/history/", f"/desk/events/{event}/history/compare?from=1&to=1&all=1",
        f"/desk/review/events/{event}",
    ):  # fmt: skip
        assert "Hidden Guard" not in browser.get(path), path
        assert hidden not in browser.get(path), path
    assert f'data-value="{hidden}"' not in browser.get(f"/desk/pick?q={hidden}")
    assert "Hidden Guard" in cleared.get("/desk/search?q=hidden")
    assert "Hidden Guard" in cleared.get(f"/desk/events/{event}/")


def test_saving_does_not_lose_what_the_writer_may_not_see(house, desk):
    hidden, event = at_risk(house)
    form = record_form(desk().get(f"/desk/events/{event}/edit"))
    form["summary_en"], form["comment"] = "More is known.", "more"
    form.submit("save").follow()
    with house.read() as session:
        kept = session.get_one(Event, event)
        assert kept.summary_en == "More is known."
        assert hidden in {row.subject_id for row in kept.affected}


def test_whoever_writes_may_raise_the_guard(house, desk):
    page = new(desk(), "people", "Test Guard")
    form = record_form(page.click("Edit", index=0))
    form["at_risk"], form["comment"] = True, "word from the family"
    after = form.submit("save").follow()
    assert "Only those cleared for it see it now" in after
    desk().get(page.request.path, status=404)
    with house.read() as session:
        assert session.scalars(select(Person)).one().at_risk is True


def test_a_picture_of_a_person_at_risk_is_hidden_with_them(house, desk):
    page = record_form(desk().get("/desk/people/new"))
    page["names-0-text"], page["comment"] = "Hidden Guard", "a portrait"
    page["picture_file"] = [picture()]
    shown = page.submit("save").follow().html.select_one("img.thumb")["src"]
    assert desk().get(shown).content_type == "image/jpeg"
    with house.write() as session:
        guard = session.scalars(select(Person)).one()
        told = {"at_risk": True}
        actions.save(
            session, guard, told, by=person(session), comment="a threat", read_at=guard.version
        )
        session.commit()
    desk().get(shown, status=404)
    desk().get("/desk/pictures/" + "f" * 64, status=404)


def test_what_every_record_begins_with_counts_as_nobodys_word(desk):
    page = new(desk(), "events", "A test blast")
    assert "not assessed" in page.html.select_one("#fact-intent").text
    assert "No source yet" not in page.html.select_one("#fact-intent").text
    assert "no source yet" not in page


def test_a_page_answers_with_and_without_its_last_slash(desk):
    path = new(desk(), "sites", "Test Temple").request.path
    for address in (path, path.rstrip("/"), "/desk", "/desk/sites", path + "history"):
        assert desk().get(address).status_code == 200
