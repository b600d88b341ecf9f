"""The desk's first page: what waits for me, what happened last, how much there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from heritage.access.permissions import Permission, may
from heritage.access.visibility import records_for
from heritage.accounts.queries import display_names
from heritage.edition.public import PATHS
from heritage.gate import me, needs, session, somebody
from heritage.kit.text import N_
from heritage.ledger.models import Entry, Status
from heritage.records.models import KINDS, Record
from heritage.sources.models import Source
from heritage.web.desk.kinds import MANY, known, record_url, source_url
from heritage.web.shell import gettext, language

bp = Blueprint("home", __name__)
SHORT = 8
TOLD = {
    "created": N_("began"),
    "saved": N_("saved"),
    "in_review": N_("sent to review"),
    "draft": N_("returned"),
    "published": N_("published"),
    "withdrawn": N_("withdrew"),
    "captured": N_("captured"),
}


@dataclass(frozen=True)
class Line:
    """A record or source in a short list."""

    kind: str
    title: str
    url: str
    status: str
    at: datetime


@dataclass(frozen=True)
class News:
    """Something somebody did."""

    who: str
    what: str
    line: Line
    comment: str


@bp.get("/", strict_slashes=False)
@needs(Permission.SEE_DESK)
def show() -> ResponseReturnValue:
    """Show what waits for the person who is signed in."""
    returned = set(_returned())
    drafts = _mine(Status.DRAFT)
    return render_template(
        "desk/home/show.html",
        returned=[each for key, each in drafts if key in returned],
        drafts=[each for key, each in drafts if key not in returned],
        sent=[each for _key, each in _mine(Status.IN_REVIEW)],
        to_review=_to_review() if may(me(), Permission.REVIEW) else 0,
        news=_news(),
        counts=_counts(),
        count_urls=_count_urls(),
        kinds_many=MANY,
        may_edit=may(me(), Permission.EDIT),
    )


def _mine(status: Status) -> list[tuple[str, Line]]:
    """List what I changed or sent last, of one status, newest first."""
    by = somebody().id
    records = session().scalars(
        known()
        .where(Record.status == status, (Record.updated_by == by) | (Record.sent_by == by))
        .order_by(Record.updated_at.desc())
        .limit(SHORT)
    )
    sources = session().scalars(
        select(Source)
        .where(Source.status == status, (Source.updated_by == by) | (Source.sent_by == by))
        .order_by(Source.updated_at.desc())
        .limit(SHORT)
    )
    lines = [(each.id, line_of(each)) for each in (*records, *sources)]
    return sorted(lines, key=lambda each: each[1].at, reverse=True)


def line_of(kept: Record | Source) -> Line:
    """Tell a record or source in one line."""
    if isinstance(kept, Record):
        title, url = kept.title(language()), record_url(kept)
        return Line(kept.kind, title, url, kept.status, kept.updated_at)
    return Line("source", kept.title, source_url(kept.id), kept.status, kept.updated_at)


def _returned() -> list[str]:
    """Name what a reviewer gave back and nobody has saved or sent since."""
    last = select(func.max(Entry.seq)).where(
        Entry.subject_kind.in_(("record", "source"))
    ).group_by(Entry.subject_id)  # fmt: skip
    found = select(Entry.subject_id).where(
        Entry.seq.in_(last), Entry.action == Status.DRAFT.value, Entry.actor_id != somebody().id
    )
    return list(session().scalars(found))


def _to_review() -> int:
    """Count what I may review: what others wrote and sent."""
    by = somebody().id
    count = 0
    for model, seen in ((Record, records_for(me())), (Source, Source.id.is_not(None))):
        waiting = select(func.count()).select_from(model).where(
            seen,
            model.status == Status.IN_REVIEW,
            func.coalesce(model.sent_by, "") != by,
            func.coalesce(model.updated_by, "") != by,
        )  # fmt: skip
        count += session().scalar(waiting) or 0
    return count


def _news() -> list[News]:
    """Tell the newest deeds on records and sources this person may know of."""
    found = select(Entry).where(
        Entry.subject_kind.in_(("record", "source")), Entry.action.in_(TOLD)
    )
    entries = list(session().scalars(found.order_by(Entry.seq.desc()).limit(SHORT * 3)))
    who = display_names(session(), (entry.actor_id for entry in entries))
    lines = _lines({entry.subject_id for entry in entries})
    return [
        News(
            who.get(entry.actor_id or "", "—"),
            gettext(TOLD[entry.action]),
            lines[entry.subject_id],
            entry.comment,
        )
        for entry in entries
        if entry.subject_id in lines
    ][:SHORT]


def _lines(ids: set[str]) -> dict[str, Line]:
    records = session().scalars(known().where(Record.id.in_(ids)))
    sources = session().scalars(select(Source).where(Source.id.in_(ids)))
    return {each.id: line_of(each) for each in (*records, *sources)}


def _count_urls() -> dict[str, str]:
    """Say where each kind is listed."""
    lists = {kind: url_for("desk.lists.index", kinds=PATHS[kind]) for kind in KINDS}
    return lists | {"source": url_for("desk.search.show", kind="source")}


def _counts() -> dict[str, int]:
    """Count what the archive holds, kind by kind."""
    rows = session().execute(
        select(Record.kind, func.count()).where(records_for(me())).group_by(Record.kind)
    )
    found: dict[str, int] = {row[0]: row[1] for row in rows}
    sources = session().scalar(select(func.count()).select_from(Source)) or 0
    return {kind: found.get(kind, 0) for kind in KINDS} | {"source": sources}
