from urllib.parse import parse_qsl, urlsplit

import pytest
from webtest import TestApp

from heritage.search.backend import SearchUnavailable
from tests.web.catalogue.conftest import catalogue_over

PROMISED = {
    "id", "kind", "url", "title", "names", "summary", "highlights", "when", "place", "grade",
    "matched",
}  # fmt: skip


def found(site, query):
    return [each["title"] for each in site.get(f"/search.json?{query}").json["results"]]


@pytest.mark.parametrize("name", ["Asaad", "al-Assaad", "خالد الأسعد", "الأسعد"])
def test_a_person_is_found_by_every_spelling(site, name):
    people = site.get("/search.json", {"q": name, "kind": "person"}).json["results"]
    assert people[0]["title"] == "Khaled al-Asaad"


def test_the_answer_to_a_machine_has_the_promised_shape(site):
    told = site.get("/search.json?q=temple&grade=destroyed").json
    assert list(told) == [
        "query", "total", "page", "per_page", "took_ms", "did_you_mean", "facets", "results",
    ]  # fmt: skip
    assert all(set(each) == PROMISED for each in told["results"])
    first = told["results"][0]
    assert (first["title"], first["grade"]) == ("Temple of Bel", "destroyed")
    assert first["when"] == {
        "edtf": "2015-08-30", "label": "30 August 2015", "earliest": "2015-08-30",
        "latest": "2015-08-30",
    }  # fmt: skip
    assert first["place"]["lat"] == pytest.approx(34.54738)
    assert {"value": "site", "label": "Site", "count": 1} in told["facets"]["kind"]
    assert all({"value", "label", "count"} == set(each) for each in told["facets"]["grade"])


def test_a_result_leads_to_its_page(site):
    for result in site.get("/ar/search.json?q=temple").json["results"]:
        assert result["url"].startswith("/ar/")
        site.get(result["url"], status=200)


def test_highlights_are_marked_and_everything_else_is_escaped(site):
    told = site.get("/search.json", {"q": "sanctuary"}).json["results"][0]["highlights"]
    assert any("<mark>sanctuary</mark> &lt;of&gt;" in each for each in told)


def test_a_month_finds_what_may_have_happened_in_it(site):
    titles = found(site, "kind=event&from=2015-08&to=2015-08")
    assert {"Temple blown up", "Director killed"} == set(titles)
    assert "Mission" in found(site, "kind=event&from=2016-04-15&to=2016-04-20")


def test_filters_hold_together_and_counts_go_beyond_their_own_filter(site):
    told = site.get("/search.json?kind=site&kind=event&grade=destroyed").json
    assert {each["kind"] for each in told["results"]} == {"site", "event"}
    counts = {each["value"]: each["count"] for each in told["facets"]["kind"]}
    assert counts == {"site": 1, "event": 1}


def test_a_place_holds_what_lies_in_it(site, written, path_of):
    palmyra = written.public.record("site", path_of("Palmyra").rpartition("/")[2])
    titles = set(found(site, f"place={palmyra.id}"))
    assert {"Palmyra", "Temple of Bel", "Temple blown up"} <= titles


def test_a_box_holds_what_is_inside_it(site):
    assert "Temple of Bel" in found(site, "bbox=38.27,34.54,38.28,34.55")
    assert "Palmyra" not in found(site, "bbox=38.27,34.54,38.28,34.55")


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("page=abc", "page"), ("page=0", "page"), ("from=garbage", "from"),
        ("from=2016&to=2015", "to"), ("bbox=1,2,3", "bbox"), ("bbox=a,b,c,d", "bbox"),
        ("bbox=nan,nan,nan,nan", "bbox"), ("kind=temple", "kind"), ("sort=best", "sort"),
        ("q=" + "x" * 10_000, "q"), ("q=a*", "q"), ("q=colour:red", "q"),
    ],
)  # fmt: skip
def test_a_bad_question_is_answered_in_words_and_names_what_is_wrong(site, query, field):
    told = site.get(f"/search.json?{query}", status=400).json["error"]
    assert (told["code"], told["field"]) == ("bad_parameter", field)
    assert " " in told["message"]
    for view in ("search", "map", "timeline"):
        page = site.get(f"/{view}?{query}", status=400)
        assert told["message"] in page.html.select_one(".problems").text
        assert site.get(f"/ar/{view}?{query}", status=400).html.html["dir"] == "rtl"


