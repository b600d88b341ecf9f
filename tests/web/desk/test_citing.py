"""The archivist's work on a text: names marked, passages chosen and cited, claims kept in order."""

import re
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import select

from heritage.accounts.actions import add
from heritage.claims.models import Claim
from heritage.records.models import Record
from heritage.sources.models import Source, Text
from heritage.sources.queries import newest_text
from tests.making import PASSWORD, make_record, make_source, named, person, publish
from tests.support.visiting import application, visitor

HERE = Path(__file__).parents[2]
ARTICLE = HERE.parent.parent / "shared" / "data" / "article" / "inquisitr-palmyra-2016.txt"
OWN = HERE / "data" / "article" / "own.txt"
ARABIC = (
    "تدمير المعبد 😀 في تدمر\n\n"
    "قال الحارس 👨‍👩‍👧 إن خالد الأسعد قُتل في آب 2015، ولم يتأكد الخبر. وبقي باب واحد قائمًا.\n\n"
    "وفي تدمر دُمّر معبدان قديمان."
)


def founding_article():
    return (ARTICLE if ARTICLE.exists() else OWN).read_text("utf-8")


@pytest.fixture
def palmyra(house):
    with house.write() as session:
        theatre = named("Roman Theatre of Palmyra", "المسرح الروماني في تدمر")
        theatre.append(
            {"text": "Roman amphitheatre", "lang": "en", "script": "Latn",
             "name_kind": "name-kind/variant"}
        )  # fmt: skip
        found = {
            "palmyra": make_record(session, "site", "Palmyra", "تدمر").id,
            "theatre": make_record(session, "site", "", names=theatre).id,
            "khaled": make_record(session, "person", "Khaled al-Asaad", "خالد الأسعد").id,
        }
        session.commit()
    return found


@pytest.fixture
def app(house, palmyra):
    return application(house)


@pytest.fixture
def archivist(app):
    return visitor(app, "archivist")


def form_with(page, name):
    return next(form for form in page.forms.values() if name in form.fields)


def pasted(browser, text, **more):
    """Take a text in as the archivist would, check its description, and come to the text."""
    form = form_with(browser.get("/desk/sources/new"), "pasted")
    form["pasted"] = text
    for name, value in more.items():
        form[name] = value
    described = form_with(form.submit("save").follow(), "title")
    described["comment"] = "checked against the page"
    return described.submit("save").follow()


def pressed(browser, page, name, value):
    """Press a button that sends its form to an address of its own, as a browser does."""
    button = page.html.select_one(f"button[name={name}][value={value}]")
    fields = form_with(page, name).submit_fields(name, submit_value=value)
    return browser.get(button["formaction"], dict(fields))


def source_of(page):
    return re.search(r"/desk/sources/([0-9a-f]{32})", page.request.path)[1]


def marked(page):
    """List the names marked in the text: words and what they are taken for."""
    found = {}
    for mark in page.html.select("#captured mark.found"):
        found.setdefault(mark.text, mark.get("title", ""))
    return found


def text_shown(page):
    """Read the text as a browser does: every letter between the tags, blanks too."""
    inside = re.search(
        r'<div class="captured".*?>(.*?)</div>(?=\s*<form|\s*</div>)', page.text, re.S
    )
    return unescape(re.sub(r"<[^>]+>", "", inside[1]))


def body_of(house, source_id):
    with house.read() as session:
        return newest_text(session, session.get_one(Source, source_id)).body


def cite_form(browser, house, source_id, passage, prefix=""):
    body = body_of(house, source_id)
    start = body.index(passage)
    address = f"{prefix}/desk/sources/{source_id}/cite?start={start}&end={start + len(passage)}"
    return form_with(browser.get(address), "asserted_by")


def cited(browser, house, source_id, passage, record, field, **more):
    form = cite_form(browser, house, source_id, passage)
    form["record"].force_value(record)
    form["field"].force_value(field)
    for name, value in more.items():
        form[name] = value
    return form.submit("save")


