"""A source's page: what it is, its captured copies, and what was quoted from it for which field."""

from __future__ import annotations

from heritage.edition.present_facts import claim_shown
from heritage.edition.present_proof import Proof, capture_shown, source_line
from heritage.edition.present_values import Shown, Speaker, label_of, language_name
from heritage.edition.public import PublicRecord
from heritage.kit.fields import Kind


def source_shown(record: PublicRecord, speaker: Speaker, proof: Proof) -> Shown:
    """Show a source; its text whole only where its licence allows."""
    lang = record.field("language")
    return {
        "source": {
            **source_line(record, speaker),
            "publisher_record": proof.record(record.field("publisher_record")),
            "language": language_name(lang, speaker.language) if lang else "",
            "original_reporting": record.field("original_reporting") or "",
            "licence": record.field("licence") or "",
            "text_use": speaker.term(record.field("text_use")),
            "note": speaker.both(record.field("note"), Kind.PROSE),
        },
        "captures": [
            capture_shown(each, speaker)
            for each in sorted(
                record.body.get("captures") or (), key=lambda each: str(each["captured"])
            )
        ],
        "passages": passages(record, speaker, proof),
        "text": record.body.get("text"),
    }


def passages(record: PublicRecord, speaker: Speaker, proof: Proof) -> list[Shown]:
    """Gather what was cited from a source, record by record, field by field."""
    claims = record.body.get("claims") or ()
    proof.expect(each.get("record") for each in claims)
    grouped: dict[str, Shown] = {}
    for claim in claims:
        other = proof.edition(claim.get("record"))
        pointed = proof.record(claim.get("record"))
        if other is None or pointed is None:
            continue
        label = speaker.words(label_of(other.kind, claim.get("field")))
        told = claim_shown({**claim, "source": record.id}, label, speaker, proof)
        group = grouped.setdefault(other.id, {"record": pointed, "claims": []})
        group["claims"].append({**told, "field": claim.get("field"), "label": label})
    return sorted(grouped.values(), key=lambda each: speaker.here(each["record"]["title"]))
