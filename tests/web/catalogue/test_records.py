import json

import pytest
from webtest import TestApp

from heritage.edition.projector import open_pen
from heritage.edition.public import PATHS
from tests.web.catalogue.conftest import catalogue_over
from tests.web.catalogue.palmyra import QUOTE


def test_a_site_shows_both_names_and_what_befell_it(site, path_of):
    page = site.get(path_of("Temple of Bel"))
    assert page.html.h1.text == "Temple of Bel"
    assert page.html.select_one(".plate .other").text == "معبد بل"
    assert "30 August 2015" in page.html.select_one(".state").text
    assert "Temple blown up" in page.html.select_one(".events").text


def test_a_site_shows_every_side_of_a_contested_question_and_our_reading(site, path_of):
    events = site.get(path_of("Temple of Bel")).html.select_one(".events")
    extent = events.select_one("#fact-extent")
    for told in ("main building destroyed", "cella intact", QUOTE, "The Test Paper", "Agency",
                 "UNITAR", "Superseded", "Confirmed", "Images settle it."):  # fmt: skip
        assert told in extent.text


def test_what_a_source_says_of_no_field_is_shown_too(site, path_of):
    told = site.get(path_of("Temple of Bel")).html.select_one("#mentions").find_next("ul").text
    assert "a walled court of columns" in told
    assert "The Test Paper" in told


def test_every_public_claim_is_on_its_page(site, written):
    for record in written.public.all():
        text = site.get(record.path).html.text
        for claim in record.body["claims"]:
            assert claim.get("quote", "") in text
            assert claim.get("value", "") in text


def test_who_did_it_is_said_with_who_says_so(site, path_of):
    told = site.get(path_of("Temple blown up")).html.text
    assert "Attributed to Armed Group by the officials" in " ".join(told.split())


def test_a_person_shows_the_contested_birth_year_and_folds_violence(site, path_of):
    page = site.get(path_of("Khaled al-Asaad"))
    born = page.html.select_one("#fact-born")
    assert {"1932", "1934"} <= {each.text for each in born.select(".claims b")}
    folded = page.html.select_one("#happened").find_next_sibling("details")
    assert not folded.has_attr("open")
    assert "violence" in folded.summary.text
    assert "Killed" in folded.select_one("#fact-fate .value").text
    assert folded.select_one("#fact-fate .cite")


def test_a_withheld_question_says_so_and_why_and_nothing_else(site, path_of):
    page = site.get(path_of("Khaled al-Asaad"))
    assert "It would hurt the family." in page.html.select_one("#fact-remains").text
    for path in ("Khaled al-Asaad", "Satellite images show the temple is gone"):
        for suffix in ("", ".json"):
            assert "SECRETREMAINS" not in site.get(path_of(path) + suffix).text


def test_a_person_at_risk_is_nowhere(site, written):
    for record in written.public.all():
        for prefix in ("", "/ar"):
            page = site.get(prefix + record.path)
            assert "At Risk" not in page.text
            assert "حارس" not in page.text
            assert "At Risk" not in site.get(f"{prefix}{record.path}.json").text


def test_a_sensitive_place_is_its_cell_and_says_so(site, path_of):
    page = site.get(path_of("Hidden Cave"))
    assert "Somewhere in a square of 0.2 degrees" in page.text
    for secret in ("34.4111", "38.4999", "third hill"):
        assert secret not in page.text
        assert secret not in site.get(path_of("Hidden Cave") + ".json").text


def test_what_is_hidden_and_what_does_not_exist_answer_alike(site):
    hidden = site.get("/sites/unpublished-shrine", status=404)
    absent = site.get("/sites/unpublished-shrimp", status=404)
    same = hidden.text.replace("unpublished-shrine", "unpublished-shrimp")
    assert same == absent.text
    assert dict(hidden.headers) == dict(absent.headers)


def test_the_page_and_the_data_are_made_of_the_same(site, path_of):
    path = path_of("Temple of Bel")
    told = site.get(path + ".json").json
    page = site.get(path).text
    assert told["title"] == {"en": "Temple of Bel", "ar": "معبد بل"}
    assert told["cite"]["notes"].split(". ")[0] in page
    extent = next(each for each in told["events"][0]["facts"] if each["field"] == "extent")
    assert extent["reading"]["verdict"]["key"] == "verdict/confirmed"
    assert {each["value"] for each in extent["claims"]} == {
        "main building destroyed", "cella intact",
    }  # fmt: skip
    assert [each["number"] for each in told["sources"]] == [1, 2]


def test_every_chip_opens_a_proof_that_is_on_the_page(site, written):
    for record in written.public.all():
        html = site.get(record.path).html
        opened = {each["id"] for each in html.select("[popover]")}
        assert {each["popovertarget"] for each in html.select("[popovertarget]")} <= opened


def test_a_chip_opens_the_source_its_words_and_who_stands_behind_them(site, path_of):
    html = site.get(path_of("Temple of Bel")).html
    number = html.select_one("#fact-extent .claims .cite")["popovertarget"]
    told = html.select_one(f"#{number}").text
    for word in ("Satellite images show", "The Test Paper", "1 September 2015", QUOTE, "UNITAR"):
        assert word in told


