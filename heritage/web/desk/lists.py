"""Lists of one kind of record, with a search box in each."""

from __future__ import annotations

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from heritage.access.permissions import Permission, may
from heritage.access.visibility import records_for
from heritage.gate import me, needs, session
from heritage.kit.names import fold
from heritage.kit.text import tidy
from heritage.records.models import Record
from heritage.records.parts import Name
from heritage.web.desk.kinds import KIND_OF, MANY, PATH, STATUSES, known
from heritage.web.shell import gettext

bp = Blueprint("lists", __name__, url_prefix=f"/{PATH}")
PER_PAGE = 50


@bp.get("/", strict_slashes=False)
@needs(Permission.SEE_DESK)
def index(kinds: str) -> ResponseReturnValue:
    """List the records of a kind, last changed first."""
    kind = KIND_OF[kinds]
    words = tidy(request.args.get("q"))[:300]
    status = request.args.get("status", "")
    wanted = [Record.kind == kind]
    if plain := fold(words):
        names = select(Name.record_id).where(Name.folded.contains(plain, autoescape=True))
        wanted.append(Record.id.in_(names))
    if status in STATUSES:
        wanted.append(Record.status == status)
    total = session().scalar(
        select(func.count()).select_from(Record).where(records_for(me()), *wanted)
    ) or 0  # fmt: skip
    pages = max(1, -(-total // PER_PAGE))
    page = page_asked(pages)
    found = known().where(*wanted).order_by(Record.updated_at.desc(), Record.id)
    records = session().scalars(found.offset((page - 1) * PER_PAGE).limit(PER_PAGE)).all()
    return render_template(
        "desk/lists/index.html",
        kind=kind,
        kinds=kinds,
        heading=gettext(MANY[kind]),
        records=records,
        total=total,
        page=page,
        pages=pages,
        words=words,
        status=status,
        statuses=STATUSES,
        may_edit=may(me(), Permission.EDIT),
        url_of=lambda number: url_for(
            "desk.lists.index",
            kinds=kinds,
            page=number,
            q=words or None,
            status=status or None,
        ),
    )


def page_asked(pages: int) -> int:
    """Read which page is wanted; what makes no sense is the first, what is too far the last."""
    sent = request.args.get("page", "1")
    plain = sent.isascii() and sent.isdigit() and len(sent) < 7
    return min(max(int(sent), 1), pages) if plain else 1
