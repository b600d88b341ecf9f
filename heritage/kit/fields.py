"""What a field is, told once: read by forms, pages, search, history and the edition."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Any


class Level(IntEnum):
    """Who may know a value; what is not declared is secret."""

    PUBLIC = 0
    STAFF = 1
    SENSITIVE = 2
    SECRET = 3


class Kind(StrEnum):
    """How a value is written and shown."""

    TEXT = "text"
    PROSE = "prose"
    WHEN = "when"
    TERM = "term"
    RECORD = "record"
    SOURCE = "source"
    NUMBER = "number"
    YES = "yes"
    COUNTRY = "country"
    LANGUAGE = "language"
    URL = "url"
    FIELD = "field"
    INTERNAL = "internal"


@dataclass(frozen=True)
class Field:
    """One field of a record as the archive speaks of it."""

    label: str
    kind: Kind = Kind.TEXT
    help: str = ""
    vocabulary: str = ""
    level: Level = Level.SECRET
    public: str = ""
    """Name of the transform by which the value enters an edition; empty means it never does."""
    citable: bool = False
    language: str = ""
    """`en` or `ar` when the field is one half of a pair told in two languages."""
    limit: int = 0
    derived_from: tuple[str, ...] = ()
    """Fields this one is computed from: it takes the strictest of their levels."""

    @property
    def written(self) -> bool:
        """Say whether an archivist writes this field, so that history keeps it."""
        return self.kind is not Kind.INTERNAL


def field(
    label: str,
    kind: Kind = Kind.TEXT,
    *,
    level: Level = Level.PUBLIC,
    public: str = "as is",
    **more: Any,
) -> dict[str, Field]:
    """Declare a field for a column's `info`: what it is called, what it holds, who may know it."""
    return {"field": Field(label, kind, level=level, public=public, **more)}


def kept_back(label: str, kind: Kind = Kind.TEXT, *, level: Level, **more: Any) -> dict[str, Field]:
    """Declare a field that archivists write and that never enters an edition."""
    return {"field": Field(label, kind, level=level, **more)}


def internal(label: str, *derived_from: str) -> dict[str, Field]:
    """Declare a column the archive keeps for itself; it is never shown and never projected."""
    return {
        "field": Field(label, Kind.INTERNAL, level=Level.SECRET, derived_from=derived_from),
    }


def children(label: str, help_: str = "", *, citable: bool = False) -> dict[str, object]:
    """Declare a relationship whose rows belong to the record and travel with it in history."""
    return {"children": Field(label, help=help_, citable=citable, level=Level.PUBLIC)}
