"""Every control of a search, in Arabic, by keyboard alone and without scripts."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.journeys.keys import Keys
from tests.journeys.people import at_a_browser

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

HREFS = "all => all.map((each) => each.getAttribute('href'))"
BOXES = """all => all.map((each) => [each.name, each.value, each.checked])"""


@pytest.fixture
def keys(chromium, served_once):
    """Open a browser without scripts, and touch nothing but its keyboard."""
    with at_a_browser(chromium, served_once, java_script_enabled=False) as page:
        yield Keys(page)


def asked(page):
    """Read the search from the address; nothing in it may be empty."""
    pairs = parse_qsl(urlsplit(page.url).query, keep_blank_values=True)
    assert all(value for _, value in pairs), page.url
    return pairs


def agrees(page):
    """Ask the same of the machines' door, and compare what is found and what can be chosen."""
    told = page.request.get(f"/ar/search.json?{urlsplit(page.url).query}").json()
    links = page.locator(".rlist h3 a").evaluate_all(HREFS)
    assert links == [each["url"] for each in told["results"]]
    for name, value, chosen in page.locator(".facets [type=checkbox]").evaluate_all(BOXES):
        assert value in [each["value"] for each in told["facets"][name]]
        assert chosen == ((name, value) in asked(page))
    return told["total"]


def test_words_filters_time_and_place_are_asked_for_together(keys):
    keys.page.goto("/ar/search")
    keys.write("#q", "تدمر")
    keys.go("#q")
    assert asked(keys.page) == [("q", "تدمر")]
    every = agrees(keys.page)

    keys.reach("input[name=kind][value=event]")
    keys.press("Space")
    keys.write("#from", "2015")
    keys.write("#to", "2016-12")
    keys.choose_radio("certain", "وقع حينها يقينًا")
    keys.reach(".facets summary", "حول نقطة")
    keys.press("Enter")
    keys.write("#near", "34.55, 38.27")
    keys.choose_option("#km", "50")
    keys.go(".facets button[type=submit]")
    narrowed = [("q", "تدمر"), ("kind", "event"), ("from", "2015"), ("to", "2016-12"),
                ("certain", "1"), ("near", "34.55,38.27,50km")]  # fmt: skip
    assert sorted(asked(keys.page)) == sorted(narrowed)
    assert 0 < agrees(keys.page) < every

    keys.go(".chips a.chip", "حدث")
    assert ("kind", "event") not in asked(keys.page)


def test_a_closed_group_is_opened_and_its_long_list_is_a_page(keys):
    keys.page.goto("/ar/search")
    every = agrees(keys.page)
    keys.reach(".facets summary", "السبب")
    keys.press("Enter", "Tab", "Space")
    keys.go(".facets button[type=submit]")
    assert [name for name, _ in asked(keys.page)] == ["cause"]
    assert 0 < agrees(keys.page) < every

    keys.page.goto("/ar/search")
    keys.reach(".facets summary", "ناشر المصدر")
    keys.press("Enter")
    keys.go(".facets a.more", "ناشر المصدر")
    keys.reach(".facets.long [type=checkbox]")
    keys.press("Space")
    keys.go("button[name=apply]")
    assert [name for name, _ in asked(keys.page)] == ["source"]
    assert 0 < agrees(keys.page) < every


def test_order_periods_pages_views_and_language_keep_the_question(keys):
    keys.page.goto("/ar/search?q=تدمر")
    keys.choose_option("#sort", "latest")
    keys.go(".sorter button")
    keys.go(".by a", "الشهر")
    question = {("q", "تدمر"), ("sort", "latest"), ("by", "month")}
    assert {*asked(keys.page)} == question
    agrees(keys.page)
    keys.go("nav.pager a[rel=next]")
    assert {*asked(keys.page)} == question | {("page", "2")}
    agrees(keys.page)
    for name, path in (
        ("الخريطة", "/ar/map"),
        ("الخط الزمني", "/ar/timeline"),
        ("القائمة", "/ar/search"),
    ):
        keys.go(".tabs a", name)
        assert urlsplit(keys.page.url).path == path
        assert {*asked(keys.page)} == question
    keys.go("a[hreflang=en]")
    assert urlsplit(keys.page.url).path == "/search"
    assert {*asked(keys.page)} == question


def test_the_advanced_form_writes_the_same_address(keys):
    keys.page.goto("/ar/search?q=temple")
    keys.go("a[href*='/search/advanced']")
    keys.write("#box-none", "bel")
    keys.write("#from", "2015")
    keys.reach("summary", "نوع السجل")
    keys.press("Enter")
    keys.reach("input[name=kind][value=site]")
    keys.press("Space")
    keys.go("button[name=go]")
    told = {("q", "temple -bel"), ("kind", "site"), ("from", "2015")}
    assert {*asked(keys.page)} - {("sort", "relevance")} == told
    assert agrees(keys.page)
