"""Facts: what stands in a record, what each source says of it, and what the archive concludes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from heritage.edition.present_proof import Proof
from heritage.edition.present_rows import rows_in_words
from heritage.edition.present_values import Shown, Speaker, base_fields, label_of
from heritage.edition.public import PublicRecord
from heritage.kit.fields import Kind
from heritage.kit.text import N_

WEIGHTS = {
    "agreed": N_("Sources agree"),
    "single": N_("One source"),
    "contested": N_("Sources disagree"),
    "uncited": N_("No source cited"),
}

_SHOWN_ELSEWHERE = frozenset(
    ("names", "identifiers", "places", "links", "pictures", "readings", "sensitivity", "summary")
)


def facts(record: PublicRecord, speaker: Speaker, proof: Proof) -> list[Shown]:
    """List every question of a record in the order the archive asks them, then plain fields."""
    asked = {each["field"]: each for each in record.body.get("questions") or ()}
    told = {each["id"]: each for each in record.body.get("claims") or ()}
    proof.expect(each.get("source") for each in told.values())
    order = [*base_fields(record.kind), *(key for key in asked if not _known(record, key))]
    shown = []
    for key in order:
        if key in asked and not _is_lead(asked[key]):
            shown.append(_question(record, asked[key], told, speaker, proof))
        elif key not in asked and key not in _SHOWN_ELSEWHERE and _plain(record, key):
            shown.append(_fact(record, key, speaker, proof))
    return shown


def _known(record: PublicRecord, key: str) -> bool:
    return key in base_fields(record.kind)


def _is_lead(question: Mapping[str, Any]) -> bool:
    """Leave the summary to the head of the page, unless sources speak to it."""
    return question["field"] == "summary" and not question["claims"]


def _plain(record: PublicRecord, key: str) -> bool:
    """Show what is filled and not a list of rows, which has its own place on the page."""
    return bool(record.field(key))


def _question(
    record: PublicRecord,
    question: Mapping[str, Any],
    told: Mapping[str, Mapping[str, Any]],
    speaker: Speaker,
    proof: Proof,
) -> Shown:
    if question.get("withheld"):
        return _withheld(question, speaker)
    shown = _fact(record, question["field"], speaker, proof, str(question.get("label") or ""))
    claims = [
        claim_shown(told[each], shown["label"], speaker, proof)
        for each in question["claims"]
        if each in told
    ]
    reading = _reading(question, speaker)
    return {
        **shown,
        "value": shown["value"] or (reading["value"] if reading else None),
        "weight": _weight(str(question["weight"]), speaker),
        "reading": reading,
        "claims": claims,
        "proof": numbers(claims),
    }


def _withheld(question: Mapping[str, Any], speaker: Speaker) -> Shown:
    """Say that the archive keeps an answer back, and why; nothing else is known here."""
    return {
        "field": question["field"],
        "label": speaker.words(str(question["label"])),
        "withheld": True,
        "value": None,
        "record": None,
        "weight": None,
        "reading": {
            "value": None,
            "verdict": speaker.term("verdict/withheld"),
            "reason": speaker.both((question.get("reading") or {}).get("reason")),
        },
        "claims": [],
        "proof": [],
    }


def _fact(record: PublicRecord, key: str, speaker: Speaker, proof: Proof, label: str = "") -> Shown:
    field = base_fields(record.kind).get(key)
    kind = field.kind if field else Kind.TEXT
    value = record.field(key)
    linked = proof.record(str(value)) if kind is Kind.RECORD and value else None
    if linked:
        said = linked["title"]
    elif key in record.body.get("rows", {}):
        said = rows_in_words(key, record.rows(key), speaker, proof)
    else:
        said = None if kind is Kind.RECORD else speaker.both(value, kind)
    return {
        "field": key,
        "label": speaker.words(label or label_of(record.kind, key)),
        "withheld": False,
        "value": said,
        "record": linked,
        "term": str(value) if kind is Kind.TERM and value else None,
        "edtf": str(value) if kind is Kind.WHEN and value else None,
        "weight": None,
        "reading": None,
        "claims": [],
        "proof": [],
    }


def _weight(key: str, speaker: Speaker) -> Shown:
    return {"key": key, "label": speaker.words(WEIGHTS.get(key, key))}


def _reading(question: Mapping[str, Any], speaker: Speaker) -> Shown | None:
    reading = question.get("reading")
    if not reading:
        return None
    return {
        "value": speaker.both(reading.get("value")) if _filled(reading.get("value")) else None,
        "verdict": speaker.term(reading.get("verdict")),
        "reason": speaker.both(reading.get("reason")) if _filled(reading.get("reason")) else None,
    }


def _filled(pair: Mapping[str, str] | None) -> bool:
    return bool(pair and any(pair.values()))


def claim_shown(claim: Mapping[str, Any], label: str, speaker: Speaker, proof: Proof) -> Shown:
    """Show one source's word: what it reports, in which words, on whose say."""
    source = claim.get("source")
    proof.quote(source, claim, label)
    note = claim.get("note")
    return {
        "id": claim["id"],
        "value": claim.get("value") or "",
        "when": speaker.when(claim.get("edtf")),
        "term": speaker.term(claim.get("term")),
        "asserted_by": claim.get("asserted_by") or "",
        "asserted_by_record": proof.record(claim.get("asserted_by_record")),
        "standing": speaker.term(claim.get("standing")),
        "credibility": speaker.term(claim.get("credibility")),
        "quote": claim.get("quote") or "",
        "lang": proof.language(source),
        "checked": (claim.get("checked") or "unchecked") != "unchecked",
        "locator": claim.get("locator") or "",
        "note": speaker.both(note) if _filled(note) else None,
        "source": proof.number(source),
    }


def mentions(record: PublicRecord, speaker: Speaker, proof: Proof) -> list[Shown]:
    """List what sources say of a record that answers none of its questions."""
    asked = {each for question in record.body.get("questions") or () for each in question["claims"]}
    return [
        claim_shown(claim, speaker.words(label_of(record.kind, claim.get("field"))), speaker, proof)
        for claim in record.body.get("claims") or ()
        if claim["id"] not in asked
    ]


def numbers(claims: Iterable[Mapping[str, Any]]) -> list[int]:
    """List the numbers of the sources behind some claims, each once, in order."""
    return sorted({int(each["source"]) for each in claims if each["source"]})
