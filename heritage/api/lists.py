"""What a search finds, whole, in the forms that other programs read.

The same questions as `/search`; a page number only matters to the feed. Small answers carry an
ETag; large ones are written while they are sent, in the order of the search.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from flask import Blueprint, request
from werkzeug.wrappers import Response

from heritage.api.answers import NO_INDEX, archive, fault, said, streamed, whole
from heritage.db import now
from heritage.edition.public import PublicRecord
from heritage.exchange import atom, bibtex, csv, geojson, ris
from heritage.exchange.archive import Archive
from heritage.gate import everyone, house
from heritage.house import House
from heritage.kit.text import N_
from heritage.search.backend import SearchUnavailable
from heritage.search.params import Params, read_params
from heritage.search.query import BadQuery
from heritage.search.request import MOST_PER_PAGE, Results
from heritage.search.values import public_values

bp = Blueprint("lists", __name__)

MOST_ROWS = 10_000
PER_FEED = 50
FOUND = N_("%(archive)s: what was found for “%(query)s”")

Write = Callable[[Iterable[PublicRecord], Archive, Mapping[str, int]], Iterator[str]]


@dataclass(frozen=True)
class Form:
    """One form of a list: how it is called, what it is, and how it is written."""

    suffix: str
    content_type: str
    about: str
    write: Write
    save: bool = True


def _csv(records: Iterable[PublicRecord], told: Archive, _counted: object) -> Iterator[str]:
    return csv.lines(records, told)


def _ris(records: Iterable[PublicRecord], told: Archive, _counted: object) -> Iterator[str]:
    return ris.entries(records, told)


def _bib(records: Iterable[PublicRecord], told: Archive, _counted: object) -> Iterator[str]:
    return bibtex.entries(records, told)


def _geojson(
    records: Iterable[PublicRecord], told: Archive, counted: Mapping[str, int]
) -> Iterator[str]:
    return geojson.collection((geojson.feature(each, told) for each in records), counted)


FORMS = (
    Form(
        "csv", f"{csv.MEDIA_TYPE}; charset=utf-8; header=present",
        "A table for spreadsheets, with a byte order mark; one row a record.", _csv,
    ),
    Form(
        "geojson", geojson.MEDIA_TYPE,
        "A GeoJSON collection; records without a place have a null geometry.", _geojson,
        save=False,
    ),
    Form("ris", f"{ris.MEDIA_TYPE}; charset=utf-8", "Citations as RIS.", _ris),
    Form("bib", f"{bibtex.MEDIA_TYPE}; charset=utf-8", "Citations as BibTeX.", _bib),
)  # fmt: skip


def _read() -> Params:
    return read_params(request.args, public_values(house().public))


def _asked(**changes: Any) -> tuple[Params, Results] | Response:
    """Search as `/search` does, or say what is wrong with the question."""
    params = _read()
    for name, wrong in params.faults.items():
        return fault("bad_parameter", said(wrong.message, **wrong.values), 400, name)
    told: dict[str, Any] = {"page": 1, "per_page": MOST_PER_PAGE, "highlight": False, **changes}
    try:
        return params, house().public_search.search(params.request(**told))
    except BadQuery as wrong:
        return fault("bad_parameter", said(wrong.message, **wrong.values), 400, "q")
    except SearchUnavailable:
        response = fault("search_unavailable", said(NO_INDEX), 503)
        response.headers["Retry-After"] = "10"
        return response


def _answer(form: Form) -> Response:
    asked = _asked()
    if isinstance(asked, Response):
        return asked
    params, first = asked
    counted = {"numberMatched": first.total, "numberReturned": min(first.total, MOST_ROWS)}
    told = archive()
    pieces = form.write(_records(house(), params, first, told), told, counted)
    name = f"search.{form.suffix}"
    if first.total <= MOST_PER_PAGE:
        response = whole("".join(pieces), form.content_type, name, save=form.save)
    else:
        response = streamed(pieces, form.content_type, name, save=form.save)
    response.headers["X-Total-Count"] = str(first.total)
    response.headers["X-Returned-Count"] = str(counted["numberReturned"])
    return response


def _records(from_: House, params: Params, first: Results, told: Archive) -> Iterator[PublicRecord]:
    """Go through the results page by page, each record once, though the index moves on."""
    seen: set[str] = set()
    for number in range(1, MOST_ROWS // MOST_PER_PAGE + 1):
        asked = params.request(page=number, per_page=MOST_PER_PAGE, highlight=False)
        hits = (first if number == 1 else from_.public_search.search(asked)).hits
        editions = from_.public.many(hit.id for hit in hits)
        told.expect(pointed(editions.values()))
        fresh = (hit.id for hit in hits if hit.id in editions and hit.id not in seen)
        for key in fresh:
            seen.add(key)
            yield editions[key]
        if number * MOST_PER_PAGE >= first.total:
            return


def pointed(records: Iterable[PublicRecord]) -> Iterator[object]:
    """Name what rows tell of beside their own record, so that it is fetched at once."""
    for record in records:
        yield record.field("part_of")
        yield from (row.get("subject") for row in record.rows("effects"))


def _door(form: Form) -> None:
    def show() -> Response:
        return _answer(form)

    show.__doc__ = f"Give what a search finds as {form.suffix}. {form.about}"
    bp.get(f"/search.{form.suffix}", endpoint=form.suffix)(everyone(show))


for _form in FORMS:
    _door(_form)


@bp.get("/search.atom")
@everyone
def feed() -> Response:
    """Give what a search finds as a feed, the newest first unless another order is asked for.

    Where a page would show what has only some of the words, a feed stays empty: it tells of what
    was asked for, once there is any.
    """
    sort = request.args.get("sort", "").strip() or "newest"
    asked = _asked(page=_page(), per_page=PER_FEED, sort=sort, relaxed=False)
    if isinstance(asked, Response):
        return asked
    params, results = asked
    told = archive()
    editions = house().public.many(hit.id for hit in results.hits)
    records = [editions[hit.id] for hit in results.hits if hit.id in editions]
    title = said(FOUND, archive=told.name, query=params.q) if params.q else told.name
    body = atom.feed(records, told, title, _links(params, results.total, told), results.total)
    changed = _settled(max((each.updated for each in records), default=""))
    response = whole(body, f"{atom.MEDIA_TYPE}; charset=utf-8", "search.atom", changed=changed)
    response.headers["X-Total-Count"] = str(results.total)
    return response


def _settled(day: str) -> datetime | None:
    """Say when a feed last changed: at the end of the newest day in it, once that day is over.

    Editions are dated by the day. While it lasts another may come, so nothing is promised.
    """
    if not day or day >= now().date().isoformat():
        return None
    return datetime.combine(date.fromisoformat(day), time(23, 59, 59), UTC)


def _page() -> int:
    """Read the page asked for; what is wrong with it is said with all other faults."""
    return _read().page


def _links(params: Params, total: int, told: Archive) -> dict[str, str]:
    """Lead to this page of the feed, to those around it, and to the search itself."""
    last = max(1, -(-total // PER_FEED))
    pages = {"self": params.page, "first": 1, "last": last}
    if params.page > 1:
        pages["previous"] = min(params.page - 1, last)
    if params.page < last:
        pages["next"] = params.page + 1
    root = told.root
    links = {name: f"{root}/search.atom{params.string(page=at)}" for name, at in pages.items()}
    return {**links, "alternate": f"{root}/search{params.string()}"}
