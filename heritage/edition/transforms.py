"""How a value enters an edition: as it is, coarsened, resolved, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from heritage.kit.places import cell

Row = Mapping[str, Any]
GONE = object()
"""What a transform answers when the value does not enter the edition."""

CELLS = {
    "sensitivity/cell-0.1": 0.1,
    "sensitivity/cell-0.2": 0.2,
    "sensitivity/cell-1": 1.0,
}
STRICTNESS = (
    "sensitivity/open",
    "sensitivity/cell-0.1",
    "sensitivity/cell-0.2",
    "sensitivity/cell-1",
    "sensitivity/hidden",
)


@dataclass(frozen=True)
class Context:
    """What a transform may look at: who is public, and how sensitive the place is."""

    records: Callable[[str], str | None]
    """Public id of a record by its staff id; none when the public knows nothing of it."""
    sources: Callable[[str], str | None]
    renditions: Callable[[str], Mapping[str, Any] | None]
    at_risk: Callable[[str], bool]
    """Whether a record is a person whose very name is kept from the public."""
    sensitivity: str = "sensitivity/open"


def stricter(one: str, other: str) -> str:
    """Choose the class that shows less; a class nobody knows shows nothing."""
    ranks = {name: rank for rank, name in enumerate(STRICTNESS)}
    last = len(STRICTNESS) - 1
    return STRICTNESS[max(ranks.get(one, last), ranks.get(other, last))]


def _as_is(value: Any, _key: str, _row: Row, _context: Context) -> Any:
    return value


def _link(value: Any, key: str, _row: Row, context: Context) -> Any:
    look = context.sources if key == "source_id" else context.records
    return look(value) or GONE


def _unless_at_risk(value: Any, key: str, row: Row, context: Context) -> Any:
    """Pass on what somebody is called beside their link, unless they are at risk."""
    linked = row.get(key.removesuffix("_words") + "_id")
    return GONE if linked and context.at_risk(linked) else value


def _safe_link(value: Any, _key: str, row: Row, _context: Context) -> Any:
    """Pass an address on unless it is withheld or is no web address."""
    if row.get("link_withheld") or not str(value).lower().startswith(("http://", "https://")):
        return GONE
    return value


def _place(value: Any, key: str, row: Row, context: Context) -> Any:
    """Show a point as it is, or as the fixed cell of its class, or not at all."""
    if context.sensitivity == "sensitivity/open":
        return value
    size = CELLS.get(context.sensitivity)
    if size is None or key not in {"lat", "lon"} or row.get("lat") is None:
        return GONE
    square = cell(float(row["lat"]), float(row["lon"]), size)
    return square.lat if key == "lat" else square.lon


def _open_only(value: Any, _key: str, _row: Row, context: Context) -> Any:
    return value if context.sensitivity == "sensitivity/open" else GONE


def _rendition(value: Any, _key: str, _row: Row, context: Context) -> Any:
    return context.renditions(str(value)) or GONE


TRANSFORMS: dict[str, Callable[[Any, str, Row, Context], Any]] = {
    "as is": _as_is,
    "link": _link,
    "unless at risk": _unless_at_risk,
    "safe link": _safe_link,
    "cell by sensitivity": _place,
    "open places only": _open_only,
    "rendition": _rendition,
}