def test_a_bad_question_keeps_what_was_typed(site):
    page = site.get("/search?q=bel&from=garbage&to=2016&kind=site&page=abc", status=400)
    form = page.forms[1]
    assert page.html.select_one("#q")["value"] == "bel"
    assert (form["from"].value, form["to"].value) == ("garbage", "2016")
    assert form["kind"].value == "site"


@pytest.mark.parametrize("query", ['"unbalanced', "((((", "%00", "'; drop table--", "💥", "-", "*"])
def test_no_question_breaks_the_search(site, query):
    for path in ("/search", "/search.json", "/map", "/timeline"):
        answer = site.get(path, {"q": query}, expect_errors=True)
        assert answer.status_int in {200, 400}


def test_filters_are_a_form_that_works_without_scripts(site):
    page = site.get("/search")
    form = page.forms[1]
    form.set("kind", True, index=0)
    form["from"] = "2015"
    narrowed = form.submit().follow()
    assert narrowed.request.path_qs == "/search?kind=site&from=2015"
    chips = [each.text for each in narrowed.html.select(".chips b")]
    assert chips == ["Site", "From 2015"]


@pytest.mark.parametrize("view", ["search", "map", "timeline"])
def test_every_view_can_be_narrowed_where_one_is(site, view):
    form = site.get(f"/{view}?q=temple").forms[1]
    form.set("kind", True, index=0)
    found = form.submit().maybe_follow()
    assert found.request.path == f"/{view}"
    assert found.request.GET.getall("kind") == ["site"]
    assert found.request.GET["q"] == "temple"


def test_a_chip_takes_its_filter_away_and_keeps_the_rest(site):
    page = site.get("/search?q=temple&kind=site&grade=destroyed")
    less = page.click("Destroyed", href="kind=site", index=0)
    assert less.request.GET.getall("kind") == ["site"]
    assert "grade" not in less.request.GET
    assert less.request.GET["q"] == "temple"


def test_the_three_views_hold_the_same_question(site):
    page = site.get("/search?q=temple&grade=destroyed")
    for name in ("Map", "Timeline"):
        view = page.click(name, href="grade=destroyed", index=0)
        assert (view.request.GET["q"], view.request.GET["grade"]) == ("temple", "destroyed")
        assert "Temple of Bel" in view.text


def test_the_other_language_keeps_the_question(site):
    page = site.get("/search?q=temple&kind=site")
    arabic = page.click("العربية")
    assert arabic.request.path == "/ar/search"
    assert arabic.request.GET["q"] == "temple"
    assert "معبد بل" in arabic.html.select_one(".rlist h3").text


def test_years_are_links_that_lead_to_their_events(site):
    page = site.get("/search?kind=event")
    bar = next(a for a in page.html.select(".bars a") if a.select_one(".y").text == "2015")
    assert bar.select_one(".v").text == "2"
    year = site.get(bar["href"])
    assert {each.text for each in year.html.select(".rlist h3 a")} == {
        "Temple blown up", "Director killed",
    }  # fmt: skip


def test_what_has_no_date_is_counted_and_one_step_away(site):
    page = site.get("/search?kind=site&from=2015&to=2015")
    assert "1 more record has no date" in page.text
    assert "Hidden Cave" in page.click("Search without dates").text


@pytest.mark.parametrize("words", ["when:2015-08", "certain:2015", "kind:site when:2014..2016"])
def test_a_time_among_the_words_leaves_out_and_counts_as_one_chosen_beside_them(site, words):
    rest, _, days = words.rpartition("when:")
    chosen = {"q": rest.strip(), "from": days.partition("..")[0], "to": days.rpartition("..")[2]}
    if words.startswith("certain:"):
        chosen = {"from": "2015", "to": "2015", "certain": "1"}
    for view in ("search", "map", "timeline"):
        page, other = (
            site.get(f"/{view}", {"q": words}),
            site.get(f"/{view}", chosen).maybe_follow(),
        )
        [link] = page.html.find_all("a", string="Search without dates")
        [said] = other.html.find_all("a", string="Search without dates")
        assert link.parent.text == said.parent.text
        assert link["href"] == said["href"]
        assert "when:" not in link["href"]


def told_by(address):
    """Read the parts of a search from its address."""
    return parse_qsl(urlsplit(address).query)


