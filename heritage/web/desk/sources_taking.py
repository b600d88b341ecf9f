"""Taking a source in: pasted or uploaded, with its address; and further copies of it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from heritage.access.permissions import Permission
from heritage.gate import house, needs, session
from heritage.kit.text import N_, tidy
from heritage.media.inspect import RefusedUpload
from heritage.sources.actions import BadSource
from heritage.sources.models import Source
from heritage.sources.queries import same_address
from heritage.web.desk.asking import remarked
from heritage.web.desk.sources import found
from heritage.web.desk.sources_forms import CaptureForm, NewSourceForm
from heritage.web.desk.sources_reading import begin, keep, take
from heritage.web.desk.told import blame
from heritage.web.shell import gettext

bp = Blueprint("sources_taking", __name__, url_prefix="/sources")

NOT_FETCHED = N_(
    "The archive does not fetch pages yet. Paste the text of the page, or upload it as you saved"
    " it."
)
NOTHING = N_("Paste the text, or choose a file.")
BOTH = N_("There is a pasted text and a file. Keep the one that is the source.")


@bp.get("/new")
@needs(Permission.EDIT)
def new() -> ResponseReturnValue:
    """Offer three ways to take a source in."""
    return _new_page(NewSourceForm(formdata=None, url=request.args.get("url", "")))


def _new_page(form: NewSourceForm, code: int = 200) -> ResponseReturnValue:
    known = same_address(session(), form.url.data) if form.url.data else []
    return render_template("desk/sources_taking/new.html", form=form, known=known), code


@bp.post("/new")
@needs(Permission.EDIT)
def create() -> ResponseReturnValue:
    """Begin a source: its bytes are kept, and what its page says of itself is filled in."""
    form = NewSourceForm()
    if not form.validate() or not _came(form, form.url.data or "", form.title.data or ""):
        return _new_page(form, 422)
    try:
        source, capture = begin(form, form.title.data or "")
    except RefusedUpload as refused:
        session().rollback()
        _blame_bytes(form, refused)
        return _new_page(form, 422)
    except BadSource as fault:
        session().rollback()
        blame(form, fault.errors, gettext)
        return _new_page(form, 422)
    session().commit()
    house().wake()
    flash(gettext("The source is kept as a draft. Check what was read out of it."), "success")
    chosen = capture.id if capture else None
    return redirect(url_for("desk.sources_editing.edit", source_id=source.id, capture=chosen))


def _came(form: CaptureForm, url: str = "", title: str = "") -> bool:
    """See that bytes came in one way, or that the source is one that cannot be copied."""
    pasted = (form.pasted.data or "").strip()
    upload = bool(form.file.data and form.file.data.filename)
    if pasted and upload:
        form.file.errors = [gettext(BOTH)]
        return False
    if not (pasted or upload or title):
        form.pasted.errors = [gettext(NOT_FETCHED if url else NOTHING)]
        return False
    return True


def _blame_bytes(form: CaptureForm, refused: RefusedUpload) -> None:
    """Say beside what came why it was refused; a browser forgets a file, so it is asked again."""
    upload = form.file.data
    wrong: Any = form.file if upload and upload.filename else form.pasted
    wrong.errors = [remarked(refused)]


@bp.get("/already")
@needs(Permission.SEE_DESK)
def already() -> ResponseReturnValue:
    """Say while an address is typed whether a source of that address is here."""
    url = tidy(request.args.get("url"))
    return render_template("desk/sources_taking/_already.html", known=same_address(session(), url))


@bp.get("/<source_id>/captures/new")
@needs(Permission.EDIT)
def capture(source_id: str) -> ResponseReturnValue:
    """Offer to keep another copy of a source."""
    return _capture_page(found(source_id), CaptureForm(formdata=None))


def _capture_page(source: Source, form: CaptureForm, code: int = 200) -> ResponseReturnValue:
    return render_template("desk/sources_taking/capture.html", form=form, source=source), code


@bp.post("/<source_id>/captures/new")
@needs(Permission.EDIT)
def keep_capture(source_id: str) -> ResponseReturnValue:
    """Keep another copy of a source, and its text beside."""
    source, form = found(source_id), CaptureForm()
    if not form.validate() or not _came(form):
        return _capture_page(source, form, 422)
    came = form.told() or (b"", "", "")
    try:
        taken = take(came, source.url)
        _, read = keep(source, taken)
    except RefusedUpload as refused:
        session().rollback()
        _blame_bytes(form, refused)
        return _capture_page(found(source_id), form, 422)
    session().commit()
    house().wake()
    flash(gettext("This copy is kept; passages are now cited from it."), "success")
    for warning in read.warnings:
        flash(gettext(warning), "warning")
    return redirect(url_for("desk.sources.show", source_id=source.id))
