"""Writing records: one page with everything, filled again whenever something has to be changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from heritage.access.permissions import Permission
from heritage.edition.public import PATHS
from heritage.gate import house, needs, session, somebody
from heritage.kit.text import N_
from heritage.ledger.actions import Stale
from heritage.ledger.documents import Document, children_of, document
from heritage.ledger.models import Status
from heritage.ledger.queries import version
from heritage.media.inspect import RefusedUpload
from heritage.records import actions
from heritage.records.checks import Invalid
from heritage.records.models import KINDS, Record
from heritage.web.desk import conflicts, pictures
from heritage.web.desk.asking import remarked
from heritage.web.desk.checking import check_form, problems
from heritage.web.desk.forms import RecordForm, form_class, silent
from heritage.web.desk.hints import read_date, read_point
from heritage.web.desk.kinds import KIND_OF, NEW, ONE, PATH, find, known, record_url
from heritage.web.desk.picking import stub
from heritage.web.desk.records import read_at
from heritage.web.desk.rows import Deed, Sent, arranged, deed_in, row_number
from heritage.web.desk.sections import ROW, SECTIONS, halves
from heritage.web.desk.told import blame, data_of, document_of, same
from heritage.web.shell import gettext, language

bp = Blueprint("editing", __name__, url_prefix=f"/{PATH}")

NOT_COPIED = ("names", "identifiers", "pictures", "readings", "assessments")
"""What a record made like another does not take over."""


@dataclass
class Writing:
    """One form at work: of which kind, on which record, over which version."""

    kind: str
    record: Record | None = None
    sent: Sent = field(default_factory=MultiDict)
    """What was sent, its rows in order."""

    @property
    def model(self) -> type[Record]:
        """Name the table of this kind."""
        return KINDS[self.kind]

    @property
    def lists(self) -> dict[str, frozenset[str]]:
        """Name the lists of rows, and what in them says nothing by itself."""
        return {key: silent(self.model, key) for key in children_of(self.model)}

    def base(self, number: int) -> Document:
        """Read the version the form was opened at; the present one where there is no such."""
        if self.record is None:
            return {}
        found = version(session(), "record", self.record.id, number)
        return found or document(self.record)


@bp.get("/new")
@needs(Permission.EDIT)
def new(kinds: str) -> ResponseReturnValue:
    """Offer an empty form, or one filled like another record."""
    writing = Writing(KIND_OF[kinds])
    data = _like(writing, request.args.get("like", ""))
    data.setdefault(
        "names", [{"preferred": True, "lang": language(), "name_kind": "name-kind/name"}]
    )
    return page(writing, _filled(writing, data, 0))


@bp.post("/new")
@needs(Permission.EDIT)
def create(kinds: str) -> ResponseReturnValue:
    """Begin a record."""
    return _take(Writing(KIND_OF[kinds]))


@bp.get("/<record_id>/edit")
@needs(Permission.EDIT)
def edit(kinds: str, record_id: str) -> ResponseReturnValue:
    """Offer a record's form, filled with what stands now."""
    record = find(kinds, record_id)
    writing = Writing(record.kind, record)
    return page(writing, _filled(writing, data_of(writing.model, document(record)), record.version))


@bp.post("/<record_id>/edit")
@needs(Permission.EDIT)
def save(kinds: str, record_id: str) -> ResponseReturnValue:
    """Write a new version of a record."""
    record = find(kinds, record_id)
    return _take(Writing(record.kind, record))


def _filled(writing: Writing, data: Document, number: int) -> RecordForm:
    return form_class(writing.kind)(formdata=None, data=data | {"read_at": number})


def _like(writing: Writing, record_id: str) -> Document:
    """Take over from another record what the next one may well share."""
    if not record_id:
        return {}
    found = session().scalar(known().where(Record.id == record_id, Record.kind == writing.kind))
    if found is None:
        return {}
    data = data_of(writing.model, document(found))
    rows = {key: [row | {"id": ""} for row in data[key]] for key in children_of(writing.model)}
    return {key: value for key, value in (data | rows).items() if key not in NOT_COPIED}


def _take(writing: Writing) -> ResponseReturnValue:
    """Do what was asked with a form that was sent: change its rows, or save it."""
    sent: Sent = request.form.copy()
    try:
        _take_pictures(sent)
    except RefusedUpload as fault:
        form = _form(writing, sent, Deed())
        form.picture_file.errors = [remarked(fault)]
        return page(writing, form, code=422)
    if made := sent.get("stub"):
        return _with_stub(writing, sent, made)
    deed = deed_in(sent)
    if deed.verb or "upload" in sent:
        return page(writing, _form(writing, sent, deed), changed=deed)
    return _save(writing, _form(writing, sent, deed, drop=True))


def _form(writing: Writing, sent: Sent, deed: Deed, *, drop: bool = False) -> RecordForm:
    """Read a form as sent, its rows arranged; empty ones go when it is to be saved."""
    writing.sent = arranged(sent, writing.lists, deed, drop=drop)
    return form_class(writing.kind)(formdata=writing.sent)


