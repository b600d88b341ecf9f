"""What the public may see of a record: frozen, numbered, made from an allow-list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

KINDS = ("site", "person", "event", "thing", "group", "source")
PATHS = {
    "site": "sites",
    "person": "people",
    "event": "events",
    "thing": "things",
    "group": "groups",
    "source": "sources",
}


@dataclass(frozen=True)
class PublicRecord:
    """One edition. It is built by the projector alone; every public output takes it."""

    id: str
    """Random public identifier; the staff one never leaves."""
    kind: str
    slug: str
    edition: int
    updated: str
    """ISO day on which what the public sees last changed."""
    body: Mapping[str, Any]

    def title(self, language: str = "en") -> str:
        """Call the record by its name in a language, or the best there is."""
        names = self.body["title"]
        return str(names.get(language) or names.get("en") or names.get("ar") or "—")

    @property
    def path(self) -> str:
        """Name its page: `/sites/temple-of-bel`."""
        return f"/{PATHS[self.kind]}/{self.slug}"

    def field(self, key: str) -> Any:
        """Read one public field; none when it is empty."""
        return self.body["fields"].get(key)

    def rows(self, key: str) -> list[Mapping[str, Any]]:
        """Read one list of rows; empty when there are none."""
        return list(self.body["rows"].get(key, ()))


@dataclass(frozen=True)
class PublicTerm:
    """A term of a vocabulary as the catalogue shows it."""

    key: str
    scheme: str
    local: str
    labels: Mapping[str, str]
    definition: str
    broader: str | None
    mappings: tuple[tuple[str, str, str], ...]
    """Relation, their list, their term."""

    def label(self, language: str) -> str:
        """Name the term in a language, in English where there is no word yet."""
        return self.labels.get(language) or self.labels["en"]
