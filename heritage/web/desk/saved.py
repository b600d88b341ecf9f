"""Saved searches: what somebody comes back to, on the desk or in the catalogue, and what is new."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from heritage.access.permissions import Permission
from heritage.accounts import actions
from heritage.accounts.models import SavedSearch
from heritage.accounts.queries import saved_search, saved_searches
from heritage.gate import house, needs, session, somebody
from heritage.kit.text import N_
from heritage.ledger.queries import changed
from heritage.search.backend import Backend, SearchUnavailable
from heritage.search.params import Params, canonical, read_params
from heritage.search.query import BadQuery
from heritage.search.request import MOST_PER_PAGE
from heritage.web.desk import searching
from heritage.web.shell import gettext

bp = Blueprint("saved", __name__, url_prefix="/saved")

CATALOGUE = ("search", "map", "timeline", "search.atom", "search.json")
"""Pages of the catalogue whose address is a search."""
LONGEST = 8_000
NO_SEARCH = N_("This is not the address of a search in the catalogue.")


@dataclass(frozen=True)
class Line:
    """A saved search in the list: where it leads, and how much is new for it."""

    kept: SavedSearch
    url: str
    feed: str
    labels: list[str]
    new: int | None
    """None where it cannot be told: the index rests, or the search can no longer be done."""
    fault: str


@dataclass(frozen=True)
class Side:
    """Where a search is done: what reads it, which index answers, what changed there since."""

    path: str
    read: Callable[[MultiDict[str, str]], Params]
    write: Callable[[Params], str]
    index: Callable[[], Backend]
    changed: Callable[[list[str], int], set[str]]

    def params(self, query: str) -> Params:
        """Read a search from its text."""
        return self.read(MultiDict(parse_qsl(query[:LONGEST], keep_blank_values=True)))

    def mark(self) -> int:
        """Say up to which change the index can tell of anything; of nothing while it rests."""
        try:
            return self.index().watermark() or 0
        except SearchUnavailable:
            return 0


SIDES = {
    "desk": Side(
        "/desk/search", searching.asked, searching.kept, lambda: house().desk_search,
        lambda ids, mark: changed(session(), ids, mark),
    ),
    "public": Side(
        "/search", read_params, canonical, lambda: house().public_search,
        lambda ids, mark: house().public.changed(ids, mark),
    ),
}  # fmt: skip


@bp.get("/")
@needs(Permission.SEE_DESK)
def index() -> ResponseReturnValue:
    """List the searches that the person who is signed in keeps."""
    lines = [_line(each) for each in saved_searches(session(), somebody())]
    return render_template("desk/saved/index.html", lines=lines, most=MOST_PER_PAGE)


def _line(kept: SavedSearch) -> Line:
    side = SIDES[kept.side]
    params = side.params(kept.query)
    root = request.script_root
    faults = [gettext(bad.message, **bad.values) for bad in params.faults.values()]
    return Line(
        kept=kept,
        url=f"{root}{side.path}?{kept.query}",
        feed=f"{root}/search.atom?{kept.query}" if kept.side == "public" else "",
        labels=[*filter(None, [params.q]), *(chip.label for chip in searching.chips(params))],
        new=None if faults else _new(kept, side, params),
        fault=" ".join(faults),
    )


def _new(kept: SavedSearch, side: Side, params: Params) -> int | None:
    """Count what a search finds that changed since it was looked at, as far as one page goes."""
    asked = params.request(
        sort="newest", page=1, per_page=MOST_PER_PAGE, highlight=False, relaxed=False
    )
    try:
        hits = side.index().search(asked).hits
    except (BadQuery, SearchUnavailable):
        return None
    return len(side.changed([hit.id for hit in hits], kept.mark))


@bp.post("/new")
@needs(Permission.SEE_DESK)
def keep() -> ResponseReturnValue:
    """Keep a search of the desk, or one of the catalogue by its address."""
    address = request.form.get("address", "").strip()
    name, query = ("public", _of_catalogue(address)) if address else ("desk", _of_desk())
    if query is None:
        flash(gettext(NO_SEARCH), "warning")
        return redirect(url_for(".index"))
    try:
        actions.keep_search(
            session(), somebody(), name, query,
            name=request.form.get("name", ""), mark=SIDES[name].mark(),
        )  # fmt: skip
    except actions.BadSearch as fault:
        flash(gettext(fault.args[0]), "warning")
    else:
        session().commit()
        flash(gettext("The search is saved."), "success")
    return redirect(url_for(".index"))


def _of_desk() -> str | None:
    side = SIDES["desk"]
    params = side.params(request.form.get("query", ""))
    return None if params.faults else side.write(params)


def _of_catalogue(address: str) -> str | None:
    """Read the search out of an address, in whichever language or view it was copied."""
    try:
        parts = urlsplit(address[:LONGEST])
    except ValueError:
        return None
    side = SIDES["public"]
    params = side.params(parts.query)
    known = parts.path.rpartition("/")[2] in CATALOGUE and "/desk" not in parts.path
    return side.write(params) if known and not params.faults else None


@bp.post("/<search_id>/look")
@needs(Permission.SEE_DESK)
def look(search_id: str) -> ResponseReturnValue:
    """Lead to what a search finds, the newest first, and take it as seen."""
    kept = _mine(search_id)
    side = SIDES[kept.side]
    actions.look_at(kept, side.mark())
    query = "&".join(filter(None, (kept.query, "sort=newest")))
    session().commit()
    return redirect(f"{request.script_root}{side.path}?{query}")


@bp.post("/<search_id>/rename")
@needs(Permission.SEE_DESK)
def rename(search_id: str) -> ResponseReturnValue:
    """Call a search otherwise."""
    try:
        actions.rename_search(_mine(search_id), request.form.get("name", ""))
    except actions.BadSearch as fault:
        flash(gettext(fault.args[0]), "warning")
    else:
        session().commit()
        flash(gettext("The search has its new name."), "success")
    return redirect(url_for(".index"))


@bp.post("/<search_id>/delete")
@needs(Permission.SEE_DESK)
def delete(search_id: str) -> ResponseReturnValue:
    """Delete a saved search."""
    actions.forget_search(session(), _mine(search_id))
    session().commit()
    flash(gettext("The search is deleted."), "success")
    return redirect(url_for(".index"))


def _mine(search_id: str) -> SavedSearch:
    """Find one of my searches; another person's and none at all are the same."""
    kept = saved_search(session(), somebody(), search_id)
    if kept is None:
        abort(404)
    return kept
