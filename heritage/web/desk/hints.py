"""What the server says while one types: how a date or a place is read, what is here already."""

from __future__ import annotations

import re

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from heritage.access.permissions import Permission
from heritage.db import now
from heritage.gate import needs, session
from heritage.kit.bad_date import BadDate
from heritage.kit.dates import AmbiguousDate, read, say, say_bounds
from heritage.kit.places import BadPlace, precision_for
from heritage.kit.places import read as read_place
from heritage.kit.places import say as say_place
from heritage.records.queries import Alike, alike
from heritage.web.desk import naming
from heritage.web.desk.asking import remarked
from heritage.web.desk.kinds import KIND_OF, PATH, record_url
from heritage.web.desk.picking import typed
from heritage.web.shell import gettext, language

bp = Blueprint("hints", __name__)
_NAME = re.compile(r"names-\d+-text")
_NUMBERED = re.compile(r"identifiers-(\d+)-(scheme|value)")
_POINT = re.compile(r"places-\d+-point")
MOST_NAMES = 20


@bp.get("/read/date")
@needs(Permission.SEE_DESK)
def date() -> ResponseReturnValue:
    """Say how a date was understood, how it is stored, and which days it is searched as."""
    return render_template("desk/hints/_date.html", said=read_date(typed()))


def read_date(text: str) -> dict[str, object]:
    """Read a date for a person who is typing it."""
    if not text:
        return {}
    try:
        reading = read(text, now().date())
    except AmbiguousDate as asked:
        return {
            "fault": remarked(asked),
            "choices": [say(each, language()) for each in asked.choices],
        }
    except BadDate as fault:
        return {"fault": remarked(fault), "hint": gettext(fault.hint) if fault.hint else ""}
    note = reading.note
    return {
        "words": say(reading.edtf, language()),
        "stored": reading.edtf.text,
        "days": say_bounds(reading.edtf, language()),
        "note": gettext(note.msgid, **note.parts) if note else "",
    }


@bp.get("/read/place")
@needs(Permission.SEE_DESK)
def place() -> ResponseReturnValue:
    """Say how a place was understood, and how exactly it can have been meant."""
    return render_template("desk/hints/_place.html", said=read_point(typed()))


def read_point(text: str) -> dict[str, object]:
    """Read a place for a person who is typing it."""
    if not text:
        return {}
    try:
        point = read_place(text)
    except BadPlace as fault:
        return {
            "fault": gettext(str(fault)),
            "hint": gettext(fault.hint),
            "suggestion": fault.suggestion or "",
        }
    return {
        "point": say_place(point.lat, point.lon),
        "form": point.form,
        "precision": gettext(precision_for(point.precision_m).msgid),
        "metres": f"{point.precision_m:g}" if point.precision_m else "",
        "note": gettext(point.note) if point.note else "",
    }


@bp.get(f"/{PATH}/alike")
@needs(Permission.SEE_DESK)
def alike_ones(kinds: str) -> ResponseReturnValue:
    """Name up to three records that may already stand for what is being entered."""
    but = request.args.get("but", "")
    names = [value for name, value in request.args.items() if _NAME.fullmatch(name)]
    found = alike(
        session(),
        KIND_OF[kinds],
        [name for name in names if name.strip()][:MOST_NAMES],
        point=_point(),
        identifiers=_identifiers(),
        but=but,
        limit=12,
    )
    return render_template("desk/hints/_alike.html", found=_visible(found)[:3])


def _visible(found: list[Alike]) -> list[dict[str, str]]:
    unseen = naming.hidden(each.record.id for each in found)
    return [
        {"title": each.record.title(language()), "why": each.why, "url": record_url(each.record)}
        for each in found
        if each.record.id not in unseen
    ]


def _point() -> tuple[float, float] | None:
    for name, value in request.args.items():
        if _POINT.fullmatch(name) and value.strip():
            try:
                point = read_place(value)
            except BadPlace:
                continue
            return point.lat, point.lon
    return None


def _identifiers() -> list[tuple[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    for name, value in request.args.items():
        if path := _NUMBERED.fullmatch(name):
            rows.setdefault(path[1], {})[path[2]] = value.strip()
    return [(row.get("scheme", ""), row.get("value", "")) for row in rows.values()]
