"""Options for the pickers, and stubs made from them when what is meant is not here yet."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from heritage.access.permissions import Permission, may
from heritage.gate import me, needs, session, somebody
from heritage.kit.names import script_of
from heritage.kit.text import tidy
from heritage.records import actions
from heritage.records.models import KINDS, Record
from heritage.web.desk.kinds import ONE
from heritage.web.desk.naming import records_named, sources_titled
from heritage.web.shell import gettext

bp = Blueprint("picking", __name__)
LONGEST = 300


@bp.get("/pick")
@needs(Permission.SEE_DESK)
def options() -> ResponseReturnValue:
    """Offer what is called as typed: `kind` says what may be picked, the words come beside it."""
    wanted = request.args.getlist("kind")
    words = typed("kind", "create")
    if "source" in wanted:
        return render_template("desk/picking/_options.html", offers=sources_titled(words), new=())
    kinds = tuple(each for each in wanted if each in KINDS)
    may_create = len(words) > 2 and may(me(), Permission.EDIT)
    return render_template(
        "desk/picking/_options.html",
        offers=records_named(words, kinds),
        new=[(each, gettext(ONE[each])) for each in kinds or KINDS] if may_create else (),
        words=words,
    )


def typed(*but: str) -> str:
    """Find what was typed, whatever the field it was typed in is called."""
    told = request.args.get("q") or request.args.get("text")
    if told is None:
        told = next((value for name, value in request.args.items() if name not in but), "")
    return tidy(told)[:LONGEST]


def stub(words: str, kind: str) -> Record:
    """Begin a record that so far has a name alone.

    Raises:
        Invalid: a name cannot be so.
    """
    name = tidy(words)[:LONGEST]
    script = script_of(name)
    told = {
        "text": name,
        "lang": "ar" if script == "Arab" else "en",
        "script": script,
        "name_kind": "name-kind/name",
        "preferred": True,
    }
    return actions.create(
        session(), kind, {"names": [told]}, somebody(), gettext("Begun while writing another.")
    )
