"""How people write dates, in English and Arabic, and what is made of it."""

import re
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from heritage.kit.dates import AmbiguousDate, BadDate, read

ENGLISH = {
    "30 August 2015": "2015-08-30",
    "August 30, 2015": "2015-08-30",
    "Aug. 30 2015": "2015-08-30",
    "the 30th of August, 2015": "2015-08-30",
    "30-Aug-2015": "2015-08-30",
    "2015 August 30": "2015-08-30",
    "2015/08/30": "2015-08-30",
    "August 30 or 31, 2015": "[2015-08-30,2015-08-31]",
    "30 or 31 August 2015": "[2015-08-30,2015-08-31]",
    "30/31 August 2015": "[2015-08-30,2015-08-31]",
    "June/July 2015": "[2015-06,2015-07]",
    "1, 2 or 3 August 2015": "[2015-08-01,2015-08-02,2015-08-03]",
    "1667, 1668 or 1670 to 1672": "[1667,1668,1670..1672]",
    "27 and 28 August 2015": "{2015-08-27,2015-08-28}",
    "early August 2015": "2015-08-01~/2015-08-10~",
    "mid-August 2015": "2015-08-11~/2015-08-20~",
    "late August 2015": "2015-08-21~/2015-08-31~",
    "late February 2016": "2016-02-21~/2016-02-29~",
    "late August or early September 2015": "[2015-08-21~..2015-08-31~,2015-09-01~..2015-09-10~]",
    "early 2015": "2015-01~/2015-04~",
    "mid 2015": "2015-05~/2015-08~",
    "late 2015": "2015-09~/2015-12~",
    "late summer 2015": "2015-08~",
    "early 1930s": "1930~/1933~",
    "late 13th century": "1267~/1299~",
    "mid 2nd century BC": "-0165~/-0133~",
    "between 27 and 31 August 2015": "[2015-08-27..2015-08-31]",
    "between August 27 and 31, 2015": "[2015-08-27..2015-08-31]",
    "between 2015-08-27 and 2015-08-31": "[2015-08-27..2015-08-31]",
    "between June and September 2015": "[2015-06..2015-09]",
    "between June 2015 and September 2015": "[2015-06..2015-09]",
    "after 27 August 2015 but before 31 August 2015": "[2015-08-28..2015-08-30]",
    "from 27 to 31 August 2015": "2015-08-27/2015-08-31",
    "27–31 August 2015": "2015-08-27/2015-08-31",
    "August 27-31, 2015": "2015-08-27/2015-08-31",
    "Aug-Sep 2015": "2015-08/2015-09",
    "27 August to 3 September 2015": "2015-08-27/2015-09-03",
    "December 2014 to January 2015": "2014-12/2015-01",
    "1932 to 2015": "1932/2015",
    "1932–34": "1932/1934",
    "2015-16": "2015/2016",
    "before May 2015": "../2015-04",
    "before 30 August 2015": "../2015-08-29",
    "before 2015": "../2014",
    "before the 13th century": "../1199",
    "prior to spring 2015": "../2015-02-28",
    "by May 2015": "../2015-05",
    "by the end of April 2015": "../2015-04",
    "until 2 September 2015": "../2015-09-02",
    "on or before 2 September 2015": "../2015-09-02",
    "after May 2015": "2015-06/..",
    "after 31 December 2014": "2015-01-01/..",
    "since May 2015": "2015-05/..",
    "from May 2015 onwards": "2015-05/..",
    "from 1985, end unknown": "1985/",
    "until 1985, start unknown": "/1985",
    "some time since December 1760": "[1760-12..]",
    "c. 32 CE": "0032~",
    "AD 32": "0032",
    "ca. 1180": "1180~",
    "circa 1180–1200": "1180~/1200~",
    "from about 1180 to 1200": "1180~/1200",
    "between about 1180 and 1200": "[1180~..1200]",
    "about August 2015": "2015-08~",
    "August 2015 (approx.)": "2015-08~",
    "August 2015?": "2015-08?",
    "probably August 2015": "2015-08?",
    "about August 2015, uncertain": "2015-08%",
    "1932–1934?": "1932?/1934?",
    "9 BC": "-0008",
    "9 B.C.E.": "-0008",
    "1 BC": "0000",
    "9–5 BC": "-0008/-0004",
    "between 150 and 50 BC": "[-0149..-0049]",
    "50 BC to 20 CE": "-0049/0020",
    "1st century CE": "00XX",
    "1st century BC": "-0099/0000",
    "2nd century BC": "-01XX",
    "13th century": "12XX",
    "thirteenth century": "12XX",
    "19th c.": "18XX",
    "1st to 3rd century CE": "00XX/02XX",
    "second half of the 13th century": "1250/1299",
    "1930s": "193X",
    "the 1930s": "193X",
    "first decade of the 20th century": "190X",
    "spring 2015": "2015-21",
    "winter 2015": "2015-24",
    "summer 2015 (southern hemisphere)": "2015-30",
    "first half of 2015": "2015-40",
    "Q3 2015": "2015-35",
    "late 2015-08": "2015-08-21~/2015-08-31~",
    "August 2015, day unknown": "2015-08-XX",
    "2015, month unknown": "2015-XX",
    "11 June 2004, year uncertain": "?2004-06-11",
    "Sunday 30 August 2015": "2015-08-30",
    "23/8/2015": "2015-08-23",
    "8/23/2015": "2015-08-23",
    "4/4/2015": "2015-04-04",
    "[2015-07-23~,2015-08-23]": "[2015-07-23~,2015-08-23]",
    " 2015-08-30 ": "2015-08-30",
    "2015-21": "2015-21",
}
ARABIC = {
    "٣٠ آب ٢٠١٥": "2015-08-30",
    "۳۰ آب ۲۰۱۵": "2015-08-30",
    "٢٠١٥-٠٨-٢٧/٢٠١٥-٠٨-٣١": "2015-08-27/2015-08-31",
    "30 أغسطس 2015": "2015-08-30",
    "٣٠ من آب ٢٠١٥": "2015-08-30",
    "يوم الأحد 30 آب 2015": "2015-08-30",
    "آب (أغسطس) 2015": "2015-08",
    "آب/أغسطس 2015": "2015-08",
    "في شهر آب من عام 2015": "2015-08",
    "كانون الثاني 2016": "2016-01",
    "تشرين الأول ٢٠١٥": "2015-10",
    "نحو آب 2015": "2015-08~",
    "حوالي عام 1180": "1180~",
    "آب 2015 تقريباً": "2015-08~",
    "ربما آب 2015": "2015-08?",
    "آب ٢٠١٥؟": "2015-08?",
    "على الأرجح آب 2015": "2015-08?",
    "قبل أيار ٢٠١٥": "../2015-04",
    "حتى نهاية نيسان 2015": "../2015-04",
    "في 2 أيلول 2015 أو قبله": "../2015-09-02",
    "بعد أيار 2015": "2015-06/..",
    "منذ أيار 2015": "2015-05/..",
    "بين ٢٧ و٣١ آب ٢٠١٥": "[2015-08-27..2015-08-31]",
    "بين حزيران وأيلول 2015": "[2015-06..2015-09]",
    "بين عامي 1932 و1934": "[1932..1934]",
    "من ٢٧ إلى ٣١ آب ٢٠١٥": "2015-08-27/2015-08-31",
    "من أيار 2015 إلى آذار 2016": "2015-05/2016-03",
    "أوائل آب 2015": "2015-08-01~/2015-08-10~",
    "منتصف آب 2015": "2015-08-11~/2015-08-20~",
    "أواخر آب 2015": "2015-08-21~/2015-08-31~",
    "مطلع عام 2015": "2015-01~/2015-04~",
    "مطلع القرن العشرين": "1900~/1933~",
    "٣٠ أو ٣١ آب ٢٠١٥": "[2015-08-30,2015-08-31]",
    "٢٧ و٢٨ آب ٢٠١٥": "{2015-08-27,2015-08-28}",
    "القرن الثالث عشر": "12XX",
    "القرن ١٣": "12XX",
    "القرن الأول الميلادي": "00XX",
    "القرن الثاني قبل الميلاد": "-01XX",
    "ثلاثينيات القرن العشرين": "193X",
    "ثلاثينات القرن العشرين": "193X",
    "العقد الثاني من القرن العشرين": "191X",
    "ربيع 2015": "2015-21",
    "النصف الأول من عام 2015": "2015-40",
    "الربع الثالث من 2015": "2015-35",
    "32 م": "0032",
    "نحو ٣٢ م": "0032~",
    "9 ق.م": "-0008",
    "٩ ق.م.": "-0008",
}
OTHERS = {
    "du 27 au 31 août 2015": "2015-08-27/2015-08-31",
    "1er août 2015": "2015-08-01",
    "30. August 2015": "2015-08-30",
    "zwischen 27. und 31. August 2015": "[2015-08-27..2015-08-31]",
    "Ende März 2015": "2015-03-21~/2015-03-31~",
    "13. Jahrhundert": "12XX",
}


