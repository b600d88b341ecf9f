"""Chips: what a search is narrowed by, each a link that takes it away."""

from __future__ import annotations

from dataclasses import dataclass

from heritage.edition.present_terms import terms_of
from heritage.gate import house
from heritage.web.catalogue.finding import facet_label
from heritage.web.catalogue.searching import FILTERS, Params
from heritage.web.shell import gettext, when


@dataclass(frozen=True)
class Chip:
    """One filter in force, and the query string of the same search without it."""

    label: str
    without: str


def chips(params: Params) -> list[Chip]:
    """List the filters of a search in the order of the form."""
    store = house().public
    terms, places = terms_of(store), store.many(params.chosen.get("place", ()))
    shown = [
        Chip(facet_label(key, value, terms, places), params.without(key, value))
        for key in FILTERS
        for value in params.chosen.get(key, ())
    ]
    if params.begin:
        label = gettext("From %(date)s", date=when(params.begin))
        shown.append(Chip(label, params.string(begin="")))
    if params.end:
        shown.append(Chip(gettext("To %(date)s", date=when(params.end)), params.string(end="")))
    if params.bbox:
        shown.append(Chip(gettext("Inside a part of the map"), params.string(bbox="")))
    return shown