def test_a_part_that_cannot_be_used_can_be_left_out(site):
    address = "/search?q=temple&kind=site&kind=odd&bbox=38.2%2C34.5&by=odd"
    page = site.get(address, status=400)
    links = page.html.find_all("a", string="Search without it")
    every = [
        ("q", "temple"),
        ("kind", "site"),
        ("kind", "odd"),
        ("bbox", "38.2,34.5"),
        ("by", "odd"),
    ]
    left = {part for link in links for part in every if part not in told_by(link["href"])}
    assert left == {("kind", "odd"), ("bbox", "38.2,34.5"), ("by", "odd")}
    assert all(len(told_by(link["href"])) == len(every) - 1 for link in links)
    for form in (page.forms[0], page.forms[1]):
        found = form.submit().maybe_follow()
        assert found.status_code == 200
        assert found.request.GET["q"] == "temple"
        assert found.request.GET.getall("kind") == ["site"]


def test_a_point_stays_where_it_was_put(site):
    page = site.get("/search?near=34.5627417,138.2571059,3m")
    found = page.forms[1].submit().maybe_follow()
    assert found.request.GET["near"] == "34.5627417,138.2571059,0.003km"


def test_what_has_no_place_is_said_under_the_map(site):
    page = site.get("/map?kind=event&kind=site")
    assert "1 of these records has no place" in page.text
    assert {each.text for each in page.html.select(".mlist a")} == {
        "Palmyra", "Temple of Bel", "Hidden Cave", "Mission", "Temple blown up",
    }  # fmt: skip
    assert page.html.select_one("noscript svg")


def test_nothing_found_gives_advice(site):
    page = site.get("/search?q=atlantis&kind=site")
    assert "No published record answers this search." in page.text
    assert page.html.find("a", string="Search again without filters")["href"].endswith(
        "?q=atlantis"
    )


def test_a_mistyped_word_is_asked_about(site):
    told = site.get("/search.json?q=sanctuery").json
    assert told["did_you_mean"] == "sanctuary" or told["total"]


def test_what_is_not_published_is_not_found(site):
    for query in ("Unpublished", "shrine", "SECRETREMAINS", "Risk"):
        assert site.get("/search.json", {"q": query}).json["total"] == 0


def test_a_long_result_has_pages(site):
    first = site.get("/search?sort=title")
    total = site.get("/search.json").json["total"]
    shown = len(first.html.select(".rlist > li"))
    assert shown == min(total, 20)
    beyond = site.get("/search?page=50")
    assert "There is nothing on this page" in beyond.text
    assert beyond.click("Go to the first page").html.select(".rlist > li")


def test_an_index_that_is_away_is_said_in_words(house):
    class Away:
        def search(self, _request):
            raise SearchUnavailable("The index is missing.")

        def close(self):
            """Hold nothing."""

    whole = house.public_search
    house.public_search = Away()
    try:
        visit = TestApp(catalogue_over(house))
        page = visit.get("/search?q=bel", status=503)
        assert "being put in order" in page.text
        assert page.html.select_one("#q")["value"] == "bel"
        told = visit.get("/search.json?q=bel", status=503)
        assert told.json["error"]["code"] == "search_unavailable"
        assert told.headers["Retry-After"]
        assert visit.get("/", status=200)
    finally:
        house.public_search = whole


@pytest.mark.parametrize(
    "query", ["q=temple", "grade=destroyed", "q=zzzqqq", "kind=site&is=uncited"]
)
def test_a_machine_is_told_what_the_page_shows(site, query):
    page, told = site.get(f"/search?{query}"), site.get(f"/search.json?{query}").json
    shown = [each["href"] for each in page.html.select(".rlist h3 a")]
    assert shown == [each["url"] for each in told["results"]]
    for box in page.html.select(".facets input[type=checkbox]"):
        counts = {each["value"]: each["count"] for each in told["facets"][box["name"]]}
        assert str(counts[box["value"]]) == box.find_parent("label").select_one(".n").text


def test_what_is_chosen_stays_to_be_taken_away_though_nothing_has_it(site):
    page = site.get("/search?kind=person&grade=destroyed")
    box = page.html.select_one(".facets input[name=grade][value=destroyed]")
    assert box.has_attr("checked")
    assert box.find_parent("label").select_one(".n").text == "0"