@pytest.mark.parametrize(("text", "edtf"), [*ENGLISH.items(), *ARABIC.items(), *OTHERS.items()])
def test_dates_are_read_as_people_write_them(text, edtf):
    reading = read(text)

    assert reading.edtf.text == edtf
    assert reading.original == text
    assert reading.note is None or text == "2015-21"


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("3/4/2015", ["2015-04-03", "2015-03-04"]),
        ("٣/٤/٢٠١٥", ["2015-04-03", "2015-03-04"]),
        ("03.04.15", ["2015-04-03", "2015-03-04", "1915-04-03", "1915-03-04"]),
        ("23.8.15", ["2015-08-23", "1915-08-23"]),
        ("before 3/4/2015", ["../2015-04-02", "../2015-03-03"]),
        ("3/4/2015 - 5/4/2015", ["2015-04-03/2015-04-05", "2015-03-04/2015-05-04"]),
        ("1932-34", ["1932/1934", "1932-34"]),
        ("1932/33", ["[1932,1933]", "1932/1933"]),
        ("1900s", ["190X", "19XX"]),
    ],
)
def test_what_has_two_meanings_is_asked_and_never_guessed(text, choices):
    with pytest.raises(AmbiguousDate) as asked:
        read(text)

    assert [choice.text for choice in asked.value.choices] == choices