def _take_pictures(sent: Sent) -> None:
    """Keep the pictures that came with the form; each becomes a row of it.

    Raises:
        RefusedUpload: one is no picture; nothing is kept of it.
    """
    uploads = [each for each in request.files.getlist("picture_file") if each.filename]
    if not uploads:
        return
    hashes = pictures.take_in(uploads)
    session().commit()
    at = 1 + max((row_number(name) for name in sent if name.startswith("pictures-")), default=-1)
    for number, sha256 in enumerate(hashes, at):
        sent.add(f"pictures-{number}-id", "")
        sent.add(f"pictures-{number}-sha256", sha256)


def _with_stub(writing: Writing, sent: Sent, made: str) -> ResponseReturnValue:
    """Begin the record a picker could not find, and pick it."""
    path, _, kind = made.partition(":")
    words = sent.get(f"{path}_text", "")
    if kind not in KINDS or not words.strip():
        return page(writing, _form(writing, sent, Deed()), code=422)
    record = stub(words, kind)
    session().commit()
    house().wake()
    sent[path], sent[f"{path}_text"] = record.id, record.title(language())
    flash(gettext("“%(title)s” was begun as a draft.", title=record.title(language())), "success")
    return page(writing, _form(writing, sent, Deed()))


def _save(writing: Writing, form: RecordForm) -> ResponseReturnValue:
    """Save what a form says, or show it again with what has to be changed."""
    if not check_form(form):
        return page(writing, form, code=422)
    before = writing.record.version if writing.record else 0
    try:
        if writing.record is None:
            doc = document_of(form, writing.model, {})
            record = actions.create(
                session(), writing.kind, doc, somebody(), form.comment.data or ""
            )
        else:
            record = writing.record
            if answer := _write(writing, record, form):
                return answer
        if "send" in request.form and record.status != Status.IN_REVIEW:
            actions.send(
                session(), record, by=somebody(), comment=form.comment.data or "",
                read_at=record.version,
            )  # fmt: skip
    except Invalid as fault:
        session().rollback()
        blame(form, fault.errors, gettext)
        return page(writing, form, code=422)
    session().commit()
    house().wake()
    return _done(record, changed=record.version != before)


def _write(writing: Writing, record: Record, form: RecordForm) -> ResponseReturnValue | None:
    """Write a new version; where somebody else did so meanwhile, join the two or ask."""
    number = read_at()
    base = writing.base(number)
    mine = document_of(form, writing.model, base)
    if number == record.version and same(writing.model, mine, base):
        return None
    told: dict[str, Any] = {"by": somebody(), "comment": form.comment.data or ""}
    joined = conflicts.settled(record, base, mine, writing.sent)
    try:
        if joined is not None:
            actions.save(session(), record, joined, read_at=record.version, **told)
        else:
            actions.save(session(), record, mine, read_at=number, **told)
    except Stale:
        session().rollback()
        return conflicts.ask(record, base, mine, writing.sent)
    return None


def _done(record: Record, *, changed: bool) -> ResponseReturnValue:
    """Say that it is saved, and where to go from here."""
    title = record.title(language())
    if session().scalar(known().where(Record.id == record.id)) is None:
        flash(gettext("“%(title)s” is saved. Only those cleared for it see it now.", title=title))
        return redirect(url_for("desk.home.show"))
    if record.status == Status.IN_REVIEW:
        said = gettext("“%(title)s” is saved and with the reviewers.", title=title)
    elif changed:
        said = gettext("“%(title)s” is saved.", title=title)
    else:
        said = gettext("Nothing was changed in “%(title)s”.", title=title)
    flash(said, "success")
    if "another" in request.form:
        return redirect(url_for("desk.editing.new", kinds=PATHS[record.kind], like=record.id))
    return redirect(record_url(record))


def page(
    writing: Writing, form: RecordForm, *, code: int = 200, changed: Deed | None = None
) -> ResponseReturnValue:
    """Draw the form of a record."""
    told: dict[str, Any] = {
        "form": form,
        "kind": writing.kind,
        "kinds": PATHS[writing.kind],
        "record": writing.record,
        "layout": SECTIONS[writing.kind],
        "sections": _section_list(writing, form),
        "halves": lambda base: [key for key in halves(writing.model, base) if key in form],
        "row_names": ROW,
        "kind_names": ONE,
        "problems": problems(form),
        "read_date": read_date,
        "read_point": read_point,
        "changed": changed or Deed(),
    }
    if writing.record is None:
        title = gettext(NEW[writing.kind])
        return render_template("desk/editing/new.html", title=title, **told), code
    title = writing.record.title(language())
    return render_template("desk/editing/edit.html", title=title, **told), code


def _section_list(writing: Writing, form: RecordForm) -> list[dict[str, Any]]:
    """List the sections beside the form, each with how many faults are in it."""
    items = []
    for section in SECTIONS[writing.kind]:
        keys = [key for base in section.fields for key in halves(writing.model, base)]
        faults = sum(bool(form[key].errors) for key in (*keys, *section.children) if key in form)
        items.append(
            {
                "id": section.id,
                "label": gettext(section.label),
                "note": gettext(PROBLEM) if faults else "",
                "bad": bool(faults),
            }
        )
    return items


PROBLEM = N_("to change")
