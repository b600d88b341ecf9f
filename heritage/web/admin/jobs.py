"""Work done in the background: what was asked for, how far it is, and how to call it off."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from heritage.access.permissions import Permission
from heritage.accounts.queries import display_names
from heritage.gate import house, needs, session, somebody
from heritage.jobs import actions
from heritage.jobs.queries import newest
from heritage.kit.text import N_
from heritage.web.shell import gettext
from heritage.worker import HANDLERS

bp = Blueprint("jobs", __name__, url_prefix="/jobs")

KIND_NAMES = {
    "indexes.rebuild": N_("Make the search indexes anew"),
    "editions.rebuild": N_("Write every edition anew"),
}
STATE_NAMES = {
    "queued": N_("waiting"),
    "running": N_("under way"),
    "done": N_("done"),
    "failed": N_("failed"),
    "cancelled": N_("called off"),
}


@bp.get("/")
@needs(Permission.MANAGE_ACCOUNTS)
def index() -> ResponseReturnValue:
    """List what was asked for, and what may be."""
    found = newest(session())
    return render_template(
        "admin/jobs/index.html",
        jobs=found,
        kinds=KIND_NAMES,
        states=STATE_NAMES,
        people=display_names(session(), (each.asked_by for each in found)),
    )


@bp.post("/<kind>")
@needs(Permission.MANAGE_ACCOUNTS)
def ask(kind: str) -> ResponseReturnValue:
    """Ask for work; asking twice does not do it twice."""
    if kind not in HANDLERS:
        abort(404)
    actions.enqueue(session(), kind, unique_key=kind, asked_by=somebody().id)
    session().commit()
    house().wake()
    flash(gettext("Asked for. It is done in the background; this page shows how far it is."))
    return redirect(url_for("admin.jobs.index"))


@bp.post("/<job_id>/cancel")
@needs(Permission.MANAGE_ACCOUNTS)
def cancel(job_id: str) -> ResponseReturnValue:
    """Call a job off; one under way notices at its next report."""
    if not actions.cancel(session(), job_id):
        flash(gettext("This job had ended already."), "warning")
    session().commit()
    return redirect(url_for("admin.jobs.index"))
