"""One record as everyone may read it: the page and the JSON beside it are made from this alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from heritage.edition import present_parts as parts
from heritage.edition.present_citing import cited
from heritage.edition.present_events import (
    attributed,
    befell,
    event_shown,
    gravest,
    in_time,
    violent,
)
from heritage.edition.present_facts import facts, mentions
from heritage.edition.present_proof import Proof
from heritage.edition.present_rows import ROWS
from heritage.edition.present_sources import source_shown
from heritage.edition.present_terms import terms_of
from heritage.edition.present_values import Shown, Speaker, country
from heritage.edition.public import PublicRecord
from heritage.edition.store import PublicStore
from heritage.kit.fields import Kind
from heritage.kit.text import N_

KIND_LABELS = {
    "site": N_("Site"),
    "person": N_("Person"),
    "event": N_("Event"),
    "thing": N_("Object"),
    "group": N_("Group"),
    "source": N_("Source"),
}
ARCHIVE = N_("Heritage Loss Archive")

_WHEN = {"event": "happened", "source": "published", "group": "founded"}
_POINTERS = ("source", "subject", "agent", "other", "place", "alleged_by_record")


def present(
    record: PublicRecord,
    store: PublicStore,
    language: str,
    base_url: str = "",
    archive: str = ARCHIVE,
) -> Shown:
    """Resolve everything a page of this record says, in one language, sources numbered."""
    speaker = Speaker(terms_of(store), language)
    proof = Proof(store, speaker)
    around = store.mentioning(record.id)
    events = in_time(each for each in around if each.kind == "event")
    proof.expect(_pointed([record, *events]))
    shown = {**_head(record, speaker, proof), "language": language}
    if record.kind == "source":
        shown |= source_shown(record, speaker, proof)
    else:
        shown |= _body(record, around, events, speaker, proof)
    return {
        **shown,
        "sources": proof.sources(),
        "cite": cited(record, speaker, base_url, archive),
        "history": [
            {"edition": number, "date": speaker.when(day)} for number, day in store.log(record.id)
        ],
    }


def _head(record: PublicRecord, speaker: Speaker, proof: Proof) -> Shown:
    code = record.field("country")
    return {
        "id": record.id,
        "kind": record.kind,
        "kind_label": speaker.words(KIND_LABELS[record.kind]),
        "slug": record.slug,
        "path": record.path,
        "edition": record.edition,
        "updated": record.updated,
        "title": {each: record.body["title"].get(each) for each in ("en", "ar")},
        "plate": parts.plate(record, speaker.language),
        "country": {"code": code, "label": country(code, speaker.language)} if code else None,
        "part_of": parts.wholes(record, proof),
        "lead": speaker.both(record.field("summary"), Kind.PROSE),
        "when": speaker.when(record.field(_WHEN.get(record.kind, ""))),
    }


def _body(
    record: PublicRecord,
    around: list[PublicRecord],
    events: list[PublicRecord],
    speaker: Speaker,
    proof: Proof,
) -> Shown:
    """Resolve the parts of a page in the order it is read, so that sources are numbered so."""
    own = [each for each in events if befell(each, record.id)]
    worst = gravest(own, record.id)
    asked = facts(record, speaker, proof) if record.kind in {"person", "group"} else []
    shown_events = [event_shown(each, record.id, speaker, proof) for each in own]
    asked = asked or facts(record, speaker, proof)
    people = parts.people(record, around, own, speaker, proof)
    pictures = parts.pictures(record, speaker, proof)
    return {
        "condition": _condition(record, worst, shown_events, asked, speaker),
        "life": _life(record, speaker),
        "violent": record.kind == "event" and violent(record),
        "names": parts.names_shown(record, speaker, proof),
        "pictures": pictures,
        "compared": parts.compared(pictures),
        "events": shown_events,
        "attributed_events": [
            event_shown(each, record.id, speaker, proof, whole=False)
            for each in events
            if attributed(each, record.id)
        ],
        "facts": asked,
        "mentions": mentions(record, speaker, proof),
        **{key: showing(record.rows(key), speaker, proof) for key, showing in ROWS.items()},
        "places": _places(record, speaker, proof),
        "people": people,
        "parts": parts.parts(record, around, speaker),
        "related": [
            each
            for each in parts.related(record, around, speaker, proof)
            if each["id"] not in {person["id"] for person in people}
        ],
        "identifiers": parts.identifiers(record, proof),
    }


def _condition(
    record: PublicRecord,
    worst: PublicRecord | None,
    events: list[Shown],
    asked: list[Shown],
    speaker: Speaker,
) -> Shown | None:
    """Say in what state a site or thing is, since when, how sure that is, and on whose word."""
    if record.kind not in {"site", "thing", "event"}:
        return None
    grade = speaker.grade(record.field("grade"))
    event = next((each for each in events if worst and each["id"] == worst.id), None)
    basis = _basis([*asked, *(event["facts"] if event else ())])
    if grade is None and event is None and not record.field("state"):
        return None
    return {
        "grade": grade or (event["grade"] if event else None),
        "state": speaker.both(record.field("state") or record.field("left_standing")),
        "when": event["when"] if event else None,
        "verdict": basis["reading"]["verdict"] if basis and basis["reading"] else None,
        "weight": basis["weight"] if basis else None,
        "proof": basis["proof"] if basis else (event["proof"] if event else []),
    }


def _basis(asked: Iterable[Shown]) -> Shown | None:
    """Find the question a condition rests on: one we have read, else one sources speak to."""
    about = [each for each in asked if each["field"] in {"grade", "state", "extent"}]
    read = (each for each in about if each["reading"] and not each["withheld"])
    return next(read, None) or next((each for each in about if each["claims"]), None)


def _life(record: PublicRecord, speaker: Speaker) -> Shown | None:
    if record.kind not in {"person", "group"}:
        return None
    first, last = ("born", "died") if record.kind == "person" else ("founded", "ended")
    return {
        "from": speaker.when(record.field(first)),
        "to": speaker.when(record.field(last)),
        "fate": speaker.term(record.field("fate")),
    }


def _places(record: PublicRecord, speaker: Speaker, proof: Proof) -> list[Shown]:
    """Show where it is; an event without a place of its own is where its subjects are."""
    own = parts.places(record, speaker, proof)
    if own or record.kind != "event":
        return own
    subjects = (proof.edition(row.get("subject")) for row in record.rows("effects"))
    return [
        {**place, "of": {each: subject.body["title"].get(each) for each in ("en", "ar")}}
        for subject in subjects
        if subject is not None
        for place in parts.places(subject, speaker, proof)[:1]
    ]


def _pointed(records: Iterable[PublicRecord]) -> Iterable[str | None]:
    """Name what these records point to, so that it is fetched at once."""
    for record in records:
        yield from _pointers(record.body)


def _pointers(body: Any) -> Iterable[str | None]:
    yield body["fields"].get("part_of")
    for claim in body.get("claims") or ():
        yield claim.get("source")
        yield claim.get("asserted_by_record")
    for rows in body["rows"].values():
        for row in rows:
            yield from (row.get(key) for key in _POINTERS)
    for name in body.get("names") or ():
        yield name.get("source")
