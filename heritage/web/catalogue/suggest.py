"""What is offered while somebody types into the search box: records, by names in any script."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request

from heritage.edition.present import KIND_LABELS
from heritage.gate import everyone, house
from heritage.search.backend import SearchUnavailable
from heritage.search.query import BadQuery
from heritage.search.request import Suggestion
from heritage.web.catalogue.answers import data
from heritage.web.catalogue.naming import Naming, naming
from heritage.web.shell import gettext, language

bp = Blueprint("suggest", __name__)

MOST = 8
SHORTEST = 2
"""Letters; what begins with one letter helps nobody."""


@bp.get("/suggest")
@everyone
def show() -> Response:
    """Offer records whose names go on as typed; none when the search is away."""
    typed = request.args.get("q", "").strip()
    if len(typed) < SHORTEST:
        return data({"query": typed, "suggestions": []})
    try:
        found = house().public_search.suggest(typed, MOST)
    except (BadQuery, SearchUnavailable):
        found = ()
    names = naming()
    names.expect(each.id for each in found)
    told = [_told(each, names) for each in found]
    return data({"query": typed[:100], "suggestions": told})


def _told(offered: Suggestion, names: Naming) -> dict[str, Any]:
    """Show the name that goes on as typed, and beside it what the page calls the record."""
    known = names.record(offered.id)
    title = known.title(language()) if known else offered.title
    return {
        "id": offered.id,
        "name": offered.name,
        "title": title if title != offered.name else "",
        "kind": offered.kind,
        "kind_label": gettext(KIND_LABELS[offered.kind]),
        "url": request.script_root + offered.url,
    }
