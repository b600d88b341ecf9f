"""Sources on the desk: listed, shown whole, and led through review."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import (
    Blueprint,
    abort,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from sqlalchemy import func, or_, select

from heritage.access.permissions import Permission, may
from heritage.access.visibility import claims_for, records_for
from heritage.accounts.queries import display_names
from heritage.claims.actions import publish_source
from heritage.claims.models import Claim
from heritage.gate import house, me, needs, session, somebody
from heritage.kit.text import N_, tidy
from heritage.ledger.actions import NotAllowed, Stale
from heritage.ledger.documents import document
from heritage.ledger.models import Status
from heritage.records.models import Record
from heritage.sources import actions
from heritage.sources.actions import BadSource
from heritage.sources.models import Capture, Source
from heritage.web.desk.kinds import STATUSES
from heritage.web.desk.records import DONE, told
from heritage.web.desk.sources_page import copies, described, open_steps, told_of, unapproved
from heritage.web.desk.sources_reading import already_here
from heritage.web.shell import gettext

bp = Blueprint("sources", __name__, url_prefix="/sources")

PER_PAGE = 25
HOWS = {"pasted": N_("Pasted"), "uploaded": N_("Uploaded"), "fetched": N_("Fetched")}
CHANGED_SINCE = N_(
    "This source was changed after you opened it. Here is how it stands now; look again."
)


def found(source_id: str) -> Source:
    """Find a source, or say that there is none."""
    source = session().get(Source, source_id)
    if source is None:
        abort(404)
    return source


@bp.get("/")
@needs(Permission.SEE_DESK)
def index() -> ResponseReturnValue:
    """List the sources, those changed last first."""
    words, status = tidy(request.args.get("q")), request.args.get("status", "")
    wanted = select(Source)
    for word in words.lower().split():
        wanted = wanted.where(_has(word))
    if status in STATUSES:
        wanted = wanted.where(Source.status == status)
    total = session().scalar(select(func.count()).select_from(wanted.subquery())) or 0
    pages = max(-(-total // PER_PAGE), 1)
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    rows = session().scalars(
        wanted.order_by(Source.updated_at.desc(), Source.id)
        .offset((page - 1) * PER_PAGE)
        .limit(PER_PAGE)
    )
    sources = list(rows)
    return render_template(
        "desk/sources/index.html",
        sources=sources,
        counts=_claims_of(sources),
        words=words,
        status=status,
        statuses=STATUSES,
        total=total,
        page=page,
        pages=pages,
        may_edit=may(me(), Permission.EDIT),
        url_of=lambda n: url_for(".index", q=words or None, status=status or None, page=n),
    )


def _has(word: str) -> Any:
    columns = (Source.title, Source.publisher, Source.authors, Source.url)
    return or_(*(func.lower(each).contains(word, autoescape=True) for each in columns))


def _claims_of(sources: list[Source]) -> dict[str, int]:
    """Count what was cited from each, as far as this person may know."""
    counted = select(Claim.source_id, func.count()).where(
        Claim.source_id.in_([each.id for each in sources]),
        Claim.retracted_at.is_(None),
        claims_for(me()),
        Claim.record_id.in_(select(Record.id).where(records_for(me()))),
    )
    rows = session().execute(counted.group_by(Claim.source_id))
    return {key: count for key, count in rows}  # noqa: C416 (rows, not pairs)


@bp.get("/<source_id>")
@needs(Permission.SEE_DESK)
def show(source_id: str) -> ResponseReturnValue:
    """Show a source: what it is, its copies, what was cited from it."""
    return shown(found(source_id))


def shown(source: Source, problem: str = "", code: int = 200) -> ResponseReturnValue:
    """Draw the page of a source, with what went wrong above it."""
    lines = told_of(source)
    page = render_template(
        "desk/sources/show.html",
        source=source,
        record=source,
        has_text=any(each.texts for each in source.captures),
        hows=HOWS,
        parts=described(source, document(source)),
        copies=copies(source),
        lines=lines,
        taken_back=told_of(source, taken_back=True),
        waiting=unapproved(lines),
        mine=[each for each in unapproved(lines) if each.claim.created_by == somebody().id],
        known=already_here(source),
        people=display_names(session(), (source.created_by, source.updated_by, source.sent_by)),
        steps=open_steps(source, lines),
        problem=problem,
        note=tidy(request.form.get("comment")),
    )
    return page, code


@bp.get("/<source_id>/captures/<capture_id>")
@needs(Permission.SEE_DESK)
def copy(source_id: str, capture_id: str) -> ResponseReturnValue:
    """Hand out the bytes of a copy as they came, to be saved, never opened within this site."""
    kept = session().get(Capture, capture_id)
    if kept is None or kept.source_id != source_id:
        abort(404)
    return send_file(
        house().files.open(kept.sha256),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=kept.filename or f"{kept.sha256[:16]}.bin",
    )


@bp.post("/<source_id>/send")
@needs(Permission.EDIT)
def send(source_id: str) -> ResponseReturnValue:
    """Hand a source, and what was cited from it, to the reviewers."""
    return _step(source_id, "send", _send)


def _send(session_: Any, source: Source, *, by: Any, comment: str, read_at: int) -> None:
    """Send a source; a published one goes again when passages were cited from it since."""
    if source.status == Status.PUBLISHED:
        told = comment or gettext("New claims to review")
        actions.save(session_, source, document(source), by=by, comment=told, read_at=read_at)
        read_at = source.version
    actions.send(session_, source, by=by, comment=comment, read_at=read_at)


@bp.post("/<source_id>/publish")
@needs(Permission.REVIEW)
def publish(source_id: str) -> ResponseReturnValue:
    """Open exactly the version that was seen to everyone, and what it says of public records."""
    return _step(source_id, "publish", publish_source)


@bp.post("/<source_id>/return")
@needs(Permission.REVIEW)
def give_back(source_id: str) -> ResponseReturnValue:
    """Return a source to its author with a word on what it lacks."""
    return _step(source_id, "give_back", actions.give_back)


@bp.post("/<source_id>/withdraw")
@needs(Permission.REVIEW)
def withdraw(source_id: str) -> ResponseReturnValue:
    """Take a source, and every claim that rests on it, from the public."""
    return _step(source_id, "withdraw", actions.withdraw)


def _step(source_id: str, name: str, deed: Callable[..., None]) -> ResponseReturnValue:
    """Do one step, or show the source again and say in words why it cannot be done."""
    source = found(source_id)
    try:
        deed(session(), source, by=somebody(), **told())
    except (Stale, NotAllowed, BadSource) as fault:
        session().rollback()
        said = gettext(CHANGED_SINCE) if isinstance(fault, Stale) else gettext(fault.args[0])
        return shown(found(source_id), said, 422 if isinstance(fault, BadSource) else 409)
    session().commit()
    house().wake()
    flash(gettext(DONE[name], title=source.title), "success")
    return redirect(url_for(".show", source_id=source.id))
