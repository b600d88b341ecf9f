"""A tree of a query, written as somebody could have typed it."""

from __future__ import annotations

from heritage.kit.dates import iso_day
from heritage.search.query_tree import (
    And,
    FieldIs,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    When,
    Word,
)  # fmt: skip

_JOINING = frozenset({"OR", "AND", "NOT"})


def written(node: Node) -> str:
    """Write a node so that it is read again as it is."""
    match node:
        case And(of):
            return " ".join(
                _inside(each) if isinstance(each, And) else written(each) for each in of
            )
        case Or(of):
            return " OR ".join(
                _inside(each) if isinstance(each, And | Or) else written(each) for each in of
            )
        case Not(Word(text) as word) if text in _JOINING and not word.within:
            return f"-{text}"
        case Not(of):
            return f"-{_inside(of) if isinstance(of, And | Or | Not) else written(of)}"
        case Word(text, _, within, slips) if text in _JOINING and not within and not slips:
            return f"NOT -{text}"
        case Word(text, prefix, within, slips):
            return f"{_within(within)}{text}{'*' if prefix else ''}{_slips(slips)}"
        case Phrase(text, within):
            return f'{_within(within)}"{text}"'
        case FieldIs(field, value):
            return f"{field.replace('_', '-')}:{_value(value)}"
        case When(first, last, certainly):
            days = f"{_day(first)}..{_day(last)}" if first != last or first is None else _day(first)
            return f"{'certain' if certainly else 'when'}:{days}"
        case Near(lat, lon, km):
            return f"near:{lat:.10g},{lon:.10g},{km:.10g}km"


def _inside(node: Node) -> str:
    return f"({written(node)})"


def _within(field: str) -> str:
    return f"{field}:" if field else ""


def _slips(slips: int) -> str:
    return {0: "", 1: "~"}.get(slips, f"~{slips}")


def _value(value: str) -> str:
    return value if all(letter.isalnum() or letter in "-_." for letter in value) else f'"{value}"'


def _day(day: int | None) -> str:
    return "" if day is None else iso_day(day)
