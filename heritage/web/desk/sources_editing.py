"""Describing a source: one form, filled from what its page says, checked by a person."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from heritage.access.permissions import Permission
from heritage.accounts.queries import display_names
from heritage.gate import house, needs, session, somebody
from heritage.ledger.actions import Stale
from heritage.ledger.documents import Document, document, fields_of, merged
from heritage.ledger.models import Status
from heritage.ledger.queries import version
from heritage.sources import actions
from heritage.sources.actions import BadSource
from heritage.sources.models import Source
from heritage.web.desk.checking import problems
from heritage.web.desk.conflicts import Clash, settled
from heritage.web.desk.hints import read_date
from heritage.web.desk.kinds import ONE
from heritage.web.desk.records import read_at
from heritage.web.desk.sections import halves
from heritage.web.desk.sources import found
from heritage.web.desk.sources_forms import SECTIONS, DescriptionForm, description_class
from heritage.web.desk.sources_reading import already_here, read_again
from heritage.web.desk.told import blame, document_of, same, shown, veiled
from heritage.web.desk.values import Speaker
from heritage.web.shell import gettext

bp = Blueprint("sources_editing", __name__, url_prefix="/sources/<source_id>")

NOT_REPEATED = ("csrf_token", "theirs_at", "comment", "save", "send")


@bp.get("/edit")
@needs(Permission.EDIT)
def edit(source_id: str) -> ResponseReturnValue:
    """Offer a source's form; beside a capture, with what was read out of it."""
    source = found(source_id)
    data = veiled(Source, document(source)) | {"read_at": source.version}
    return _page(source, description_class()(formdata=None, data=data))


def _page(source: Source, form: DescriptionForm, code: int = 200) -> ResponseReturnValue:
    capture = request.args.get("capture", "")
    fields = fields_of(Source)
    page = render_template(
        "desk/sources_editing/edit.html",
        source=source,
        form=form,
        layout=SECTIONS,
        keys=lambda base: [key for key in halves(Source, base) if shown(fields[key])],
        sections=[{"id": each.id, "label": gettext(each.label)} for each in SECTIONS],
        read=read_again(source, capture) if capture else None,
        known=already_here(source),
        problems=problems(form),
        read_date=read_date,
        kind_names=ONE,
    )
    return page, code


@bp.post("/edit")
@needs(Permission.EDIT)
def save(source_id: str) -> ResponseReturnValue:
    """Write a new version of a description, or show it again with what has to be changed."""
    source, form = found(source_id), description_class()()
    if not form.validate():
        return _page(source, form, 422)
    try:
        if asked := _write(source, form):
            return asked
        if "send" in request.form and source.status in {Status.DRAFT, Status.WITHDRAWN}:
            actions.send(
                session(), source, by=somebody(), comment=form.comment.data or "",
                read_at=source.version,
            )  # fmt: skip
    except BadSource as fault:
        session().rollback()
        blame(form, fault.errors, gettext)
        return _page(found(source_id), form, 422)
    session().commit()
    house().wake()
    flash(gettext("“%(title)s” is saved.", title=source.title), "success")
    return redirect(_onward(source))


def _onward(source: Source) -> str:
    """Go on to the text while nothing was cited from it, else back to the source."""
    fresh = "capture" in request.args and any(each.texts for each in source.captures)
    return url_for("desk.citing.text" if fresh else "desk.sources.show", source_id=source.id)


def _write(source: Source, form: DescriptionForm) -> ResponseReturnValue | None:
    """Write a new version; where somebody else did so meanwhile, join the two or ask."""
    number = read_at()
    base = version(session(), "source", source.id, number) or document(source)
    mine = document_of(form, Source, base)
    if number == source.version and same(Source, mine, base):
        return None
    comment = form.comment.data or ""
    joined = settled(source, base, mine, request.form)  # type: ignore[arg-type]
    at, doc = (source.version, joined) if joined is not None else (number, mine)
    try:
        actions.save(session(), source, doc, by=somebody(), comment=comment, read_at=at)
    except Stale:
        session().rollback()
        return _ask(found(source.id), base, mine)
    return None


def _ask(source: Source, base: Document, mine: Document) -> ResponseReturnValue:
    """Show both sides, nothing lost, and let the person choose."""
    theirs = document(source)
    joined, clashing = merged(Source, base, theirs, mine)
    speaker = Speaker(Source, base, theirs, mine)
    page = render_template(
        "desk/sources_editing/conflict.html",
        source=source,
        clashes=[_clash(speaker, key, base, theirs, mine) for key in clashing],
        joined=_joined(speaker, clashing, base, joined),
        by=display_names(session(), [source.updated_by]).get(source.updated_by or "", "—"),
        sent=[each for each in request.form.items(multi=True) if _repeated(each[0])],
        comment=request.form.get("comment", ""),
    )
    return page, 409


def _repeated(name: str) -> bool:
    return name not in NOT_REPEATED and not name.startswith("keep-")


def _clash(speaker: Speaker, key: str, base: Document, theirs: Document, mine: Document) -> Clash:
    told = fields_of(Source)[key]
    before, they, me = ([speaker.field(key, doc.get(key)).text] for doc in (base, theirs, mine))
    return Clash(key, gettext(told.label), told.language, before, they, me, rows=False)


def _joined(speaker: Speaker, clashing: list[str], base: Document, joined: Document) -> list[Any]:
    """Name what one side alone changed: it is joined without asking."""
    return [
        speaker.field(key, joined[key])
        for key in fields_of(Source)
        if key not in clashing and (base.get(key) or None) != (joined[key] or None)
    ]
