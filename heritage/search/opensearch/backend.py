"""Two indices of an archive in a cluster: an alias for readers, a new index for each rebuild.

A change carries the version its store gave it, and the cluster refuses an older one: whichever
process comes late, or again, can only write what is already there. What was removed leaves an
empty document behind, so that this holds for removals too.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from secrets import token_hex

from opensearchpy.exceptions import RequestError

from heritage.search.answering import alike, answer
from heritage.search.backend import Condition, Progress, SearchAway, SearchUnavailable
from heritage.search.documents import Change, Document, Removal
from heritage.search.opensearch import writing
from heritage.search.opensearch.cluster import WRITING_PATIENCE, Cluster
from heritage.search.opensearch.engine import OpenSearchEngine
from heritage.search.opensearch.layout import (
    COPIED,
    JSON,
    LAYOUT,
    MARK,
    gone,
    laid_out,
    mappings,
    mark,
    settings,
)
from heritage.search.opensearch.queries import ALIVE
from heritage.search.opensearch.suggest import suggest
from heritage.search.opensearch.writing import Written, write
from heritage.search.request import Difference, Hit, Request, Results, Suggestion

_SCANNED = 10_000
_TIDY_EVERY = 15.0
"""Seconds between two looks at what was removed and is still on disk."""


@dataclass(frozen=True)
class _Standing:
    """Which index answers, and how far it has followed."""

    index: str
    watermark: int


class OpenSearchBackend:
    """One side's index in a cluster: `name` with its layout is the alias under which it answers."""

    def __init__(self, cluster: Cluster, name: str, *, seconds: float = 5.0) -> None:
        self.alias = f"{name}-v{LAYOUT}"
        self._name = name
        self._cluster = cluster
        self._seconds = seconds
        self._dead = True
        self._tidied = 0.0

    # ------------------------------------------------ questions

    def open(self) -> None:
        """Make ready to answer.

        Raises:
            SearchAway: the cluster cannot be reached.
            SearchUnavailable: there is no index of this layout.
        """
        self._standing()

    def close(self) -> None:
        """Let go of connections; the next question makes new ones."""
        self._cluster.close()

    def search(self, request: Request) -> Results:
        """Find, count and mark.

        Raises:
            BadQuery: the search would take too long.
            SearchAway: the cluster cannot be reached.
            SearchUnavailable: there is no index of this layout.
        """
        return answer(self._engine, request)

    def like(self, id: str, limit: int = 6) -> tuple[Hit, ...]:
        """Find the documents that share most with one, itself left out; none if it is unknown."""
        return alike(self._engine, id, limit)

    def suggest(self, prefix: str, limit: int = 8) -> tuple[Suggestion, ...]:
        """Offer records whose names go on as typed, in any recorded spelling."""
        with self._engine() as engine:
            return suggest(engine, prefix, limit)

    def watermark(self) -> int | None:
        """Say up to which outbox row the index has followed; None when it must be rebuilt.

        Raises:
            SearchAway: the cluster cannot be reached, so nobody knows.
        """
        try:
            return self._standing().watermark
        except SearchAway:
            raise
        except SearchUnavailable:
            return None

    def count(self) -> int:
        """Count the documents that can be found."""
        with self._engine() as engine:
            return int(engine.ask({"query": ALIVE, "size": 0})["hits"]["total"]["value"])

    def verify(self, expected: Mapping[str, int]) -> Difference:
        """Compare with the ids and versions of the store.

        Raises:
            SearchAway: the cluster cannot be reached, so nothing can be compared.
        """
        try:
            self._cluster.ask(lambda client: client.indices.refresh(index=self.alias))
            held = dict(self._versions())
        except SearchAway:
            raise
        except SearchUnavailable as fault:
            return Difference(missing=tuple(sorted(expected)), faults=(str(fault),))
        return Difference(
            missing=tuple(sorted(expected.keys() - held.keys())),
            stale=tuple(sorted(i for i in expected.keys() & held.keys() if expected[i] != held[i])),
            extra=tuple(sorted(held.keys() - expected.keys())),
        )

    def _versions(self) -> Iterator[tuple[str, int]]:
        """Read the id and version of every document, in the order of ids."""
        engine = OpenSearchEngine(self._cluster, self.alias, self._seconds)
        after: JSON = {}
        while True:
            asked = {"query": ALIVE, "sort": ["id"], "version": True, "_source": False}
            hits = engine.ask({**asked, "size": _SCANNED, **after})["hits"]["hits"]
            yield from ((hit["_id"], hit["_version"]) for hit in hits)
            if len(hits) < _SCANNED:
                return
            after = {"search_after": hits[-1]["sort"]}

    def condition(self) -> Condition:
        """Say whether the cluster answers, whole or with copies missing."""
        try:
            health = self._cluster.ask(lambda client: client.cluster.health())
            standing = self._standing()
            shards = self._cluster.ask(lambda client: client.cluster.health(index=standing.index))
        except SearchUnavailable as fault:
            return Condition("bad", str(fault))
        nodes = f"{standing.index} on a cluster of {health['number_of_nodes']} nodes"
        if shards["status"] == "red":
            return Condition("bad", f"{nodes}: parts of it are lost. Run: heritage index rebuild")
        if shards["status"] == "yellow":
            missing = shards["unassigned_shards"] + shards["initializing_shards"]
            return Condition("warning", f"{nodes}: {missing} copies are missing")
        return Condition("good", f"{nodes}: every copy is in place")

    # ------------------------------------------------ changes

    def tidy(self) -> bool:
        """Have segments written anew without what was removed: its words would stay on disk.

        The cluster keeps what was deleted until all copies are known to have heard of it, so this
        is asked for again until nothing is left; and once by each process, since another may have
        removed something and ended.
        """
        if not self._dead or time.monotonic() < self._tidied + _TIDY_EVERY:
            return False
        self._tidied = time.monotonic()
        told = self._cluster.ask(lambda client: client.indices.stats(index=self.alias))
        self._dead = told["_all"]["total"]["docs"]["deleted"] > 0
        if self._dead:
            self._cluster.ask(lambda client: client.indices.flush(index=self.alias))
            asked = {"only_expunge_deletes": "true", "wait_for_completion": "false"}
            self._cluster.ask(
                lambda client: client.indices.forcemerge(index=self.alias, params=dict(asked))
            )
        return self._dead

    def apply(self, changes: Iterable[Change], watermark: int) -> None:
        """Take in changes, then the outbox row they reach; the last of an id wins.

        An older version of a record than the index has is left out, and so is a lower row.

        Raises:
            SearchAway: the cluster cannot be reached; what was taken in may come again.
            SearchUnavailable: there is no index to change; it must be rebuilt.
        """
        last = {change.id: change for change in changes}
        standing = self._standing()
        if not last and standing.watermark == watermark:
            return
        write(self._cluster, standing.index, map(_written, last.values()))
        write(self._cluster, standing.index, [Written(MARK, watermark, mark(watermark))])
        self._show(standing.index)
        if any(isinstance(change, Removal) for change in last.values()):
            self._dead = True

    def rebuild(
        self, documents: Iterable[Document], watermark: int, progress: Progress | None = None
    ) -> int:
        """Make the index anew beside the old one, change over at once, and count what is in it.

        Raises:
            SearchAway: the cluster cannot be reached; the old index stays.
            SearchUnavailable: another rebuild was ready first and took this one's place.
        """
        index = f"{self.alias}-{datetime.now(UTC):%Y%m%d%H%M%S}-{token_hex(3)}"
        self._create(index)
        try:
            told = _each_once(documents, progress or _silent)
            count = write(self._cluster, index, map(_written, told))
            write(self._cluster, index, [Written(MARK, watermark, mark(watermark))])
            self._show(index)
            self._copy(index)
        except BaseException:
            with suppress(SearchUnavailable):
                self._remove(index)
            raise
        self._change_over(index)
        return count

    def _create(self, index: str) -> None:
        health = self._cluster.ask(lambda client: client.cluster.health())
        body = {
            "settings": {"index": settings(max(1, health["number_of_data_nodes"]))},
            "mappings": mappings(self._name),
            "aliases": {writing.door(index): {}},
        }
        try:
            self._cluster.ask(
                lambda client: client.indices.create(index=index, body=body), WRITING_PATIENCE
            )
        except RequestError as fault:
            # Asked twice, because the first answer was lost on the way.
            if fault.error != "resource_already_exists_exception":
                raise

    def _copy(self, index: str) -> None:
        """Have each shard kept twice, now that it is full: to copy it costs less than to fill two.

        Until the copies are in place `condition` says so.
        """
        self._cluster.ask(
            lambda client: client.indices.put_settings(index=index, body={"index": COPIED}),
            WRITING_PATIENCE,
        )

    def _change_over(self, index: str) -> None:
        """Let the new index answer, then remove all the others of this side."""
        ours = f"{self._name}-v*"
        actions: list[JSON] = [
            {"remove": {"index": ours, "alias": self.alias, "must_exist": False}},
            {"add": {"index": index, "alias": self.alias}},
        ]
        self._cluster.ask(
            lambda client: client.indices.update_aliases(body={"actions": actions}),
            WRITING_PATIENCE,
        )
        every = self._cluster.ask(lambda client: client.indices.get_mapping(index=ours))
        for other, kept in every.items():
            # The pattern may fit an index of somebody else's.
            if other != index and kept["mappings"].get("_meta", {}).get("name") == self._name:
                self._remove(other)

    def _remove(self, index: str) -> None:
        with suppress(SearchUnavailable):
            self._cluster.ask(lambda client: client.indices.delete(index=index), WRITING_PATIENCE)

    def _show(self, index: str) -> None:
        """Let searches see what was written."""
        self._cluster.ask(lambda client: client.indices.refresh(index=index), WRITING_PATIENCE)

    # ------------------------------------------------ standing

    def _standing(self) -> _Standing:
        told = self._cluster.ask(lambda client: client.get(index=self.alias, id=MARK))
        return _Standing(told["_index"], json.loads(told["_source"]["document"])["watermark"])

    @contextmanager
    def _engine(self) -> Iterator[OpenSearchEngine]:
        yield OpenSearchEngine(self._cluster, self.alias, self._seconds)


def _written(change: Change) -> Written:
    body = gone(change.id) if isinstance(change, Removal) else laid_out(change)
    return Written(change.id, change.version, body)


def _each_once(documents: Iterable[Document], progress: Progress) -> Iterator[Document]:
    seen: set[str] = set()
    for document in documents:
        if document.id in seen:
            raise ValueError(f"{document.id} was given twice for the same index.")
        seen.add(document.id)
        yield document
        if len(seen) % writing.MOST == 0:
            progress(len(seen))
    progress(len(seen))


def _silent(count: int) -> None:
    """Tell nobody."""