def test_every_page_answers_in_both_languages_without_inline_script_or_style(site, written):
    for record in written.public.all():
        for prefix, direction in (("", "ltr"), ("/ar", "rtl")):
            html = site.get(prefix + record.path).html
            assert html.html["dir"] == direction
            assert not html.select("[style], style")
            scripts = [each for each in html.select("script") if not each.has_attr("src")]
            assert {each["type"] for each in scripts} <= {"application/ld+json", "application/json"}


def test_a_source_shows_what_is_quoted_from_it_and_for_what(site, path_of):
    page = site.get(path_of("Satellite images show the temple is gone"))
    told = " ".join(page.html.main.text.split())
    assert "Temple blown up" in told
    assert QUOTE in told
    assert "https://paper.example/bel" in told


def test_an_address_that_is_withheld_is_on_no_page(site, written, path_of):
    assert "to protect people" in site.get(path_of("Officials say the temple stands")).text
    for record in written.public.all():
        assert "agency.example" not in site.get(record.path).text


def test_the_permanent_address_leads_to_the_page(site, written, path_of):
    record = written.public.record("site", path_of("Temple of Bel").rpartition("/")[2])
    assert site.get(f"/id/{record.id}").headers["Location"].endswith(record.path)
    assert site.get(f"/ar/id/{record.id}").headers["Location"].endswith("/ar" + record.path)
    site.get("/id/" + "0" * 32, status=404)


def test_a_page_that_moved_is_found_at_its_old_address(house):
    body = {"title": {"en": "Old"}, "names": [], "fields": {}, "rows": {}, "questions": [],
            "claims": []}  # fmt: skip
    with open_pen(house.public.url) as pen:
        pen.put("a" * 32, "site", "old-name", body)
        pen.put("a" * 32, "site", "new-name", body)
    visit = TestApp(catalogue_over(house))
    assert visit.get("/sites/old-name", status=301).headers["Location"].endswith("/sites/new-name")
    moved = visit.get("/sites/old-name.json", status=301)
    assert moved.headers["Location"].endswith("/sites/new-name.json")


def test_a_source_is_found_by_the_address_it_was_published_at(site, path_of):
    found = site.get("/sources?url=https://paper.example/bel", status=302)
    title = "Satellite images show the temple is gone"
    assert found.headers["Location"].endswith(path_of(title))
    assert "https://nowhere.example" in site.get("/sources?url=https://nowhere.example", status=404)
    site.get("/sources?url=https://agency.example/secret", status=404)


def test_reference_managers_find_what_they_need(site, path_of):
    def tags(title):
        html = site.get(path_of(title)).html
        return [(each["name"], each["content"]) for each in html.select("meta[name][content]")]

    record = tags("Temple of Bel")
    assert ("citation_title", "Temple of Bel") in record
    assert ("z:itemType", "webpage") in record
    assert ("DC.title", "معبد بل") in record
    source = tags("Satellite images show the temple is gone")
    assert ("z:itemType", "newspaperArticle") in source
    assert ("citation_author", "A. Writer") in source
    assert ("citation_publication_date", "2015/09/01") in source


def test_search_engines_read_one_valid_description(site, path_of):
    html = site.get(path_of("Temple of Bel")).html
    told = json.loads(html.select_one('script[type="application/ld+json"]').string)
    assert told["@type"] == "LandmarksOrHistoricalBuildings"
    assert told["sameAs"] == ["https://www.wikidata.org/wiki/Q797481"]
    assert html.select_one("link[rel=canonical]")["href"].endswith(path_of("Temple of Bel"))


def test_what_people_wrote_is_text_and_never_markup(site, path_of):
    page = site.get(path_of("Temple of Bel"))
    assert "sanctuary &lt;of&gt; the city" in page.text


def test_a_reader_who_has_the_page_is_told_so(site, path_of):
    first = site.get(path_of("Palmyra"))
    again = site.get(path_of("Palmyra"), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_int, again.body) == (304, b"")


def test_the_keeper_of_a_place_is_on_its_page(site, path_of):
    page = site.get(path_of("Palmyra"))
    assert "Khaled al-Asaad" in page.html.select_one("#people").text
    assert "Temple of Bel" in page.html.select_one("#parts").text


@pytest.mark.parametrize("path", list(PATHS.values()))
def test_the_name_of_a_kind_leads_to_the_search_for_it(site, path):
    kind = next(kind for kind, each in PATHS.items() if each == path)
    assert f"kind={kind}" in site.get(f"/{path}", status=302).headers["Location"]


def test_public_pages_never_ask_who_is_there(site, path_of):
    page = site.get(path_of("Temple of Bel"), headers={"Cookie": "desk=somebody"})
    assert "Set-Cookie" not in page.headers
    assert page.headers["Cache-Control"] == "public, max-age=60"
    assert "Cookie" not in page.headers.get("Vary", "")
