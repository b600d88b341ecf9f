"""What the archive asks of an engine, and nothing about how it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from heritage.kit.text import N_
from heritage.search.documents import Change, Document
from heritage.search.query import BadQuery
from heritage.search.request import Difference, Hit, Request, Results, Suggestion

Progress = Callable[[int], None]
"""Told how many documents are in, as a rebuild goes on."""


class SearchUnavailable(Exception):
    """The index is missing, broken or made by another version; the message says what to do."""


class SearchAway(SearchUnavailable):
    """The engine runs elsewhere and cannot be reached just now; nothing needs to be rebuilt."""


class SearchBusy(SearchUnavailable):
    """Another process is writing to this index just now."""


class SearchUnsafe(SearchUnavailable):
    """Others could change the index; nothing is done with it until its rights are mended."""


class TooCostly(BadQuery):
    """A search would keep the machine busy for longer than it may."""

    def __init__(self) -> None:
        super().__init__(
            N_("This search takes too long. Use fewer words, or longer ones before the *.")
        )


@dataclass(frozen=True)
class Condition:
    """How what keeps an index is doing, in a sentence."""

    state: Literal["good", "warning", "bad"]
    said: str


class Backend(Protocol):
    """An index of documents: read by many, written by one."""

    def open(self) -> None:
        """Make ready to answer; raise `SearchUnavailable` when the index cannot be read."""

    def close(self) -> None:
        """Let go of files and connections."""

    def search(self, request: Request) -> Results:
        """Find, count and mark."""

    def like(self, id: str, limit: int = 6) -> tuple[Hit, ...]:
        """Find the documents that share most with one, itself left out; none if it is unknown."""

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Offer records whose names go on as typed."""

    def apply(self, changes: Iterable[Change], watermark: int) -> None:
        """Take in changes and the outbox row they reach, in one commit; the last of an id wins."""

    def tidy(self) -> bool:
        """Do one thing that could wait, and say whether anything was written."""

    def watermark(self) -> int | None:
        """Say up to which outbox row the index has followed; None when it cannot say."""

    def rebuild(
        self, documents: Iterable[Document], watermark: int, progress: Progress | None = None
    ) -> int:
        """Make the index anew beside the old one, change over at once, and count what is in it."""

    def count(self) -> int:
        """Count the documents that can be found."""

    def verify(self, expected: Mapping[str, int]) -> Difference:
        """Compare with the ids and versions of the store, and look over the files themselves."""

    def condition(self) -> Condition:
        """Say how the index and what keeps it are doing; never raises."""