def claims(house):
    with house.read() as session:
        return list(session.scalars(select(Claim).order_by(Claim.created_at)))


def test_the_founding_article_shows_the_names_we_know_and_leaves_the_rest(archivist):
    page = pasted(archivist, founding_article())
    found = marked(page)
    assert "Palmyra (Site)" in found["Palmyra"]
    assert found["Khaled al-Asaad"] == "Khaled al-Asaad (Person)"
    assert "Roman Theatre of Palmyra (Site)" in found["Roman amphitheater"]
    assert not any("temples" in name for name in found)


def test_the_text_on_the_page_is_the_text_that_is_kept_to_the_letter(archivist, house):
    for text in (founding_article(), ARABIC):
        page = pasted(archivist, text)
        assert text_shown(page) == body_of(house, source_of(page))


def test_three_passages_are_cited_for_fields_of_three_records(archivist, house, palmyra):
    source = source_of(pasted(archivist, founding_article()))
    passages = {
        "palmyra": (re.search(r"Since May,? 2015", founding_article())[0], "state"),
        "khaled": ("Khaled al-Asaad", "manner"),
        "theatre": ("Roman amphitheater", "state"),
    }
    for name, (passage, field) in passages.items():
        page = cited(archivist, house, source, passage, palmyra[name], field).follow()
        assert "Cited for" in page.html.select_one(".flash").text
    made = {claim.record_id: claim for claim in claims(house)}
    body = body_of(house, source)
    for name, (passage, field) in passages.items():
        claim = made[palmyra[name]]
        assert (claim.quote, claim.field, claim.checked) == (passage, field, "exact")
        assert body[claim.quote_start : claim.quote_end] == passage
        assert body[: claim.quote_start].endswith(claim.quote_prefix)
    page = archivist.get(f"/desk/sources/{source}/text")
    assert {each.text for each in page.html.select("#captured mark.quoted")} >= {
        passage for passage, _ in passages.values()
    }


def test_offsets_are_right_among_emoji_and_vowel_signs(archivist, house, palmyra):
    source = source_of(pasted(archivist, ARABIC))
    page = archivist.get(f"/ar/desk/sources/{source}/text", {"find": "الاسعد"})
    (link,) = page.html.select(".matches a")
    chosen = archivist.get(link["href"])
    assert chosen.html.select_one("[data-chosen]").text == "الأسعد"
    wider = pressed(archivist, chosen, "move", "start-back").follow()
    assert wider.html.select_one("[data-chosen]").text == "خالد الأسعد"
    form = form_with(form_with(wider, "move").submit(), "asserted_by")
    assert form["record"].value == palmyra["khaled"]
    form["edtf"] = "نحو آب 2015"
    form.submit("save")
    (claim,) = claims(house)
    assert (claim.quote, claim.edtf) == ("خالد الأسعد", "2015-08~")
    assert body_of(house, source)[claim.quote_start : claim.quote_end] == claim.quote


def test_both_ends_of_a_passage_move_by_words_and_sentences_without_scripts(archivist, house):
    page = pasted(archivist, "Title here\n\nFirst one stood. The second fell, they said.")
    source, start = source_of(page), body_of(house, source_of(page)).index("second")
    page = archivist.get(f"/desk/sources/{source}/text?start={start}&end={start + 6}")
    for move, now in (
        ("start-back", "The second"),
        ("end-on", "The second fell"),
        ("end-back", "The second"),
        ("start-on", "second"),
        ("sentence", "The second fell, they said."),
        ("sentence-back", "First one stood."),
        ("sentence-on", "The second fell, they said."),
    ):
        page = pressed(archivist, page, "move", move).follow()
        assert page.html.select_one("[data-chosen]").text == now


