"""What befell a source: every change in a sentence, two versions side by side, one brought back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from heritage.access.permissions import Permission, may
from heritage.accounts.queries import display_names
from heritage.gate import house, me, needs, session, somebody
from heritage.kit.text import N_, tidy_block, word_difference
from heritage.ledger.actions import Stale
from heritage.ledger.documents import Document, difference, fields_of
from heritage.ledger.models import Entry
from heritage.ledger.queries import history, version
from heritage.sources import actions
from heritage.sources.actions import BadSource
from heritage.sources.models import Source
from heritage.web.desk.records import read_at
from heritage.web.desk.sources import CHANGED_SINCE, found
from heritage.web.desk.told import veiled
from heritage.web.desk.values import Speaker
from heritage.web.shell import gettext

bp = Blueprint("sources_history", __name__, url_prefix="/sources/<source_id>/history")

SENTENCES = {
    "created": N_("%(who)s began this source"),
    "saved": N_("%(who)s saved version %(version)s"),
    "captured": N_("%(who)s kept a copy"),
    "in_review": N_("%(who)s sent version %(version)s to review"),
    "draft": N_("%(who)s returned version %(version)s to its author"),
    "published": N_("%(who)s published version %(version)s"),
    "withdrawn": N_("%(who)s withdrew it from the public"),
}
OTHERWISE = N_("%(who)s: %(action)s")
WRITTEN = {"created", "saved"}


@dataclass(frozen=True)
class Step:
    """One entry of the ledger, told."""

    at: datetime
    sentence: str
    comment: str
    version: int
    written: bool
    """Whether it made a version one can compare with and go back to."""


@dataclass(frozen=True)
class Moved:
    """One field that differs between two versions, word by word."""

    label: str
    lang: str
    pieces: list[tuple[str, str]]


@bp.get("")
@needs(Permission.SEE_DESK)
def index(source_id: str) -> ResponseReturnValue:
    """Tell all that befell a source, newest first."""
    source = found(source_id)
    return render_template(
        "desk/sources_history/index.html",
        source=source,
        steps=_steps(history(session(), "source", source.id)),
        may_edit=may(me(), Permission.EDIT),
    )


def _steps(entries: list[Entry]) -> list[Step]:
    who = display_names(session(), (entry.actor_id for entry in entries))
    return [
        Step(
            entry.at,
            gettext(
                SENTENCES.get(entry.action, OTHERWISE),
                who=who.get(entry.actor_id or "", "—"),
                version=entry.version,
                action=entry.action,
            ),
            entry.comment,
            entry.version,
            entry.action in WRITTEN,
        )
        for entry in entries
    ]


@bp.get("/compare")
@needs(Permission.SEE_DESK)
def compare(source_id: str) -> ResponseReturnValue:
    """Show one version beside an older one, word by word."""
    source = found(source_id)
    older, newer = sorted((_number("from"), _number("to")))
    return render_template(
        "desk/sources_history/compare.html",
        source=source,
        older=older,
        newer=newer,
        moved=_moved(_version(source, older), _version(source, newer)),
        may_edit=may(me(), Permission.EDIT),
    )


def _moved(before: Document, after: Document) -> list[Moved]:
    speaker = Speaker(Source, before, after)
    said = []
    for change in difference(Source, before, after):
        old = speaker.field(change.key, change.before).text
        new = speaker.field(change.key, change.after).text
        language = fields_of(Source)[change.key].language
        said.append(Moved(gettext(change.label), language, word_difference(old, new)))
    return said


def _version(source: Source, number: int) -> Document:
    kept = version(session(), "source", source.id, number)
    if kept is None:
        abort(404)
    return veiled(Source, kept)


def _number(name: str) -> int:
    sent = request.values.get(name, "")
    if not (sent.isascii() and sent.isdigit() and len(sent) < 9):
        abort(404)
    return int(sent)


@bp.post("/restore")
@needs(Permission.EDIT)
def restore(source_id: str) -> ResponseReturnValue:
    """Bring back a whole version as a new one."""
    source, number = found(source_id), _number("version")
    comment = tidy_block(request.form.get("comment"))[:2000]
    said = comment or gettext("Restored version %(number)s", number=number)
    try:
        actions.restore(session(), source, number, by=somebody(), comment=said, read_at=read_at())
    except (Stale, BadSource) as fault:
        session().rollback()
        why = gettext(CHANGED_SINCE) if isinstance(fault, Stale) else gettext(str(fault))
        flash(why, "warning")
        return redirect(url_for(".index", source_id=source_id))
    session().commit()
    house().wake()
    flash(gettext("Version %(number)s was brought back.", number=number), "success")
    return redirect(url_for("desk.sources.show", source_id=source_id))
