"""What search knows of a record: plain values, whichever engine keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

KINDS = ("site", "person", "event", "thing", "group", "source")

FACETS = (
    "kind", "type", "grade", "cause", "effect", "agent", "verdict", "weight", "is", "role", "fate",
    "place", "country", "source", "source_kind", "lang", "event_kind", "status",
)  # fmt: skip
"""What records are narrowed by and counted by; `status` on the desk alone."""
NAMED_FACETS = {"place": "place_name", "agent": "agent_name"}
"""Facets that hold identifiers, and the one beside each that holds names, which is never counted.

The values of the latter are folded."""
UNCOUNTED_FACETS = ("cited_by", *NAMED_FACETS.values())

Days = tuple[int | None, int | None]
"""Earliest and latest day on which something may have happened; None is open."""


class Name(msgspec.Struct, frozen=True, gc=False):
    """One spelling of a name, in its language."""

    text: str
    lang: str = ""


class Text(msgspec.Struct, frozen=True, gc=False):
    """A passage, in its language."""

    text: str
    lang: str = ""


class Document(msgspec.Struct, frozen=True, gc=False):
    """One record as it may be found: its names, its words, its facets, its days and its place."""

    id: str
    kind: str
    title: str
    version: int = 0
    names: tuple[Name, ...] = ()
    aliases: tuple[Name, ...] = ()
    summary: tuple[Text, ...] = ()
    quotes: tuple[Text, ...] = ()
    body: tuple[Text, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = {}
    whens: tuple[Days, ...] = ()
    earliest: int | None = None
    latest: int | None = None
    lat: float | None = None
    lon: float | None = None
    added: int = 0
    """Any number that grows with each new record; "newest first" sorts by it."""
    url: str = ""
    stored: Mapping[str, Any] = {}
    """What a result row shows beside the title; small, and never searched."""

    def span(self) -> Days:
        """Name the first and last day of all its dates, for sorting."""
        starts = [start for start, _ in self.whens if start is not None]
        ends = [end for _, end in self.whens if end is not None]
        earliest = min(starts, default=None) if self.earliest is None else self.earliest
        latest = max(ends, default=None) if self.latest is None else self.latest
        return earliest, latest

    def all_facets(self) -> dict[str, tuple[str, ...]]:
        """Give its facets, its kind among them."""
        return {**{key: tuple(values) for key, values in self.facets.items()}, "kind": (self.kind,)}

    def to_json(self) -> str:
        """Write it down whole, so that a result can be shown without asking the store."""
        return msgspec.json.encode(self).decode()


class Removal(msgspec.Struct, frozen=True, gc=False):
    """A record that must no longer be found; `version` tells it from an older change."""

    id: str
    version: int = 0


Change = Document | Removal


def from_json(written: str | bytes) -> Document:
    """Read back what `to_json` wrote."""
    return _READER.decode(written)


_READER = msgspec.json.Decoder(Document)
