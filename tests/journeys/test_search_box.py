"""A search by keyboard alone: names are offered while one types, and need not be taken."""

import pytest
from playwright.sync_api import expect

from tests.journeys.people import at_a_browser

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.fixture(params=["", "/ar"])
def box(request, chromium, served_once):
    """Open the search in each language and type the beginning of a name."""
    with at_a_browser(chromium, served_once) as page:
        page.goto(f"{request.param}/search")
        box = page.locator("#q")
        box.press_sequentially("khal")
        expect(page.locator(".offers li").first).to_be_visible()
        yield box


def test_enter_without_choosing_searches_as_typed(box):
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("Enter")
    box.page.wait_for_url("**/search?q=khal*")


def test_an_offer_is_chosen_by_arrows_and_opened_by_enter(box):
    box.press("ArrowDown")
    chosen = box.page.locator("[role=option][aria-selected=true]")
    expect(box).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    expect(box).to_be_focused()
    url = chosen.get_attribute("data-url")
    box.press("Enter")
    box.page.wait_for_url(f"**{url}")


def test_arrows_go_round_by_way_of_the_box(box):
    box.press("ArrowUp")
    expect(box.page.locator(".offers li").last).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") is None


def test_escape_puts_the_offers_away_and_keeps_what_was_typed(box):
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("khal")
    assert not box.page.locator(".offers li").first.is_visible()


def test_going_on_puts_them_away_too(box):
    box.press("Tab")
    expect(box).to_have_attribute("aria-expanded", "false")


def test_filters_are_opened_chosen_and_applied_by_keyboard(chromium, served_once):
    with at_a_browser(chromium, served_once) as page:
        page.goto("/search?q=palmyra")
        group = page.locator(".facets summary", has_text="Cause")
        group.focus()
        group.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        page.wait_for_url("**cause=*")
        assert page.locator(".results-head .chips a").count() == 1
