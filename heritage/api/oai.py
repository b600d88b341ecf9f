"""OAI-PMH 2.0: the archive, harvested by libraries and aggregators."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree.ElementTree import Element

from flask import Blueprint, Response, request

from heritage.api import oai_writing as writing
from heritage.api.answers import archive as opened
from heritage.api.oai_asking import (
    SETS,
    Page,
    Wrong,
    bad_token,
    check_format,
    page,
    read,
)
from heritage.api.shelves import Entry, count, earliest, entries
from heritage.edition.present import KIND_LABELS
from heritage.edition.public import PublicRecord
from heritage.exchange.archive import Archive
from heritage.gate import everyone, house

bp = Blueprint("oai", __name__)

PER_PAGE = 100
Told = Mapping[str, str]


@bp.get("/oai")
@everyone
def answer() -> Response:
    """Answer a harvester. What is wrong with a request is said inside the answer, as OAI asks."""
    archive = opened("en")
    now = datetime.now(UTC)
    moment = f"{now:%Y-%m-%dT%H:%M:%SZ}"
    try:
        verb, told = read(request.args.items(multi=True))
    except Wrong as fault:
        return _sent(_faulty(writing.answer(archive, moment, {}), fault))
    top = writing.answer(archive, moment, {"verb": verb, **told})
    try:
        VERBS[verb](top, told, archive)
    except Wrong as fault:
        known = {} if fault.code == "badArgument" else {"verb": verb, **told}
        top = _faulty(writing.answer(archive, moment, known), fault)
    return _sent(top)


def _faulty(top: Element, fault: Wrong) -> Element:
    writing.wrong(top, fault)
    return top


def _sent(top: Element) -> Response:
    return Response(writing.written(top), content_type="text/xml; charset=utf-8")


def _identify(top: Element, _told: Told, archive: Archive) -> None:
    today = f"{datetime.now(UTC):%Y-%m-%d}"
    writing.identify(top, archive, earliest(house().public) or today)


def _formats(top: Element, told: Told, archive: Archive) -> None:
    if "identifier" in told:
        _record(told["identifier"], archive)
    writing.formats(top)


def _sets(top: Element, told: Told, _archive: Archive) -> None:
    if "resumptionToken" in told:
        raise Wrong("badResumptionToken", "The list of sets is given whole.")
    writing.sets(top, {spec: KIND_LABELS[kind] for spec, kind in SETS.items()})


def _get(top: Element, told: Told, archive: Archive) -> None:
    record = _record(told["identifier"], archive)
    check_format(told["metadataPrefix"])
    writing.records(top, "GetRecord", [record], told["metadataPrefix"], archive)


def _list_identifiers(top: Element, told: Told, archive: Archive) -> None:
    asked = page(told)
    found, going_on, total = _stretch(asked)
    writing.resumption(writing.headers(top, found, archive), asked, going_on, total)


def _list_records(top: Element, told: Told, archive: Archive) -> None:
    asked = page(told)
    found, going_on, total = _stretch(asked)
    editions = house().public.many(each.id for each in found)
    records = [editions[each.id] for each in found if each.id in editions]
    listed = writing.records(top, "ListRecords", records, asked.prefix, archive)
    writing.resumption(listed, asked, going_on, total)


VERBS: dict[str, Callable[[Element, Told, Archive], None]] = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "GetRecord": _get,
    "ListIdentifiers": _list_identifiers,
    "ListRecords": _list_records,
}


def _stretch(asked: Page) -> tuple[list[Entry], Page | None, int]:
    """Fetch a stretch of the list, where the next begins, and how long the whole is."""
    found = entries(house().public, asked.span, asked.after, PER_PAGE + 1)
    if not found and asked.before:
        raise bad_token()
    if not found:
        raise Wrong("noRecordsMatch", "There is nothing here that fits what was asked.")
    total = max(count(house().public, asked.span), asked.before + len(found))
    shown = found[:PER_PAGE]
    if len(found) <= PER_PAGE:
        return shown, None, total
    return shown, replace(asked, after=shown[-1].id, before=asked.before + len(shown)), total


def _record(name: str, archive: Archive) -> PublicRecord:
    """Find a record by the name harvesters know it by."""
    stem = writing.stem(archive)
    record = house().public.by_id(name.removeprefix(stem)) if name.startswith(stem) else None
    if record is None:
        raise Wrong("idDoesNotExist", "There is no record of this name.")
    return record
