"""Working on a source's text: what it names, what was cited, and choosing a passage."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from heritage.access.permissions import Permission, may
from heritage.claims import actions
from heritage.gate import house, me, needs, session, somebody
from heritage.kit.anchoring import describe
from heritage.kit.text import tidy
from heritage.sources.queries import texts
from heritage.web.desk.citing_forms import Quotable
from heritage.web.desk.citing_marks import claims_seen, layers, named
from heritage.web.desk.citing_passage import (
    NO_PASSAGE,
    TOO_MANY_WORDS,
    address,
    chosen,
    passage_in,
    record_of,
    text_of,
)
from heritage.web.desk.citing_text import MOVES, found, moved, paragraphs
from heritage.web.desk.kinds import ONE, record_url
from heritage.web.desk.sources import found as found_source
from heritage.web.desk.sources_page import lines_of
from heritage.web.shell import gettext, language

bp = Blueprint("citing", __name__, url_prefix="/sources/<source_id>")


@bp.get("/text")
@needs(Permission.SEE_DESK)
def text(source_id: str) -> ResponseReturnValue:
    """Show a source's text with all that is known of it, and the passage that is chosen."""
    source = found_source(source_id)
    body = text_of(source)
    if body is None:
        return render_template(
            "desk/citing/textless.html", source=source, may_edit=may(me(), Permission.EDIT)
        )
    passage = passage_in(body, request.args)
    move = request.args.get("move", "")
    if passage and move in MOVES:
        start, end = moved(body.body, *passage, move)
        return redirect(address(source, body, start, end, moved=move))
    claims = claims_seen(source)
    return render_template(
        "desk/citing/text.html",
        source=source,
        text=body,
        versions=texts(session(), source),
        paragraphs=paragraphs(body.body, layers(body, source, claims, passage)),
        passage=chosen(source, body, passage) if passage else None,
        lost="start" in request.args and passage is None,
        find=tidy(request.args.get("find")),
        matches=found(body.body, tidy(request.args.get("find"))),
        lines=lines_of(claims),
        named=named(body, claims),
        at=lambda start, end: address(source, body, start, end),
        moved=request.args.get("moved", ""),
        may_edit=may(me(), Permission.EDIT),
        record_url=record_url,
        kinds=ONE,
        title_of=lambda record: record.title(language()),
    )


@bp.post("/speaks")
@needs(Permission.EDIT)
def speaks(source_id: str) -> ResponseReturnValue:
    """Note by one click that the source speaks of a record, with the name as its passage."""
    source = found_source(source_id)
    body = text_of(source)
    record = record_of(request.form.get("record", ""))
    passage = passage_in(body, request.form) if body else None
    if body is None or record is None or passage is None:
        flash(gettext(NO_PASSAGE), "warning")
        return redirect(url_for(".text", source_id=source.id))
    quoted = Quotable(source, body.body[slice(*passage)])
    if quoted.refused:
        flash(gettext(TOO_MANY_WORDS, count=quoted.words), "warning")
        return redirect(address(source, body, *passage))
    selector = describe(body.body, *passage)
    told = {"quote": selector.exact, "standing": "claim-status/reported"}
    actions.cite(session(), source, record.id, told, by=somebody(), selector=selector, text=body)
    session().commit()
    house().wake()
    title = record.title(language())
    flash(gettext("Noted: this source speaks of “%(title)s”.", title=title), "success")
    return redirect(address(source, body, *passage))
