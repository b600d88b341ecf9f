"""Proof: the sources a page leans on, numbered in the order the page speaks of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from heritage.edition.present_values import Shown, Speaker, reference
from heritage.edition.public import PublicRecord


class Shelf(Protocol):
    """Where editions are looked up."""

    def many(self, ids: Iterable[str]) -> dict[str, PublicRecord]:
        """Give the editions there are among these ids."""


class Proof:
    """Numbers each source once, and gathers what is quoted from it."""

    def __init__(self, store: Shelf, speaker: Speaker) -> None:
        self.store = store
        self.speaker = speaker
        self.known: dict[str, PublicRecord] = {}
        self.numbers: dict[str, int] = {}
        self.quotes: dict[str, dict[str, Shown]] = {}

    def expect(self, ids: Iterable[str | None]) -> None:
        """Look up at once what will be asked for one by one."""
        wanted = {each for each in ids if each} - self.known.keys()
        if wanted:
            self.known.update(self.store.many(wanted))

    def record(self, public_id: str | None) -> Shown | None:
        """Point to another record; nothing where the public may know of none."""
        found = self._find(public_id)
        return reference(found) if found else None

    def edition(self, public_id: str | None) -> PublicRecord | None:
        """Give another record whole."""
        return self._find(public_id)

    def number(self, source_id: str | None) -> int | None:
        """Give a source its number, the same one each time."""
        found = self._find(source_id)
        if found is None or found.kind != "source":
            return None
        return self.numbers.setdefault(found.id, len(self.numbers) + 1)

    def language(self, source_id: str | None) -> str:
        """Tell the language a source is written in, for its quotes."""
        found = self._find(source_id)
        return str((found.field("language") if found else "") or "")

    def quote(self, source_id: str | None, claim: Mapping[str, Any], label: str) -> None:
        """Remember a passage under its source, and what it supports."""
        passage = str(claim.get("quote") or "")
        found = self._find(source_id)
        if not passage or found is None:
            return
        told = self.quotes.setdefault(found.id, {}).setdefault(
            passage,
            {"text": passage, "lang": self.language(source_id), "supports": [], "asserted_by": []},
        )
        said_by = self._sayer(claim)
        if said_by and said_by not in told["asserted_by"]:
            told["asserted_by"].append(said_by)
        if label and label not in told["supports"]:
            told["supports"].append(label)

    def _sayer(self, claim: Mapping[str, Any]) -> str:
        """Name who asserts a claim, by their record where there is one."""
        known = self.record(claim.get("asserted_by_record"))
        return self.speaker.here(known["title"]) if known else str(claim.get("asserted_by") or "")

    def sources(self) -> list[Shown]:
        """List the numbered sources."""
        return [
            {"number": number, **self._shown(self.known[source_id])}
            for source_id, number in sorted(self.numbers.items(), key=lambda each: each[1])
        ]

    def _find(self, public_id: str | None) -> PublicRecord | None:
        if not public_id:
            return None
        if public_id not in self.known:
            self.expect([public_id])
        return self.known.get(public_id)

    def _shown(self, source: PublicRecord) -> Shown:
        return {
            **source_line(source, self.speaker),
            "quotes": list(self.quotes.get(source.id, {}).values()),
        }


def source_line(source: PublicRecord, speaker: Speaker) -> Shown:
    """Describe a source in the few words a list of sources gives it."""
    withheld = bool(source.field("link_withheld"))
    return {
        "id": source.id,
        "path": source.path,
        "title": source.field("title") or source.title(speaker.language),
        "lang": source.field("language") or "",
        "authors": source.field("authors") or "",
        "publisher": source.field("publisher") or "",
        "published": speaker.when(source.field("published")),
        "kind": speaker.term(source.field("source_kind")),
        "reliability": speaker.term(source.field("reliability")),
        "url": None if withheld else source.field("url"),
        "withheld": withheld,
        "capture": _latest(source, speaker),
    }


def _latest(source: PublicRecord, speaker: Speaker) -> Shown | None:
    captures = sorted(source.body.get("captures") or (), key=lambda each: str(each["captured"]))
    return capture_shown(captures[-1], speaker) if captures else None


def capture_shown(capture: Mapping[str, Any], speaker: Speaker) -> Shown:
    """Describe one captured copy: when, what, and the hash that proves it unchanged."""
    return {
        "sha256": capture["sha256"],
        "captured": speaker.when(str(capture["captured"])[:10]),
        "how": capture.get("how") or "",
        "media_type": capture.get("media_type") or "",
        "text_sha256": capture.get("text_sha256"),
        "extractor": capture.get("extractor"),
    }
