"""What befell a record: every change in a sentence, any two versions side by side, any undone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from heritage.access.permissions import Permission, may, may_know
from heritage.accounts.queries import display_names
from heritage.edition.public import PATHS
from heritage.gate import house, me, needs, session, somebody
from heritage.kit.languages import number
from heritage.kit.text import N_, tidy_block
from heritage.ledger.actions import Stale
from heritage.ledger.documents import Document, children_of, difference, fields_of
from heritage.ledger.models import Entry
from heritage.ledger.queries import history, version
from heritage.records import actions
from heritage.records.checks import Invalid
from heritage.records.models import Record
from heritage.web.desk.kinds import PATH, find, record_url
from heritage.web.desk.pages import View
from heritage.web.desk.records import CHANGED_SINCE, read_at
from heritage.web.desk.told import veiled
from heritage.web.shell import gettext, language

bp = Blueprint("history", __name__, url_prefix=f"/{PATH}/<record_id>/history")
PER_PAGE = 30

SENTENCES = {
    "created": N_("%(who)s began this record"),
    "saved": N_("%(who)s saved version %(version)s"),
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
    fields: list[str]


@bp.get("/", strict_slashes=False)
@needs(Permission.SEE_DESK)
def index(kinds: str, record_id: str) -> ResponseReturnValue:
    """Tell all that befell a record, newest first."""
    record = find(kinds, record_id)
    entries = history(session(), "record", record.id)
    pages = max(1, -(-len(entries) // PER_PAGE))
    wanted = request.args.get("page", "1")
    page = min(int(wanted), pages) if wanted.isascii() and wanted.isdigit() and wanted != "0" else 1
    some = entries[(page - 1) * PER_PAGE : page * PER_PAGE]
    return render_template(
        "desk/history/index.html",
        record=record,
        title=record.title(language()),
        steps=_steps(record, some),
        page=page,
        pages=pages,
        pages_of=lambda wanted: record_url(record, "history.index", page=wanted),
        may_edit=may(me(), Permission.EDIT),
    )


def _steps(record: Record, entries: list[Entry]) -> list[Step]:
    who = display_names(session(), (entry.actor_id for entry in entries))
    return [
        Step(
            at=entry.at,
            sentence=gettext(
                SENTENCES.get(entry.action, OTHERWISE),
                who=who.get(entry.actor_id or "", "—"),
                version=number(entry.version, language()),
                action=entry.action,
            ),
            comment=entry.comment,
            version=entry.version,
            written=entry.action in WRITTEN,
            fields=_changed(record, entry) if entry.action == "saved" else [],
        )
        for entry in entries
    ]


def _changed(record: Record, entry: Entry) -> list[str]:
    """Name the fields that an entry changed, as far as this person may know."""
    model = type(record)
    before, after = (_version(record, entry.version - 1), _version(record, entry.version))
    keys = {change.key.split(":")[0] for change in difference(model, before or {}, after or {})}
    fields = {key: told for key, told in fields_of(model).items() if may_know(me(), told.level)}
    told = [told.label for key, told in fields.items() if key in keys]
    told += [each.info["children"].label for key, each in children_of(model).items() if key in keys]
    return list(dict.fromkeys(gettext(label) for label in told))


def _version(record: Record, wanted: int) -> Document | None:
    found = version(session(), "record", record.id, wanted)
    return veiled(type(record), found) if found else None


@bp.get("/compare")
@needs(Permission.SEE_DESK)
def compare(kinds: str, record_id: str) -> ResponseReturnValue:
    """Show one version beside an older one, word by word."""
    record = find(kinds, record_id)
    older, newer = sorted((_number("from"), _number("to")))
    one = version(session(), "record", record.id, older)
    other = version(session(), "record", record.id, newer)
    if one is None or other is None:
        abort(404)
    view = View(record, other, one)
    return render_template(
        "desk/history/compare.html",
        record=record,
        title=record.title(language()),
        older=older,
        newer=newer,
        view=view,
        parts=view.parts(),
        all="all" in request.args,
        restorable=lambda fact: _keys(record, fact.key),
        may_edit=may(me(), Permission.EDIT),
    )


def _number(name: str) -> int:
    sent = request.args.get(name, "")
    if not (sent.isascii() and sent.isdigit() and len(sent) < 9):
        abort(404)
    return int(sent)


def _keys(record: Record, base: str) -> list[str]:
    """Name the columns or the list behind a field, to be brought back together."""
    model = type(record)
    if base in children_of(model):
        return [base]
    return [key for key in (base, f"{base}_en", f"{base}_ar") if key in fields_of(model)]


@bp.post("/restore")
@needs(Permission.EDIT)
def restore(kinds: str, record_id: str) -> ResponseReturnValue:
    """Bring back a whole version, or some fields of it, as a new version."""
    record = find(kinds, record_id)
    sent = request.form.get("version", "")
    if not (sent.isascii() and sent.isdigit() and len(sent) < 9):
        abort(400)
    comment = tidy_block(request.form.get("comment"))[:2000]
    try:
        _bring_back(record, int(sent), request.form.getlist("field"), comment)
    except (Stale, Invalid) as fault:
        session().rollback()
        said = gettext(CHANGED_SINCE) if isinstance(fault, Stale) else gettext(str(fault))
        flash(said, "warning")
        return redirect(url_for(".index", kinds=PATHS[record.kind], record_id=record.id))
    session().commit()
    house().wake()
    flash(
        gettext("Version %(number)s was brought back.", number=number(int(sent), language())),
        "success",
    )
    return redirect(record_url(record))


def _bring_back(record: Record, wanted: int, keys: list[str], comment: str) -> None:
    seen, said_number = read_at(), number(wanted, language())
    if not keys:
        said = comment or gettext("Restored version %(number)s", number=said_number)
        actions.restore(session(), record, wanted, by=somebody(), comment=said, read_at=seen)
        return
    said = comment or gettext("Restored a field from version %(number)s", number=said_number)
    for step, key in enumerate(keys):
        actions.restore_field(
            session(), record, wanted, key, by=somebody(), comment=said, read_at=seen + step
        )
