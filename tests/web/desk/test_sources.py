"""Sources at the desk: taken in three ways, described, reviewed by another, brought back."""

import re

import pytest
from sqlalchemy import select
from webtest import Upload

from heritage.ledger.models import Status
from heritage.sources.models import Capture, Source
from tests.making import make_record, make_source, person
from tests.support.visiting import application, visitor

PAGE = """<!doctype html><html lang="en"><head><title>Temple hit | The Paper</title>
<meta property="og:title" content="Temple hit by a blast">
<meta name="author" content="Rana Haddad">
<meta property="article:published_time" content="2015-08-30T10:00:00Z">
<meta property="og:site_name" content="The Paper"></head>
<body><article><h1>Temple hit by a blast</h1>%s</article></body></html>"""
PAGE %= "<p>The temple was hit on Sunday by a large blast, people of the town said.</p>" * 12
PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 144]/Contents 4 0 R
/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length 55>>stream
BT /F1 18 Tf 20 100 Td (The cella was still standing.) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF"""


@pytest.fixture
def app(house):
    return application(house)


@pytest.fixture
def archivist(app):
    return visitor(app, "archivist")


@pytest.fixture
def reviewer(app):
    return visitor(app, "reviewer")


def form_with(page, name):
    return next(form for form in page.forms.values() if name in form.fields)


def step(page, name):
    return next(form for form in page.forms.values() if form.action.endswith(f"/{name}"))


def take_in(browser, status=302, **told):
    form = form_with(browser.get("/desk/sources/new"), "pasted")
    for name, value in told.items():
        form[name] = value
    return form.submit("save", status=status)


def only(house):
    with house.read() as session:
        return session.scalars(select(Source)).one()


def test_an_uploaded_page_fills_in_what_it_says_of_itself_to_be_checked(archivist, house):
    page = take_in(archivist, file=Upload("page.html", PAGE.encode(), "text/html")).follow()
    form = form_with(page, "title")
    assert form["title"].value == "Temple hit by a blast"
    assert form["authors"].value == "Rana Haddad"
    assert form["publisher"].value == "The Paper"
    assert "30 August 2015" in form["published"].value
    assert form["language"].value == "en"
    notes = page.html.select(".from-page")
    assert len(notes) == 5
    assert all("From the page, check" in note.text for note in notes)
    assert "2015-08-30T10:00:00Z" in page.text
    source = only(house)
    assert (source.status, source.title) == (Status.DRAFT, "Temple hit by a blast")
    assert source.slug == "the-paper-temple-hit-by-a-blast"


def test_the_bytes_are_kept_as_they_came_and_handed_out_to_be_saved(archivist, house):
    take_in(archivist, file=Upload("page.html", PAGE.encode(), "text/html"))
    with house.read() as session:
        capture = session.scalars(select(Capture)).one()
    with house.files.open(capture.sha256) as kept:
        assert kept.read() == PAGE.encode()
    page = archivist.get(f"/desk/sources/{capture.source_id}")
    assert capture.sha256 in page.text
    copy = archivist.get(f"/desk/sources/{capture.source_id}/captures/{capture.id}")
    assert copy.body == PAGE.encode()
    assert copy.content_type == "application/octet-stream"
    assert copy.headers["Content-Disposition"].startswith("attachment")
    archivist.get(f"/desk/sources/{'f' * 32}/captures/{capture.id}", status=404)


def test_a_pdf_is_read_too(archivist):
    page = take_in(archivist, file=Upload("report.pdf", PDF, "application/pdf"))
    source = re.search(r"sources/(\w+)", page.location)[1]
    text = archivist.get(f"/desk/sources/{source}/text")
    assert "The cella was still standing." in text.html.select_one("#captured").text


def test_a_pasted_text_keeps_its_letters_and_its_address(archivist, house):
    take_in(archivist, pasted="Title 😀\n\nقُتِل الحارس.", url="https://paper.example/a?utm_source=x")
    source = only(house)
    assert (source.title, source.url) == ("Title 😀", "https://paper.example/a?utm_source=x")


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "Paste the text, or choose a file."),
        ({"url": "https://paper.example/a"}, "does not fetch pages yet"),
        ({"url": "ftp://paper.example/a", "pasted": "Words"}, "must begin with http"),
        ({"pasted": "Words", "file": Upload("a.txt", b"other", "text/plain")}, "Keep the one"),
        ({"file": Upload("a.exe", bytes(range(256)), "text/plain")}, "cannot tell what this file"),
        ({"file": Upload("a.pdf", b"only words", "application/pdf")}, "its content is"),
        ({"file": Upload("empty.txt", b"", "text/plain")}, "empty"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_in_is_refused_in_words_and_the_form_keeps_the_rest(
    archivist, house, told, said
):
    page = take_in(archivist, status=422, **told)
    assert said in page.html.select_one(".problems").text
    form = form_with(page, "pasted")
    assert form["pasted"].value == told.get("pasted", "")
    assert form["url"].value == told.get("url", "")
    with house.read() as session:
        assert session.scalars(select(Source)).all() == []


def test_a_refused_file_loses_no_address(archivist):
    bad = Upload("a.exe", bytes(range(256)), "text/plain")
    page = take_in(archivist, status=422, url="https://paper.example/a", file=bad)
    assert form_with(page, "url")["url"].value == "https://paper.example/a"


def test_a_book_is_begun_by_its_title_alone(archivist, house):
    take_in(archivist, title="A history of Palmyra")
    source = only(house)
    page = archivist.get(f"/desk/sources/{source.id}")
    assert "There is no copy of this source" in page.text


def test_the_same_address_or_bytes_are_pointed_out_and_block_nothing(archivist, house):
    take_in(
        archivist, pasted="First title\n\nWords.", url="https://www.paper.example/a/?utm_source=x"
    )
    asked = archivist.get("/desk/sources/already", {"url": "http://paper.example/a"})
    assert "First title" in asked.text
    page = take_in(
        archivist, pasted="Second title\n\nWords.", url="http://paper.example/a"
    ).follow()
    assert "Already here: First title" in " ".join(page.html.select_one(".note").text.split())
    page = take_in(archivist, pasted="First title\n\nWords.").follow()
    assert "Already here: First title" in " ".join(page.html.select_one(".note").text.split())
    with house.read() as session:
        assert len(session.scalars(select(Source)).all()) == 3


def test_another_copy_of_a_source_stands_beside_the_first(archivist, house):
    take_in(archivist, pasted="Title\n\nWords.")
    source = only(house)
    form = form_with(archivist.get(f"/desk/sources/{source.id}/captures/new"), "pasted")
    page = form.submit("save", status=422)
    form = form_with(page, "pasted")
    form["pasted"] = "Title\n\nOther words."
    page = form.submit("save").follow()
    assert len(page.html.select("#copies-title ~ ul > li")) == 2


def edit(browser, source, **told):
    form = form_with(browser.get(f"/desk/sources/{source}/edit"), "title")
    for name, value in {"comment": "put right", **told}.items():
        form[name] = value
    return form


def begun(house, **told):
    with house.write() as session:
        source = make_source(session, **told)
        session.commit()
        return source.id


def test_a_description_needs_a_title_and_a_word_on_why(archivist, house):
    source = begun(house)
    page = edit(archivist, source, title="", comment="", authors="Kept").submit("save", status=422)
    problems = page.html.select_one(".problems").text
    assert "Title" in problems
    assert "What did you do" in problems
    assert form_with(page, "title")["authors"].value == "Kept"


def test_a_date_is_taken_as_people_write_it_and_a_doubtful_one_is_asked_about(archivist, house):
    source = begun(house)
    page = edit(archivist, source, published="3/4/2015").submit("save", status=422)
    assert [each["value"] for each in page.html.select("input[name=published-meant]")] == [
        "2015-04-03", "2015-03-04"
    ]  # fmt: skip
    edit(archivist, source, published="late August 2015").submit("save", status=302)
    assert only(house).published == "2015-08-21~/2015-08-31~"


def test_two_descriptions_at_once_are_joined_and_the_clash_is_asked(app, archivist, house):
    source = begun(house, title="One", licence="")
    mine = edit(archivist, source, title="Mine", licence="CC BY")
    edit(visitor(app, "second"), source, title="Theirs", authors="Added").submit("save", status=302)
    page = mine.submit("save", status=409)
    sides = page.html.select_one("#clash-title").text
    assert "One" in sides
    assert "Theirs" in sides
    assert "Mine" in sides
    form = form_with(page, "keep-title")
    form["keep-title"] = "mine"
    form.submit("save", status=302)
    kept = only(house)
    assert (kept.title, kept.licence, kept.authors) == ("Mine", "CC BY", "Added")


def test_a_source_goes_to_review_and_somebody_else_publishes_it(archivist, reviewer, house):
    take_in(archivist, pasted="Title\n\nWords.")
    source = only(house).id
    page = archivist.get(f"/desk/sources/{source}")
    assert "/publish" not in page.text
    step(page, "send").submit().follow()
    page = reviewer.get(f"/desk/sources/{source}")
    step(page, "publish").submit(status=302)
    assert only(house).status == Status.PUBLISHED


def test_who_wrote_a_source_may_not_publish_it(app, reviewer, house):
    take_in(reviewer, pasted="Title\n\nWords.")
    source = only(house).id
    step(reviewer.get(f"/desk/sources/{source}"), "send").submit()
    page = reviewer.get(f"/desk/sources/{source}")
    assert "Somebody else must publish it" in page.text
    token = form_with(page, "csrf_token")["csrf_token"].value
    told = {"csrf_token": token, "read_at": str(only(house).version)}
    reviewer.post(f"/desk/sources/{source}/publish", told, status=409)
    assert only(house).status == Status.IN_REVIEW
    step(visitor(app, "steward").get(f"/desk/sources/{source}"), "publish").submit(status=302)


def test_a_reviewer_approves_only_the_version_that_was_seen(archivist, reviewer, house):
    source = begun(house)
    step(archivist.get(f"/desk/sources/{source}"), "send").submit()
    seen = step(reviewer.get(f"/desk/sources/{source}"), "publish")
    edit(archivist, source, title="Another title").submit("send", status=302)
    page = seen.submit(status=409)
    assert "changed after you opened it" in page.text
    assert only(house).status == Status.IN_REVIEW


def test_a_source_is_returned_and_withdrawn_only_with_a_reason(archivist, reviewer, house):
    source = begun(house)
    step(archivist.get(f"/desk/sources/{source}"), "send").submit()
    page = step(reviewer.get(f"/desk/sources/{source}"), "return").submit(status=422)
    form = step(page, "return")
    form["comment"] = "the publisher is missing"
    form.submit(status=302)
    assert only(house).status == Status.DRAFT
    step(archivist.get(f"/desk/sources/{source}"), "send").submit()
    step(reviewer.get(f"/desk/sources/{source}"), "publish").submit()
    page = step(reviewer.get(f"/desk/sources/{source}"), "withdraw").submit(status=422)
    form = step(page, "withdraw")
    form["comment"] = "asked by the author"
    form.submit(status=302)
    assert only(house).status == Status.WITHDRAWN


def test_claims_cited_after_publication_go_to_review_by_themselves(archivist, reviewer, house):
    take_in(archivist, pasted="Title\n\nPalmyra stood.")
    source = only(house).id
    step(archivist.get(f"/desk/sources/{source}"), "send").submit()
    step(reviewer.get(f"/desk/sources/{source}"), "publish").submit()
    page = archivist.get(f"/desk/sources/{source}")
    assert not any(form.action.endswith("/send") for form in page.forms.values())
    with house.write() as session:
        record = make_record(session, "site", "Palmyra").id
        session.commit()
    text = archivist.get(f"/desk/sources/{source}/text")
    step(text, "speaks").submit("record", value=record)
    step(archivist.get(f"/desk/sources/{source}"), "send").submit(status=302)
    assert only(house).published_version is not None
    step(reviewer.get(f"/desk/sources/{source}"), "publish").submit(status=302)
    assert "reviewed" in archivist.get(f"/desk/sources/{source}").text


def test_every_change_is_told_and_an_old_version_comes_back(archivist, house):
    source = begun(house, title="First title")
    edit(archivist, source, title="Second title").submit("save")
    page = archivist.get(f"/desk/sources/{source}/history")
    assert "Archivist saved version 2" in page.text
    compared = form_with(page, "from").submit()
    assert compared.html.select_one(".diff del").text.strip().endswith("First")
    assert compared.html.select_one(".diff ins").text.strip().endswith("Second")
    step(compared, "restore").submit().follow()
    assert (only(house).title, only(house).version) == ("First title", 3)


def test_the_list_finds_by_words_and_status_page_by_page(archivist, house):
    with house.write() as session:
        for number in range(30):
            make_source(session, f"Report {number} on the temple", url="https://a.example/")
        make_source(session, "A letter")
        session.commit()
    page = archivist.get("/desk/sources/")
    assert len(page.html.select(".steps > li")) == 25
    page = page.click("Next page")
    assert len(page.html.select(".steps > li")) == 6
    page = archivist.get("/desk/sources/", {"q": "LETTER", "status": "draft"})
    assert [each.text for each in page.html.select(".steps strong")] == ["A letter"]
    assert archivist.get("/desk/sources/", {"status": "published"}).html.select(".steps a") == []
    archivist.get("/desk/sources/?page=x&page=-4", status=200)


@pytest.mark.parametrize("path", ["", "/edit", "/text", "/cite", "/history", "/captures/new"])
def test_every_page_of_a_source_is_there_in_both_languages(archivist, house, path):
    source = begun(house)
    for prefix, tongue in (("", "en"), ("/ar", "ar")):
        page = archivist.get(f"{prefix}/desk/sources/{source}{path}")
        assert page.html.html["lang"] == tongue
    archivist.get(f"/desk/sources/{'f' * 32}{path}", status=404)


def test_a_note_for_staff_is_not_written_into_the_public(archivist, reviewer, house):
    source = begun(house, staff_note="the author is known to us")
    step(archivist.get(f"/desk/sources/{source}"), "send").submit()
    step(reviewer.get(f"/desk/sources/{source}"), "publish").submit()
    house.catch_up()
    (edition,) = house.public.all("source")
    assert "known to us" not in str(edition.body)
    with house.read() as session:
        assert person(session).name == "archivist"
