"""The whole ledger, entry by entry, for those who check it."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from heritage.access.permissions import Permission
from heritage.accounts.queries import display_names
from heritage.gate import needs, session
from heritage.ledger.queries import head, newest

bp = Blueprint("ledger", __name__, url_prefix="/ledger")
PER_PAGE = 100


@bp.get("/")
@needs(Permission.SEE_LEDGER)
def index() -> ResponseReturnValue:
    """Show the newest entries and the hash the chain ends in."""
    page = request.args.get("page", "1")
    if not page.isdigit() or not 1 <= int(page) <= 10**6:
        abort(404)
    entries = newest(session(), offset=(int(page) - 1) * PER_PAGE, limit=PER_PAGE)
    seq, hash_ = head(session())
    return render_template(
        "admin/ledger/index.html",
        entries=entries,
        actors=display_names(session(), (each.actor_id for each in entries)),
        seq=seq,
        hash=hash_,
        page=int(page),
        more=seq > int(page) * PER_PAGE,
    )
