"""Rows in words: protections, posts, effects, assessments and the rest, both as data and said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from heritage.edition.present_proof import Proof
from heritage.edition.present_values import Shown, Speaker
from heritage.kit.fields import Kind
from heritage.kit.languages import LANGUAGES

Row = Mapping[str, Any]


def causes(rows: Iterable[Row], speaker: Speaker, _proof: Proof) -> list[Shown]:
    """Say what did the damage, and how sure that is."""
    return [
        {"cause": speaker.term(row.get("cause")), "certainty": speaker.term(row.get("certainty"))}
        for row in rows
    ]


def effects(rows: Iterable[Row], speaker: Speaker, proof: Proof) -> list[Shown]:
    """Say what was done to each site or thing the public may know of."""
    return [
        {
            "subject": subject,
            "effect": speaker.term(row.get("effect")),
            "grade": speaker.grade(row.get("grade")),
            "extent": speaker.term(row.get("extent")),
            "certainty": speaker.term(row.get("certainty")),
            "note": speaker.both(row.get("note")),
        }
        for row in rows
        if (subject := proof.record(row.get("subject")))
    ]


def affected(rows: Iterable[Row], speaker: Speaker, proof: Proof) -> list[Shown]:
    """Say what was done to each person or group the public may know of."""
    return [
        {
            "subject": subject,
            "fate": speaker.term(row.get("fate")),
            "manner": speaker.term(row.get("manner")),
            "certainty": speaker.term(row.get("certainty")),
        }
        for row in rows
        if (subject := proof.record(row.get("subject")))
    ]


def attributions(rows: Iterable[Row], speaker: Speaker, proof: Proof) -> list[Shown]:
    """Say who is said to have done it, and who says so."""
    return [
        {
            "agent": agent,
            "agent_words": row.get("agent_words") or "",
            "alleged_by": row.get("alleged_by") or "",
            "alleged_by_record": proof.record(row.get("alleged_by_record")),
            "certainty": speaker.term(row.get("certainty")),
            "note": speaker.both(row.get("note")),
            "source": proof.number(row.get("source")),
        }
        for row in rows
        if (agent := proof.record(row.get("agent"))) or row.get("agent_words")
    ]


def protections(rows: Iterable[Row], speaker: Speaker, proof: Proof) -> list[Shown]:
    """Say under which lists and laws a site stands."""
    return [
        {
            "protection": speaker.term(row.get("protection")),
            "since": speaker.when(row.get("since")),
            "reference": row.get("reference") or "",
            "source": proof.number(row.get("source")),
        }
        for row in rows
    ]


def posts(rows: Iterable[Row], speaker: Speaker, proof: Proof) -> list[Shown]:
    """Say which roles a person had, where and when."""
    return [
        {
            "role": speaker.term(row.get("role")),
            "title": speaker.both(row.get("title")),
            "place": proof.record(row.get("place")),
            "held": speaker.when(row.get("held")),
            "source": proof.number(row.get("source")),
        }
        for row in rows
    ]


def assessments(rows: Iterable[Row], speaker: Speaker, proof: Proof) -> list[Shown]:
    """Say in what condition it was seen, when, and how."""
    return [
        {
            "assessed": speaker.when(row.get("assessed")),
            "grade": speaker.grade(row.get("grade")),
            "extent": speaker.term(row.get("extent")),
            "method": speaker.term(row.get("method")),
            "certainty": speaker.term(row.get("certainty")),
            "last_intact": speaker.when(row.get("last_intact")),
            "first_damaged": speaker.when(row.get("first_damaged")),
            "note": speaker.both(row.get("note")),
            "source": proof.number(row.get("source")),
        }
        for row in rows
    ]


Showing = Callable[[Iterable[Row], Speaker, Proof], list[Shown]]

ROWS: dict[str, Showing] = {
    "causes": causes,
    "effects": effects,
    "affected": affected,
    "attributions": attributions,
    "protections": protections,
    "posts": posts,
    "assessments": assessments,
}
"""The lists of rows that have a place of their own on a page."""

_SAID = {
    "causes": (("cause", Kind.TERM),),
    "effects": (("effect", Kind.TERM), ("grade", Kind.TERM)),
    "affected": (("fate", Kind.TERM), ("manner", Kind.TERM)),
    "attributions": (("agent", Kind.RECORD), ("agent_words", Kind.TEXT)),
    "protections": (("protection", Kind.TERM), ("since", Kind.WHEN)),
    "posts": (("title", Kind.TEXT), ("role", Kind.TERM), ("held", Kind.WHEN)),
    "assessments": (("grade", Kind.TERM), ("assessed", Kind.WHEN)),
}


def rows_in_words(key: str, rows: Iterable[Row], speaker: Speaker, proof: Proof) -> Shown | None:
    """Say a list of rows in one line, in both languages."""
    lines: dict[str, list[str]] = {each: [] for each in LANGUAGES}
    for row in rows:
        for language, line in _row_in_words(key, row, speaker, proof).items():
            if line and line not in lines[language]:
                lines[language].append(line)
    told = {language: "; ".join(each) or None for language, each in lines.items()}
    return told if any(told.values()) else None


def _row_in_words(key: str, row: Row, speaker: Speaker, proof: Proof) -> dict[str, str]:
    pieces: dict[str, list[str]] = {each: [] for each in LANGUAGES}
    for name, kind in _SAID.get(key, ()):
        value = row.get(name)
        if kind is Kind.RECORD:
            linked = proof.record(value)
            said = linked["title"] if linked else None
        else:
            said = speaker.both(value, kind)
        for language in LANGUAGES:
            if said and (word := said.get(language) or next(filter(None, said.values()), "")):
                pieces[language].append(word)
    comma = {"en": ", ", "ar": "، "}
    return {language: comma[language].join(each) for language, each in pieces.items()}
