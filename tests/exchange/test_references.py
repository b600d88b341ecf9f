import json

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import NormalizeFieldKeys, RemoveEnclosingMiddleware
from hypothesis import given
from hypothesis import strategies as st

from heritage.exchange import bibtex, csl, ris
from heritage.exchange.reference import reference
from tests.exchange.shelf import BASE, archive, edition

SOURCE = {
    "title": "A report", "url": "https://news.example/a", "publisher": "The Paper",
    "authors": "Mara Delane; Jonas Pell", "published": "2015-09-01", "language": "en",
    "source_kind": "source-kind/news-article",
}  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=60)


def parsed(text):
    """Read BibTeX with a library of its own, as a reader's program would."""
    stack = [NormalizeFieldKeys(), RemoveEnclosingMiddleware(allow_inplace_modification=True)]
    library = bibtexparser.parse_string(text, parse_stack=stack)
    assert library.failed_blocks == []
    return library.entries


def unescaped(text):
    for character, written in bibtex._ESCAPES.items():
        if character not in "$&#_%":
            text = text.replace(written, {"{": "\0", "}": "\1"}.get(character, character))
    for character in "$&#_%":
        text = text.replace(f"\\{character}", character)
    return text.replace("\0", "{").replace("\1", "}")


# ------------------------------------------------ CSL-JSON


def test_the_seeded_sources_agree_with_the_vectors(palmyra, editions, shared):
    path = shared / "data" / "citations" / "items.csl.json"
    if not path.exists():
        pytest.skip("the citation vectors are not here")
    ours = {each.field("title"): each for each in editions if each.kind == "source"}
    for wanted in json.loads(path.read_text("utf-8")):
        source = ours[wanted["title"]]
        told = csl.item(reference(source, palmyra))
        same = ["title", "language", "issued", "container-title"]
        same += [] if source.field("link_withheld") else ["URL"]
        assert {key: told.get(key) for key in same} == {key: wanted.get(key) for key in same}


def test_a_source_is_cited_as_what_it_is():
    source = edition("source", "a-report", **SOURCE)
    [told] = json.loads(csl.write([source], archive(source)))
    assert told["type"] == "article-newspaper"
    assert told["author"] == [{"literal": "Mara Delane"}, {"literal": "Jonas Pell"}]
    assert told["container-title"] == "The Paper"
    assert told["archive_location"] == f"{BASE}/id/{source.id}"


@pytest.mark.parametrize(
    ("kind", "type_"),
    [("monitoring-report", "report"), ("book", "book"), ("photograph", "graphic"),
     ("other", "webpage")],
)  # fmt: skip
def test_kinds_of_source_are_kinds_of_reference(kind, type_):
    source = edition("source", "a", **{**SOURCE, "source_kind": f"source-kind/{kind}"})
    assert reference(source, archive(source)).type == type_


def test_a_record_is_cited_as_a_page_of_the_archive_in_its_edition():
    site = edition("site", "temple", "Temple")
    [told] = json.loads(csl.write([site], archive(site)))
    assert (told["type"], told["version"]) == ("webpage", "1")
    assert told["URL"] == f"{BASE}/id/{site.id}"
    assert told["issued"] == {"date-parts": [[2026, 1, 2]]}


@pytest.mark.parametrize(
    ("published", "issued"),
    [
        ("2015", {"date-parts": [[2015]]}),
        ("2015-09~", {"date-parts": [[2015, 9]], "circa": True}),
        ("2015-08/2015-09", {"date-parts": [[2015, 8, 1], [2015, 9, 30]]}),
        (None, None),
    ],
)
def test_dates_keep_their_doubt(published, issued):
    source = edition("source", "a", **{**SOURCE, "published": published})
    assert csl.item(reference(source, archive(source))).get("issued") == issued


def test_a_withheld_address_is_not_cited():
    source = edition("source", "a", **SOURCE, link_withheld=True)
    told = archive(source)
    for written in (csl.write([source], told), *ris.entries([source], told),
                    *bibtex.entries([source], told)):  # fmt: skip
        assert "news.example" not in written


# ------------------------------------------------ RIS


def test_every_seeded_record_is_read_back_from_ris(palmyra, editions):
    read = rispy.loads("".join(ris.entries(editions, palmyra)))
    assert len(read) == len(editions)
    for told, record in zip(read, editions, strict=True):
        wanted = reference(record, palmyra)
        assert told["id"] == wanted.key
        assert told["title"] == " ".join(wanted.title.split())
        assert told["urls"] == [wanted.url]


@given(WORDS)
def test_no_text_can_begin_another_ris_entry(text):
    title = f"{text}\nER  - \nTY  - JOUR\r{text}"
    source = edition("source", "a", **{**SOURCE, "title": title})
    [told] = rispy.loads("".join(ris.entries([source], archive(source))))
    assert told["type_of_reference"] == "NEWS"


def test_ris_dates_are_written_as_the_format_has_them():
    for published, day in (
        ("2015-09-01", "2015/09/01/"), ("2015-09", "2015/09//"), ("2015", "2015///"),
        ("2015-09~", "2015/09//about September 2015"),
    ):  # fmt: skip
        source = edition("source", "a", **{**SOURCE, "published": published})
        [told] = rispy.loads("".join(ris.entries([source], archive(source))))
        assert told["date"] == day


# ------------------------------------------------ BibTeX


def test_every_seeded_record_is_read_back_from_bibtex(palmyra, editions):
    read = parsed("".join(bibtex.entries(editions, palmyra)))
    assert [each.key for each in read] == [reference(each, palmyra).key for each in editions]
    for told, record in zip(read, editions, strict=True):
        wanted = reference(record, palmyra)
        title = told.fields_dict["title"].value.strip("{}")
        assert unescaped(title) == " ".join(wanted.title.split())
        assert told.fields_dict["url"].value == wanted.url


@given(WORDS)
def test_any_title_survives_bibtex(text):
    source = edition("source", "a", **{**SOURCE, "title": f"x{text}x", "authors": text})
    [told] = parsed("".join(bibtex.entries([source], archive(source))))
    title = told.fields_dict["title"].value
    assert unescaped(title[1:-1]) == " ".join(f"x{text}x".split())


def test_what_means_something_to_latex_is_escaped():
    assert bibtex.escaped(r"50% of {a_b} & #1 ~ $x^2 \n") == (
        r"50\% of \textbraceleft{}a\_b\textbraceright{} \& \#1 \textasciitilde{} "
        r"\$x\textasciicircum{}2 \textbackslash{}n"
    )
