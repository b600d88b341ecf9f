"""One field decided: the accepted value and our reading, set beside the claims on it."""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template
from flask.typing import ResponseReturnValue
from wtforms import FormField, HiddenField

from heritage.access.permissions import Permission
from heritage.gate import house, needs, session, somebody
from heritage.kit.hashing import new_id
from heritage.kit.text import N_
from heritage.ledger.actions import Stale
from heritage.ledger.documents import Document, children_of, document, fields_of
from heritage.records import actions
from heritage.records.checks import Invalid
from heritage.records.models import KINDS, Record
from heritage.web.desk.checking import check_form, problems
from heritage.web.desk.fields import AtMost, LineField
from heritage.web.desk.forms import LONGEST_LINE, row_class, unbound
from heritage.web.desk.hints import read_date, read_point
from heritage.web.desk.kinds import ONE, PATH, find, record_url
from heritage.web.desk.pages import View
from heritage.web.desk.records import read_at
from heritage.web.desk.sections import SECTIONS, halves, questions
from heritage.web.desk.told import blame, data_of, document_of
from heritage.web.shell import Form, gettext, language

bp = Blueprint("readings", __name__, url_prefix=f"/{PATH}/<record_id>/readings/<field>")

PARTS = ("value_en", "value_ar", "verdict", "reason_en", "reason_ar")
MOVED_ON = N_(
    "Somebody changed this record while you were writing. What stands now is shown beside the "
    "claims; what you wrote is still in the form. Look at both, then save again."
)


class ReadingForm(Form):
    """What every question's form has besides the field it decides."""

    read_at = HiddenField()
    comment = LineField(
        N_("What did you do, and why?"),
        [AtMost(LONGEST_LINE)],
        description=N_("A few words; they are kept in the history."),
    )


@cache
def form_class(kind: str, field: str) -> type[ReadingForm]:
    """Make the form that decides one question of one kind of record."""
    model = KINDS[kind]
    parts: dict[str, Any] = {"reading": FormField(row_class(model, "readings"))}
    if field not in children_of(model):
        for key in halves(model, field):
            parts[key] = unbound(model, key, fields_of(model)[key])
    return type("DecisionForm", (ReadingForm,), parts)


@bp.get("/", strict_slashes=False)
@needs(Permission.EDIT)
def edit(kinds: str, record_id: str, field: str) -> ResponseReturnValue:
    """Show the claims on one field, and the form that decides it."""
    record = _asked(kinds, record_id, field)
    data = data_of(type(record), document(record))
    reading = _reading(data, field) or {"field": field}
    told = {**data, "reading": reading, "read_at": record.version}
    return _page(record, field, form_class(record.kind, field)(formdata=None, data=told))


@bp.post("/", strict_slashes=False)
@needs(Permission.EDIT)
def save(kinds: str, record_id: str, field: str) -> ResponseReturnValue:
    """Set the accepted value of a field and its reading."""
    record = _asked(kinds, record_id, field)
    form = form_class(record.kind, field)()
    form.reading.form["field"].data = field
    form.reading.form["field"].validators = []
    if not check_form(form):
        return _page(record, field, form, code=422)
    doc = _decided(form, record, field)
    try:
        actions.save(
            session(), record, doc, by=somebody(), comment=form.comment.data or "",
            read_at=read_at(),
        )  # fmt: skip
    except Invalid as fault:
        session().rollback()
        blame(form, fault.errors, gettext)
        return _page(record, field, form, code=422)
    except Stale:
        session().rollback()
        form.read_at.raw_data = None
        form.read_at.data = str(record.version)
        return _page(record, field, form, gettext(MOVED_ON), 409)
    session().commit()
    house().wake()
    flash(gettext("The reading is saved."), "success")
    return redirect(record_url(record))


def _asked(kinds: str, record_id: str, field: str) -> Record:
    record = find(kinds, record_id)
    if field not in questions(type(record)):
        abort(404)
    return record


def _reading(doc: Document, field: str) -> Document | None:
    return next((row for row in doc.get("readings") or [] if row["field"] == field), None)


def _decided(form: ReadingForm, record: Record, field: str) -> Document:
    """Write down the field and its reading; everything else stays as it is."""
    base = document(record)
    doc = document_of(form, type(record), base)
    told = {part: form["reading"].form[part].data or "" for part in PARTS}
    said = any(told[part] for part in PARTS if part != "verdict")
    old = _reading(base, field)
    others = [row for row in base["readings"] if row["field"] != field]
    row = {"id": old["id"] if old else new_id(), "field": field} | told
    kept = [*others, row] if said or old else others
    keys = [] if field in children_of(type(record)) else halves(type(record), field)
    return {key: doc[key] for key in keys} | {"readings": kept}


def _page(
    record: Record, field: str, form: ReadingForm, problem: str = "", code: int = 200
) -> ResponseReturnValue:
    view = View(record, document(record))
    rows = field in children_of(type(record))
    section = next(
        each.id for each in SECTIONS[record.kind] if field in (*each.fields, *each.children)
    )
    page = render_template(
        "desk/readings/edit.html",
        record=record,
        title=record.title(language()),
        form=form,
        fact=view.list_of(field) if rows else view.fact(field),
        keys=[] if rows else list(halves(type(record), field)),
        section=section,
        problem=problem,
        problems=problems(form),
        read_date=read_date,
        read_point=read_point,
        kind_names=ONE,
    )
    return page, code
