"""History told, compared and undone."""

from sqlalchemy import select

from heritage.records import actions
from heritage.records.models import Site
from tests.making import person
from tests.web.desk.forms import new, record_form


def twice(browser):
    """Write a site in two versions and give its address."""
    page = new(browser, "sites", "Test Temple", summary_en="It was damaged in May.", country="SY")
    form = record_form(page.click("Edit", index=0))
    form["summary_en"], form["country"] = "It was destroyed in May.", "IQ"
    form["comment"] = "word from the ministry"
    return form.submit("save").follow().request.path


def site(house):
    with house.read() as session:
        return session.scalars(select(Site)).one()


def test_history_says_who_did_what_and_why(desk):
    page = desk().get(twice(desk()) + "history/")
    told = page.html.select_one(".steps").get_text(" ", strip=True)
    assert "Archivist saved version 2" in told
    assert "word from the ministry" in told
    assert "Summary, Country" in told
    assert "Archivist began this record" in told


def test_two_versions_are_compared_word_by_word_and_out_loud(desk):
    path = twice(desk())
    page = desk().get(path + "history/compare?from=2&to=1")
    fact = page.html.select_one("#fact-summary")
    assert fact.select_one("del").get_text() == "removed: damaged"
    assert fact.select_one("ins").get_text() == "added: destroyed"
    assert page.html.select_one("#fact-names") is None
    assert desk().get(path + "history/compare?from=2&to=1&all=1").html.select_one("#fact-names")


def test_one_field_is_brought_back_alone(house, desk):
    page = desk().get(twice(desk()) + "history/compare?from=1&to=2")
    small = (form for form in page.forms.values() if "field" in form.fields)
    form = next(form for form in small if form.fields["field"][0].value == "summary_en")
    form.submit().follow()
    now = site(house)
    assert (now.summary_en, now.country) == ("It was damaged in May.", "IQ")


def test_a_whole_version_is_brought_back_as_a_new_one(house, desk):
    page = desk().get(twice(desk()) + "history/compare?from=1&to=2")
    form = next(form for form in page.forms.values() if "comment" in form.fields)
    form["comment"] = "the ministry was wrong"
    form.submit().follow()
    now = site(house)
    assert (now.summary_en, now.country, now.version) == ("It was damaged in May.", "SY", 3)


def test_bringing_back_over_a_newer_edit_is_refused_in_words(house, desk):
    path = twice(desk())
    page = desk().get(path + "history/compare?from=1&to=2")
    edit = record_form(desk().get(path + "edit"))
    edit["summary_en"], edit["comment"] = "Newer.", "newer"
    edit.submit("save").follow()
    form = next(form for form in page.forms.values() if "comment" in form.fields)
    assert "was changed after you opened it" in form.submit().follow()
    assert site(house).summary_en == "Newer."


def test_versions_that_are_not_there_are_not_found(desk):
    path = twice(desk())
    for asked in ("from=1&to=99", "from=x&to=1", "", "from=-1&to=2", "from=1"):
        desk().get(f"{path}history/compare?{asked}", status=404)


def test_a_long_history_has_pages(house, desk):
    browser = desk()
    path = twice(browser)
    with house.write() as session:
        kept = session.scalars(select(Site)).one()
        for number in range(40):
            actions.save(
                session, kept, {"country": ("SY", "IQ")[number % 2]}, by=person(session),
                comment=f"change {number}", read_at=kept.version,
            )  # fmt: skip
        session.commit()
    first, second = (browser.get(f"{path}history/?page={number}") for number in (1, 2))
    assert "change 39" in first and "change 39" not in second
    assert "began this record" in second