def test_a_place_may_be_named_and_stays_chosen(site):
    page = site.get("/search?place=palmyra&kind=site")
    assert {"Palmyra", "Temple of Bel"} == {e.text for e in page.html.select(".rlist h3 a")}
    assert page.html.select_one(".facets input[name=place][value=palmyra]").has_attr("checked")


def test_what_only_may_have_happened_then_can_be_left_out(site):
    form = site.get("/search?kind=event&from=2016-04-15&to=2016-04-20").forms[1]
    form["certain"] = "1"
    page = form.submit().follow()
    assert not page.html.select(".rlist h3 a")
    assert "Certainly then" in page.html.select_one(".chips").text


@pytest.mark.parametrize("view", ["search", "map", "timeline"])
@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("q=", ""),
        ("q=&from=&to=&certain=&near=&km=20", ""),
        ("q=bel&from=&to=2016&near=+&km=20&kind=site&kind=", "?q=bel&to=2016&kind=site"),
        ("q=%D8%AA%D8%AF%D9%85%D8%B1&near=", "?q=%D8%AA%D8%AF%D9%85%D8%B1"),
        ("from=garbage&to=&colour=red", "?from=garbage&colour=red"),
        ("near=34.55,+38.27&km=&page=2", "?near=34.55%2C+38.27&page=2"),
    ],
)
@pytest.mark.parametrize("root", ["", "/ar"])
def test_what_a_form_leaves_empty_does_not_stay_in_the_address(site, root, view, sent, kept):
    answer = site.get(f"{root}/{view}?{sent}", status=302)
    assert answer.headers["Location"] == f"{root}/{view}{kept}"
    assert site.get(answer.headers["Location"], status="*").status_code in {200, 400}


def test_a_point_and_its_kilometres_are_one_part_of_the_address(site):
    form = site.get("/search?kind=site").forms[1]
    form["near"], form["km"] = "34.55, 38.27", "5"
    page = form.submit().follow()
    assert page.request.GET["near"] == "34.55,38.27,5km"
    assert {"Palmyra", "Temple of Bel"} == {e.text for e in page.html.select(".rlist h3 a")}
    assert "Within 5 km of 34.55, 38.27" in page.html.select_one(".chips").text
    assert page.forms[1]["km"].value == "5"


def test_a_fault_in_a_query_is_marked_at_its_place(site):
    page = site.get("/search?q=temple+weather:dry+bel", status=400)
    typed = page.html.select_one(".problems .typed")
    assert typed.mark.text == "weather"
    assert typed.text.strip().endswith("temple weather:dry bel")


def test_where_no_record_has_every_word_the_nearest_are_shown_and_it_is_said(site):
    page = site.get("/search?q=temple+qqqzzz")
    assert "No record has all of these words." in page.html.select_one(".results-head").text
    assert page.html.select(".rlist > li")


@pytest.mark.parametrize("query", ["sanctuery", "sanctuery chief"])
def test_a_meant_word_is_one_step_away(site, query):
    link = site.get("/search", {"q": query}).html.select_one(".meant a")
    assert link.text == query.replace("sanctuery", "sanctuary")
    assert site.get(link["href"]).html.select(".rlist > li")


@pytest.mark.parametrize("name", ["Chaled Assad", "Chaled"])
def test_a_result_says_which_spelling_answered(site, name):
    first = site.get("/search", {"q": name, "kind": "person"}).html.select_one(".rlist > li")
    told = first.select_one(".why").text.replace("\u2068", "").replace("\u2069", "")
    assert told == "Matched Khaled al-Asaad, another spelling of your words"


@pytest.mark.parametrize("name", ["Asaad", "الأسعد", "الاسعد", "temples"])
def test_a_result_that_shows_the_words_as_typed_need_not_say_so(site, name):
    assert "another spelling" not in site.get("/search", {"q": name}).text


@pytest.mark.parametrize("view", ["map", "timeline", "search"])
def test_every_view_keeps_the_whole_question(site, view):
    asked = (
        "q=temple&kind=event&grade=destroyed&from=2015&to=2016&certain=1&bbox=38,34,39,35"
        "&near=34.55%2C38.27%2C50km&by=month&sort=title"
    )
    page = site.get(f"/{view}?{asked}")
    for tab in page.html.select(".tabs a"):
        told = site.get(tab["href"]).request.GET
        for pair in asked.split("&"):
            name, _, value = pair.partition("=")
            assert told[name] == value.replace("%2C", ",")
