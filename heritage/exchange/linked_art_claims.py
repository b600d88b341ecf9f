"""Contested claims and attributions, as assignments: said by somebody, not by the archive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from heritage.edition.public import PublicRecord
from heritage.exchange.archive import Archive
from heritage.exchange.linked_art import (
    BIBLIOGRAPHY,
    DESCRIPTION,
    DISPLAY_TITLE,
    Json,
    address,
    cited,
    filled,
    name,
    own_type,
    refs,
    statement,
    statements,
    timespan,
)

_DATED = {
    "happened": ("timespan", ""),
    "built": ("produced_by", "Production"),
    "born": ("born", "Birth"),
    "died": ("died", "Death"),
    "founded": ("formed_by", "Formation"),
    "ended": ("dissolved_by", "Dissolution"),
}
"""Fields that hold a date: the property they stand for, and the event that has the date."""


def assignments(record: PublicRecord, archive: Archive) -> list[Json]:
    """Write what sources dispute, and who is said to have done it."""
    return [*contested(record, archive), *attributions(record, archive)]


def contested(record: PublicRecord, archive: Archive) -> list[Json]:
    """Write each side of each question on which sources disagree."""
    told = {claim["id"]: claim for claim in record.body["claims"]}
    return [
        _claim(told[key], question["label"], archive)
        for question in record.body.get("questions") or ()
        if question["weight"] == "contested"
        for key in question["claims"]
        if key in told
    ]


def _claim(claim: Mapping[str, Any], label: str, archive: Archive) -> Json:
    value = claim.get("value") or claim.get("quote") or ""
    source = archive.one(claim.get("source"))
    said_on = source.field("published") if source else None
    return filled(
        {
            "type": "AttributeAssignment",
            "_label": f"{label}: {value}" if value else label,
            "identified_by": [name(label, "en", DISPLAY_TITLE)],
            "carried_out_by": refs([claim.get("asserted_by_record")], archive, "Person", "Group"),
            "timespan": timespan(said_on),
            "referred_to_by": [*_on_whose_word(claim, archive), *_note(claim)],
            **_assigned(claim, value, archive),
        }
    )


def _assigned(claim: Mapping[str, Any], value: str, archive: Archive) -> Json:
    if claim.get("edtf") and claim.get("field") in _DATED:
        key, type_ = _DATED[claim["field"]]
        span = timespan(claim["edtf"])
        return {
            "assigned_property": key,
            "assigned": [{"type": type_, "timespan": span} if type_ else span],
        }
    if claim.get("term"):
        return {"assigned_property": "classified_as", "assigned": own_type(claim["term"], archive)}
    return {
        "assigned_property": "referred_to_by",
        "assigned": [statement(value, DESCRIPTION, "")] if value else [],
    }


def _on_whose_word(row: Mapping[str, Any], archive: Archive) -> list[Json]:
    """Cite the source; Linked Art's schema takes it in words only."""
    source = archive.one(row.get("source"))
    if source is None:
        return []
    line = ", ".join(filter(None, (cited(source), address(source))))
    told = [statement(line, BIBLIOGRAPHY)]
    quote = row.get("quote")
    return [*told, statement(quote, DESCRIPTION, source.field("language"))] if quote else told


def _note(row: Mapping[str, Any]) -> list[Json]:
    who = row.get("asserted_by") or row.get("alleged_by")
    told = [statement(f"Asserted by: {who}", DESCRIPTION)] if who else []
    return [*told, *statements(row.get("note"), DESCRIPTION)]


def attributions(record: PublicRecord, archive: Archive) -> list[Json]:
    """Write who is said to have done it as an assignment: it is never folded into the event."""
    return [
        filled(
            {
                "type": "AttributeAssignment",
                "_label": "Alleged agent",
                "classified_as": own_type(row.get("certainty"), archive),
                "carried_out_by": refs([row.get("alleged_by_record")], archive, "Person", "Group"),
                "referred_to_by": [*_on_whose_word(row, archive), *_note(row)],
                "assigned_property": "carried_out_by",
                "assigned": _agent(row, archive),
            }
        )
        for row in record.rows("attributions")
    ]


def _agent(row: Mapping[str, Any], archive: Archive) -> list[Json]:
    linked = refs([row.get("agent")], archive, "Person", "Group")
    if linked or not row.get("agent_words"):
        return linked
    words = str(row["agent_words"])
    return [
        {"type": "Group", "_label": words, "identified_by": [{"type": "Name", "content": words}]}
    ]
