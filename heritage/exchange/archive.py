"""The archive as an export sees it: its name, its address, and the shelf of its editions."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Protocol
from urllib.parse import urlsplit

from heritage.edition.public import PublicRecord
from heritage.edition.store import Terms


class Shelf(Protocol):
    """Where editions are looked up; the public store is one."""

    def many(self, ids: Iterable[str]) -> dict[str, PublicRecord]:
        """Give the editions there are among these ids."""

    def mentioning(self, public_id: str, kind: str | None = None) -> list[PublicRecord]:
        """List the editions that point to this one."""

    def terms(self) -> Terms:
        """Open the vocabularies."""


class Archive:
    """What every format needs beside the record itself. What was looked up once is kept."""

    def __init__(self, shelf: Shelf, base_url: str, name: str, language: str = "en") -> None:
        self.shelf = shelf
        self.base_url = base_url.rstrip("/")
        self.name = name
        self.language = language
        self._known: dict[str, PublicRecord | None] = {}

    @cached_property
    def terms(self) -> Terms:
        """Open the vocabularies, once."""
        return self.shelf.terms()

    @property
    def host(self) -> str:
        """Name the machine the archive answers at."""
        return urlsplit(self.base_url).hostname or "localhost"

    def label(self, key: object, language: str = "") -> str:
        """Name a term; nothing where there is none."""
        return self.terms.label(str(key), language or self.language) if key else ""

    def permanent(self, record: PublicRecord) -> str:
        """Write the address that stays when a record's page moves."""
        return f"{self.base_url}/id/{record.id}"

    @property
    def root(self) -> str:
        """Write where pages in this language begin."""
        return f"{self.base_url}/ar" if self.language == "ar" else self.base_url

    def page(self, record: PublicRecord, suffix: str = "") -> str:
        """Write the address of a record's page, or of one of its other forms."""
        return f"{self.root}{record.path}{suffix}"

    def term(self, key: str) -> str:
        """Write the address of a term."""
        return f"{self.base_url}/terms/{key}"

    def expect(self, ids: Iterable[object]) -> None:
        """Look up at once what will be asked for one by one."""
        wanted = {str(each) for each in ids if each} - self._known.keys()
        if wanted:
            found = self.shelf.many(wanted)
            self._known.update({each: found.get(each) for each in wanted})

    def one(self, public_id: object) -> PublicRecord | None:
        """Give another edition, if the public may know of it."""
        if not public_id:
            return None
        self.expect([public_id])
        return self._known[str(public_id)]

    def all_of(self, ids: Iterable[object]) -> list[PublicRecord]:
        """Give the editions there are among these ids, in their order, each once."""
        wanted = list(dict.fromkeys(str(each) for each in ids if each))
        self.expect(wanted)
        return [record for each in wanted if (record := self.one(each)) is not None]

    def sources(self, record: PublicRecord) -> list[PublicRecord]:
        """List the sources a record rests on, in the order of its claims."""
        return self.all_of(claim.get("source") for claim in record.body["claims"])

    def wholes(self, record: PublicRecord) -> list[PublicRecord]:
        """List what a record belongs to, the nearest first."""
        found: list[PublicRecord] = []
        above = self.one(record.field("part_of"))
        while above is not None and above.id not in {record.id, *(each.id for each in found)}:
            found.append(above)
            above = self.one(above.field("part_of"))
        return found

    def events(self, record: PublicRecord) -> list[PublicRecord]:
        """List the events that befell a site, a thing, a person or a group."""
        return [
            event
            for event in self.shelf.mentioning(record.id, "event")
            if any(
                row.get("subject") == record.id
                for key in ("effects", "affected")
                for row in event.rows(key)
            )
        ]
