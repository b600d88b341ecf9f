"""Lists to choose from that are not vocabularies of ours: countries, languages, scripts."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale, UnknownLocaleError

from heritage.kit.text import N_
from heritage.web.shell import gettext, language

TAG = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
COUNTRY = re.compile(r"[A-Z]{2}")
_NO_COUNTRY = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
_TAGS = (
    "en", "ar", "ar-Latn", "fr", "de", "es", "it", "tr", "fa", "ku", "ckb", "syr", "arc", "he",
    "hy", "el", "la", "ru", "uk", "ka", "ps", "ur", "am", "zh", "ja", "und",
)  # fmt: skip
_SCRIPTS = ("Latn", "Arab", "Grek", "Cyrl", "Hebr", "Syrc", "Armn", "Palm", "Xsux", "Egyp")
_ROMANISED = N_("%(language)s in Latin letters")


def countries() -> list[tuple[str, str]]:
    """Name the countries in the language of the page, in its order."""
    return _countries(language())


@cache
def _countries(tongue: str) -> list[tuple[str, str]]:
    named: dict[str, str] = {
        str(key): str(name) for key, name in Locale(tongue).territories.items()
    }
    codes = (key for key in named if COUNTRY.fullmatch(key) and key not in _NO_COUNTRY)
    return sorted(((key, named[key]) for key in codes), key=lambda each: each[1])


def country_name(code: str) -> str:
    """Name a country in the language of the page."""
    return str(Locale(language()).territories.get(code, code))


def languages() -> list[tuple[str, str]]:
    """Name the languages the archive meets most."""
    return [(tag, language_name(tag)) for tag in _TAGS]


def language_name(tag: str) -> str:
    """Name a language by its tag, in the language of the page."""
    base, _, rest = tag.partition("-")
    name = str(Locale(language()).languages.get(base, tag))
    if rest == "Latn":
        return gettext(_ROMANISED, language=name)
    try:
        return name if not rest else str(Locale.parse(tag, sep="-").get_display_name(language()))
    except (ValueError, UnknownLocaleError):
        return tag


def scripts() -> list[tuple[str, str]]:
    """Name the scripts names are written in."""
    named = Locale(language()).scripts
    return [(code, str(named.get(code, code))) for code in _SCRIPTS]
