import pytest
from hypothesis import given
from hypothesis import strategies as st

from heritage.exchange import atom, dublin_core, sitemap
from heritage.exchange.xml import DC, LANG, document
from tests.exchange.shelf import BASE, archive, edition
from tests.support.reading import xml

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def feed(*records, **more):
    links = {"self": f"{BASE}/search.atom?page=2", "first": f"{BASE}/search.atom"}
    told = archive(*records, **more)
    return xml(atom.feed(records, told, "News", links, 7))


# ------------------------------------------------ Atom


def test_a_feed_has_all_that_the_standard_asks():
    top = feed(edition("site", "temple", "Temple", summary={"en": "It stood."}))
    for parent in (top, top.find(f"{ATOM}entry")):
        for tag in ("id", "title", "updated"):
            assert parent.find(f"{ATOM}{tag}").text
    assert top.find(f"{ATOM}author/{ATOM}name").text == "The Archive"
    assert top.find(f"{ATOM}entry/{ATOM}updated").text == "2026-01-02T00:00:00Z"
    assert top.find(f"{ATOM}entry/{ATOM}summary").text == "It stood."


def test_the_ids_of_a_feed_and_its_entries_do_not_move():
    site = edition("site", "temple")
    top = feed(site)
    assert top.find(f"{ATOM}id").text == "tag:archive.example,2026:/search.atom"
    assert top.find(f"{ATOM}entry/{ATOM}id").text == f"tag:archive.example,2026:/id/{site.id}"


def test_an_empty_feed_is_a_feed():
    assert feed().find(f"{ATOM}updated").text
    assert feed().findall(f"{ATOM}entry") == []


@given(ANY)
def test_no_text_breaks_a_feed(text):
    top = feed(edition("site", "a", f"x{text}", summary={"en": text}))
    assert top.find(f"{ATOM}entry/{ATOM}title").text.startswith("x")


# ------------------------------------------------ Dublin Core


def described(record, *others, write=dublin_core.simple):
    return xml(document(write(record, archive(record, *others))))


def test_a_site_is_described_in_both_languages(palmyra, editions):
    temple = next(each for each in editions if each.title() == "Temple of Bel")
    top = xml(document(dublin_core.simple(temple, palmyra)))
    titles = {each.get(LANG): each.text for each in top.findall(f"{DC}title")[:2]}
    assert titles == {"en": "Temple of Bel", "ar": "معبد بل"}
    assert "2015-08-30" in [each.text for each in top.findall(f"{DC}coverage")]
    assert all(each.tag.startswith(DC) for each in top)


def test_a_source_names_its_authors_and_its_address():
    source = edition(
        "source", "a", authors="Mara; Jonas", url="https://news.example/a", published="2015"
    )
    top = described(source)
    assert [each.text for each in top.findall(f"{DC}creator")] == ["Mara", "Jonas"]
    assert "https://news.example/a" in [each.text for each in top.findall(f"{DC}identifier")]


def test_a_hidden_place_is_told_with_its_cell():
    site = edition("site", "a", rows={"places": [{"lat": 34.5, "lon": 38.3, "cell": 0.2}]})
    [told] = [each.text for each in described(site).findall(f"{DC}coverage")]
    assert told == "north=34.5; east=38.3; a square of 0.2 degrees around it"


def test_the_finer_form_says_the_same_in_finer_words():
    site = edition("site", "a", names=[{"text": "Other", "lang": "en"}])
    tags = {each.text: each.tag for each in described(site, write=dublin_core.qualified)}
    assert tags["Other"] == "{http://purl.org/dc/terms/}alternative"
    assert tags["2026-01-02"] == "{http://purl.org/dc/terms/}modified"


@given(ANY)
def test_no_text_breaks_a_description(text):
    site = edition("site", "a", summary={"en": text})
    for write in (dublin_core.simple, dublin_core.qualified):
        assert described(site, write=write) is not None


# ------------------------------------------------ sitemap


def test_each_page_stands_in_both_languages_and_points_to_the_other():
    top = xml(sitemap.pages([("/sites/a", "2026-01-02"), ("/", None)], BASE))
    urls = top.findall(f"{MAP}url")
    assert [url.find(f"{MAP}loc").text for url in urls] == [
        f"{BASE}/sites/a", f"{BASE}/ar/sites/a", f"{BASE}/", f"{BASE}/ar/",
    ]  # fmt: skip
    assert urls[0].find(f"{MAP}lastmod").text == "2026-01-02"
    assert urls[2].find(f"{MAP}lastmod") is None
    told = {
        each.get("hreflang"): each.get("href")
        for each in urls[0].findall("{http://www.w3.org/1999/xhtml}link")
    }
    assert told == {
        "en": f"{BASE}/sites/a", "ar": f"{BASE}/ar/sites/a", "x-default": f"{BASE}/sites/a",
    }  # fmt: skip


@pytest.mark.parametrize(("pages", "files"), [(1, 1), (5_000, 1), (5_001, 2), (12_000, 3)])
def test_a_large_map_is_cut_into_files_of_ten_thousand_addresses(pages, files):
    parts = sitemap.cut([(f"/sites/{n}", None) for n in range(pages)])
    assert len(parts) == files
    assert sum(map(len, parts)) == pages
    top = xml(sitemap.index(files, BASE))
    assert [each.text for each in top.iter(f"{MAP}loc")] == [
        f"{BASE}/sitemap-{n}.xml" for n in range(1, files + 1)
    ]