def test_a_passage_of_twenty_five_words_is_refused_and_nothing_typed_is_lost(
    archivist, house, palmyra
):
    long = " ".join(f"word{n}" for n in range(25))
    source = source_of(pasted(archivist, f"A title\n\n{long}"))
    form = cite_form(archivist, house, source, long)
    form["record"].force_value(palmyra["palmyra"])
    form["value"] = "it stands"
    page = form.submit("save", status=422)
    assert "fewer than 25" in page.html.select_one(".problems").text
    assert form_with(page, "asserted_by")["value"].value == "it stands"
    assert claims(house) == []
    with house.write() as session:
        session.get_one(Source, source).text_use = "text-use/full"
        session.commit()
    form_with(page, "asserted_by").submit("save", status=302)
    assert len(claims(house)) == 1


def test_fields_dates_and_terms_follow_the_chosen_record_without_scripts(archivist, house, palmyra):
    source = source_of(pasted(archivist, founding_article()))
    form = cite_form(archivist, house, source, "beheaded")
    form["record"].force_value(palmyra["khaled"])
    form = form_with(form.submit("choose"), "asserted_by")
    offered = {value for value, _, _ in form["field"].options}
    assert {"", "fate", "born", "posts"} <= offered
    assert "extent" not in offered
    assert "term_key" not in form.fields
    form["field"] = "fate"
    form = form_with(form.submit("choose"), "asserted_by")
    assert "edtf" not in form.fields
    form["term_key"] = next(value for value, _, _ in form["term_key"].options if value)
    form.submit("save", status=302)
    assert claims(house)[0].term_key.startswith("fate/")


def test_a_field_of_another_kind_of_record_is_refused(archivist, house, palmyra):
    source = source_of(pasted(archivist, founding_article()))
    page = cite_form(archivist, house, source, "beheaded")
    page["record"].force_value(palmyra["khaled"])
    page["field"].force_value("extent")
    assert "Choose one of the list" in page.submit("save", status=422).text
    assert claims(house) == []


def test_cite_and_stay_keeps_the_passage_and_who_asserts_it(archivist, house, palmyra):
    source = source_of(pasted(archivist, founding_article()))
    form = cite_form(archivist, house, source, "destroyed two ancient temples")
    form["record"].force_value(palmyra["palmyra"])
    form["asserted_by"] = "the committee"
    page = form.submit("stay").follow()
    form = form_with(page, "asserted_by")
    assert form["asserted_by"].value == "the committee"
    assert page.html.select_one(".passage mark").text == "destroyed two ancient temples"


def test_one_click_says_that_a_source_speaks_of_a_record(archivist, house, palmyra):
    page = pasted(archivist, founding_article())
    entry = next(
        form for form in page.forms.values()
        if form.action.endswith("/speaks") and palmyra["khaled"] in form.text
    )  # fmt: skip
    after = entry.submit("record", value=palmyra["khaled"]).follow()
    assert "speaks of" in after.html.select_one(".flash").text
    (claim,) = claims(house)
    assert (claim.field, claim.quote, claim.record_id) == (
        None, "Khaled al-Asaad", palmyra["khaled"]
    )  # fmt: skip


def test_a_record_that_is_missing_is_begun_from_the_form_and_chosen(archivist, house):
    source = source_of(pasted(archivist, founding_article()))
    form = cite_form(archivist, house, source, "Al Naba")
    form["value"] = "a weekly paper"
    form["new_kind"] = "group"
    form["new_en"], form["new_ar"] = "Al Naba", "النبأ"
    form = form_with(form.submit("create"), "asserted_by")
    assert form["value"].value == "a weekly paper"
    with house.read() as session:
        made = session.scalar(select(Record).where(Record.kind == "group"))
        assert (made.title("en"), made.title("ar")) == ("Al Naba", "النبأ")
        assert form["record"].value == made.id
    form.submit("save", status=302)
    assert claims(house)[0].record_id == made.id


def test_a_record_named_beside_one_that_is_chosen_is_asked_about(archivist, house, palmyra):
    source = source_of(pasted(archivist, founding_article()))
    form = cite_form(archivist, house, source, "Khaled al-Asaad")
    form["other_text"] = "Palmyra"
    assert "Keep one of the two" in form.submit("save", status=422).text
    form["record"].force_value("")
    form.submit("save", status=302)
    assert claims(house)[0].record_id == palmyra["palmyra"]


