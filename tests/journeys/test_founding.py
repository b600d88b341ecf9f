"""The founding job: an article goes in, is cited, and anyone finds what it says with its proof."""

import re
from pathlib import Path

import pytest

from tests.journeys.people import at_a_browser, found_by, sign_in, sign_out

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

OWN = Path(__file__).parent.parent / "data" / "article" / "own.txt"
FOUNDING = OWN.parents[4] / "shared" / "data" / "article"
PUBLISHER = "The Journey Post"
PALMYRA, THEATRE, KEEPER = "Palmyra", "Roman Theatre at Palmyra", "Khaled al-Asaad"
CITED = {
    "shared": (
        (PALMYRA, "Since May, 2015, ISIS troops have held the city of Palmyra", "state"),
        (THEATRE, "supposed government sympathizers in the Roman amphitheater", "summary"),
        (KEEPER, "beheaded the Palmyra Antiquities Director, Khaled al-Asaad", "manner"),
    ),
    "own": (
        (PALMYRA, "Since May 2015 the group has held Palmyra", "state"),
        (THEATRE, "Films of killings in the Roman amphitheater", "summary"),
        (KEEPER, "beheaded the keeper of the ruins, Khaled al-Asaad", "manner"),
    ),
}
PLACES = """([root, words]) => {
  const walker = document.createTreeWalker(document.querySelector(root), NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (walker.nextNode()) nodes.push(walker.currentNode);
  const from = nodes.map((node) => node.data).join("").indexOf(words);
  const range = document.createRange();
  let at = 0;
  for (const node of nodes) {
    const inside = (place) => place >= at && place <= at + node.length;
    if (inside(from) && from < at + node.length) range.setStart(node, from - at);
    if (inside(from + words.length)) { range.setEnd(node, from + words.length - at); break; }
    at += node.length;
  }
  range.startContainer.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
  const boxes = [...range.getClientRects()];
  const [first, last] = [boxes[0], boxes[boxes.length - 1]];
  return [first.left, (first.top + first.bottom) / 2, last.right, (last.top + last.bottom) / 2];
}"""


def article():
    """Give the founding article, or ours of the same shape where it is not at hand."""
    found = sorted(FOUNDING.glob("*.txt"))
    return ("shared", found[0].read_text("utf-8")) if found else ("own", OWN.read_text("utf-8"))


def select_by_mouse(page, words):
    page.wait_for_load_state()
    left, top, right, bottom = page.evaluate(PLACES, ["#captured", words])
    page.mouse.move(left + 1, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, (top + bottom) / 2, steps=4)
    page.mouse.move(right - 1, bottom, steps=4)
    page.mouse.up()
    assert page.locator("[data-chosen]").inner_text() == words


def take_in(page, text):
    page.locator("summary", has_text="New").click()
    page.get_by_role("navigation").get_by_role("link", name="Source", exact=True).click()
    page.get_by_label("Paste the text").fill(text)
    page.get_by_role("button", name="Keep it and read it").click()
    assert page.get_by_label("Title").input_value() == text.splitlines()[0].strip()
    page.get_by_label("Publisher", exact=True).fill(PUBLISHER)
    page.get_by_label("What did you do, and why?").fill("described from the page")
    page.get_by_role("button", name="Save draft").click()
    page.locator("#captured").wait_for()


def cite(page, record, words, field):
    select_by_mouse(page, words)
    page.get_by_role("button", name="Cite for…").click()
    assert words in page.locator("blockquote mark").inner_text()
    page.get_by_role("radio", name=re.compile(f"^{record} ·")).check()
    page.locator(f"#field:not(:has(optgroup)) option[value={field}]").wait_for(state="attached")
    page.get_by_label("Field", exact=True).select_option(field)
    page.get_by_label("Value as reported").fill(words)
    page.get_by_role("button", name="Cite", exact=True).last.click()
    page.locator("#captured").wait_for()
    assert "Cited for" in page.locator(".flash").first.inner_text()


def test_an_article_goes_in_and_a_stranger_finds_what_it_says(chromium, served):
    which, text = article()
    with at_a_browser(chromium, served) as archivist:
        sign_in(archivist, "archivist")
        take_in(archivist, text)
        marks = archivist.locator("#captured mark.found").evaluate_all(
            "all => all.map((mark) => mark.title)"
        )
        assert {f"{PALMYRA} (Site)", f"{THEATRE} (Site)", f"{KEEPER} (Person)"} <= {*marks}
        for record, words, field in CITED[which]:
            cite(archivist, record, words, field)
        archivist.get_by_role("link", name="Back to the source").click()
        archivist.get_by_label("A word for the reviewer").fill("three passages")
        archivist.get_by_role("button", name="Send to review").click()
        archivist.get_by_text("In review", exact=True).first.wait_for()
        sign_out(archivist)

    with at_a_browser(chromium, served) as stranger:
        stranger.goto(f'/search?q="{CITED[which][0][1]}"')
        assert not stranger.locator(".rlist").get_by_text(PUBLISHER).count()

    with at_a_browser(chromium, served) as reviewer:
        sign_in(reviewer, "reviewer")
        reviewer.get_by_role("navigation").get_by_role("link", name="Review", exact=True).click()
        reviewer.get_by_role("link", name=text.splitlines()[0].strip()).first.click()
        for _record, words, _field in CITED[which]:
            reviewer.get_by_role("main").get_by_text(words).first.wait_for()
        reviewer.get_by_role("button", name="Publish version").click()
        reviewer.locator(".flash").wait_for()
        sign_out(reviewer)

    with at_a_browser(chromium, served) as visitor:
        for record, words, _field in CITED[which]:
            found_by(visitor, f'"{words}"', record)
            main = visitor.get_by_role("main")
            assert main.get_by_role("heading", level=1).inner_text().startswith(record)
            assert main.get_by_text(words).count()
            assert main.get_by_text(PUBLISHER).count()
