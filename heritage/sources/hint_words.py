"""The words that tell of damage, of harm to people, and of doubt, by their stems.

English is searched as written; Arabic in its folded form (no vowel signs, one alef), and
the stems below are folded with it.
"""

import re
from collections.abc import Mapping
from typing import Literal

from heritage.kit.names import fold

Sort = Literal["date", "damage", "casualty", "hedge"]

_DAMAGE = r"""
  destr(?:oy\w{0,4}|uction|uctive)|demoli\w{1,6}|bl(?:ow|ows|own|owing|ew)\ (?:it\ |them\ )?up
  |blast(?:s|ed|ing)?|deton\w{2,6}|dynamit\w{1,3}|explo(?:de|ded|des|ding|sion|sions|sives?)
  |(?<!sea)(?<!egg)shell(?:ed|ing|s)|bomb(?:s|ed|ing|ings|ardment|arded|arding)?
  |air[\ -]?strikes?|missiles?|artillery|mortars?
  |loot(?:ed|ing|ers?)?|pillag\w{1,3}|plunder\w{0,3}|ransack\w{0,3}|stole|stolen|theft|smuggl\w{1,3}
  |raz(?:ed|ing|es)|bulldoz\w{1,3}|flatten(?:ed|ing|s)?|level(?:led|ed|ling|ing)
  |reduced\ to\ (?:rubble|ruins?|dust|ashes)|rubble|obliterat\w{1,3}|wreck\w{0,3}
  |burn(?:ed|t|ing)(?:\ down)?|torch(?:ed|ing)|set\ (?:on\ fire|fire\ to|ablaze)|arson
  |smash(?:ed|ing|es)?|defac\w{1,5}|vandali\w{2,4}|desecrat\w{1,4}|dismantl\w{1,3}|toppl\w{1,3}
  |damag(?:e|ed|es|ing)|collaps\w{1,3}|ruined|devastat\w{1,4}|eras(?:ed|ure|ing)|flooded
  |illegal(?:ly)?\ (?:excavat\w{1,4}|dig(?:s|ging)?|dug)
"""
_CASUALTY = r"""
  behead\w{0,4}|decapitat\w{1,4}|execut(?:ed|es|ing|ions?)|kill(?:ed|s|ing|ings|er|ers)?
  |murder\w{0,4}|assassinat\w{1,4}|massacre[ds]?|slain|shot\ dead|hang(?:ed|ing)|lynch\w{0,3}
  |casualt(?:y|ies)|wounded|injur(?:ed|ies|y)|dead|deaths?|died|dies|victims?|fatalit(?:y|ies)
  |abduct\w{0,4}|kidnap\w{0,5}|tortur\w{1,3}|hostages?|detain\w{0,3}|disappeared|missing
"""
_HEDGE = r"""
  unconfirmed|unverified|not\ (?:yet\ )?(?:been\ )?(?:independently\ )?(?:confirmed|verified)
  |(?:could|can)(?:\ ?not|n['’]t)\ be\ (?:independently\ )?(?:confirmed|verified)
  |reportedly|allegedly|alleg(?:ed|es|ations?)|according\ to|claim(?:s|ed|ing)?
  |supposed(?:ly)?|purported(?:ly)?|apparent(?:ly)?|presumabl[ye]|presumed|rumou?r(?:s|ed)?
  |(?:is|are|was|were)\ (?:said|believed|thought|understood|feared|reported)\ to
  |it\ is\ (?:not\ clear|unclear)|unclear|may\ have|might\ have|appears?\ to\ (?:have|be)
  |(?:sources|reports|witnesses|activists|residents)\ (?:say|said|suggest\w{0,3}|told)
  |possibly|perhaps|probably
"""

# "فجر" is dawn as well as "blew up": before a day it is dawn.
_DAWN = " (?:اليوم|يوم|امس|الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت)"
_ARABIC_DAMAGE = (
    f"دمر(?!ي)|يدمر|تدمير|مدمر|دمار|(?<!ل)فجر(?!ا(?!\\w))(?!{_DAWN})|يفجر|تفجير|مفجر|انفجار|انفجر|نسف|ينسف"
    "|قصف|يقصف|تقصف|غار(?:ه|ات)(?= |$)|قذائف|صواريخ|نهب|ينهب|منهوب|سلب|سرق|مسروق|تهريب"
    "|هدم|يهدم|تهدم|تهديم|مهدم|جرف|تجريف|يجرف|حطم|تحطيم|محطم|احرق|حرق|احتراق|محروق"
    "|خرب|تخريب|مخرب|انهار|انهيار|منهار|تضرر|متضرر|اضرار|ضرر|دنس|تدنيس|طمس|ازال(?:ه|وا|ت)"
    "|انقاض|ركام|اتلاف|اتلف|تنقيب غير"
)
_ARABIC_CASUALTY = (
    "قتل|مقتل|قتيل|اغتيال|اغتال|اعدام|اعدم|يعدم|ذبح|قطع راس|قطع(?:وا|ت) راس|مجزره|مذبحه|شهيد"
    "|استشهد|استشهاد|ضحيه|ضحايا|جريح|جرحي|اصيب|مصاب|اصابات|خطف|مخطوف|اختطاف|اختطف|تعذيب|عذب"
    "|رهائن|رهينه|مفقود|اعتقل|اعتقال|وفاه|توفي"
)
_ARABIC_HEDGE = (
    "غير مؤكد(?:ه)?|لم (?:يتاكد|تتاكد|يؤكد)|لم يتسن (?:التحقق|التاكد)|يتعذر التحقق"
    "|(?:ب)?حسب|وفق(?:ا)? ل|وفقا|نقلا عن|يزعم|تزعم|زعم|مزاعم|مزعوم|ادعي|ادعاء|يقال|قيل"
    "|يعتقد|يرجح|يبدو|ربما|يفترض|مفترض|شائعات|انباء عن|تقارير (?:عن|تفيد)"
    "|(?:افادت|ذكرت) (?:مصادر|تقارير|انباء)"
)
_ONTO = "[وف]?[بلك]?(?:ال|لل)?"
_AFTER = "(?:وا|ون|ين|ات|ان|ت|تها|ته|ه|ها|هم|هما|ا|يه|وه|وها|ي)?"


def _english(stems: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<word>{stems.strip()})(?!\w)", re.VERBOSE | re.IGNORECASE)


def _arabic(stems: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<word>{_ONTO}(?:{fold(stems)}){_AFTER})(?!\w)")


ENGLISH: Mapping[Sort, re.Pattern[str]] = {
    "damage": _english(_DAMAGE),
    "casualty": _english(_CASUALTY),
    "hedge": _english(_HEDGE),
}
ARABIC: Mapping[Sort, re.Pattern[str]] = {
    "damage": _arabic(_ARABIC_DAMAGE),
    "casualty": _arabic(_ARABIC_CASUALTY),
    "hedge": _arabic(_ARABIC_HEDGE),
}
