"""A page of its own for a long list of choices: filtered, ordered, turned over, chosen from."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, abort, redirect, request
from werkzeug.wrappers import Response

from heritage.gate import everyone, house
from heritage.kit.folding import fold
from heritage.kit.text import tidy
from heritage.search.backend import SearchUnavailable
from heritage.search.query import BadQuery
from heritage.search.request import MOST_VALUES
from heritage.web.catalogue.answers import page
from heritage.web.catalogue.choices import LEGENDS, Choice, facet
from heritage.web.catalogue.naming import naming
from heritage.web.catalogue.searching import COUNTED, Params, read_params
from heritage.web.shell import gettext

bp = Blueprint("facets", __name__)

PER_PAGE = 60
ORDERS = ("count", "name")
_LONGEST = 100


@dataclass(frozen=True)
class Listed:
    """The part of a long list that is looked at."""

    choices: tuple[Choice, ...]
    apart: tuple[Choice, ...]
    """Chosen, but not among those on this page."""
    size: int
    at: int
    pages: int


@bp.get("/search/facets/<key>")
@everyone
def show(key: str) -> Response:
    """List every value of a facet, under the other filters of the search."""
    if key not in COUNTED:
        abort(404)
    params = read_params(request.args)
    found = f"{request.script_root}/search{params.string()}"
    if params.faults or "apply" in request.args:
        return redirect(found)
    find = tidy(request.args.get("find", ""))[:_LONGEST]
    order = request.args.get("order", "")
    try:
        choices = _choices(key, params)
    except (BadQuery, SearchUnavailable):
        return redirect(found)
    return page(
        "catalogue/facets/show.html",
        here="search",
        key=key,
        legend=gettext(LEGENDS[key]),
        params=params,
        back=found,
        find=find,
        order=order if order in ORDERS else ORDERS[0],
        listed=_listed(choices, find, order, request.args.get("at", "")),
    )


def _choices(key: str, params: Params) -> tuple[Choice, ...]:
    asked = params.request((key,), page=1, per_page=1, highlight=False)
    counts = house().public_search.search(asked).facets[key]
    return facet(key, counts, params.chosen.get(key, ()), naming(), MOST_VALUES).choices


def _listed(choices: tuple[Choice, ...], find: str, order: str, at: str) -> Listed:
    wanted = fold(find)
    fitting = [each for each in choices if not wanted or wanted in fold(each.label)]
    if order == "name":
        fitting.sort(key=lambda each: fold(each.label))
    pages = max(1, -(-len(fitting) // PER_PAGE))
    number = min(max(int(at), 1), pages) if at.isascii() and at.isdecimal() else 1
    shown = tuple(fitting[(number - 1) * PER_PAGE : number * PER_PAGE])
    apart = tuple(each for each in choices if each.chosen and each not in shown)
    return Listed(shown, apart, len(fitting), number, pages)
