"""Search: one question, three views (list, map, timeline), and the same as JSON."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from heritage.edition.present import KIND_LABELS
from heritage.edition.public import PATHS
from heritage.gate import everyone, house
from heritage.kit.text import N_
from heritage.search.backend import SearchUnavailable
from heritage.search.query import BadQuery
from heritage.search.request import MOST_PER_PAGE, SORTS, Hit
from heritage.web.catalogue import maps, rows, years
from heritage.web.catalogue.answers import data, fault, page
from heritage.web.catalogue.chips import chips
from heritage.web.catalogue.finding import Found, find
from heritage.web.catalogue.searching import PER_PAGE, PERIODS, Params, read_params
from heritage.web.catalogue.space import around, joined
from heritage.web.catalogue.timeline import axis_of
from heritage.web.shell import gettext, language

bp = Blueprint("search", __name__)

MOST_ON_MAP = 1000
MOST_TOLD = 50
"""So many values of a facet are told to machines, and those chosen."""
PER_TIMELINE = 50
IN_ORDER = N_("The search is being put in order. Try again soon.")
HERE = {"results": "search", "places": "map", "timeline": "timeline"}


@bp.get("/search")
@everyone
def results() -> Response:
    """List what was found."""
    return _view("results", per_page=PER_PAGE)


@bp.get("/map")
@everyone
def places() -> Response:
    """Show where what was found is."""
    return _view("places", per_page=MOST_PER_PAGE, highlight=False)


@bp.get("/timeline")
@everyone
def timeline() -> Response:
    """Show when what was found happened."""
    return _view("timeline", per_page=PER_TIMELINE, highlight=False, sort="earliest")


@bp.get("/search.json")
@everyone
def machine() -> Response:
    """Answer the same search to a machine."""
    params = read_params(request.args)
    for name, told in _faults(params).items():
        return fault("bad_parameter", told, 400, name)
    try:
        return data(rows.as_json(find(params, most=MOST_TOLD)))
    except BadQuery as bad:
        return fault("bad_parameter", gettext(bad.message, **bad.values), 400, "q")
    except SearchUnavailable:
        response = fault("search_unavailable", gettext(IN_ORDER), 503)
        response.headers["Retry-After"] = "10"
        return response


def list_of(kind: str) -> Response:
    """Lead from `/sites` to the search for sites."""
    pairs = read_params(request.args, kind=(kind,)).string()
    return redirect(f"{request.script_root}/search{pairs}")


def _kinds() -> None:
    for kind, path in PATHS.items():
        if kind == "source":
            continue

        def lead(kind: str = kind) -> Response:
            return list_of(kind)

        lead.__doc__ = f"Lead to the search for {path}."
        bp.get(f"/{path}", endpoint=path)(everyone(lead))


_kinds()


def _view(name: str, **changes: Any) -> Response:
    params = read_params(request.args)
    path = f"{request.script_root}/{HERE[name]}"
    typed = list(request.args.items(multi=True))
    if (told := _told(typed)) != typed:
        return redirect(f"{path}?{urlencode(told)}" if told else path)
    shown: dict[str, Any] = {
        "params": params, "here": HERE[name], "view": name,
        "said": _faults(params), "wrong": _marked(params), "sorts": SORTS, "found": None,
        "years": years.Years(),
        "page_url": lambda number: path + params.string(page=number),
        "year_url": lambda bar: path + params.string(begin=bar.begin, end=bar.end, by=""),
        "comma": "، " if language() == "ar" else ", ",
        "KINDS": {kind: gettext(label) for kind, label in KIND_LABELS.items()},
        "PERIODS": PERIODS, "around": around(params),
    }  # fmt: skip
    template = f"catalogue/search/{name}.html"
    if params.faults:
        return page(template, 400, **shown, chips=[])
    try:
        found = find(params, **changes)
        shown |= {"found": found, **_own(name, found)}
    except BadQuery as bad:
        shown["said"] = {"q": gettext(bad.message, **bad.values)}
        return page(template, 400, **shown, chips=[])
    except SearchUnavailable:
        shown["said"] = {"search": gettext(IN_ORDER)}
        return page(template, 503, **shown, chips=[])
    return page(template, **shown, chips=chips(params))


def _told(typed: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Leave out what a form sent empty, and write a point and its kilometres as one."""
    km = dict(typed).get("km", "").strip()
    return [
        (name, joined(value, km) if name == "near" and km else value)
        for name, value in typed
        if name != "km" and value.strip()
    ]


def _own(name: str, found: Found) -> dict[str, Any]:
    """Add what one view alone shows."""
    if name == "places":
        hits = [*found.results.hits, *_further(found)]
        points = rows.points(hits)
        return {"points": points, "placed": len(points), "looked_at": len(hits),
                "small_map": _map_of(points, found, width=900, height=560)}  # fmt: skip
    told = {"rows": rows.rows(found), "years": years.of_results(found.request, found.results)}
    if name == "timeline":
        return {**told, "axis": axis_of(found.results.hits)}
    return {**told, "small_map": _map_of(rows.points(found.results.hits), found)}


def _map_of(points: list[dict[str, Any]], found: Found, **size: int) -> maps.SmallMap | None:
    return maps.of_results(points, found.params, f"{request.script_root}/search", **size)


def _further(found: Found) -> list[Hit]:
    """Fetch the rest of a large result for the map."""
    hits: list[Hit] = []
    for number in range(2, MOST_ON_MAP // MOST_PER_PAGE + 1):
        if (number - 1) * MOST_PER_PAGE >= found.results.total:
            break
        asked = found.params.request(page=number, per_page=MOST_PER_PAGE, highlight=False)
        hits += house().public_search.search(asked).hits
    return hits


def _faults(params: Params) -> dict[str, str]:
    return {name: gettext(fault.message, **fault.values) for name, fault in params.faults.items()}


def _marked(params: Params) -> tuple[str, str, str] | None:
    """Show where in the query a fault is, if it is there."""
    return params.faults["q"].marked if "q" in params.faults else None