def test_a_short_year_that_has_not_come_lies_in_the_last_century():
    assert read("23.8.35", today=date(2026, 5, 1)).edtf.text == "1935-08-23"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("30 or 31 August", "year is missing"),
        ("August", "year is missing"),
        ("٣٠ آب", "year is missing"),
        ("30", "a day or a year"),
        ("31 February 2015", "28 days"),
        ("31/31/2015", "no month 31"),
        ("December to January 2015", "before the start"),
        ("2015-08-31/2015-08-27", "before the start"),
        ("0 CE", "No year was called 0"),
        ("101st century", "no century 101"),
        ("1436 هـ", "Hijri"),
        ("12 رمضان 1436", "Hijri"),
        ("2015-08-30, 2015-08-31", r"\(or\)"),
        ("the day the temple fell", "“temple” is not understood.*30 August 2015"),
        ("between May and", "not complete"),
        ("first half of 30 August 2015", "cannot be kept"),
        ("first quarter of August 2015", "cannot be kept"),
        ("August 99999", "cannot be kept"),
        ("30 August 2015 2016", "“2016” is not understood"),
        ("May " * 80, "at most 200"),
        *[
            (text, "Leave the date empty")
            for text in ("", "?", "no date", "n.d.", "Unknown", "بدون تاريخ")
        ],
    ],
)
def test_what_cannot_be_kept_is_explained(text, says):
    with pytest.raises(BadDate, match=says):
        read(text)


def test_near_edtf_is_answered_with_its_right_spelling():
    with pytest.raises(BadDate) as bad:
        read("..2004-04-30")

    assert bad.value.hint == "../2004-04-30"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Monday 30 August 2015", "2015-08-30 did not fall on .*monday"),
        ("الاثنين 30 آب 2015", "2015-08-30"),
        ("Sunday 30 or Sunday 31 August 2015", "2015-08-31"),
        ("2009-10", "2009/2010"),
        ("2099", "future"),
    ],
)
def test_what_is_odd_about_a_date_is_said_with_it(text, says):
    note = read(text, today=date(2026, 5, 1)).note

    assert note is not None
    assert re.search(says, note)
    assert note.msgid % note.parts == note


def test_today_and_yesterday_are_days_when_today_is_known():
    assert read("yesterday", today=date(2016, 3, 1)).edtf.text == "2016-02-29"
    assert read("since today", today=date(2016, 3, 1)).edtf.text == "2016-03-01/.."
    with pytest.raises(BadDate):
        read("yesterday")


WORDS = st.lists(
    st.sampled_from(
        re.split(
            r"\s+",
            "between and or from to before after since by late early first half century of 30 31 "
            "2015 "
            "August May spring 1930s BC CE c. ? , - / 3/4/2015 2015-08-30 Sunday Q3 uncertain أو و "
            "من إلى بين آب القرن الثالث عشر ق.م ٢٠١٥ أواخر منذ 15 day unknown [ .. X ~",
        )
    ),
    max_size=9,
).map(" ".join)


@settings(max_examples=250, deadline=None)
@given(st.one_of(st.text(max_size=220), WORDS))
@example("\ud800")
@example("9" * 200 + " BC")
@example("from " * 40)
@example("1 or " * 40)
@example("و" * 200)
@example("late 99999 BC")
@example("August 99999")
@example("before 9999999999999999 BC")
@example("½ ² ① 𝟚𝟘𝟙𝟝 ௧௨")
def test_nothing_that_is_typed_breaks_the_reader(text):
    try:
        reading = read(text, today=date(2026, 5, 1))
    except BadDate:
        return
    earliest, latest = reading.edtf.earliest, reading.edtf.latest
    assert earliest is None or latest is None or earliest <= latest
