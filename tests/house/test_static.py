"""What browsers are given: known files, one direction-free style, nothing inline."""

import gzip
import hashlib
import json
import re

import pytest

from heritage.config import folder

STATIC = folder("static")
TEMPLATES = folder("templates")
VENDOR = STATIC / "vendor"
OUR_CSS = sorted(path for path in STATIC.rglob("*.css") if VENDOR not in path.parents)
OUR_JS = sorted(path for path in STATIC.rglob("*.js") if VENDOR not in path.parents)
PAGES = sorted(TEMPLATES.rglob("*.html"))
PARTS = json.loads((VENDOR / "vendor.json").read_text())

PHYSICAL = re.compile(
    r"(?<![\w-])(?:left|right|(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)"
    r"(?:-\w+)?|border-(?:top|bottom)-(?:left|right)-radius)\s*:"
    r"|(?:float|clear|text-align|caption-side)\s*:\s*(?:left|right)\b"
)
SIDES = re.compile(r"(?<![\w-])((?:margin|padding|inset|border-width|border-radius))\s*:([^;}]+)")


def name(path):
    return str(path.relative_to(path.parents[2]))


def without_comments(css):
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)


def markup(page):
    return re.sub(r"\{#.*?#\}", "", page.read_text(), flags=re.DOTALL)


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part["folder"])
def test_other_peoples_files_are_the_ones_they_published(part):
    for each in part["files"]:
        assert sha256(VENDOR / part["folder"] / each["file"]) == each["sha256"], each["file"]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part["folder"])
def test_other_peoples_files_carry_their_licence_and_version(part):
    assert (VENDOR / part["folder"] / "LICENSE").read_text().strip()
    assert part["licence"]
    assert part["folder"].endswith(f"-{part['version']}")


def test_nothing_is_vendored_that_is_not_in_the_list():
    listed = {VENDOR / part["folder"] / each["file"] for part in PARTS for each in part["files"]}
    listed |= {VENDOR / "vendor.json", VENDOR / ".gitattributes"}
    assert {path for path in VENDOR.rglob("*") if path.is_file()} == listed


@pytest.mark.parametrize("sheet", OUR_CSS, ids=name)
def test_our_styles_name_no_side_of_the_page(sheet):
    css = without_comments(sheet.read_text())
    assert not PHYSICAL.findall(css)
    for rule, value in SIDES.findall(css):
        sides = re.sub(r"\([^()]*(?:\([^()]*\)[^()]*)*\)", "()", value).replace("!important", "")
        if len(words := sides.split("/")[0].split()) == 4:
            assert words[1] == words[3], f"{rule}: {value.strip()}"


@pytest.mark.parametrize("sheet", OUR_CSS, ids=name)
def test_our_styles_load_nothing_from_another_host(sheet):
    css = without_comments(sheet.read_text())
    assert "@import" not in css
    assert not re.search(r"url\(\s*['\"]?(?:\w+:)?//", css)


@pytest.mark.parametrize("sheet", OUR_CSS, ids=name)
def test_every_file_a_style_names_exists_and_is_named_by_its_own_hash(sheet):
    for path, version in re.findall(
        r"url\(([^)?]+)(?:\?v=(\w+))?\)", without_comments(sheet.read_text())
    ):
        assert sha256(sheet.parent / path)[:12] == version, path


def test_every_font_has_its_licence_beside_it():
    fonts = list((STATIC / "shell" / "fonts").rglob("*.woff2"))
    assert len(fonts) == 6
    for font in fonts:
        assert "SIL OPEN FONT LICENSE" in (font.parent / "OFL.txt").read_text()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_no_page_holds_styles_or_scripts_of_its_own(page):
    html = markup(page)
    assert not re.search(r"\sstyle\s*=", html)
    assert not re.search(r"<style\b", html)
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", html)
    assert "javascript:" not in html
    assert "hx-on" not in html
    for attributes in re.findall(r"<script\b([^>]*)>", html):
        data = re.search(r"type=\"application/(?:ld\+)?json\"", attributes)
        assert data or "src=" in attributes, attributes


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_icon_a_page_draws_is_in_the_sprite(page):
    sprite = set(
        re.findall(r"<symbol id=\"([^\"]+)\"", (STATIC / "shell" / "icons.svg").read_text())
    )
    html = markup(page)
    drawn = set(re.findall(r"\bicon\(\s*[\"']([\w-]+)[\"']", html))
    drawn |= set(re.findall(r"icons\.svg'\) \}\}#([\w-]+)\"", html))
    if page.name == "_glyph.html":
        drawn |= set(re.findall(r"\"\w+\": \"([\w-]+)\"", html))
    assert drawn <= sprite


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_static_file_a_page_asks_for_exists(page):
    for path in re.findall(r"asset\(\s*[\"']([^\"']+)[\"']\s*\)", markup(page)):
        assert (STATIC / path).is_file(), path


def test_no_script_of_ours_runs_words_as_code():
    for script in OUR_JS:
        assert not re.search(
            r"\beval\(|new Function|innerHTML\s*=|document\.write", script.read_text()
        )


def test_the_scripts_and_styles_of_a_public_page_stay_small():
    names = ("shell/shell.css", "catalogue/catalogue.css", "shell/shell.js", "shell/icons.svg")
    assert sum(len(_squeezed(STATIC / each)) for each in names) < 20_000


def _squeezed(path):
    return gzip.compress(path.read_bytes(), 9)
