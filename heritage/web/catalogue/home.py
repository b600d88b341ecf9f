"""The front page: what this is, how much there is, what is new."""

from __future__ import annotations

from functools import lru_cache

from flask import Blueprint, Response, request

from heritage.edition.present_values import when_shown
from heritage.edition.public import PublicRecord
from heritage.edition.store import PublicStore
from heritage.gate import everyone, house
from heritage.search.backend import SearchUnavailable
from heritage.search.request import MOST_PER_PAGE, Request
from heritage.web.catalogue import maps, rows, years
from heritage.web.catalogue.answers import page
from heritage.web.catalogue.searching import Params
from heritage.web.shell import language, ngettext

bp = Blueprint("home", __name__)

NEWEST = 6


@bp.get("/")
@everyone
def show() -> Response:
    """Welcome a reader."""
    store = house().public
    counts, newest = _told(store, store.watermark())
    return page(
        "catalogue/home/show.html",
        counts=[(kind, _counted(kind, count)) for kind, count in counts.items() if count],
        newest=[_line(each) for each in newest],
        years=years.of_events(house().public_search),
        small_map=maps.of_results(
            _points(), Params(), f"{request.script_root}/search", width=560, height=380
        ),
        year_url=_year_url,
        here="home",
    )


@lru_cache(maxsize=4)
def _told(store: PublicStore, _watermark: int) -> tuple[dict[str, int], list[PublicRecord]]:
    """Count what there is and choose what is new; done again only when the store has moved on."""
    newest = [
        each for kind in ("site", "event", "person", "thing")
        for each in store.newest(NEWEST, kind)
    ]  # fmt: skip
    newest.sort(key=lambda each: each.updated, reverse=True)
    return store.counts(), _mixed(newest)[:NEWEST]


def _counted(kind: str, count: int) -> str:
    """Say how many records of a kind there are."""
    return {
        "site": lambda: ngettext("%(num)s site", "%(num)s sites", count),
        "person": lambda: ngettext("%(num)s person", "%(num)s people", count),
        "event": lambda: ngettext("%(num)s event", "%(num)s events", count),
        "thing": lambda: ngettext("%(num)s object", "%(num)s objects", count),
        "group": lambda: ngettext("%(num)s group", "%(num)s groups", count),
        "source": lambda: ngettext("%(num)s source", "%(num)s sources", count),
    }[kind]()


def _year_url(bar: years.Bar) -> str:
    return f"{request.script_root}/search?kind=event&from={bar.begin}&to={bar.end}"


def _mixed(records: list[PublicRecord]) -> list[PublicRecord]:
    """Let kinds take turns, so that one long afternoon of events does not hide the rest."""
    queues: dict[str, list[PublicRecord]] = {}
    for each in records:
        queues.setdefault(each.kind, []).append(each)
    mixed: list[PublicRecord] = []
    while any(queues.values()):
        mixed += [queue.pop(0) for queue in queues.values() if queue]
    return mixed


def _line(record: PublicRecord) -> dict[str, object]:
    title = record.body["title"]
    lead = language() if title.get(language()) else next(iter(title))
    return {
        "kind": record.kind,
        "path": record.path,
        "title": title[lead],
        "lang": lead,
        "grade": record.field("grade"),
        "updated": when_shown(record.updated, language()),
    }


def _points() -> list[dict[str, object]]:
    """Find the places of sites for the small map; without an index the page goes without it."""
    asked = Request(
        filters={"kind": ("site",)}, per_page=MOST_PER_PAGE, highlight=False, sort="title"
    )
    try:
        return rows.points(house().public_search.search(asked).hits)
    except SearchUnavailable:
        return []
