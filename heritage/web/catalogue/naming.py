"""What values and records are called; read once for as long as the public stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from flask import g

from heritage.edition.present_terms import terms_of
from heritage.edition.present_values import country, language_name
from heritage.edition.store import PublicStore
from heritage.gate import house
from heritage.search.values import SCHEMES, SENTENCES
from heritage.web.shell import gettext, language

POINTERS = ("place", "agent")
"""Facets whose values are records; whoever has no record is named in words."""
_ID = re.compile("[0-9a-f]{32}")
_MOST_KEPT = 50_000


@dataclass(frozen=True)
class Called:
    """A record by what it is called; the page of it may be asked for more."""

    kind: str
    titles: Mapping[str, str]

    def title(self, language: str) -> str:
        """Name it in a language, or in the one it has."""
        return str(self.titles.get(language) or next(iter(self.titles.values()), ""))


class Naming:
    """Names values in the language of one page."""

    def __init__(self, store: PublicStore, language: str) -> None:
        self.language = language
        self.terms = terms_of(store)
        self._store = store
        self._known = _kept(store, store.watermark())

    def expect(self, ids: Iterable[str]) -> None:
        """Fetch the names of records at once that are going to be asked for."""
        missing = {each for each in ids if each and each not in self._known}
        if len(self._known) + len(missing) > _MOST_KEPT:
            self._known.clear()
        found = self._store.many(missing) if missing else {}
        called = {key: Called(told.kind, dict(told.body["title"])) for key, told in found.items()}
        self._known.update(dict.fromkeys(missing) | called)

    def record(self, id: str) -> Called | None:
        """Tell what a record is called, if it is public."""
        if id and id not in self._known:
            self.expect((id,))
        return self._known.get(id)

    def value(self, key: str, value: str) -> str:
        """Name a value of a facet."""
        if key in SCHEMES:
            return self.terms.label(f"{SCHEMES[key]}/{value}", self.language)
        if key == "country":
            return country(value, self.language)
        if key == "lang":
            return language_name(value, self.language)
        if key in SENTENCES:
            return gettext(SENTENCES[key].get(value, value))
        if key in POINTERS and _ID.fullmatch(value) and (record := self.record(value)):
            return record.title(self.language)
        return value


def naming() -> Naming:
    """Give what names things on the page that is being made."""
    if "naming" not in g:
        g.naming = Naming(house().public, language())
    found: Naming = g.naming
    return found


@lru_cache(maxsize=4)
def _kept(_store: PublicStore, _watermark: int) -> dict[str, Called | None]:
    """Keep names until the public store moves on; None for what is not public."""
    return {}
