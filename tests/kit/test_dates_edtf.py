"""EDTF strings: the Library of Congress's examples, our own, and whatever anyone may type."""

import io
import json
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import example, given, settings
from hypothesis import strategies as st

from heritage.kit.dates import BadDate, Edtf, day_number, iso_day, parse

HERE = Path(__file__).parents[1] / "data" / "edtf"
SHARED = Path(__file__).parents[3] / "shared" / "data" / "edtf"
DERIVED = "edtfjs-derived-dev.json"
FLAGS = (
    "open_start", "open_end", "unknown_start", "unknown_end", "uncertain", "approximate",
    "unspecified",
)  # fmt: skip


def vectors(*files: Path) -> list[dict]:
    return [vector for file in files for vector in json.loads(file.read_text("utf-8"))]


VECTORS = vectors(HERE / "loc-spec-examples.json", HERE / "heritage-dates-dev.json")


def tried(text: str) -> Edtf | BadDate:
    """Give what is read, or the refusal, whose hint must be readable itself."""
    try:
        return parse(text)
    except BadDate as refusal:
        assert str(refusal).endswith(".")  # noqa: PT017 (a refusal is one of two good answers)
        assert refusal.hint is None or parse(refusal.hint)  # noqa: PT017
        return refusal


def check(vector: dict) -> None:
    """Hold one vector against our reading."""
    text = vector["edtf"]
    dated = tried(text)
    if isinstance(dated, BadDate):
        assert vector["valid"] is not True, str(dated)
        return
    assert vector["valid"] is not False
    assert {flag: getattr(dated, flag) for flag in FLAGS} == {flag: vector[flag] for flag in FLAGS}
    if "disagree" not in vector["bounds_basis"]:
        check_bounds(dated, vector)
    if vector["valid"] is True and not text.startswith("-00"):  # own vectors count those as level 0
        assert dated.level == vector["level"]


def check_bounds(dated, vector: dict) -> None:
    if vector["edtf"].startswith("Y"):  # the vectors stop at the years 0 to 9999, we do not
        assert not 0 <= int(iso_day(dated.earliest)[:-6]) <= 9999
        return
    days = [None if day is None else iso_day(day) for day in (dated.earliest, dated.latest)]
    assert days == [vector["earliest"], vector["latest"]]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["edtf"])
def test_every_vector_is_read_with_its_bounds_and_flags(vector):
    check(vector)


def test_the_vectors_of_edtf_js_are_read_or_refused_as_marked():
    if not (SHARED / DERIVED).exists():
        pytest.skip(f"{DERIVED} is not here; it is not ours to commit")
    for vector in vectors(SHARED / DERIVED):
        check(vector)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2001-22", "2001-06-01", "2001-08-31"),
        ("2001-24", "2001-12-01", "2002-02-28"),
        ("2001-29", "2001-09-01", "2001-11-30"),
        ("2001-32", "2001-06-01", "2001-08-31"),
        ("2001-39", "2001-09-01", "2001-12-31"),
        ("2001-41", "2001-07-01", "2001-12-31"),
        ("20XX-41", "2000-07-01", "2099-12-31"),
        ("15XX-X2", "1500-02-01", "1599-12-31"),
        ("15XX-01-3X", "1500-01-30", "1599-01-31"),
        ("XXXX-02-29", "0000-02-29", "9996-02-29"),
        ("-01XX", "-0199-01-01", "-0100-12-31"),
        ("-00XX", "-0099-01-01", "-0001-12-31"),
        ("-1985S2", "-1999-01-01", "-1900-12-31"),
        ("Y-17E7", "-170000000-01-01", "-170000000-12-31"),
        ("Y3388E2S3", "+338000-01-01", "+338999-12-31"),
        ("2016-05-02T24:00:00", "2016-05-02", "2016-05-02"),
        ("2016-05-02T16:54:59-11:59", "2016-05-02", "2016-05-02"),
        ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
        ("[2015-08-27~..2015-08-31~]", "2015-08-27", "2015-08-31"),
        ("2015-08-15/2015-08", "2015-08-15", "2015-08-31"),
    ],
)
def test_bounds_follow_our_rules_where_libraries_differ(text, earliest, latest):
    dated = parse(text)

    assert (iso_day(dated.earliest), iso_day(dated.latest)) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("..2004-04-30", "../2004-04-30"),
        ("2004-04-30..", "2004-04-30/.."),
        ("2009-05-16:2011-06-10", "2009-05-16/2011-06-10"),
        ("1984--2004", "1984/2004"),
        ("2004/1999", "1999/2004"),
        ("2015-02-31", "2015-02-28"),
        ("2015-13-05", "2015-05-13"),
        ("199u", "199X"),
        ("156u-12-25", "156X-12-25"),
        ("2004-uu", "2004-XX"),
        ("unknown/2006", "/2006"),
        ("2004/unknown", "2004/"),
        ("2004/open", "2004/.."),
        ("y170000002", "Y170000002"),
        ("2004?~", "2004%"),
        ("2004~?", "2004%"),
        ("[1667, 1668]", "[1667,1668]"),
        (" 2015", "2015"),
        ("2015-08-30 ", "2015-08-30"),
        ("2015-8-3", "2015-08-03"),
        ("20150830", "2015-08-30"),
        ("2015/08/30", "2015-08-30"),
        ("19", "19XX"),
        ("197~", "197X~"),
        ("12345", "Y12345"),
        ("Y9999", "9999"),
        ("-0000", "0000"),
        ("[1984]", "1984"),
        ("2016-05-02T16:54:59.042", "2016-05-02T16:54:59"),
        ("2016-05-02T16:54:59+0410", "2016-05-02T16:54:59+04:10"),
    ],
)
def test_a_near_miss_is_refused_with_the_right_spelling(text, hint):
    with pytest.raises(BadDate) as bad:
        parse(text)

    assert bad.value.hint == hint
    assert parse(hint)


