"""Values said in words: terms, dates, countries, and the two languages side by side."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Protocol

from babel import Locale

from heritage.db import Base
from heritage.edition.public import PublicRecord
from heritage.kit.dates import BadDate, parse, say
from heritage.kit.days import iso_day
from heritage.kit.fields import Field, Kind
from heritage.kit.languages import LANGUAGES, digits, translations
from heritage.ledger.documents import children_of, fields_of
from heritage.records.models import KINDS
from heritage.sources.models import Source

Shown = dict[str, Any]
"""A piece of a page, as JSON carries it."""

GLYPHS = {
    "damage-grade/none-visible": 1,
    "damage-grade/minor": 2,
    "damage-grade/moderate": 3,
    "damage-grade/severe": 4,
    "damage-grade/destroyed": 5,
}
"""Which drawing stands for a condition; what is unknown or only possible has the question mark."""


class Terms(Protocol):
    """The vocabularies, as far as values need them."""

    def label(self, key: str, language: str) -> str:
        """Name a term."""


class Speaker:
    """Says values in the language of a page, and in both where the page shows both."""

    def __init__(self, terms: Terms, language: str) -> None:
        self.terms = terms
        self.language = language

    def words(self, message: str) -> str:
        """Say a sentence of the interface in the language of the page."""
        return translations(self.language).gettext(message)

    def term(self, key: str | None) -> Shown | None:
        """Name a term: its key, and its label here."""
        if not key:
            return None
        return {"key": key, "label": self.terms.label(key, self.language), "path": f"/terms/{key}"}

    def grade(self, key: str | None) -> Shown | None:
        """Name a degree of damage with the drawing that stands for it."""
        told = self.term(key)
        return None if told is None else {**told, "glyph": GLYPHS.get(str(key), 0)}

    def when(self, edtf: str | None) -> Shown | None:
        """Print a date, with the first and last day it may mean."""
        return when_shown(edtf, self.language)

    def both(self, value: Any, kind: Kind = Kind.TEXT) -> Shown | None:
        """Say a value in both languages; what is told in one alone is given as it is."""
        if value in (None, "", [], {}):
            return None
        if isinstance(value, Mapping):
            return {each: value.get(each) or None for each in LANGUAGES}
        return {each: self._said(value, kind, each) for each in LANGUAGES}

    def here(self, pair: Mapping[str, str | None] | None) -> str:
        """Choose from a pair what the page's language has, else the other."""
        if not pair:
            return ""
        return str(pair.get(self.language) or next(filter(None, pair.values()), ""))

    def _said(self, value: Any, kind: Kind, language: str) -> str:
        if kind is Kind.TERM:
            return self.terms.label(str(value), language)
        if kind is Kind.WHEN:
            return _date(str(value), language)
        if kind is Kind.COUNTRY:
            return country(str(value), language)
        if kind is Kind.LANGUAGE:
            return language_name(str(value), language)
        if kind is Kind.NUMBER:
            return digits(f"{value:g}", language)
        return str(value)


def when_shown(edtf: str | None, language: str) -> Shown | None:
    """Print a date in a language; open ends have no day."""
    if not edtf:
        return None
    try:
        read = parse(edtf)
    except BadDate:
        return {"edtf": edtf, "label": edtf, "earliest": None, "latest": None}
    return {
        "edtf": edtf,
        "label": say(read, language),
        "earliest": None if read.earliest is None else iso_day(read.earliest),
        "latest": None if read.latest is None else iso_day(read.latest),
    }


def first_day(edtf: str | None) -> tuple[int, int]:
    """Order dates in time; what has no first day comes last."""
    try:
        read = parse(edtf) if edtf else None
    except BadDate:
        read = None
    if read is None:
        return (10**9, 10**9)
    start = read.earliest if read.earliest is not None else read.latest
    return (10**9 if start is None else start, 10**9 if read.latest is None else read.latest)


def _date(edtf: str, language: str) -> str:
    told = when_shown(edtf, language)
    return str(told["label"]) if told else edtf


@cache
def _locale(language: str) -> Locale:
    return Locale(language)


def country(code: str, language: str) -> str:
    """Name a country by its code."""
    return str(_locale(language).territories.get(code.upper(), code))


def language_name(tag: str, language: str) -> str:
    """Name a language by its tag; a script in the tag is named too."""
    names = _locale(language).languages
    base, _, rest = tag.partition("-")
    name = names.get(base, base)
    script = _locale(language).scripts.get(rest.title()) if rest else None
    return f"{name} ({script})" if script else name


@cache
def base_fields(kind: str) -> dict[str, Field]:
    """List the fields of a kind of record as the public knows them: a pair is one field."""
    model: type[Base] = Source if kind == "source" else KINDS[kind]
    found: dict[str, Field] = {}
    for key, told in fields_of(model).items():
        found.setdefault(key[:-3] if told.language else key.removesuffix("_id"), told)
    for key, rows in children_of(model).items():
        found[key] = rows.info["children"]
    return found


def label_of(kind: str, field: str | None) -> str:
    """Name a field in English; none for a claim on no field."""
    if not field:
        return ""
    told = base_fields(kind).get(field)
    return told.label if told else field


def reference(record: PublicRecord) -> Shown:
    """Point to a record: its names and its page."""
    return {
        "id": record.id,
        "kind": record.kind,
        "path": record.path,
        "title": {each: record.body["title"].get(each) or None for each in LANGUAGES},
    }
