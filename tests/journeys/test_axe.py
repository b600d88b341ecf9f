"""Every page, wide and narrow, light and dark, in both languages, stands in nobody's way."""

import pytest

from heritage.config import folder

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# The walks are long: each language has a worker of its own, and walks once.
WALKS = {each: pytest.mark.xdist_group(f"walk-{each}") for each in ("en", "ar")}
BOTH = pytest.mark.parametrize(
    "language", [pytest.param(each, marks=group) for each, group in WALKS.items()]
)
WIDTHS = pytest.mark.parametrize("width", [1440, 390])
FRAMES = {"shell/base.html", "shell/desk.html", "catalogue/_page.html"}


def listed(faults):
    return "\n".join(dict.fromkeys(faults))


@BOTH
@WIDTHS
def test_every_state_of_a_page_can_be_reached(rounds, language, width):
    assert not listed(rounds(language, width).stuck)


@BOTH
@WIDTHS
def test_no_page_or_opened_state_bars_anyone(rounds, language, width):
    assert not listed(rounds(language, width).axe)


@BOTH
def test_no_page_scrolls_sideways_on_the_narrowest_phone(rounds, language):
    assert not listed(rounds(language, 390).sideways)


@BOTH
@WIDTHS
def test_no_page_complains_to_the_console(rounds, language, width):
    assert not listed(rounds(language, width).console)


@BOTH
def test_no_page_asks_anything_of_another_host(rounds, language):
    assert not listed(rounds(language, 1440).elsewhere)


@BOTH
def test_no_script_and_no_style_stands_in_a_page(rounds, language):
    assert not listed(rounds(language, 1440).inline)


@BOTH
def test_every_page_is_well_formed(rounds, language):
    assert not listed(rounds(language, 1440).html)


@WALKS["en"]
def test_every_template_was_looked_at(rounds):
    root = folder("templates")
    pages = {
        path.relative_to(root).as_posix()
        for path in root.rglob("*.html")
        if not path.name.startswith("_")
    }
    assert pages - FRAMES <= rounds("en", 1440).drawn
