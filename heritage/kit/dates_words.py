"""The words people write dates with: English and Arabic, months in French and German too."""

import re
import unicodedata
from functools import cache

from babel.dates import get_day_names, get_month_names

# Both month systems of Arabic, and the names of the Maghreb.
_LOCALES = ("en", "fr", "de", "ar_SY", "ar", "ar_MA", "ar_DZ", "ar_MR")

_SHORT_MONTHS = (
    "jan|janv",
    "feb|fev|fevr",
    "mar",
    "apr|avr",
    "",
    "jun",
    "jul|juil",
    "aug",
    "sep|sept",
    "oct|okt",
    "nov",
    "dec|dez",
)
_SEASONS = (
    "spring|الربيع|ربيع|printemps|fruhling|fruhjahr",
    "summer|الصيف|صيف|ete|sommer",
    "autumn|fall|الخريف|خريف|automne|herbst",
    "winter|الشتاء|شتاء|hiver",
)
# Doubt about one part of a date: its year, month or day, uncertain and then approximate.
_UNSURE = (
    "year uncertain|السنة غير مؤكدة",
    "month uncertain|الشهر غير مؤكد",
    "day uncertain|اليوم غير مؤكد",
    "year approximate|السنة تقريبية",
    "month approximate|الشهر تقريبي",
    "day approximate|اليوم تقريبي",
)
_SHORT_DAYS = ("mon", "tue|tues", "wed|weds", "thu|thur|thurs", "fri", "sat", "sun")
_ENGLISH_ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth"
    "|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first"
)
ARABIC_ORDINALS = (
    "الأول",
    "الثاني",
    "الثالث",
    "الرابع",
    "الخامس",
    "السادس",
    "السابع",
    "الثامن",
    "التاسع",
    "العاشر",
    "الحادي عشر",
    "الثاني عشر",
    "الثالث عشر",
    "الرابع عشر",
    "الخامس عشر",
    "السادس عشر",
    "السابع عشر",
    "الثامن عشر",
    "التاسع عشر",
    "العشرين",
    "الحادي والعشرين",
)
# The tens of a century, from its twenties; its first two decades are counted in words.
ARABIC_DECADES = (
    "عشرينيات",
    "ثلاثينيات",
    "أربعينيات",
    "خمسينيات",
    "ستينيات",
    "سبعينيات",
    "ثمانينيات",
    "تسعينيات",
)

_WORDS = {
    "BETWEEN": "between|some time between|sometime between|بين|ما بين|فيما بين|entre|zwischen",
    "AND": "and|&|et|und|و|وبين",
    "OR": "or|either|أو|او|أم|ou|oder",
    "FROM": "from|beginning|من|du|von|vom",
    "TO": "to|through|thru|إلى|الى|لغاية|ولغاية|au|bis|bis zum|zum",
    "UNTIL": (
        "by|until|till|up to|no later than|not later than|on or before|before or on|by the end of"
        "|until the end of|end of at the latest|حتى|حتى نهاية|في موعد أقصاه|jusqu'en|jusqu'au"
    ),
    "SINCE": (
        "since|from the beginning of|starting|starting in|as of|no earlier than|not before"
        "|on or after|منذ|منذ بداية|ابتداء من|ابتداءً من|اعتبارا من|depuis|seit|ab"
    ),
    "BEFORE": "before|prior to|earlier than|pre|قبل|ما قبل|من قبل|avant|vor",
    "AFTER": "after|later than|post|بعد|ما بعد|من بعد|apres|nach",
    "EITHER_SIDE": "أو قبله|أو قبلها|أو قبل ذلك|or before|or earlier",
    "ONWARDS": "أو بعده|أو بعدها|أو بعد ذلك|or after|or later|onwards|onward|فصاعدا",
    "BUT": "but|لكن",
    "SOMETIME": "some time|sometime|at some time|في وقت ما",
    "ALL": "all of|every day from|كامل المدة",
    "ABOUT": (
        "about|circa|ca|approx|approximately|approximate|around|roughly|نحو|حوالي|حوالى|حول|زهاء|قرابة"
        "|تقريبا|بحدود|في حدود|vers|environ|etwa|um"
    ),
    "PERHAPS": (
        "perhaps|possibly|probably|maybe|likely|uncertain|presumably|date uncertain|ربما|لعله|لعل"
        "|على الأرجح|من المرجح|يرجح|المرجح|مرجح|غير مؤكد|غير مؤكدة|تاريخ غير مؤكد"
        "|peut-etre|wohl|vermutlich"
    ),
    "EARLY": (
        "early|beginning of|the beginning of|start of|the start of|early in|أوائل|مطلع|بداية|بدايات"
        "|في أوائل|debut|anfang"
    ),
    "MID": "mid|middle of|the middle of|in the middle of|منتصف|أواسط|في منتصف|mi|mitte",
    "LATE": "late|end of|the end of|late in|أواخر|نهاية|نهايات|آخر|fin|ende",
    "HALF": "half|half of|النصف|نصف|halfte",
    "QUARTER": "quarter|quarter of|الربع|ربع",
    "FOUR_MONTHS": "four months|four months of|الأشهر الأربعة",
    "CENTURY": "century|centuries|cent|القرن|قرن|القرنين|siecle|siecles|jahrhundert|jh",
    "C": "c",
    "DECADE_OF": "decade|decade of|العقد|عقد",
    "BCE": (
        "bc|b.c.|bce|b.c.e.|before christ|ق.م|ق.م.|ق. م|ق. م.|ق م|قبل الميلاد"
        "|av. j.-c.|v. chr.|v.chr."
    ),
    "CE": (
        "ad|a.d.|ce|c.e.|anno domini|م|م.|ميلادي|ميلادية|ميلاديا|للميلاد|بعد الميلاد|الميلادي"
        "|apr. j.-c.|n. chr.|n.chr."
    ),
    "HIJRI": (
        "ah|a.h.|هـ|ه|هجري|هجرية|للهجرة|الهجري|محرم|صفر|ربيع الأول|ربيع الآخر|ربيع الثاني"
        "|جمادى الأولى|جمادى الآخرة|جمادى الثانية|رجب|شعبان|رمضان|شوال"
        "|ذو القعدة|ذي القعدة|ذو الحجة|ذي الحجة"
        "|muharram|safar|rajab|shaban|ramadan|shawwal"
    ),
    "NORTH": "northern hemisphere|في نصف الكرة الشمالي",
    "SOUTH": "southern hemisphere|في نصف الكرة الجنوبي",
    "NO_END": "end unknown|النهاية غير معروفة",
    "NO_START": "start unknown|البداية غير معروفة",
    "NO_DAY": "day unknown|اليوم غير معروف",
    "NO_MONTH": "month unknown|الشهر غير معروف",
    "NO_MONTH_DAY": "month and day unknown|الشهر واليوم غير معروفين",
    "NO_DATE": (
        "no date|undated|unknown|unknown date|date unknown|n.d.|s.d.|not known|none"
        "|بدون تاريخ|بلا تاريخ|دون تاريخ|غير مؤرخ|غير معروف|مجهول|تاريخ غير معروف|التاريخ غير معروف"
    ),
    "TODAY": "today|اليوم",
    "YESTERDAY": "yesterday|أمس|البارحة",
    "NOISE": (
        "the|of|in|on|at|year|years|month|day|during|dated|date|في|عام|العام|سنة|السنة|شهر|يوم|بتاريخ"
        "|تاريخ|خلال|لعام|لسنة|عامي|يومي|شهري|le|en|im|am|den|der|des|de|d'"
    ),
}