def test_a_quote_typed_for_a_source_without_text_is_kept_unchecked(archivist, house, palmyra):
    with house.write() as session:
        source = make_source(session, "A printed book").id
        session.commit()
    assert "no text" in archivist.get(f"/desk/sources/{source}/text").text
    form = form_with(archivist.get(f"/desk/sources/{source}/cite"), "asserted_by")
    form["quote"], form["locator"] = "The cella stood to its roof.", "page 12"
    form["other_text"] = "Palmyra"
    form.submit("save", status=302)
    (claim,) = claims(house)
    assert (claim.checked, claim.locator) == ("unchecked", "page 12")


@pytest.mark.parametrize(
    "query",
    [
        {"start": "5", "end": "2"},
        {"start": "0", "end": "999999"},
        {"start": "-1", "end": "4"},
        {"start": "x", "end": "y"},
        {"start": "²", "end": "³"},
        {"start": "1"},
        {"move": "end-on"},
    ],
    ids=str,
)
def test_a_passage_that_is_none_is_said_to_be_none(archivist, query):
    source = source_of(pasted(archivist, founding_article()))
    page = archivist.get(f"/desk/sources/{source}/text", query)
    assert page.html.select_one("form#cite").has_attr("hidden")


def cleared(house, app):
    with house.write() as session:
        add(session, "cleared", "Cleared", role="archivist", clearance="sensitive",
            password=PASSWORD)  # fmt: skip
        session.commit()
    return visitor(app, "cleared")


def test_a_sensitive_claim_is_shown_to_nobody_without_clearance(app, archivist, house, palmyra):
    source = source_of(pasted(archivist, founding_article()))
    browser = cleared(house, app)
    form = cite_form(browser, house, source, "destroyed two ancient temples")
    form["record"].force_value(palmyra["palmyra"])
    form["value"], form["level"] = "named by a witness", "2"
    form.submit("save", status=302)
    (claim,) = claims(house)
    for path in (f"sources/{source}", f"sources/{source}/text", f"sites/{palmyra['palmyra']}/"):
        assert "named by a witness" in browser.get(f"/desk/{path}").text or "text" in path
        page = archivist.get(f"/desk/{path}")
        assert "named by a witness" not in page.text
        assert claim.id not in page.text
    assert not archivist.get(f"/desk/sources/{source}/text").html.select("#captured mark.quoted")
    archivist.get(f"/desk/claims/{claim.id}", status=404)
    browser.get(f"/desk/claims/{claim.id}", status=200)


def test_a_person_at_risk_is_not_marked_for_those_who_may_not_know(app, archivist, house):
    with house.write() as session:
        make_record(session, "person", "Rana Haddad", at_risk=True, living="yes")
        session.commit()
    page = pasted(archivist, "A title\n\nRana Haddad hid the busts in Palmyra.")
    assert "Rana Haddad" not in marked(page)
    source = source_of(page)
    assert "Rana Haddad" in marked(cleared(house, app).get(f"/desk/sources/{source}/text"))


def test_a_new_name_is_marked_at_once(archivist, house):
    source = source_of(pasted(archivist, founding_article()))
    with house.write() as session:
        make_record(session, "group", "Al Naba")
        session.commit()
    assert "Al Naba" in marked(archivist.get(f"/desk/sources/{source}/text"))


def test_a_reader_of_the_desk_sees_the_text_and_no_way_to_cite(app, archivist, house):
    source = source_of(pasted(archivist, founding_article()))
    with house.write() as session:
        add(session, "reader", "Reader", role="reader", password=PASSWORD)
        session.commit()
    page = visitor(app, "reader").get(f"/desk/sources/{source}/text")
    assert page.html.select_one("#captured")
    assert "/cite" not in page.text


