"""Choices: what a search may be narrowed by, each value with how many records have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from heritage.kit.text import N_
from heritage.search.documents import KINDS
from heritage.search.request import Counts
from heritage.web.catalogue.naming import POINTERS, Naming
from heritage.web.shell import gettext

LEGENDS = {
    "kind": N_("Kind of record"),
    "grade": N_("Condition"),
    "place": N_("Place"),
    "country": N_("Country"),
    "type": N_("Type of heritage"),
    "event_kind": N_("Kind of event"),
    "cause": N_("Cause"),
    "effect": N_("Effect"),
    "agent": N_("Attribution asserted"),
    "role": N_("Role of a person"),
    "fate": N_("Fate of a person"),
    "is": N_("Pictures and sources"),
    "weight": N_("What sources say"),
    "verdict": N_("Verdict"),
    "source": N_("Publisher of a source"),
    "source_kind": N_("Kind of source"),
    "lang": N_("Language of a source"),
}
"""Every facet in the order of the page."""
ORDERS = {
    "kind": KINDS,
    "grade": ("destroyed", "severe", "moderate", "minor", "possible", "none-visible", "unknown"),
    "weight": ("agreed", "single", "contested", "uncited"),
}
"""Facets that are read in an order of their own, not by how many there are."""
SHOWN = 8
_TRIED = 2
"""So many times as many values are looked at as are shown, where some may be no places."""


@dataclass(frozen=True)
class Choice:
    """One value of a facet, with how many records have it."""

    value: str
    label: str
    count: int | None
    """None for a name that was typed into the address: what it stands for is counted beside it."""
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One facet: the values shown, the chosen among them, and how many values there are."""

    key: str
    legend: str
    choices: tuple[Choice, ...]
    size: int

    @property
    def chosen(self) -> int:
        """Count the chosen values."""
        return sum(each.chosen for each in self.choices)

    @property
    def longer(self) -> bool:
        """Tell whether there are more values than are shown."""
        return self.size > len(self.choices)


def facet(
    key: str, counts: Counts, chosen: Sequence[str], names: Naming, most: int = SHOWN
) -> Facet:
    """Name the values with the most records, and those chosen whatever their number."""
    if key == "place":
        counts = tuple(each for each in counts if each[1] > 1 or each[0] in chosen)
        first = _wholes(counts[: _TRIED * most], names)[:most]
    else:
        first = _in_order(key, counts)[:most]
    shown = [*first, *(each for each in counts if each[0] in chosen and each not in first)]
    if key in POINTERS:
        names.expect(value for value, _ in shown)
    choices = [
        Choice(value, names.value(key, value), count, value in chosen) for value, count in shown
    ]
    known = {value for value, _ in shown}
    choices += [Choice(each, each, None, chosen=True) for each in chosen if each not in known]
    return Facet(key, gettext(LEGENDS[key]), tuple(choices), max(len(counts), len(choices)))


def _in_order(key: str, counts: Counts) -> Counts:
    if key not in ORDERS:
        return counts
    ranks = {value: rank for rank, value in enumerate(ORDERS[key])}
    return tuple(sorted(counts, key=lambda each: ranks.get(each[0], len(ranks))))


def _wholes(counts: Counts, names: Naming) -> Counts:
    """Leave out what is no place."""
    names.expect(value for value, _ in counts)
    return tuple(each for each in counts if _is_place(each[0], names))


def _is_place(value: str, names: Naming) -> bool:
    found = names.record(value)
    return found is not None and found.kind == "site"


def useful(found: Mapping[str, Facet], total: int) -> list[Facet]:
    """Choose the facets in which a choice changes something, in the order of the page."""
    return [found[key] for key in LEGENDS if key in found and _tells_apart(found[key], total)]


def _tells_apart(found: Facet, total: int) -> bool:
    return bool(found.chosen) or any(0 < (each.count or 0) < total for each in found.choices)
