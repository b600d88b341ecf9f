"""JSON-LD in the Linked Art 1.0 profile of CIDOC CRM: a record as a graph others can join."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from heritage.edition.public import PublicRecord
from heritage.exchange.archive import Archive
from heritage.exchange.linked_art import (
    CONDITION,
    CONTEXT,
    DESCRIPTION,
    PRIMARY_NAME,
    Json,
    address,
    bibliography,
    class_of,
    equivalent,
    filled,
    head,
    language,
    moment,
    name,
    own_type,
    ref,
    refs,
    statements,
    subject_of,
    timespan,
)
from heritage.exchange.linked_art_claims import assignments

MEDIA_TYPE = f'application/ld+json; profile="{CONTEXT}"'
DESTROYED = "damage-grade/destroyed"
_UNHURT = frozenset((None, DESTROYED, "damage-grade/none-visible"))
_CONDITIONS = ("state", "hazard", "extent", "left_standing", "aftermath", "remains")


def write(record: PublicRecord, archive: Archive) -> str:
    """Write the document of a record."""
    return json.dumps(document(record, archive), ensure_ascii=False, indent=1) + "\n"


def document(record: PublicRecord, archive: Archive) -> Json:
    """Put a record in the words of Linked Art."""
    if record.kind == "source":
        return _text(record, archive)
    return filled(
        {
            **head(record, archive),
            "classified_as": _types(record, archive),
            "referred_to_by": _statements(record, archive),
            "equivalent": equivalent(record, archive),
            "subject_of": subject_of(record, archive),
            "attributed_by": assignments(record, archive),
            **_OWN[class_of(record, archive)](record, archive),
        }
    )


def _types(record: PublicRecord, archive: Archive) -> list[Json]:
    keys = ("heritage_type", "event_kind", "group_kind", "grade", "fate", "intent")
    return [each for key in keys for each in own_type(record.field(key), archive)]


def _statements(record: PublicRecord, archive: Archive) -> list[Json]:
    told = statements(record.field("summary"), DESCRIPTION)
    for key in _CONDITIONS:
        told += statements(record.field(key), CONDITION)
    return [*told, *bibliography(record, archive)]


# ------------------------------------------------ sites and things


def _object(record: PublicRecord, archive: Archive) -> Json:
    events = archive.events(record)
    wholes = archive.wholes(record)
    whole = next(
        (each for each in wholes[:1] if class_of(each, archive) == "HumanMadeObject"), None
    )
    place = next((each for each in wholes if class_of(each, archive) == "Place"), None)
    return {
        "part_of": ref(whole, archive) if whole else None,
        "current_location": ref(place, archive) if place and record.kind == "site" else None,
        "produced_by": moment("Production", record.field("built")),
        "destroyed_by": _destruction(record, events, archive),
        "modified_by": _modifications(record, events, archive),
    }


def _destruction(
    record: PublicRecord, events: Iterable[PublicRecord], archive: Archive
) -> Json | None:
    """Tell of the event that destroyed it, the first one; who did it is not told here."""
    ends = [each for each in events if DESTROYED in _grades(each, record)]
    ends.sort(key=lambda each: str(each.field("happened") or "9999"))
    if not ends:
        return None
    label = f"Destruction of {record.title()}"
    caused = [ref(ends[0], archive)]
    return moment("Destruction", ends[0].field("happened"), _label=label, caused_by=caused)


def _modifications(
    record: PublicRecord, events: Iterable[PublicRecord], archive: Archive
) -> list[Json]:
    """Tell of damage short of destruction, for which Linked Art has no class of its own."""
    return [
        filled(
            {
                "type": "Modification",
                "_label": f"Damage to {record.title()}",
                "classified_as": own_type(grade, archive),
                "timespan": timespan(event.field("happened")),
                "caused_by": [ref(event, archive)],
            }
        )
        for event in events
        for grade in _grades(event, record)
        if grade not in _UNHURT
    ]


def _grades(event: PublicRecord, record: PublicRecord) -> list[Any]:
    return [row.get("grade") for row in event.rows("effects") if row.get("subject") == record.id]


def _place(record: PublicRecord, archive: Archive) -> Json:
    point = next((row for row in record.rows("places") if row.get("lat") is not None), None)
    return {
        "defined_by": f"POINT({point['lon']} {point['lat']})" if point else None,
        "part_of": refs([record.field("part_of")], archive, "Place"),
    }


# ------------------------------------------------ people, groups, events


def _person(record: PublicRecord, archive: Archive) -> Json:
    fatal = [
        each
        for each in archive.events(record)
        if record.field("died") and each.field("event_kind") == "event-kind/killing"
    ]
    caused = [ref(each, archive) for each in fatal]
    return {
        "born": moment("Birth", record.field("born"), **_words_of_place(record, "born_at")),
        "died": moment(
            "Death", record.field("died"), caused_by=caused, **_words_of_place(record, "died_at")
        ),
        "carried_out": [_post(row, archive) for row in record.rows("posts")],
    }


def _words_of_place(record: PublicRecord, key: str) -> Json:
    return {"referred_to_by": statements(record.field(key), DESCRIPTION)}


def _post(row: Mapping[str, Any], archive: Archive) -> Json:
    titles = row.get("title") or {}
    return filled(
        {
            "type": "Activity",
            "_label": titles.get("en") or archive.label(row.get("role"), "en"),
            "classified_as": own_type(row.get("role"), archive),
            "referred_to_by": statements(titles, DESCRIPTION),
            "timespan": timespan(row.get("held")),
            "took_place_at": refs([row.get("place")], archive, "Place"),
        }
    )


def _group(record: PublicRecord, _archive: Archive) -> Json:
    return {
        "formed_by": moment("Formation", record.field("founded")),
        "dissolved_by": moment("Dissolution", record.field("ended")),
    }


def _event(record: PublicRecord, archive: Archive) -> Json:
    harmed = (row.get("subject") for row in record.rows("affected"))
    means = [each for row in record.rows("causes") for each in own_type(row.get("cause"), archive)]
    return {
        "timespan": timespan(record.field("happened")),
        "took_place_at": _scene(record, archive),
        "participant": refs(harmed, archive, "Person", "Group"),
        "technique": means,
    }


def _scene(record: PublicRecord, archive: Archive) -> list[Json]:
    """Find the places its subjects are or lie in."""
    found: dict[str, Json] = {}
    for subject in archive.all_of(row.get("subject") for row in record.rows("effects")):
        for each in (subject, *archive.wholes(subject)):
            if class_of(each, archive) == "Place":
                found.setdefault(each.id, ref(each, archive))
                break
    return list(found.values())


# ------------------------------------------------ sources


def _text(record: PublicRecord, archive: Archive) -> Json:
    tongue = record.field("language")
    publisher = refs([record.field("publisher_record")], archive, "Group", "Person")
    subjects = archive.all_of(claim.get("record") for claim in record.body["claims"])
    made = head(record, archive)
    called = [name(record.title(), tongue, PRIMARY_NAME), *made["identified_by"]]
    where = {"type": "Identifier", "_label": "Address", "content": address(record)}
    return filled(
        {
            **made,
            "identified_by": [*called, where] if address(record) else called,
            "classified_as": own_type(record.field("source_kind"), archive),
            "referred_to_by": statements(record.field("note"), DESCRIPTION),
            "language": language(tongue),
            "created_by": moment("Creation", record.field("published"), carried_out_by=publisher),
            "about": [ref(each, archive) for each in subjects],
        }
    )


_OWN: dict[str, Callable[[PublicRecord, Archive], Json]] = {
    "HumanMadeObject": _object,
    "Place": _place,
    "Person": _person,
    "Group": _group,
    "Activity": _event,
    "Event": _event,
}
