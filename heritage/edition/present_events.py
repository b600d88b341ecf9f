"""Events in time: what befell a site, a thing or a person, who is said to have done it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from heritage.edition.present_facts import facts
from heritage.edition.present_proof import Proof
from heritage.edition.present_rows import ROWS
from heritage.edition.present_values import Shown, Speaker, first_day, reference
from heritage.edition.public import PublicRecord
from heritage.kit.dates import PRECISIONS, BadDate, precision
from heritage.kit.text import N_

HARM_TO_PEOPLE = frozenset(("event-kind/killing",))

GRAVITY = {
    "damage-grade/destroyed": 5,
    "damage-grade/severe": 4,
    "damage-grade/moderate": 3,
    "damage-grade/minor": 2,
    "damage-grade/possible": 1,
}


def befell(event: PublicRecord, public_id: str) -> bool:
    """Tell whether the event did something to this record."""
    rows = [*event.rows("effects"), *event.rows("affected")]
    return any(row.get("subject") == public_id for row in rows)


def attributed(event: PublicRecord, public_id: str) -> bool:
    """Tell whether somebody says this record did it."""
    return any(row.get("agent") == public_id for row in event.rows("attributions"))


def in_time(events: Iterable[PublicRecord]) -> list[PublicRecord]:
    """Put events in the order in which they may have happened."""
    return sorted(events, key=lambda event: (*first_day(event.field("happened")), event.id))


def event_shown(
    event: PublicRecord, subject: str, speaker: Speaker, proof: Proof, *, whole: bool = True
) -> Shown:
    """Show an event on the page of what it befell; `whole` brings its questions and claims."""
    happened = event.field("happened")
    effect = next((row for row in event.rows("effects") if row.get("subject") == subject), {})
    asked = facts(event, speaker, proof) if whole else []
    shown = {
        **reference(event),
        "event_kind": speaker.term(event.field("event_kind")),
        "when": speaker.when(happened),
        "precision": _precision(happened, speaker),
        "grade": speaker.grade(effect.get("grade") or event.field("grade")),
        "effect": speaker.term(effect.get("effect")),
        "note": speaker.both(effect.get("note")),
        "summary": speaker.both(event.field("summary")),
        "violent": violent(event),
        "causes": ROWS["causes"](event.rows("causes"), speaker, proof),
        "attributions": ROWS["attributions"](event.rows("attributions"), speaker, proof),
        "facts": [each for each in asked if each["claims"] or each["reading"]],
    }
    return {**shown, "proof": _proof(shown)}


def violent(event: PublicRecord) -> bool:
    """Tell whether its page speaks of people killed or hurt, so that it is folded."""
    return event.field("event_kind") in HARM_TO_PEOPLE or bool(event.rows("affected"))


def gravest(events: Iterable[PublicRecord], subject: str) -> PublicRecord | None:
    """Choose the event that left a site as it is: the worst, and of those the first."""
    ranked = [(_gravity(event, subject), event) for event in in_time(events)]
    graded = [(rank, event) for rank, event in ranked if rank]
    return max(graded, key=lambda each: each[0])[1] if graded else None


def _gravity(event: PublicRecord, subject: str) -> int:
    grades = [
        row.get("grade") or event.field("grade")
        for row in event.rows("effects")
        if row.get("subject") == subject
    ]
    return max((GRAVITY.get(str(grade), 0) for grade in grades), default=0)


def _precision(edtf: str | None, speaker: Speaker) -> str:
    if not edtf:
        return ""
    try:
        kind = precision(edtf)
    except BadDate:
        return ""
    return speaker.words(N_("exact day") if kind == "day" else PRECISIONS[kind])


def _proof(shown: dict[str, Any]) -> list[int]:
    """List the numbers of what an event rests on: its date, its damage, who attributes it."""
    told = [
        number
        for fact in shown["facts"]
        if fact["field"] in {"happened", "grade", "extent", "effects", "count"}
        for number in fact["proof"]
    ]
    told += [each["source"] for each in shown["attributions"] if each["source"]]
    return sorted(set(told))
