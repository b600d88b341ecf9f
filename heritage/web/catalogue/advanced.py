"""A control for everything that can be asked; what it writes is an address like any other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from heritage.gate import everyone
from heritage.search.backend import SearchUnavailable
from heritage.search.request import SORTS
from heritage.web.catalogue.answers import page
from heritage.web.catalogue.asking import BOXES, taken_apart, written
from heritage.web.catalogue.choices import Facet, useful
from heritage.web.catalogue.finding import find
from heritage.web.catalogue.searching import COUNTED, Params, read_params
from heritage.web.catalogue.space import around, joined

bp = Blueprint("advanced", __name__)

MOST = 24
"""As many values of a facet can be chosen here; the others on a page of their own."""


@bp.get("/search/advanced")
@everyone
def show() -> Response:
    """Show a form filled in from a search, or lead to the search that was filled in."""
    if "go" in request.args or "list" in request.args:
        return redirect(f"{request.script_root}{_path()}{_filled_in().string()}")
    params = read_params(request.args)
    return page(
        "catalogue/advanced/show.html",
        here="search",
        params=params,
        boxes=dict.fromkeys(BOXES, "") | taken_apart(params.q),
        around=around(params),
        facets=_facets(params),
        sorts=SORTS,
    )


def _filled_in() -> Params:
    """Read the form."""
    boxes = {box: request.args.get(box, "") for box in BOXES}
    params = replace(read_params(request.args), q=written(boxes))
    km = request.args.get("km", "")
    return replace(params, near=joined(params.near, km)) if params.near and km else params


def _path() -> str:
    """Lead to the results, or to the long list that was asked for on the way."""
    key = request.args.get("list", "")
    return f"/search/facets/{key}" if key in COUNTED else "/search"


def _facets(params: Params) -> list[Facet]:
    """Count the values of everything there is; without an index nothing can be chosen."""
    every: dict[str, Any] = {"query": None, "per_page": 1, "highlight": False, "periods": ()}
    try:
        found = find(Params(chosen=params.chosen), MOST, filters={}, **every)
    except SearchUnavailable:
        return []
    return useful(found.facets, found.results.total)
