"""What a browser keeps of searches; the pages hold what its script needs, and no more."""

import re

import pytest

from heritage.config import folder
from heritage.web.catalogue.saved import MOST_RECENT


def test_a_search_offers_to_be_saved_under_what_was_asked(site):
    page = site.get("/search?q=bel&country=SY&sort=title&page=1").html
    button = page.select_one("[data-save]")
    assert button["data-save"] == "?q=bel&country=SY"
    assert button["data-name"].startswith("bel · Syria")
    assert button.has_attr("hidden")
    assert page.select_one("[data-recent]")["data-recent"] == "?q=bel&country=SY"


@pytest.mark.parametrize("path", ["/search", "/map", "/timeline"])
def test_every_view_of_a_search_is_the_same_search(site, path):
    page = site.get(f"{path}?q=bel").html
    assert page.select_one("[data-save]")["data-save"] == "?q=bel"
    assert page.select_one("[data-recent]")["data-root"] == "/search"


def test_a_search_that_cannot_be_done_is_neither_offered_nor_remembered(site):
    page = site.get("/search?q=a*", status=400).html
    assert page.select_one("[data-save]") is None
    assert page.select_one("[data-recent]")["data-recent"] == ""


def test_without_scripts_the_page_says_what_does_the_same(site):
    page = site.get("/saved")
    assert "A bookmark keeps it" in page
    assert page.html.select_one("noscript")
    assert page.html.select_one("[data-scripted]").has_attr("hidden")


def test_script_and_page_agree_on_how_many_are_remembered():
    script = (folder("static") / "catalogue" / "searches.js").read_text()
    assert re.search(r"MOST_RECENT = (\d+)", script)[1] == str(MOST_RECENT)