def test_what_is_cited_and_published_is_read_on_the_public_page(app, archivist, house, palmyra):
    source = source_of(pasted(archivist, founding_article()))
    cited(archivist, house, source, "beheaded", palmyra["khaled"], "manner", value="beheaded")
    with house.write() as session:
        publish(session, session.get_one(Record, palmyra["khaled"]))
        session.commit()
    page = archivist.get(f"/desk/sources/{source}")
    sent = next(form for form in page.forms.values() if form.action.endswith("/send"))
    sent.submit().follow()
    page = visitor(app, "reviewer").get(f"/desk/sources/{source}")
    next(form for form in page.forms.values() if form.action.endswith("/publish")).submit()
    house.catch_up()
    (found,) = house.public.all("person")
    page = visitor(app).get(f"/people/{found.slug}")
    assert any("beheaded" in quote.text for quote in page.html.select("blockquote"))


def corrected(browser, claim, **told):
    form = form_with(browser.get(f"/desk/claims/{claim}"), "asserted_by")
    for name, value in told.items():
        form[name] = value
    return form


def test_a_claim_is_corrected_and_leaves_the_public_until_reviewed(archivist, house, palmyra):
    source = source_of(pasted(archivist, founding_article()))
    cited(archivist, house, source, "beheaded", palmyra["khaled"], "manner", value="beheaded")
    (claim,) = claims(house)
    with house.write() as session:
        session.get_one(Claim, claim.id).approved_by = person(session, "reviewer").id
        session.commit()
    corrected(archivist, claim.id, value="executed").submit("save", status=302)
    (claim,) = claims(house)
    assert (claim.value, claim.approved_by, claim.version) == ("executed", None, 2)
    assert claim.quote == "beheaded"


def test_two_corrections_of_one_claim_lose_neither(app, archivist, house, palmyra):
    source = source_of(pasted(archivist, founding_article()))
    cited(archivist, house, source, "beheaded", palmyra["khaled"], "manner", value="beheaded")
    claim = claims(house)[0].id
    mine = corrected(archivist, claim, value="mine")
    corrected(visitor(app, "second"), claim, value="theirs").submit("save", status=302)
    page = mine.submit("save", status=409)
    assert "theirs" in page.text
    form = form_with(page, "asserted_by")
    assert form["value"].value == "mine"
    form.submit("save", status=302)
    assert claims(house)[0].value == "mine"


def test_a_claim_is_taken_back_with_a_reason_and_restored(archivist, house, palmyra):
    source = source_of(pasted(archivist, founding_article()))
    cited(archivist, house, source, "beheaded", palmyra["khaled"], "manner", value="beheaded")
    claim = claims(house)[0].id
    form = form_with(archivist.get(f"/desk/claims/{claim}"), "reason")
    page = form.submit(status=422)
    assert "Say why it is taken back" in page.text
    form = form_with(page, "reason")
    form["reason"] = "the passage speaks of somebody else"
    page = form.submit().follow()
    assert "the passage speaks of somebody else" in page.text
    assert not archivist.get(f"/desk/sources/{source}/text").html.select("#captured mark.quoted")
    assert "taken back" in archivist.get(f"/desk/sources/{source}").text
    next(f for f in page.forms.values() if f.action.endswith("/restore")).submit(status=302)
    assert claims(house)[0].retracted_at is None


def test_texts_are_kept_apart_and_a_claim_stays_with_its_own(archivist, house, palmyra):
    source = source_of(pasted(archivist, founding_article()))
    cited(archivist, house, source, "beheaded", palmyra["khaled"], "manner", value="beheaded")
    form = form_with(archivist.get(f"/desk/sources/{source}/captures/new"), "pasted")
    form["pasted"] = "Corrected\n\nHe was killed, the paper now says."
    form.submit("save").follow()
    with house.read() as session:
        old, new = session.scalars(select(Text).order_by(Text.made_at))
    page = archivist.get(f"/desk/sources/{source}/text")
    assert text_shown(page) == new.body
    assert not page.html.select("#captured mark.quoted")
    page = archivist.get(f"/desk/sources/{source}/text?text={old.id}")
    assert [each.text for each in page.html.select("#captured mark.quoted")] == ["beheaded"]