Word = tuple[str, int]


def fold(text: str) -> str:
    """Level out what people write differently: case, accents, hamza, digits, invisible marks."""
    bare = "".join(
        char
        for char in unicodedata.normalize("NFKD", text.replace("\N{ARABIC TATWEEL}", ""))
        if unicodedata.category(char) not in {"Mn", "Cf"}
    )
    folded = ascii_digits(bare).casefold().translate(_SAME)
    return re.sub(r"\s+", " ", folded).strip()


def ascii_digits(text: str) -> str:
    """Write the digits of every script as 0 to 9."""
    return "".join(str(unicodedata.decimal(char, char)) for char in text)


_SAME = str.maketrans(
    {
        "ى": "ي",
        "ة": "ه",
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "−": "-",
        "‐": "-",
        "‑": "-",
        "—": "–",
        "‒": "–",
        "؟": "?",
        "،": ",",
        "؛": ",",
        ";": ",",
        "٫": ".",
    }
)


@cache
def words() -> dict[str, Word]:
    """Map every folded word and phrase to what it is and which one of its kind."""
    table: dict[str, Word] = {}
    for kind, phrases in _WORDS.items():
        _add(table, kind, 0, phrases)
    for number, phrase in enumerate(ARABIC_DECADES, 2):
        _add(table, "TENS", number, f"{phrase}|{phrase.replace('ينيات', 'ينات')}")
    for number, phrase in enumerate(_ENGLISH_ORDINALS.split("|"), 1):
        _add(table, "ORDINAL", number, phrase)
    for number, phrase in enumerate(ARABIC_ORDINALS, 1):
        _add(table, "ORDINAL", number, phrase)
    _add(table, "ORDINAL", 1, "الأولى|الاولى")
    for number, phrase in enumerate(("الثانية", "الثالثة", "الرابعة"), 2):
        _add(table, "ORDINAL", number, phrase)
    for number, phrases in enumerate(_UNSURE):
        _add(table, "UNSURE", number, phrases)
    for number, phrases in enumerate(_SEASONS, 21):
        _add(table, "SEASON", number, phrases)
    _add_calendar(table)
    return table


def _add_calendar(table: dict[str, Word]) -> None:
    for number, phrases in enumerate(_SHORT_MONTHS, 1):
        _add(table, "MONTH", number, phrases)
    for number, phrases in enumerate(_SHORT_DAYS):
        _add(table, "WEEKDAY", number, phrases)
    for locale in _LOCALES:
        for number, name in get_month_names("wide", locale=locale).items():
            _add(table, "MONTH", number, name)
        for number, name in get_day_names("wide", locale=locale).items():
            _add(table, "WEEKDAY", number, name)


def _add(table: dict[str, Word], kind: str, number: int, phrases: str) -> None:
    for phrase in filter(None, phrases.split("|")):
        table[fold(phrase)] = kind, number


@cache
def pattern() -> re.Pattern[str]:
    """Find the longest known word or phrase at a place."""
    phrases = sorted(words(), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, phrases))})(?!\\w)")
