"""How dates are said in each language: the phrases and the names of what they hold."""

from dataclasses import dataclass
from functools import cache

from babel.dates import get_month_names

from heritage.kit.dates_words import ARABIC_DECADES, ARABIC_ORDINALS

_ENGLISH = {
    "about": "about {a}", "uncertain": "{a}, uncertain", "roughly": "roughly {a}",
    "to": "{a} to {b}", "from_to": "from {a} to {b}", "between": "between {a} and {b}",
    "since": "since {a}", "on_or_before": "on or before {a}", "by_end": "by the end of {a}",
    "until": "until {a}", "no_end": "from {a}, end unknown", "no_start": "until {a}, start unknown",
    "any": "at any time", "some_time": "some time {a}", "all_run": "all of {a} to {b}",
    "all_open": "all dates {a}", "either": "{a} or {b}", "both": "{a} and {b}", "comma": "{a}, {b}",
    "part1": "early {a}", "part2": "mid {a}", "part3": "late {a}",
    "half": "{n} half of {a}", "quarter": "{n} quarter of {a}", "months": "{n} four months of {a}",
    "northern": "{a} (northern hemisphere)", "southern": "{a} (southern hemisphere)",
    "rounded": "about {a} ({b})", "clock": "{a}, {b}", "no_day": "{a}, day unknown",
    "no_month": "{a}, month unknown", "no_month_day": "{a}, month and day unknown",
    "no_year": "{a}, year unknown", "within": "{a}, {b}", "first_decade": "{n} decade of the {a}",
    "ce": "CE", "bce": "BCE",
    "year?": "{a}, year uncertain", "month?": "{a}, month uncertain", "day?": "{a}, day uncertain",
    "year~": "{a}, year approximate", "month~": "{a}, month approximate",
    "day~": "{a}, day approximate",
}  # fmt: skip
_ARABIC = {
    "about": "نحو {a}", "about_year": "نحو عام {a}", "uncertain": "{a}، غير مؤكد",
    "roughly": "{a} تقريباً", "to": "من {a} إلى {b}", "to_year": "من عام {a} إلى عام {b}",
    "from_to": "من {a} إلى {b}", "between": "بين {a} و{b}", "between_year": "بين عامي {a} و{b}",
    "since": "منذ {a}", "since_year": "منذ عام {a}", "on_or_before": "في {a} أو قبله",
    "by_end": "حتى نهاية {a}", "by_end_year": "حتى نهاية عام {a}", "until": "حتى {a}",
    "no_end": "من {a}، النهاية غير معروفة", "no_start": "حتى {a}، البداية غير معروفة",
    "any": "في أي وقت", "some_time": "في وقت ما {a}", "all_run": "كامل المدة من {a} إلى {b}",
    "all_open": "كل التواريخ {a}", "either": "{a} أو {b}", "both": "{a} و{b}",
    "comma": "{a} أو {b}",
    "part1": "أوائل {a}", "part1_year": "أوائل عام {a}", "part2": "منتصف {a}",
    "part2_year": "منتصف عام {a}", "part3": "أواخر {a}", "part3_year": "أواخر عام {a}",
    "half": "النصف {n} من {a}", "quarter": "الربع {n} من {a}",
    "months": "الأشهر الأربعة {n} من {a}",
    "northern": "{a} (في نصف الكرة الشمالي)", "southern": "{a} (في نصف الكرة الجنوبي)",
    "rounded": "نحو {a} ({b})", "clock": "{a}، {b}", "no_day": "{a}، اليوم غير معروف",
    "no_month": "{a}، الشهر غير معروف", "no_month_day": "{a}، الشهر واليوم غير معروفين",
    "no_year": "{a}، السنة غير معروفة", "within": "{a}، {b}", "first_decade": "العقد {n} من {a}",
    "ce": "م", "bce": "ق.م",
    "year?": "{a}، السنة غير مؤكدة", "month?": "{a}، الشهر غير مؤكد", "day?": "{a}، اليوم غير مؤكد",
    "year~": "{a}، السنة تقريبية", "month~": "{a}، الشهر تقريبي", "day~": "{a}، اليوم تقريبي",
}  # fmt: skip
_SEASONS = {"en": ("spring", "summer", "autumn", "winter"), "ar": ("ربيع", "صيف", "خريف", "شتاء")}
_COUNTED = {"en": ("first", "second", "third", "fourth"), "ar": ARABIC_ORDINALS}
_FOUR_MONTHS = {"en": ("first", "second", "third"), "ar": ("الأولى", "الثانية", "الثالثة")}
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@dataclass(frozen=True)
class Tongue:
    """One language dates are said in."""

    language: str
    arabic_digits: bool
    eras: bool = False  # name the era of every year, where years of both stand together

    def phrase(self, name: str, *, year: bool = False, **words: str) -> str:
        """Fill a phrase; Arabic names a year as such inside most of them."""
        table = _ARABIC if self.language == "ar" else _ENGLISH
        return table.get(f"{name}_year" if year else name, table[name]).format(**words)

    def month(self, number: int) -> str:
        """Name a month; in Arabic the Levantine name with the other in brackets."""
        return _months(self.language)[number - 1]

    def season(self, number: int) -> str:
        """Name the season, 0 being spring."""
        return _SEASONS[self.language][number]

    def counted(self, number: int, *, months: bool = False) -> str:
        """Say "first", "second", … of the parts of a year."""
        return (_FOUR_MONTHS if months else _COUNTED)[self.language][number - 1]

    def century(self, number: int, era: str) -> str:
        """Name a century."""
        if self.language == "ar":
            named = ARABIC_ORDINALS[number - 1] if number <= len(ARABIC_ORDINALS) else str(number)
            return " ".join(filter(None, ["القرن", named, "الميلادي" if era == "م" else era]))
        return " ".join(filter(None, [f"{_ordinal(number)} century", era]))

    def decade(self, first: int) -> str | None:
        """Name the ten years from this one; "1900s" is not said, since it may mean a century."""
        if first % 100 == 0 or (self.language == "ar" and first % 100 == 10):
            if first < 100:
                return None
            century = self.century(first // 100 + 1, self.phrase("ce") if first < 1000 else "")
            number = self.counted(first % 100 // 10 + 1)
            return self.phrase("first_decade", n=number, a=century)
        if first < 100:
            return None
        if self.language == "ar":
            tens = ARABIC_DECADES[first % 100 // 10 - 2]
            return f"{tens} {self.century(first // 100 + 1, 'م' if first < 1000 else '')}"
        return f"{first}s" + (" CE" if first < 1000 else "")

    def digits(self, text: str) -> str:
        """Write the digits as they are wanted."""
        return text.translate(_ARABIC_DIGITS) if self.arabic_digits else text


@cache
def _months(language: str) -> tuple[str, ...]:
    if language == "ar":
        levant = get_month_names("wide", locale="ar_SY")
        other = get_month_names("wide", locale="ar")
        return tuple(f"{levant[number]} ({other[number]})" for number in range(1, 13))
    return tuple(get_month_names("wide", locale="en").values())


def _ordinal(number: int) -> str:
    ending = (
        "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{ending}"
