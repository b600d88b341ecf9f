from webtest import TestApp

from tests.web.catalogue.conftest import catalogue_over


def test_the_front_page_counts_what_is_published_and_no_more(site, written):
    counts = [each.text for each in site.get("/").html.select(".counts a")]
    assert counts[:3] == ["3 sites", "1 person", "3 events"]


def test_the_front_page_searches(site):
    form = site.get("/ar/").forms[0]
    form["q"] = "معبد"
    assert "معبد بل" in form.submit().text


def test_the_front_page_shows_where_and_when(site):
    html = site.get("/").html
    assert html.select(".map-svg .pin")
    assert [each.text for each in html.select(".bars a .y")] == ["2015", "2016"]


def test_an_empty_archive_welcomes_too(house):
    house.catch_up()
    visit = TestApp(catalogue_over(house))
    assert "Nothing has been published yet." in visit.get("/").text
    for path in ("/search", "/map", "/timeline", "/terms", "/about"):
        visit.get(path, status=200)
