"""One claim on the desk: what it says and on what it rests; corrected, taken back, restored."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from heritage.access.permissions import Permission, may
from heritage.access.visibility import claims_for
from heritage.accounts.queries import display_names
from heritage.claims import actions
from heritage.claims.actions import BadClaim
from heritage.claims.models import Claim
from heritage.gate import house, me, needs, session, somebody
from heritage.kit.text import N_, tidy
from heritage.ledger.actions import Stale
from heritage.ledger.models import Entry
from heritage.ledger.queries import history
from heritage.records.models import Record
from heritage.sources.models import Source, Text
from heritage.web.desk.checking import problems
from heritage.web.desk.citing_forms import CorrectForm, dated, filled_from, schemes_of
from heritage.web.desk.citing_marks import place_of
from heritage.web.desk.citing_passage import address, record_of
from heritage.web.desk.citing_text import match_at
from heritage.web.desk.hints import read_date
from heritage.web.desk.kinds import ONE, record_url
from heritage.web.desk.records import read_at
from heritage.web.desk.sources_page import lines_of
from heritage.web.desk.told import blame
from heritage.web.desk.values import Said, Speaker
from heritage.web.shell import gettext, language

bp = Blueprint("citing_claims", __name__, url_prefix="/claims/<claim_id>")

SENTENCES = {
    "cited": N_("%(who)s cited it"),
    "corrected": N_("%(who)s corrected it"),
    "retracted": N_("%(who)s took it back"),
    "restored": N_("%(who)s restored it"),
    "approved": N_("%(who)s opened it to the public"),
}
CHANGED_SINCE = N_(
    "Somebody changed this claim after you opened it. What stands now is shown above; what you"
    " wrote is still in the form. Compare the two and save again."
)
NO_REASON = N_("Say why it is taken back; the reason is kept in its history.")
TAKEN_BACK = N_("This claim is taken back already.")
SHOWN = ("value", "edtf", "term_key", "asserted_by", "asserted_by_id", "credibility", "standing",
         "quote", "locator", "note_en", "note_ar")  # fmt: skip


def found(claim_id: str) -> tuple[Claim, Record, Source]:
    """Find a claim this person may know of, with its record and source."""
    claim = session().scalar(select(Claim).where(Claim.id == claim_id, claims_for(me())))
    record = record_of(claim.record_id) if claim else None
    if claim is None or record is None:
        abort(404)
    return claim, record, session().get_one(Source, claim.source_id)


@bp.get("")
@needs(Permission.SEE_DESK)
def show(claim_id: str) -> ResponseReturnValue:
    """Show a claim, and offer to correct it."""
    claim, _record, _source = found(claim_id)
    return _page(claim_id, CorrectForm(formdata=None, data=filled_from(claim)))


def _page(
    claim_id: str, form: CorrectForm, problem: str = "", code: int = 200
) -> ResponseReturnValue:
    claim, record, source = found(claim_id)
    form.about(record)
    speaker = Speaker(Claim, {"asserted_by_id": claim.asserted_by_id})
    page = render_template(
        "desk/citing_claims/show.html",
        claim=claim,
        line=lines_of([claim])[0],
        record=record,
        record_title=record.title(language()),
        record_url=record_url(record),
        kind=ONE[record.kind],
        source=source,
        said=_said(speaker, claim),
        context=_context(claim, source),
        steps=_steps(history(session(), "claim", claim.id)),
        form=form,
        problems=problems(form),
        read_date=read_date,
        kind_names=ONE,
        dated=dated(record, form.field.data or "") or bool(form.edtf.data),
        terms=bool(schemes_of(record, form.field.data or "")),
        may_edit=may(me(), Permission.EDIT),
        problem=problem,
        reason=tidy(request.form.get("reason")),
    )
    return page, code


def _said(speaker: Speaker, claim: Claim) -> list[Said]:
    said = [speaker.field(key, getattr(claim, key)) for key in SHOWN]
    return [each for each in said if each.text]


def _context(claim: Claim, source: Source) -> dict[str, Any] | None:
    """Show the passage where it stands in the captured text."""
    text = session().get(Text, claim.text_id) if claim.text_id else None
    place = place_of(claim, text) if text else None
    if text is None or place is None:
        return None
    return {"match": match_at(text.body, *place), "url": address(source, text, *place)}


def _steps(entries: list[Entry]) -> list[dict[str, Any]]:
    who = display_names(session(), (each.actor_id for each in entries))
    return [
        {
            "at": each.at,
            "sentence": gettext(
                SENTENCES.get(each.action, "%(who)s"), who=who.get(each.actor_id or "", "—")
            ),
            "comment": each.comment,
        }
        for each in entries
    ]


@bp.post("")
@needs(Permission.EDIT)
def correct(claim_id: str) -> ResponseReturnValue:
    """Change a claim; it leaves the public until it is reviewed again."""
    claim, record, _source = found(claim_id)
    form = CorrectForm()
    valid = form.validate()
    form.about(record)
    if "choose" in request.form:
        return _page(claim_id, form)
    if not (form.agrees() and valid):
        return _page(claim_id, form, code=422)
    try:
        actions.correct(session(), claim, form.told(), by=somebody(), read_at=read_at())
    except Stale:
        session().rollback()
        form.read_at.data = str(found(claim_id)[0].version)
        return _page(claim_id, form, gettext(CHANGED_SINCE), 409)
    except BadClaim as fault:
        session().rollback()
        blame(form, fault.errors, gettext)
        return _page(claim_id, form, code=422)
    return _done(gettext("The claim is corrected. A reviewer opens it to the public again."), claim)


@bp.post("/retract")
@needs(Permission.EDIT)
def retract(claim_id: str) -> ResponseReturnValue:
    """Take a claim back, and say why; its history is kept."""
    claim, _record, _source = found(claim_id)
    reason = tidy(request.form.get("reason"))
    fault = gettext(TAKEN_BACK) if claim.retracted_at else "" if reason else gettext(NO_REASON)
    if claim.version != read_at():
        fault = gettext(CHANGED_SINCE)
    if fault:
        form = CorrectForm(formdata=None, data=filled_from(claim))
        return _page(claim_id, form, fault, 409 if claim.version != read_at() else 422)
    actions.take_back(session(), claim, by=somebody(), comment=reason)
    return _done(gettext("The claim is taken back. Its history is kept."), claim)


@bp.post("/restore")
@needs(Permission.EDIT)
def restore(claim_id: str) -> ResponseReturnValue:
    """Undo a retraction; a reviewer has to open the claim anew."""
    claim, _record, _source = found(claim_id)
    if claim.retracted_at is not None:
        actions.restore(session(), claim, by=somebody())
    return _done(gettext("The claim stands again. A reviewer opens it to the public."), claim)


def _done(said: str, claim: Claim) -> ResponseReturnValue:
    session().commit()
    house().wake()
    flash(said, "success")
    return redirect(url_for(".show", claim_id=claim.id))
