"""The shapes dates take in running text; what they mean is for `kit.dates` to say.

Every repetition has an end, so that no text can make the search slow.
"""

import re

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?:the\ )?(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1\d{3}|20\d\d)"
_ERA = r"(?:BCE?|CE|AD|A\.D\.|B\.C\.)"
_SEASON = r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter|[Ff]all)"
_QUALIFIERS = (
    r"(?:[Ss]ince|[Ff]rom|[Bb]efore|[Aa]fter|[Uu]ntil|[Tt]ill|[Bb]y|[Ii]n|[Oo]n|[Dd]uring"
    r"|[Aa]round|[Aa]bout|[Cc]irca|ca?\.|[Oo]f|[Bb]etween)"
)
_PART = (
    r"(?:[Ee]arly|[Mm]id-?|[Mm]iddle\ of|[Ll]ate|[Tt]he\ (?:end|beginning|start|middle)\ of"
    r"|[Ee]nd\ of)"
)
_DATED = rf"""(?:
    {_YEAR}-\d\d(?:-\d\d)?
  | \d{{1,2}}[/.]\d{{1,2}}[/.](?:19|20)?\d\d
  | {_DAY}(?:\ ?(?:-|–|and|or|to)\ ?{_DAY})?\ (?:of\ )?{_MONTH}(?:,?\ {_YEAR})?
  | {_MONTH}\ {_DAY}(?:\ ?(?:-|–|and|or|to)\ ?{_DAY})?(?:,?\ {_YEAR})?(?!\d)
  | {_MONTH},?\ (?:of\ )?{_YEAR}
  | {_SEASON}(?:\ of)?\ {_YEAR}
  | (?:[Tt]he\ )?(?:1st|2nd|3rd|\d{{1,2}}th|first|second|third|fourth|fifth|sixth|seventh)
    [\ -]century(?:\ {_ERA})?
  | (?:AD\ )?\d{{1,4}}\ {_ERA}
)"""
ENGLISH_DATES = (
    re.compile(
        rf"(?<!\w)(?P<date>(?:{_QUALIFIERS}\ )?(?:{_PART}\ )?{_DATED}"
        rf"(?:\ (?:and|to|or|until)\ {_DATED})?)(?!\w)",
        re.VERBOSE,
    ),
    # A bare year is a date only after a word that says so.
    re.compile(
        rf"(?<!\w)(?P<date>(?:{_QUALIFIERS}|{_PART})\ (?:{_PART}\ )?(?:the\ year\ )?{_YEAR}"
        rf"(?:\ (?:and|to|or)\ {_YEAR})?)(?![\w-])",
        re.VERBOSE,
    ),
)

_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_ARABIC_DAYS = "(?:الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت)"
RELATIVE = re.compile(
    rf"(?<!\w)(?P<date>(?:[Oo]n\ |[Ll]ast\ |[Ee]arly\ |[Ll]ate\ )?{_DAYS}"
    rf"|[Tt]oday|[Yy]esterday|[Tt]onight|[Ll]ast\ (?:night|week|month|year)"
    rf"|(?:[Tt]he\ |[Oo]ver\ the\ |[Ff]or\ the\ )?(?:last|past)\ (?:few|two|three|four|five|six)"
    rf"\ (?:days|weeks|months|years)|[Tt]he\ (?:next|previous|following)\ day"
    rf"|(?:يوم\ |مساء\ |صباح\ |فجر\ )?{_ARABIC_DAYS}(?:\ الماضي)?|امس(?:\ الاول)?|اليوم"
    rf"|(?:الاسبوع|الشهر|العام)\ الماضي)(?!\w)",
    re.VERBOSE,
)

_ARABIC_MONTH = (
    "(?:كانون الثاني|كانون الاول|تشرين الاول|تشرين الثاني|شباط|اذار|نيسان|ايار|حزيران|تموز|اب"
    "|ايلول|يناير|فبراير|مارس|ابريل|مايو|يونيو|يونيه|يوليو|يوليه|اغسطس|سبتمبر|اكتوبر|نوفمبر"
    "|ديسمبر)"
)
_ARABIC_MONTHS = f"{_ARABIC_MONTH}(?: ?[/(-] ?{_ARABIC_MONTH}\\)?)?"
_ARABIC_YEAR = r"(?:من )?(?:ال)?(?:عام |سنه )?(?:1\d{3}|20\d\d)م?"
_ARABIC_PART = "(?:اوائل|مطلع|بدايه|منتصف|اواسط|اواخر|نهايه)"
_ARABIC_QUALIFIER = "(?:منذ|في|قبل|بعد|حتي|نحو|حوالي|خلال|بحلول|من)"
ARABIC_DATES = (
    re.compile(
        rf"(?<!\w)(?P<date>(?:{_ARABIC_QUALIFIER} )?(?:{_ARABIC_PART} )?(?:يوم )?(?:شهر )?(?:"
        rf"(?:3[01]|[12]\d|0?[1-9]) (?:من )?(?:شهر )?{_ARABIC_MONTHS}(?:,? {_ARABIC_YEAR})?"
        rf"|{_ARABIC_MONTHS},? {_ARABIC_YEAR}"
        rf"|(?:3[01]|[12]\d|0?[1-9])[/.-](?:1[0-2]|0?[1-9])[/.-](?:19|20)\d\d"
        rf"|(?:20|1\d)\d\d-\d\d(?:-\d\d)?"
        rf"|(?:ال)?(?:عام|سنه) (?:1\d{{3}}|20\d\d)"
        rf"|القرن (?:الاول|الثاني|الثالث|الرابع|الخامس|السادس|السابع)(?: (?:قبل )?الميلادي?)?"
        rf"))(?!\w)"
    ),
)

QUALIFIER = re.compile(rf"^(?:{_QUALIFIERS}|{_ARABIC_QUALIFIER})\s+")
