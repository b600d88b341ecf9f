"""What is asked of the desk's search, and what its filters and their values are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from flask import g

from heritage.edition.present_values import country, language_name
from heritage.gate import session
from heritage.kit.languages import LANGUAGES
from heritage.kit.text import N_
from heritage.search.params import Asked, Params, canonical, read_params
from heritage.search.query_words import DESK_FIELDS
from heritage.search.request import Results
from heritage.search.values import SCHEMES, SENTENCES, ValueNames
from heritage.vocab.queries import labels
from heritage.web.desk.kinds import MANY, STATUSES
from heritage.web.shell import gettext, language

LEGENDS = {
    "kind": N_("Kind"),
    "status": N_("Status"),
    "is": N_("Pictures and sources"),
    "grade": N_("Condition"),
    "type": N_("Type of heritage"),
    "event_kind": N_("Kind of event"),
    "cause": N_("Cause"),
    "effect": N_("Effect"),
    "role": N_("Role of a person"),
    "fate": N_("Fate of a person"),
    "country": N_("Country"),
    "weight": N_("What sources say"),
    "verdict": N_("Verdict"),
    "source_kind": N_("Kind of source"),
    "source": N_("Publisher of a source"),
    "lang": N_("Language of a source"),
}
"""Filters in the order of the page."""
ALWAYS = ("kind", "status")
STATES = {
    "contested": N_("Contested"),
    "uncited": N_("No source yet"),
    "pictured": N_("With a picture"),
}
SHOWN = 6
_SAID = {"kind": MANY, "status": STATUSES, "is": STATES, "weight": SENTENCES["weight"]}


def asked(args: Asked) -> Params:
    """Read what is asked, as the catalogue does; of the statuses, those there are."""
    told = tuple(each for each in dict.fromkeys(args.getlist("status")) if each in STATUSES)
    if "value_names" not in g:
        g.value_names = _values()
    fixed = {"status": told} if told else {}
    return read_params(args, g.value_names, DESK_FIELDS, **fixed)


def _values() -> ValueNames:
    """Name the values of what the desk asks for, by the vocabularies as they are now."""
    tongues = {language: labels(session(), language) for language in LANGUAGES}
    terms = ((key, {each: told[key] for each, told in tongues.items()}) for key in tongues["en"])
    return ValueNames(terms, {**SENTENCES, "status": STATUSES})


def pairs(params: Params, **changes: Any) -> list[tuple[str, str]]:
    """Write the search as pairs again, with changes."""
    chosen = changes.get("chosen", params.chosen)
    return [*params.pairs(**changes), *(("status", each) for each in chosen.get("status", ()))]


def string(params: Params, **changes: Any) -> str:
    """Write the query string, with its question mark; empty when nothing is asked."""
    told = pairs(params, **changes)
    return f"?{urlencode(told)}" if told else ""


def kept(params: Params) -> str:
    """Write a search so that the same question is always the same text."""
    statuses = [("status", each) for each in sorted(params.chosen.get("status", ()))]
    return "&".join(filter(None, (canonical(params), urlencode(statuses))))


@dataclass(frozen=True)
class Choice:
    """One value of a filter, with how many of what was found have it."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Chip:
    """One filter in force, and the same search without it."""

    label: str
    without: str


class Labels:
    """Names values in the language of the page."""

    @cached_property
    def _terms(self) -> Mapping[str, str]:
        return labels(session(), language())

    def label(self, key: str, value: str) -> str:
        """Name a value of a filter."""
        said = _SAID.get(key, {}).get(value)
        if said:
            return gettext(said)
        if key in SCHEMES:
            return self._terms.get(f"{SCHEMES[key]}/{value}", value)
        if key == "country":
            return country(value, language())
        return language_name(value, language()) if key == "lang" else value


def choices(params: Params, results: Results) -> dict[str, list[Choice]]:
    """List the values of each filter that can change something, and those that are chosen."""
    names, found = Labels(), {}
    for key in LEGENDS:
        counts = dict(results.facets.get(key, ()))
        chosen = params.chosen.get(key, ())
        values = list(dict.fromkeys((*_first(key), *counts, *chosen)))
        if key in ALWAYS or len(values) > 1 or chosen:
            found[key] = [
                Choice(value, names.label(key, value), counts.get(value, 0), value in chosen)
                for value in values
            ]
    return found


def _first(key: str) -> tuple[str, ...]:
    """Keep what is always offered, in its order."""
    return {"kind": tuple(MANY), "status": tuple(STATUSES)}.get(key, ())


def chips(params: Params) -> list[Chip]:
    """List the filters in force, in the order of the page."""
    names = Labels()
    found = [
        Chip(names.label(key, value), string(params, chosen=_without(params, key, value)))
        for key, values in params.chosen.items()
        for value in values
    ]
    if params.begin:
        label = gettext("From %(date)s", date=params.begin)
        found.append(Chip(label, string(params, begin="")))
    if params.end:
        found.append(Chip(gettext("To %(date)s", date=params.end), string(params, end="")))
    return found


def _without(params: Params, key: str, value: str) -> dict[str, tuple[str, ...]]:
    told = {**params.chosen, key: tuple(v for v in params.chosen[key] if v != value)}
    return {name: values for name, values in told.items() if values}
