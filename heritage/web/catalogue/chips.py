"""Chips: what a search is narrowed by, each a link that takes it away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from heritage.kit.languages import number
from heritage.web.catalogue.naming import POINTERS, naming
from heritage.web.catalogue.searching import FILTERS, Params
from heritage.web.catalogue.space import around
from heritage.web.shell import gettext, language, when


@dataclass(frozen=True)
class Chip:
    """One filter in force, and the query string of the same search without it."""

    label: str
    without: str


def chips(params: Params) -> list[Chip]:
    """List the filters of a search in the order of the form."""
    return [*_choices(params), *_time(params), *_space(params)]


def _choices(params: Params) -> Iterator[Chip]:
    names = naming()
    names.expect(each for key in POINTERS for each in params.chosen.get(key, ()))
    for key in FILTERS:
        for value in params.chosen.get(key, ()):
            yield Chip(_label(key, names.value(key, value)), params.without(key, value))


def _label(key: str, value: str) -> str:
    return gettext("Rests on %(source)s", source=value) if key == "cited_by" else value


def _time(params: Params) -> Iterator[Chip]:
    if params.begin:
        label = gettext("From %(date)s", date=when(params.begin))
        yield Chip(label, params.string(begin=""))
    if params.end:
        yield Chip(gettext("To %(date)s", date=when(params.end)), params.string(end=""))
    if params.certain and params.dated:
        yield Chip(gettext("Certainly then"), params.string(certain=False))


def _space(params: Params) -> Iterator[Chip]:
    if params.bbox:
        yield Chip(gettext("Inside a part of the map"), params.string(bbox=""))
    if params.circle:
        told = around(params)
        label = gettext(
            "Within %(km)s km of %(point)s", km=number(told.km, language()), point=told.point
        )
        yield Chip(label, params.string(near=""))
