"""Citing a passage: a claim is made of it, for one field of one record."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from heritage.access.permissions import Permission
from heritage.claims import actions
from heritage.claims.actions import BadClaim
from heritage.claims.models import Claim
from heritage.gate import house, needs, session, somebody
from heritage.kit.anchoring import Selector, describe, find
from heritage.kit.text import N_, tidy
from heritage.records.checks import Invalid
from heritage.records.models import Record
from heritage.sources.models import Source, Text
from heritage.web.desk.checking import problems
from heritage.web.desk.citing_forms import CiteForm, Quotable, dated, schemes_of
from heritage.web.desk.citing_marks import claims_seen, named, named_within
from heritage.web.desk.citing_passage import (
    NO_PASSAGE,
    TOO_MANY_WORDS,
    address,
    chosen,
    passage_in,
    record_of,
    records_of,
    text_of,
)
from heritage.web.desk.citing_stubs import begin_record
from heritage.web.desk.citing_text import Span
from heritage.web.desk.hints import read_date
from heritage.web.desk.kinds import ONE, record_url
from heritage.web.desk.sources import found as found_source
from heritage.web.desk.told import blame
from heritage.web.shell import gettext, language

bp = Blueprint("citing_making", __name__, url_prefix="/sources/<source_id>")

TWO_RECORDS = N_("A record is chosen in the list and another is named. Keep one of the two.")
WHICH = N_("Choose the record this is about.")
OFFERED = 8
CARRIED = ("asserted_by", "asserted_by_id", "asserted_by_id_text", "credibility")
"""What the next claim from the same passage is likely to say again."""


@bp.get("/cite")
@needs(Permission.EDIT)
def new(source_id: str) -> ResponseReturnValue:
    """Offer the form that cites a passage; a record or field may be chosen already."""
    source = found_source(source_id)
    body = text_of(source)
    passage = passage_in(body, request.args) if body else None
    told = MultiDict({"standing": "claim-status/reported", "level": "0"})
    if passage and body and "record" not in request.args:
        certain = named_within(body, passage)
        told["record"] = certain[0] if len(certain) == 1 else ""
    for key, value in request.args.items():
        told[key] = value
    form = CiteForm(formdata=told)
    return _cite_page(source, body, passage, form)


@bp.post("/cite")
@needs(Permission.EDIT)
def create(source_id: str) -> ResponseReturnValue:
    """Make a claim of a passage, or show the form again with what has to be changed."""
    source = found_source(source_id)
    body = text_of(source)
    passage = passage_in(body, request.form) if body else None
    form = CiteForm()
    if "create" in request.form or "stub" in request.form:
        return _with_record(source, body, passage, form)
    if "choose" in request.form:
        return _cite_page(source, body, passage, form)
    form.validate()
    record = record_of(form.chosen)
    form.about(record)
    if not _sound(source, body, passage, form, record) or record is None:
        return _cite_page(source, body, passage, form, 422)
    try:
        claim = _cited(source, body, passage, form, record)
    except BadClaim as fault:
        session().rollback()
        blame(form, fault.errors, gettext)
        return _cite_page(source, body, passage, form, 422)
    session().commit()
    house().wake()
    flash(_done(claim, record), "success")
    return redirect(_onward(source, body, passage, form))


def _sound(
    source: Source, body: Text | None, passage: Span | None, form: CiteForm, record: Record | None
) -> bool:
    """Find every fault of the form at once, and put each where it belongs."""
    other = tidy(request.form.get("other_text"))
    if form.record.data and other:
        form.other.errors = [gettext(TWO_RECORDS)]
    elif record is None and not form.other.errors:
        form.record.errors = [gettext(WHICH)]
    if request.form.get("start") and passage is None:
        form.form_errors = [*form.form_errors, gettext(NO_PASSAGE)]
    quote = body.body[slice(*passage)] if body and passage else form.quote.data or ""
    quoted = Quotable(source, quote)
    if quoted.refused:
        said = gettext(TOO_MANY_WORDS, count=quoted.words)
        if passage:
            form.form_errors = [*form.form_errors, said]
        else:
            form.quote.errors = [said]
    return form.agrees() and not form.form_errors and not any(each.errors for each in form)


def _cited(
    source: Source, body: Text | None, passage: Span | None, form: CiteForm, record: Record
) -> Claim:
    """Make the claim, tied to its place in the text where the passage stands there."""
    told = form.told()
    selector = None
    if body and passage:
        selector = describe(body.body, *passage)
    elif body and form.quote.data:
        anchor = find(body.body, Selector(form.quote.data))
        if anchor and anchor.verified:
            selector = describe(body.body, anchor.start, anchor.end)
    told["quote"] = selector.exact if selector else form.quote.data or ""
    return actions.cite(
        session(), source, record.id, told, by=somebody(), selector=selector, text=body
    )


def _done(claim: Claim, record: Record) -> Markup:
    """Say what was cited, with the way to the record and to the claim."""
    return Markup('{} <a href="{}">{}</a> · <a href="{}">{}</a>').format(
        gettext("Cited for"),
        record_url(record),
        record.title(language()),
        url_for("desk.citing_claims.show", claim_id=claim.id),
        gettext("See the claim"),
    )


def _onward(source: Source, body: Text | None, passage: Span | None, form: CiteForm) -> str:
    """Go back to the text; or stay, with the passage and who asserts it kept for the next claim."""
    where: dict[str, Any] = {"source_id": source.id}
    if body:
        where["text"] = body.id
    if passage:
        where |= {"start": passage[0], "end": passage[1]}
    if "stay" not in request.form:
        return url_for("desk.citing.text", **where)
    where |= {key: request.form[key] for key in CARRIED if request.form.get(key)}
    return url_for(".new", **where)


def _with_record(
    source: Source, body: Text | None, passage: Span | None, form: CiteForm
) -> ResponseReturnValue:
    """Begin the record that is not here yet, and choose it; what was typed stays."""
    try:
        record = begin_record(form, source, request.form.get("stub", ""))
    except Invalid as fault:
        session().rollback()
        form.new_en.errors = [gettext(each) for each in fault.errors.values()]
        return _cite_page(source, body, passage, form, 422)
    session().commit()
    house().wake()
    title = record.title(language())
    flash(gettext("“%(title)s” was begun as a draft.", title=title), "success")
    sent = MultiDict(request.form)
    for key in ("other", "other_text", "new_en", "new_ar"):
        sent[key] = ""
    sent["record"] = record.id
    return _cite_page(source, body, passage, CiteForm(formdata=sent))


def _cite_page(
    source: Source, body: Text | None, passage: Span | None, form: CiteForm, code: int = 200
) -> ResponseReturnValue:
    """Draw the form: the passage above, the records named in the text offered first."""
    record = record_of(form.chosen)
    form.about(record)
    claims = claims_seen(source)
    form.record.choices = _offered(body, passage, form, claims)
    page = render_template(
        "desk/citing_making/new.html",
        source=source,
        text=body,
        form=form,
        problems=problems(form),
        read_date=read_date,
        kind_names=ONE,
        passage=chosen(source, body, passage) if body and passage else None,
        record=record,
        dated=dated(record, form.field.data or ""),
        terms=bool(schemes_of(record, form.field.data or "")),
        at=lambda start, end: address(source, body, start, end) if body else "",
        opened=bool(form.new_en.errors or form.new_en.data or form.new_ar.data),
    )
    return page, code


def _offered(
    body: Text | None, passage: Span | None, form: CiteForm, claims: list[Claim]
) -> list[tuple[str, str]]:
    """Offer the records named in the passage, then those in the rest of the text."""
    keys = named_within(body, passage) if body and passage else []
    if body:
        keys += [each.record.id for each in named(body, claims)]
    chosen = form.record.data or ""
    first = list(dict.fromkeys(keys))[:OFFERED]
    if chosen and chosen not in first:
        first.insert(0, chosen)
    offered = [
        (each.id, f"{each.title(language())} · {gettext(ONE[each.kind])}")
        for each in records_of(first)
    ]
    return [*offered, ("", gettext("Another record"))]
