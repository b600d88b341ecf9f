import csv as library
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heritage.exchange import csv
from tests.exchange.shelf import archive, edition

TROUBLE = "=+-@\t\r\n＝＋－＠"


def read(text):
    assert text.startswith("\ufeff")
    return list(library.DictReader(io.StringIO(text[1:], newline="")))


def written(*records, **more):
    return read("".join(csv.lines(records, archive(*records, **more))))


def test_every_seeded_record_has_its_row(palmyra, editions):
    rows = read("".join(csv.lines(editions, palmyra)))
    assert [row["id"] for row in rows] == [palmyra.permanent(each) for each in editions]
    temple = next(row for row in rows if row["title_en"] == "Temple of Bel")
    assert temple["title_ar"] == "معبد بل"
    assert temple["condition"] == "destroyed"
    assert (temple["when"], temple["lat"]) == ("2015-08-30", "34.54738")
    assert "wikidata:Q797481" in temple["identifiers"]


@pytest.mark.parametrize("first", list(TROUBLE))
def test_no_cell_can_run_as_a_formula(first):
    text = f"{first}cmd|' /C calc'!A0"
    source = edition("source", "a", publisher=text)
    [row] = written(source)
    assert row["publisher"] == f"'{text}"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40))
def test_every_cell_of_text_is_safe_and_read_back_whole(text):
    [row] = written(edition("site", "a", summary={"en": text}))
    cell = row["summary_en"]
    assert not cell.startswith(tuple(TROUBLE))
    assert cell in {text, f"'{text}"}


def test_numbers_below_zero_stay_numbers():
    site = edition("site", "a", rows={"places": [{"lat": -12.5, "lon": -77.0}]})
    [row] = written(site)
    assert (float(row["lat"]), float(row["lon"])) == (-12.5, -77.0)


def test_labels_are_in_the_language_asked_for():
    site = edition("site", "a", grade="damage-grade/destroyed")
    [row] = written(site, language="ar")
    assert row["condition_label"] == "مدمر"
    assert row["condition"] == "destroyed"
    assert row["url"].endswith("/ar/sites/a")


def test_lines_end_as_the_standard_has_it():
    site = edition("site", "a")
    text = "".join(csv.lines([site], archive(site)))
    assert text.count("\r\n") == 2
    assert text.endswith("\r\n")
