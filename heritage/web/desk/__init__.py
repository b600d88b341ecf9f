"""The archivists' door: records, sources, what they say, and their way to the public.

Every door of the desk stands in `DOORS` on a line of its own.
"""

from __future__ import annotations

from flask import Blueprint

from heritage.web.desk import (
    citing,
    citing_claims,
    citing_making,
    editing,
    hints,
    history,
    home,
    lists,
    picking,
    pictures,
    readings,
    records,
    review,
    saved,
    search,
    sources,
    sources_editing,
    sources_history,
    sources_taking,
)
from heritage.web.desk.kinds import record_url

DOORS = (
    home.bp,
    search.bp,
    saved.bp,
    picking.bp,
    hints.bp,
    pictures.bp,
    review.bp,
    lists.bp,
    editing.bp,
    records.bp,
    readings.bp,
    history.bp,
    sources.bp,
    sources_taking.bp,
    sources_editing.bp,
    sources_history.bp,
    citing.bp,
    citing_making.bp,
    citing_claims.bp,
)

desk = Blueprint("desk", __name__, url_prefix="/desk")
for _door in DOORS:
    desk.register_blueprint(_door)


@desk.app_template_filter("moment")
def moment(at: object) -> str:
    """Write a moment down as a machine reads it; the page says it in words beside."""
    return getattr(at, "strftime", lambda _form: "")("%Y-%m-%d %H:%M")


@desk.app_context_processor
def _addresses() -> dict[str, object]:
    return {"record_url": record_url}


blueprints: tuple[Blueprint, ...] = (desk,)
