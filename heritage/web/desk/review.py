"""What waits for a second pair of eyes: the queue, and one record as it will be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from heritage.access.permissions import Permission
from heritage.accounts.queries import display_names
from heritage.edition.public import PATHS
from heritage.gate import needs, session, somebody
from heritage.ledger.documents import Document, difference, document
from heritage.ledger.models import Entry, Status
from heritage.ledger.queries import version
from heritage.records.models import Record
from heritage.sources.models import Source
from heritage.web.desk.kinds import PATH, find, known, source_url
from heritage.web.desk.pages import View
from heritage.web.desk.records import open_steps
from heritage.web.shell import language

bp = Blueprint("review", __name__)


@dataclass(frozen=True)
class Waiting:
    """A record or source in review."""

    kind: str
    title: str
    url: str
    since: datetime | None
    by: str
    mine: bool
    changes: int
    new: bool
    comment: str


@bp.get("/review")
@needs(Permission.SEE_DESK)
def index() -> ResponseReturnValue:
    """List what is in review, oldest first."""
    records = list(session().scalars(known().where(Record.status == Status.IN_REVIEW)))
    sources = list(session().scalars(select(Source).where(Source.status == Status.IN_REVIEW)))
    kept: list[Record | Source] = [*records, *sources]
    sent = _sent([each.id for each in kept])
    who = display_names(session(), (each.sent_by for each in kept))
    waiting = [_waiting(each, sent.get(each.id), who) for each in kept]
    waiting.sort(key=lambda each: each.since.timestamp() if each.since else 0.0)
    return render_template("desk/review/index.html", waiting=waiting)


def _sent(ids: list[str]) -> dict[str, Entry]:
    """Find when each was sent to review last, and with what words."""
    last = (
        select(func.max(Entry.seq))
        .where(Entry.subject_id.in_(ids), Entry.action == Status.IN_REVIEW.value)
        .group_by(Entry.subject_id)
    )
    found = session().scalars(select(Entry).where(Entry.seq.in_(last)))
    return {entry.subject_id: entry for entry in found}


def _waiting(kept: Record | Source, sent: Entry | None, who: dict[str, str]) -> Waiting:
    record = isinstance(kept, Record)
    kind = kept.kind if isinstance(kept, Record) else "source"
    title = kept.title(language()) if isinstance(kept, Record) else kept.title
    url = (
        url_for("desk.review.show", kinds=PATHS[kind], record_id=kept.id)
        if record
        else source_url(kept.id)
    )
    return Waiting(
        kind=kind,
        title=title,
        url=url,
        since=sent.at if sent else None,
        by=who.get(kept.sent_by or "", "—"),
        mine=somebody().id in {kept.sent_by, kept.updated_by},
        changes=len(difference(type(kept), published(kept) or {}, document(kept))),
        new=kept.published_version is None,
        comment=sent.comment if sent else "",
    )


def published(kept: Record | Source) -> Document | None:
    """Read the version the public sees; none when it sees nothing."""
    if kept.published_version is None:
        return None
    kind = "record" if isinstance(kept, Record) else "source"
    return version(session(), kind, kept.id, kept.published_version)


@bp.get(f"/review/{PATH}/<record_id>")
@needs(Permission.SEE_DESK)
def show(kinds: str, record_id: str) -> ResponseReturnValue:
    """Show a record as it will be, with what changed since it was last published marked."""
    record = find(kinds, record_id)
    before = published(record)
    view = View(record, document(record), before)
    sent = _sent([record.id]).get(record.id)
    people = display_names(session(), (record.updated_by, record.sent_by))
    return render_template(
        "desk/review/show.html",
        record=record,
        title=record.title(language()),
        view=view,
        parts=view.parts(),
        new=before is None,
        steps=open_steps(record),
        people=people,
        sent=sent,
    )
