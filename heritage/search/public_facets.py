"""What an edition may be narrowed by. A record is found by what befell it and by what it rests on.

Facets that point to records hold their permanent identifiers; beside each stands one that is never
counted and holds what those records are called, so that `place:palmyra` can be typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from heritage.edition.public import PublicRecord
from heritage.kit.folding import fold

Around = Mapping[str, PublicRecord]
"""What stands around an edition, by permanent identifier."""


def facets(record: PublicRecord, about: Around) -> dict[str, tuple[str, ...]]:
    """List the values an edition may be narrowed by."""
    events = [each for each in about.values() if record.id in _suffered(each)]
    sources = [about[key] for key in cited(record) if key in about and key != record.id]
    publishers = [each.field("publisher") for each in (*sources, record) if each.kind == "source"]
    questions = [] if record.kind == "source" else list(record.body.get("questions", ()))
    wholes = _wholes(record, about)
    agents = list(_agents(record, events))
    told: dict[str, Iterable[str | None]] = {
        "country": [record.field("country")],
        "grade": _locals([record.field("grade")]),
        "type": _locals([record.field("heritage_type")]),
        "cause": _locals(row["cause"] for each in (record, *events) for row in each.rows("causes")),
        "effect": _locals(row.get("effect") for row in _effects(record, events)),
        "event_kind": _locals([record.field("event_kind")]),
        "fate": _locals([record.field("fate"), *_fates(record, events)]),
        "role": _locals(row.get("role") for row in record.rows("posts")),
        "verdict": _locals((each["reading"] or {}).get("verdict") for each in questions),
        "weight": [each["weight"] for each in questions if not each["withheld"]],
        "is": _states(record, questions),
        "agent": agents,
        "agent_name": _called(agents, about),
        "source": publishers,
        "source_kind": _locals([record.field("source_kind")]),
        "cited_by": [name for each in sources for name in _source_names(each)],
        "lang": [record.field("language")],
        "place": wholes,
        "place_name": _called(wholes, {**about, record.id: record}),
    }
    return {key: tuple(sorted({str(v) for v in values if v})) for key, values in told.items()}


def cited(record: PublicRecord) -> list[str]:
    """Name the sources an edition rests on: those of its claims, and those of its rows."""
    rows = (row for key in record.body["rows"] for row in record.rows(key))
    told = (*record.body["claims"], *record.body.get("names", ()), *rows)
    return list(dict.fromkeys(row["source"] for row in told if row.get("source")))


def agents_of(record: PublicRecord) -> list[str]:
    """Name the records of those an event is attributed to."""
    return [row["agent"] for row in record.rows("attributions") if row.get("agent")]


def places_of(record: PublicRecord) -> list[str]:
    """Name what an edition lies in, or where it happened, or where somebody worked."""
    named = [record.field("part_of")]
    named += [row.get("subject") for row in record.rows("effects")]
    named += [row.get("place") for row in record.rows("posts")]
    return [each for each in named if each]


def _wholes(record: PublicRecord, about: Around) -> list[str]:
    """Name every whole it lies in, and the place itself; an event lies where its subjects lie."""
    wholes = [record.id] if record.kind == "site" else []
    above = places_of(record)
    while above:
        key = above.pop()
        if key not in wholes and key != record.id:
            wholes.append(key)
            if key in about:
                above += [each for each in [about[key].field("part_of")] if each]
    return wholes


def _effects(record: PublicRecord, events: Iterable[PublicRecord]) -> Iterator[Mapping[str, Any]]:
    yield from record.rows("effects")
    for event in events:
        yield from (row for row in event.rows("effects") if row["subject"] == record.id)


def _fates(record: PublicRecord, events: Iterable[PublicRecord]) -> Iterator[str | None]:
    """Give the fates of people in an event, or what events did to one of them."""
    yield from (row.get("fate") for row in record.rows("affected"))
    for event in events:
        told = event.rows("affected")
        yield from (row.get("fate") for row in told if row["subject"] == record.id)


def _agents(record: PublicRecord, events: Iterable[PublicRecord]) -> Iterator[str]:
    """Name who is said to have done it: a record by its identifier, others in words."""
    for event in (record, *events):
        for row in event.rows("attributions"):
            if agent := row.get("agent") or row.get("agent_words"):
                yield agent


def _suffered(event: PublicRecord) -> set[str]:
    return {row["subject"] for key in ("effects", "affected") for row in event.rows(key)}


def _states(record: PublicRecord, questions: list[Mapping[str, Any]]) -> Iterator[str]:
    """Tell what can be said of a record in one word."""
    if record.rows("pictures"):
        yield "pictured"
    if any(each["weight"] == "contested" for each in questions):
        yield "contested"
    if record.kind != "source" and not cited(record):
        yield "uncited"


def _called(keys: Iterable[str], about: Around) -> Iterator[str]:
    """Give all that these records are called, folded as it is typed."""
    for key in keys:
        yield fold(key)
        if record := about.get(key):
            names = [*record.body["title"].values(), record.slug]
            names += [row["text"] for row in record.body.get("names", ())]
            yield from map(fold, names)


def _source_names(source: PublicRecord) -> tuple[str, ...]:
    return source.id, source.slug, str(source.field("publisher") or "")


def _locals(keys: Iterable[str | None]) -> list[str]:
    return [key.split("/", 1)[-1] for key in keys if key]
