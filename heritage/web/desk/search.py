"""Search of everything on the desk, drafts too; by names alone when the index rests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import func, or_, select

from heritage.access.permissions import Permission, clearance
from heritage.gate import house, me, needs, session
from heritage.kit.fields import Level
from heritage.kit.names import fold
from heritage.kit.text import N_
from heritage.records.models import KINDS, Person, Record
from heritage.records.parts import Name
from heritage.search.backend import SearchUnavailable
from heritage.search.params import PERIODS, Params
from heritage.search.query import BadQuery
from heritage.search.request import SORTS, Results, Sort
from heritage.sources.models import Source
from heritage.web.desk import searching
from heritage.web.desk.home import line_of
from heritage.web.desk.kinds import known
from heritage.web.desk.searching import Choice
from heritage.web.shell import gettext, language

bp = Blueprint("search", __name__)
PER_PAGE = 30
MOST_PAGES = 200
MOST_PERIODS = 30
RESTS = N_("The index is being made anew. Until then only names and titles are searched.")
ORDERS = {
    "relevance": N_("most relevant first"),
    "title": N_("by name"),
    "earliest": N_("earliest first"),
    "latest": N_("latest first"),
    "newest": N_("newest in the archive first"),
}


@dataclass
class Found:
    """One page of what was found."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    total: int = 0
    choices: dict[str, list[Choice]] = field(default_factory=dict)
    periods: tuple[tuple[str, int], ...] = ()
    undated: int = 0
    notes: list[str] = field(default_factory=list)
    did_you_mean: str = ""
    counted: bool = True
    """Whether the numbers beside the filters are known."""


@bp.get("/search")
@needs(Permission.SEE_DESK)
def show() -> ResponseReturnValue:
    """Find records and sources by any word in them."""
    path, typed = request.script_root + request.path, list(request.args.items(multi=True))
    if (told := [(name, value) for name, value in typed if value.strip()]) != typed:
        return redirect(f"{path}?{urlencode(told)}" if told else path)
    params = searching.asked(request.args)
    faults = {name: gettext(bad.message, **bad.values) for name, bad in params.faults.items()}
    found = Found(choices=searching.choices(params, Results(0)), counted=False)
    if not faults:
        try:
            found = _find(params)
        except BadQuery as bad:  # only running it showed that it asks too much
            faults["q"] = gettext(bad.message, **bad.values)
    pages = min(MOST_PAGES, max(1, -(-found.total // PER_PAGE)))
    answer = render_template(
        "desk/search/show.html",
        params=params,
        found=found,
        faults=faults,
        where=params.faults["q"].marked if "q" in params.faults else None,
        chips=[] if faults else searching.chips(params),
        string=lambda **changes: searching.string(params, **changes),
        pairs=lambda **changes: searching.pairs(params, **changes),
        kept=searching.kept(params) if not faults else "",
        order=_order(params),
        usual=_usual_order(params),
        page=min(params.page, pages),
        pages=pages,
        legends=searching.LEGENDS,
        shown=searching.SHOWN,
        orders={key: ORDERS[key] for key in SORTS},
        units=PERIODS,
        url_of=lambda number: path + searching.string(params, page=number),
    )
    return answer, 400 if faults else 200


def _order(params: Params) -> Any:
    return params.sort if params.sort in SORTS else _usual_order(params)


def _usual_order(params: Params) -> Sort:
    """Choose the order where nobody did: without words, what was changed last comes first."""
    return "relevance" if params.q else "newest"


def _find(params: Params) -> Found:
    asked = params.request(
        tuple(searching.LEGENDS),
        sort=_order(params),
        page=min(params.page, MOST_PAGES),
        per_page=PER_PAGE,
        periods=(params.period,),
    )
    try:
        results = house().desk_search.search(asked)
    except SearchUnavailable:
        return by_names(params)
    guarded, times = _at_risk(params), results.times
    found = Found(
        rows=_visible([_row(hit) for hit in results.hits]),
        total=results.total + len(guarded),
        choices=searching.choices(params, results),
        periods=times.periods[params.period][-MOST_PERIODS:] if times else (),
        undated=times.undated if times else 0,
        notes=[gettext(note.message, **dict(note.values)) for note in results.notes],
        did_you_mean=results.did_you_mean or "",
    )
    if params.page == 1:
        found.rows = [*guarded, *found.rows]
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


def _at_risk(params: Params) -> list[dict[str, Any]]:
    """Find people at risk by their names, for who is cleared: no index holds them."""
    plain, kinds = fold(params.q), params.chosen.get("kind", ("person",))
    narrowed = params.dated or set(params.chosen) - {"kind", "status"}
    if not plain or narrowed or "person" not in kinds or clearance(me()) < Level.SENSITIVE:
        return []
    names = select(Name.record_id).where(Name.folded.contains(plain, autoescape=True))
    found = select(Person).where(Person.at_risk.is_(True), Person.id.in_(names))
    if statuses := params.chosen.get("status"):
        found = found.where(Person.status.in_(statuses))
    return [_plain(person) for person in session().scalars(found.limit(PER_PAGE))]


def _plain(kept: Record | Source) -> dict[str, Any]:
    line = line_of(kept)
    return {
        "id": kept.id, "kind": line.kind, "title": line.title, "url": line.url,
        "status": line.status, "matched": "", "passages": [],
    }  # fmt: skip


def by_names(params: Params) -> Found:
    """Search names and titles in the archive itself, narrowed by kind and status alone."""
    words, page = params.q, min(params.page, MOST_PAGES)
    kinds, statuses = (params.chosen.get(key, ()) for key in ("kind", "status"))
    start, total = (page - 1) * PER_PAGE, 0
    rows: list[dict[str, Any]] = []
    plain = fold(words)
    names = select(Name.record_id).where(Name.folded.contains(plain, autoescape=True))
    records = known().where(Record.kind.in_(kinds or KINDS))
    sources = select(Source)
    if not kinds or "source" in kinds:
        title = func.lower(Source.title).contains(words.lower(), autoescape=True)
        publisher = func.lower(Source.publisher).contains(words.lower(), autoescape=True)
        sources = sources.where(or_(title, publisher))
    else:
        sources = sources.where(Source.id.is_(None))
    if plain:
        records = records.where(Record.id.in_(names))
    for found, model in ((records, Record), (sources, Source)):
        some = found.where(model.status.in_(statuses)) if statuses else found
        count = session().scalar(select(func.count()).select_from(some.subquery())) or 0
        window = some.order_by(model.updated_at.desc(), model.id)
        skip = max(0, start - total)
        room = PER_PAGE - len(rows)
        rows += [_plain(each) for each in session().scalars(window.offset(skip).limit(room))]
        total += count
    choices = searching.choices(params, Results(0))
    return Found(rows=rows, total=total, choices=choices, notes=[gettext(RESTS)], counted=False)