@pytest.mark.parametrize(
    "text",
    [
        "", "/", "..", "//", "[]", "{}", "[..]", "{..}", "[,]", "[2015-08-30", "2015-99", "2015-00",
        "2015-08-00", "2015-08-32", "XXXX-02-30", "19X1-02-29", "2015-02-29", "2015-2X",
        "15XX-2X-25",
        "2001-21^x", "2001-21-05", "?2004?", "2004??", "Y17E99", "Y1E16", "Y" + "9" * 190,
        "Y0", "Y1E0",
        "1950S0", "1950S5", "19X0S2", "..2015..", "[..1984,1990..,2000]", "[1990,..1984]",
        "2015/2016/2017", "[2015/2016]", "[2015..2014]", "٢٠١٥", "２０１５", "2015\n", "2015\x00",
        "2015-08-30T25:00:00", "2015-08-30T10:00:00+14:01", "2015-08-30T10:00:00-00:00", "0" * 5000,
        "[" * 200, "X" * 200, "XXX1-02-29", "-XXX1-02-29",
        "[" + ",".join(["XXX1-02-29"] * 15) + "]",
    ],
)  # fmt: skip
def test_what_is_not_edtf_is_refused_in_a_sentence(text):
    with pytest.raises(BadDate, match=r"\.$"):
        parse(text)


EDTF_LIKE = st.text("0123456789XYEST-/.,?~%[]{}:Zu ", max_size=24)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=250), EDTF_LIKE))
@example("Y1E15")
@example("-9999-12-31")
def test_any_string_is_read_in_order_or_refused(text):
    dated = tried(text)
    if isinstance(dated, BadDate):
        return
    if dated.earliest is not None and dated.latest is not None:
        assert dated.earliest <= dated.latest


@given(st.integers(-(10**9), 10**9))
def test_days_are_numbered_and_named_alike(number):
    year, month, day = iso_day(number).lstrip("+").rsplit("-", 2)

    assert day_number(int(year), int(month), int(day)) == number


@given(st.dates())
def test_the_common_days_have_the_numbers_python_gives_them(day):
    dated = parse(day.isoformat())

    assert dated.earliest == dated.latest == day.toordinal()
    assert iso_day(day.toordinal()) == day.isoformat()


def test_the_day_before_the_year_one_is_in_the_year_zero():
    assert iso_day(0) == "0000-12-31"
    assert iso_day(day_number(-8, 1, 1)) == "-0008-01-01"


PARTS = st.sampled_from(
    ["2015", "2015-08", "2015-08-30", "201X", "20XX", "2015-XX", "2015-08-XX", "-0008", "2001-21"]
)
POINTS = st.builds(str.__add__, PARTS, st.sampled_from(["", "?", "~", "%"]))
WHOLES = st.one_of(
    POINTS,
    st.builds("{}/{}".format, POINTS, st.one_of(POINTS, st.sampled_from(["..", ""]))),
    st.builds("[{},{}]".format, POINTS, POINTS),
    st.builds("{{{},{}}}".format, PARTS, PARTS),
)
DIFFERENCES = {row["edtf"] for row in vectors(HERE / "library-differences.json")}


@settings(max_examples=40, deadline=None)
@given(WHOLES)
def test_what_the_edtf_library_reads_is_read_here_unless_it_ends_before_it_starts(text):
    try:
        with redirect_stdout(io.StringIO()):  # the library prints what it stumbles over
            parse_edtf(text)
    except (EDTFParseException, AttributeError):  # the second from within it, as for 2015/2015-XX?
        return
    dated = tried(text)
    assert isinstance(dated, Edtf) or "before the start" in str(dated)


def test_no_known_difference_of_the_libraries_makes_us_stumble():
    for text in sorted(DIFFERENCES):
        assert tried(text)
