"""Dates said in words, which are understood again as the same days."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from heritage.kit.dates import (
    PRECISIONS,
    BadDate,
    certainly_within,
    day_number,
    overlaps,
    parse,
    precision,
    read,
    say,
    say_bounds,
)

SAID = {
    "2015-08-30": ("30 August 2015", "٣٠ آب (أغسطس) ٢٠١٥"),
    "2015-08~": ("about August 2015", "نحو آب (أغسطس) ٢٠١٥"),
    "2015-08?": ("August 2015, uncertain", "آب (أغسطس) ٢٠١٥، غير مؤكد"),
    "1180~": ("about 1180", "نحو عام ١١٨٠"),
    "2015-08%": ("about August 2015, uncertain", "نحو آب (أغسطس) ٢٠١٥، غير مؤكد"),
    "[2015-08-27..2015-08-31]": ("between 27 and 31 August 2015", "بين ٢٧ و٣١ آب (أغسطس) ٢٠١٥"),
    "2015-08-27/2015-08-31": ("27 to 31 August 2015", "من ٢٧ إلى ٣١ آب (أغسطس) ٢٠١٥"),
    "2015-08-27/2015-09-03": (
        "27 August to 3 September 2015",
        "من ٢٧ آب (أغسطس) إلى ٣ أيلول (سبتمبر) ٢٠١٥",
    ),
    "2015-05/2016-03": ("May 2015 to March 2016", "من أيار (مايو) ٢٠١٥ إلى آذار (مارس) ٢٠١٦"),
    "[2015-08-30,2015-08-31]": ("30 or 31 August 2015", "٣٠ أو ٣١ آب (أغسطس) ٢٠١٥"),
    "[2015-07-23~,2015-08-23]": (
        "about 23 July 2015 or 23 August 2015",
        "نحو ٢٣ تموز (يوليو) ٢٠١٥ أو ٢٣ آب (أغسطس) ٢٠١٥",
    ),
    "[1932?,1934?]": ("1932, uncertain, or 1934, uncertain", "١٩٣٢، غير مؤكد، أو ١٩٣٤، غير مؤكد"),
    "{1960,1961-12}": ("1960 and December 1961", "١٩٦٠ وكانون الأول (ديسمبر) ١٩٦١"),
    "[1667,1668,1670..1672]": (
        "1667, 1668 or 1670 to 1672",
        "١٦٦٧ أو ١٦٦٨ أو من عام ١٦٧٠ إلى عام ١٦٧٢",
    ),
    "[1932,1934]": ("1932 or 1934", "١٩٣٢ أو ١٩٣٤"),
    "2015-05/..": ("since May 2015", "منذ أيار (مايو) ٢٠١٥"),
    "1180~/..": ("since about 1180", "منذ نحو عام ١١٨٠"),
    "2013/..": ("since 2013", "منذ عام ٢٠١٣"),
    "../2015-09-02": ("on or before 2 September 2015", "في ٢ أيلول (سبتمبر) ٢٠١٥ أو قبله"),
    "../2015-04": ("by the end of April 2015", "حتى نهاية نيسان (أبريل) ٢٠١٥"),
    "1985/": ("from 1985, end unknown", "من ١٩٨٥، النهاية غير معروفة"),
    "/1985": ("until 1985, start unknown", "حتى ١٩٨٥، البداية غير معروفة"),
    "[1760-12..]": ("some time since December 1760", "في وقت ما منذ كانون الأول (ديسمبر) ١٧٦٠"),
    "1984~/2004-06": ("from about 1984 to June 2004", "من نحو عام ١٩٨٤ إلى حزيران (يونيو) ٢٠٠٤"),
    "1984~/2004~": ("about 1984 to about 2004", "من نحو عام ١٩٨٤ إلى نحو عام ٢٠٠٤"),
    "2015-08-21~/2015-08-31~": ("late August 2015", "أواخر آب (أغسطس) ٢٠١٥"),
    "2015-01~/2015-04~": ("early 2015", "أوائل عام ٢٠١٥"),
    "1200~/1233~": ("early 13th century", "أوائل القرن الثالث عشر"),
    "12XX": ("13th century", "القرن الثالث عشر"),
    "00XX": ("1st century CE", "القرن الأول الميلادي"),
    "-01XX": ("2nd century BCE", "القرن الثاني ق.م"),
    "-0099/0000": ("1st century BCE", "القرن الأول ق.م"),
    "193X": ("1930s", "ثلاثينيات القرن العشرين"),
    "190X": ("first decade of the 20th century", "العقد الأول من القرن العشرين"),
    "-0008": ("9 BCE", "٩ ق.م"),
    "0000": ("1 BCE", "١ ق.م"),
    "0032": ("32 CE", "٣٢ م"),
    "-0008/-0004": ("9 to 5 BCE", "من عام ٩ إلى عام ٥ ق.م"),
    "-0008/0032": ("9 BCE to 32 CE", "من عام ٩ ق.م إلى عام ٣٢ م"),
    "{2014,-0008-08}": ("2014 CE and August 9 BCE", "٢٠١٤ م وآب (أغسطس) ٩ ق.م"),
    "Y170000002": ("170000002 CE", "١٧٠٠٠٠٠٠٢ م"),
    "2015-21": ("spring 2015", "ربيع ٢٠١٥"),
    "2015-30": ("summer 2015 (southern hemisphere)", "صيف ٢٠١٥ (في نصف الكرة الجنوبي)"),
    "2015-35": ("third quarter of 2015", "الربع الثالث من ٢٠١٥"),
    "2015-38": ("second four months of 2015", "الأشهر الأربعة الثانية من ٢٠١٥"),
    "2015-40": ("first half of 2015", "النصف الأول من ٢٠١٥"),
    "2015-08-XX": ("August 2015, day unknown", "آب (أغسطس) ٢٠١٥، اليوم غير معروف"),
    "2015-XX-XX": ("2015, month and day unknown", "٢٠١٥، الشهر واليوم غير معروفين"),
    "?2004-06-~11": (
        "11 June 2004, year uncertain, day approximate",
        "١١ حزيران (يونيو) ٢٠٠٤، السنة غير مؤكدة، اليوم تقريبي",
    ),
}
# Said for people to understand; our reader need not.
SAID_ONLY = {
    "../..": ("at any time", "في أي وقت"),
    "2015-05-2X": ("between 20 and 29 May 2015", "بين ٢٠ و٢٩ أيار (مايو) ٢٠١٥"),
    "156X-12-25": ("25 December, 1560s", "٢٥ كانون الأول (ديسمبر)، ستينيات القرن السادس عشر"),
    "XXXX-12-XX": ("December, year unknown", "كانون الأول (ديسمبر)، السنة غير معروفة"),
    "1950S2": ("about 1950 (between 1900 and 1999)", "نحو ١٩٥٠ (بين عامي ١٩٠٠ و١٩٩٩)"),
    "20XX-41": (
        "between July 2000 and December 2099",
        "بين تموز (يوليو) ٢٠٠٠ وكانون الأول (ديسمبر) ٢٠٩٩",
    ),
    "1985-04-12T23:20:30Z": ("12 April 1985, 23:20:30 UTC", "١٢ نيسان (أبريل) ١٩٨٥، ٢٣:٢٠:٣٠ UTC"),
}


@pytest.mark.parametrize(("edtf", "said"), [*SAID.items(), *SAID_ONLY.items()])
def test_dates_are_said_in_english_and_arabic(edtf, said):
    assert (say(edtf), say(parse(edtf), "ar")) == said


@pytest.mark.parametrize("edtf", SAID)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_said_is_read_back_as_it_was(edtf, language):
    assert read(say(edtf, language)).edtf.text == edtf


def test_digits_are_chosen_apart_from_the_language():
    assert say("2015-08", "ar", digits="latn") == "آب (أغسطس) 2015"
    assert say("2015-08", "ar-SY") == "آب (أغسطس) ٢٠١٥"
    assert say("2015-08", "en", digits="arab") == "August 2015"


@pytest.mark.parametrize(
    ("edtf", "english", "arabic"),
    [
        ("2015-08~", "1 to 31 August 2015", "من ١ إلى ٣١ آب (أغسطس) ٢٠١٥"),
        ("2015-08-30", "30 August 2015", "٣٠ آب (أغسطس) ٢٠١٥"),
        ("2015-05/..", "since 1 May 2015", "منذ ١ أيار (مايو) ٢٠١٥"),
        ("../2014", "on or before 31 December 2014", "في ٣١ كانون الأول (ديسمبر) ٢٠١٤ أو قبله"),
        ("../..", "at any time", "في أي وقت"),
        (
            "2015-21",
            "roughly 1 March to 31 May 2015",
            "من ١ آذار (مارس) إلى ٣١ أيار (مايو) ٢٠١٥ تقريباً",
        ),
        (
            "-0008",
            "1 January to 31 December 9 BCE",
            "من ١ كانون الثاني (يناير) إلى ٣١ كانون الأول (ديسمبر) ٩ ق.م",
        ),
    ],
)
def test_the_days_a_date_is_searched_as_are_said(edtf, english, arabic):
    assert say_bounds(edtf) == english
    assert say_bounds(parse(edtf), "ar") == arabic


@pytest.mark.parametrize(
    ("edtf", "kind"),
    [
        ("2015-08-30~", "day"),
        ("1985-04-12T23:20:30", "day"),
        ("2015-08", "month"),
        ("2015-08-XX", "month"),
        ("2015", "year"),
        ("2015-XX", "year"),
        ("2015-XX-XX", "year"),
        ("2015-21", "season"),
        ("2015-40", "part of year"),
        ("193X", "decade"),
        ("12XX", "century"),
        ("1XXX", "years"),
        ("1950S2", "years"),
        ("2015-05-2X", "one of"),
        ("[1932,1934]", "one of"),
        ("{1960,1961}", "all of"),
        ("2015-05/..", "range"),
        ("2015-05/2015-06", "range"),
    ],
)
def test_the_kind_of_a_date_has_a_name(edtf, kind):
    assert precision(edtf) == precision(parse(edtf)) == kind
    assert PRECISIONS[kind]


def test_an_uncertain_date_may_have_been_then_but_not_certainly():
    august = day_number(2015, 8, 1), day_number(2015, 8, 31)

    assert overlaps(parse("2015-08-30"), *august)
    assert overlaps(parse("2015-07/2015-08-01"), *august)
    assert overlaps(parse("2013/.."), *august)
    assert overlaps(parse("../2015-08"), *august)
    assert overlaps(parse("../.."), None, None)
    assert not overlaps(parse("2015-09/.."), *august)
    assert not overlaps(parse("../2015-07"), *august)
    assert certainly_within(parse("2015-08-30"), *august)
    assert certainly_within(parse("2015-08-30"), august[0], None)
    assert not certainly_within(parse("2015-08-30~"), *august)
    assert not certainly_within(parse("2015-08-30?"), *august)
    assert not certainly_within(parse("2015"), *august)
    assert not certainly_within(parse("2015-08/.."), None, None)


YEARS = st.integers(-3000, 9999)
DAYS = st.builds(
    lambda year, month, day: f"{year:0{5 if year < 0 else 4}}-{month:02}-{day:02}",
    YEARS, st.integers(1, 12), st.integers(1, 28),
)  # fmt: skip
DATES = st.one_of(DAYS, DAYS.map(lambda day: day[:-3]), DAYS.map(lambda day: day[:-6]))
DOUBTED = st.builds(str.__add__, DATES, st.sampled_from(["", "", "?", "~", "%"]))
SHAPES = st.one_of(
    DOUBTED,
    st.builds("{}/..".format, DOUBTED),
    st.builds("../{}".format, DOUBTED),
    st.builds("{}/{}".format, DOUBTED, DOUBTED),
    st.builds("[{}..{}]".format, DOUBTED, DOUBTED),
    st.builds("[{},{}]".format, DOUBTED, DOUBTED),
    st.builds("[{},{},{}]".format, DATES, DATES, DATES),
    st.builds("{{{},{}}}".format, DATES, DATES),
    st.builds("{}X".format, st.integers(101, 299).map("{:03}".format)),
    st.builds("{}XX".format, st.integers(0, 40).map("{:02}".format)),
    st.builds("{}-{}".format, YEARS.filter(lambda year: year > 0).map("{:04}".format),
              st.integers(21, 41)),
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(SHAPES, st.sampled_from(["en", "ar"]))
def test_common_dates_survive_being_said_and_read(text, language):
    try:
        dated = parse(text)
    except BadDate:
        return  # an end before its start

    again = read(say(dated, language)).edtf

    assert (again.earliest, again.latest) == (dated.earliest, dated.latest)
    assert (again.uncertain, again.approximate) == (dated.uncertain, dated.approximate)


@settings(max_examples=100, deadline=None)
@given(st.text("0123456789XYES-/.,?~%[]{}", max_size=20), st.sampled_from(["en", "ar"]))
@example("X000", "en")
@example("-X0XX", "ar")
def test_whatever_is_kept_can_be_said(text, language):
    try:
        dated = parse(text)
    except BadDate:
        return

    assert say(dated, language)
    assert say_bounds(dated, language)
    assert precision(dated) in PRECISIONS
