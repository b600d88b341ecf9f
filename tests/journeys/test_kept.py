"""What a reader keeps stays in the browser: a list, saved searches, recent ones."""

import pytest

from tests.journeys.people import at_a_browser

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]


@pytest.fixture
def reader(chromium, served_once):
    with at_a_browser(chromium, served_once) as page:
        yield page


def pressed(page):
    return page.locator("[data-list][aria-pressed=true]").count()


def titles(page):
    return page.locator(".rlist:visible h2 a").all_inner_texts()


def collect(page, *searches):
    """Put the first result of each search on the list, with the keyboard."""
    for words in searches:
        page.goto(f"/search?q={words}")
        page.locator("[data-list]").first.press("Enter")


def test_a_list_is_made_opened_shortened_cleared_and_brought_back(reader):
    collect(reader, "temple+of+bel", "lion", "theatre")
    assert reader.locator("[data-count]").inner_text().strip() == "3"
    reader.get_by_role("link", name="My list").click()
    before = titles(reader)
    assert len(before) == 3
    assert reader.get_by_text("This is the list in this browser").is_visible()
    reader.locator("[data-list]").nth(1).click()
    reader.reload()
    reader.goto("/my-list")
    reader.wait_for_url("**/my-list?ids=*")
    assert titles(reader) == [before[0], before[2]]
    reader.get_by_role("button", name="Clear my list").click()
    assert titles(reader) == []
    assert reader.locator("[data-undo]").evaluate("each => each === document.activeElement")
    reader.keyboard.press("Enter")
    assert titles(reader) == [before[0], before[2]]
    assert pressed(reader) == 2


def test_a_list_is_shared_by_its_address_and_taken_over(chromium, served_once, reader):
    collect(reader, "temple+of+bel", "lion")
    reader.get_by_role("link", name="My list").click()
    with at_a_browser(chromium, served_once) as other:
        other.goto(reader.url)
        assert titles(other) == titles(reader)
        assert other.get_by_text("It is not the one in this browser").is_visible()
        assert other.get_by_role("button", name="Clear my list").is_hidden()
        other.get_by_role("button", name="Add all of it to my list").click()
        assert pressed(other) == 2
        other.reload()
        assert other.get_by_text("This is the list in this browser").is_visible()
    with at_a_browser(chromium, served_once, java_script_enabled=False) as plain:
        plain.goto(reader.url)
        assert titles(plain) == titles(reader)
        assert plain.locator("[data-list]:visible").count() == 0


def test_what_is_no_longer_public_leaves_the_list_without_a_word(reader):
    collect(reader, "lion")
    kept = "JSON.parse(localStorage.getItem('heritage-my-list'))"
    reader.evaluate(
        f"localStorage.setItem('heritage-my-list', JSON.stringify([...{kept}, '0'.repeat(32)]))"
    )
    reader.goto("/my-list")
    reader.wait_for_url("**/my-list?ids=*")
    reader.get_by_text("This is the list in this browser").wait_for()
    assert len(reader.evaluate(kept)) == 1
    assert reader.locator("[data-count]").inner_text().strip() == "1"


def test_a_spoilt_or_forbidden_store_breaks_nothing(reader):
    reader.goto("/search?q=lion")
    for spoilt in ("not json", '{"a":1}', '[1,"x",null]'):
        for key in ("my-list", "recent-searches", "saved-searches"):
            reader.evaluate(
                "([key, told]) => localStorage.setItem(`heritage-${key}`, told)", [key, spoilt]
            )
        for path in ("/search?q=lion", "/my-list", "/saved"):
            reader.goto(path)
    reader.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no'); } })"
    )
    reader.goto("/search?q=lion")
    reader.locator("[data-list]").first.click()
    assert pressed(reader) == 0


def test_recent_searches_are_remembered_here_until_one_switches_it_off(reader):
    for words in ("lion", "theatre", "lion"):
        reader.goto(f"/search?q={words}")
    reader.goto("/map?q=temple&kind=site")
    reader.locator(".recent > summary").click()
    assert reader.locator(".recent li").all_inner_texts() == ["lion", "theatre"]
    reader.get_by_role("link", name="All of them").click()
    shown = reader.locator(".recent-list li")
    assert shown.all_inner_texts() == ["temple · Site", "lion", "theatre"]
    reader.get_by_role("button", name="Clear recent searches").click()
    assert shown.count() == 0
    reader.get_by_role("button", name="Undo").click()
    assert shown.count() == 3
    reader.get_by_label("Remember recent searches").uncheck()
    assert shown.count() == 0
    reader.goto("/search?q=lion")
    assert reader.locator(".recent").is_hidden()
    reader.goto("/saved")
    assert not reader.get_by_label("Remember recent searches").is_checked()
    assert shown.count() == 0
    assert reader.context.cookies() == []


def test_no_more_than_twenty_are_remembered_and_none_that_failed(reader):
    reader.goto("/search?q=a*")
    reader.evaluate(
        """() => localStorage.setItem("heritage-recent-searches", JSON.stringify(
          [...Array(20).keys()].map((n) => ({ query: `?q=old${n}`, name: `old${n}` }))))"""
    )
    reader.goto("/search?q=lion")
    reader.goto("/saved")
    names = reader.locator(".recent-list li").all_inner_texts()
    assert names == ["lion", *(f"old{n}" for n in range(19))]


def test_a_search_is_saved_renamed_looked_at_and_deleted(reader):
    reader.goto("/ar/search?q=lion")
    with reader.expect_response("**/search.atom*"):
        reader.locator("[data-save]").click()
    assert reader.locator("[data-save]").get_attribute("aria-pressed") == "true"
    reader.goto("/saved")
    line = reader.locator(".kept-list li")
    line.locator("summary").click()
    line.get_by_label("Its name").fill("Lions")
    line.get_by_role("button", name="Save").click()
    assert line.locator("[data-part=name]").inner_text() == "Lions"
    reader.get_by_role("button", name="Look what is new").click()
    line.get_by_text("Nothing new since you looked").wait_for()
    reader.evaluate(
        """() => localStorage.setItem("heritage-saved-searches", JSON.stringify(
          JSON.parse(localStorage.getItem("heritage-saved-searches")).map(
            (each) => ({ ...each, seen: each.seen.slice(1) }))))"""
    )
    reader.get_by_role("button", name="Look what is new").click()
    line.get_by_text("1 new since you looked").wait_for()
    line.get_by_role("link", name="Lions", exact=True).click()
    assert reader.locator("#q").input_value() == "lion"
    reader.goto("/saved")
    line.get_by_role("button", name="Delete").click()
    assert line.count() == 0
    assert reader.get_by_text("No search is saved yet").is_visible()
