"""A record on the desk: all that is known of it, with its proof, and its way to the public."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from heritage.access.permissions import Permission, may
from heritage.accounts.queries import display_names
from heritage.edition.public import PATHS
from heritage.gate import house, me, needs, session, somebody
from heritage.kit.text import N_, tidy_block
from heritage.ledger.actions import NotAllowed, Stale
from heritage.ledger.documents import document
from heritage.ledger.models import Status
from heritage.records import actions
from heritage.records.checks import Invalid
from heritage.records.models import Record
from heritage.web.desk.kinds import PATH, find, record_url
from heritage.web.desk.pages import View
from heritage.web.shell import gettext, language

bp = Blueprint("records", __name__, url_prefix=f"/{PATH}/<record_id>")

DONE = {
    "send": N_("“%(title)s” is with the reviewers."),
    "publish": N_("“%(title)s” is published."),
    "give_back": N_("“%(title)s” went back to its author."),
    "withdraw": N_("“%(title)s” is withdrawn from the public."),
}
CHANGED_SINCE = N_(
    "This record was changed after you opened it. Here is how it stands now; look again."
)


@bp.get("/", strict_slashes=False)
@needs(Permission.SEE_DESK)
def show(kinds: str, record_id: str) -> ResponseReturnValue:
    """Show a record whole."""
    return shown(find(kinds, record_id))


def shown(record: Record, problem: str = "", code: int = 200) -> ResponseReturnValue:
    """Draw the page of a record, with what went wrong above it."""
    view = View(record, document(record))
    page = render_template(
        "desk/records/show.html",
        record=record,
        view=view,
        parts=[part for part in view.parts() if part.id != "section-readings"],
        people=display_names(session(), (record.created_by, record.updated_by, record.sent_by)),
        steps=open_steps(record),
        problem=problem,
        note=tidy_block(request.form.get("comment")),
        title=record.title(language()),
        public_path=PATHS[record.kind],
    )
    return page, code


def open_steps(record: Record) -> dict[str, bool]:
    """Say what this person may do with the record from where it stands."""
    edit, review = may(me(), Permission.EDIT), may(me(), Permission.REVIEW)
    waiting = record.status == Status.IN_REVIEW
    wrote = somebody().id in {record.sent_by, record.updated_by}
    return {
        "edit": edit,
        "send": edit and record.status in {Status.DRAFT, Status.WITHDRAWN},
        "review": review and waiting and not wrote,
        "own": review and waiting and wrote,
        "give_back": review and waiting,
        "withdraw": review and record.published_version is not None,
    }


@bp.post("/send")
@needs(Permission.EDIT)
def send(kinds: str, record_id: str) -> ResponseReturnValue:
    """Hand a record to the reviewers."""
    return _step(kinds, record_id, "send", actions.send)


@bp.post("/publish")
@needs(Permission.REVIEW)
def publish(kinds: str, record_id: str) -> ResponseReturnValue:
    """Open exactly the version that was seen to everyone."""
    return _step(kinds, record_id, "publish", actions.publish)


@bp.post("/return")
@needs(Permission.REVIEW)
def give_back(kinds: str, record_id: str) -> ResponseReturnValue:
    """Return a record to its author with a word on what it lacks."""
    return _step(kinds, record_id, "give_back", actions.give_back)


@bp.post("/withdraw")
@needs(Permission.REVIEW)
def withdraw(kinds: str, record_id: str) -> ResponseReturnValue:
    """Take a record from the public, and say why."""
    return _step(kinds, record_id, "withdraw", actions.withdraw)


def _step(kinds: str, record_id: str, name: str, deed: Callable[..., None]) -> ResponseReturnValue:
    """Do one step, or show the record again and say in words why it cannot be done."""
    record = find(kinds, record_id)
    try:
        deed(session(), record, by=somebody(), **told())
    except (Stale, NotAllowed, Invalid) as fault:
        session().rollback()
        said = gettext(CHANGED_SINCE) if isinstance(fault, Stale) else gettext(fault.args[0])
        return shown(find(kinds, record_id), said, 422 if isinstance(fault, Invalid) else 409)
    session().commit()
    house().wake()
    flash(gettext(DONE[name], title=record.title(language())), "success")
    return redirect(record_url(record))


def told() -> dict[str, Any]:
    """Read from a small form which version was seen, and what is said about it."""
    return {"comment": tidy_block(request.form.get("comment"))[:2000], "read_at": read_at()}


def read_at() -> int:
    """Read which version the page showed; one that makes no sense is no version at all."""
    sent = request.form.get("read_at", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else -1
