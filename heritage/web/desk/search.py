"""Search of everything on the desk, drafts too; by names alone when the index rests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, or_, select

from heritage.access.permissions import Permission, clearance
from heritage.gate import house, me, needs, session
from heritage.kit.fields import Level
from heritage.kit.names import fold
from heritage.kit.text import N_, tidy
from heritage.records.models import KINDS, Person, Record
from heritage.records.parts import Name
from heritage.search.backend import SearchUnavailable
from heritage.search.query import BadQuery, parse
from heritage.search.request import Request
from heritage.sources.models import Source
from heritage.web.desk.home import line_of
from heritage.web.desk.kinds import MANY, STATUSES, known
from heritage.web.desk.lists import page_asked
from heritage.web.shell import gettext, language

bp = Blueprint("search", __name__)
PER_PAGE = 30
MOST_PAGES = 200
RESTS = N_("The index is being made anew. Until then only names and titles are searched.")


@dataclass
class Found:
    """One page of what was found."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    total: int = 0
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    fault: str = ""
    did_you_mean: str = ""


@bp.get("/search")
@needs(Permission.SEE_DESK)
def show() -> ResponseReturnValue:
    """Find records and sources by any word in them."""
    words = tidy(request.args.get("q"))
    chosen = {
        "kind": [each for each in request.args.getlist("kind") if each in MANY],
        "status": [each for each in request.args.getlist("status") if each in STATUSES],
    }
    page = page_asked(MOST_PAGES)
    found = _find(words, chosen, page)
    pages = min(MOST_PAGES, max(1, -(-found.total // PER_PAGE)))
    answer = render_template(
        "desk/search/show.html",
        words=words,
        chosen=chosen,
        found=found,
        kinds=MANY,
        statuses=STATUSES,
        page=min(page, pages),
        pages=pages,
        url_of=lambda number: url_for(
            "desk.search.show",
            q=words or None,
            page=number,
            kind=chosen["kind"],
            status=chosen["status"],
        ),
    )
    return answer, 400 if found.fault else 200


def _find(words: str, chosen: dict[str, list[str]], page: int) -> Found:
    try:
        query = parse(words)
    except BadQuery as fault:
        return Found(fault=gettext(fault.message, **fault.values))
    asked = Request(
        query=query,
        filters={key: tuple(values) for key, values in chosen.items() if values},
        sort="relevance" if words else "newest",
        page=page,
        per_page=PER_PAGE,
        facets=("kind", "status"),
    )
    try:
        results = house().desk_search.search(asked)
    except SearchUnavailable:
        return by_names(words, chosen, page)
    found = Found(
        rows=_visible([_row(hit) for hit in results.hits]),
        total=results.total,
        counts={key: dict(counts) for key, counts in results.facets.items()},
        notes=[gettext(note.message, **dict(note.values)) for note in results.notes],
        did_you_mean=results.did_you_mean or "",
    )
    if page == 1 and _asks_for_people(chosen):
        found.rows = [*_at_risk(words), *found.rows]
    return found


def _row(hit: Any) -> dict[str, Any]:
    titles = hit.stored.get("title") or {}
    return {
        "id": hit.id,
        "kind": hit.kind,
        "title": titles.get(language()) or hit.title,
        "url": request.script_root + hit.url,
        "status": hit.stored.get("status", ""),
        "matched": hit.matched or "",
        "passages": _passages(hit),
    }


def _passages(hit: Any) -> list[Any]:
    """Choose two passages that say more than the title does, each once."""
    told: dict[str, Any] = {}
    for some in hit.highlights.values():
        for passage in some:
            told.setdefault("".join(segment.text for segment in passage), passage)
    told.pop(hit.title, None)
    return list(told.values())[:2]


def _visible(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Keep to what this person may know of, though the index has not heard of it yet."""
    ids = [row["id"] for row in rows if row["kind"] != "source"]
    seen = set(session().scalars(known().with_only_columns(Record.id).where(Record.id.in_(ids))))
    return [row for row in rows if row["kind"] == "source" or row["id"] in seen]


def _asks_for_people(chosen: dict[str, list[str]]) -> bool:
    cleared = clearance(me()) >= Level.SENSITIVE
    return cleared and (not chosen["kind"] or "person" in chosen["kind"])


def _at_risk(words: str) -> list[dict[str, Any]]:
    """Find people at risk by their names: no index holds them."""
    plain = fold(words)
    if not plain:
        return []
    names = select(Name.record_id).where(Name.folded.contains(plain, autoescape=True))
    found = select(Person).where(Person.at_risk.is_(True), Person.id.in_(names)).limit(PER_PAGE)
    return [_plain(person) for person in session().scalars(found)]


def _plain(kept: Record | Source) -> dict[str, Any]:
    line = line_of(kept)
    return {
        "id": kept.id, "kind": line.kind, "title": line.title, "url": line.url,
        "status": line.status, "matched": "", "passages": [],
    }  # fmt: skip


def by_names(words: str, chosen: dict[str, list[str]], page: int) -> Found:
    """Search names and titles in the archive itself."""
    start, total = (page - 1) * PER_PAGE, 0
    rows: list[dict[str, Any]] = []
    plain = fold(words)
    names = select(Name.record_id).where(Name.folded.contains(plain, autoescape=True))
    records = known().where(Record.kind.in_(chosen["kind"] or KINDS))
    sources = select(Source)
    if not chosen["kind"] or "source" in chosen["kind"]:
        title = func.lower(Source.title).contains(words.lower(), autoescape=True)
        publisher = func.lower(Source.publisher).contains(words.lower(), autoescape=True)
        sources = sources.where(or_(title, publisher))
    else:
        sources = sources.where(Source.id.is_(None))
    if plain:
        records = records.where(Record.id.in_(names))
    for found, model in ((records, Record), (sources, Source)):
        some = found.where(model.status.in_(chosen["status"])) if chosen["status"] else found
        count = session().scalar(select(func.count()).select_from(some.subquery())) or 0
        window = some.order_by(model.updated_at.desc(), model.id)
        skip = max(0, start - total)
        room = PER_PAGE - len(rows)
        rows += [_plain(each) for each in session().scalars(window.offset(skip).limit(room))]
        total += count
    return Found(rows=rows, total=total, notes=[gettext(RESTS)])
