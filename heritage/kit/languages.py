"""The two languages the archive speaks, and how each writes its words and numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

LANGUAGES = ("en", "ar")
NATIVE_NAMES = {"en": "English", "ar": "العربية"}

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "fa", "he", "ps", "sd", "syc", "ug", "ur", "yi"})
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"Arab", "Hebr", "Mand", "Nbat", "Palm", "Phnx", "Syrc", "Thaa"})
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_ARABIC_MARKS = str.maketrans(",.%", "٬٫٪")
_ASCII_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


@dataclass(frozen=True)
class InEach:
    """Words that each language has of its own, put into a sentence once it is known in which."""

    words: Mapping[str, str]

    def __str__(self) -> str:
        """Say them in English."""
        return self.words["en"]


def spoken(values: Mapping[str, object], language: str) -> dict[str, object]:
    """Choose the words of one language among what is put into a sentence."""
    return {
        key: each.words[language] if isinstance(each, InEach) else each
        for key, each in values.items()
    }


def direction(language: str) -> str:
    """Tell which way a language tag is written; a script in the tag decides first."""
    parts = language.replace("_", "-").split("-")
    scripts = [part.title() for part in parts[1:] if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if parts[0].lower() in _RIGHT_TO_LEFT else "ltr"


def number(n: float | Decimal, language: str) -> str:
    """Write a number for people: grouped in thousands, in the digits of the language."""
    written = f"{n:,}" if isinstance(n, int) else f"{n:,}".removesuffix(".0")
    if language != "ar":
        return written
    return written.translate(_ARABIC_MARKS).translate(_ARABIC_DIGITS)


def digits(text: str, language: str) -> str:
    """Write a year or a page number, which is never grouped, in the digits of the language."""
    return text.translate(_ARABIC_DIGITS) if language == "ar" else text


def ascii_digits(text: str) -> str:
    """Read Arabic-Indic and Persian digits as the ones we store."""
    return text.translate(_ASCII_DIGITS)


@cache
def catalogue(language: str) -> Catalog:
    """Read the sentences of one language as its translators wrote them."""
    with _po_file(language).open("rb") as file:
        return read_po(file, locale=language)


@cache
def translations(language: str) -> NullTranslations:
    """Give the interface's sentences in one language; English is written in the code."""
    if not _po_file(language).exists():
        return NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, catalogue(language))
    compiled.seek(0)
    return Translations(compiled)


def _po_file(language: str) -> Path:
    """Find a language's sentences beside this module."""
    known = language if language in LANGUAGES else "en"
    return Path(__file__).with_name(f"{known}.po")
