"""Writing to one index of a cluster, in batches, until each document is in or a newer one is."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from heritage.search.backend import SearchUnavailable
from heritage.search.opensearch.cluster import WRITING_PATIENCE, Cluster, away
from heritage.search.opensearch.layout import JSON

MOST = 500
_MOST_BYTES = 4_000_000
_SERVER_WAITS = "20s"
_PAUSE = 0.5


class Refused(Exception):
    """The cluster will not have a document as it is; this is a fault of ours."""


@dataclass(frozen=True)
class Written:
    """A document as it goes to the cluster, under the version its store gave it."""

    id: str
    version: int
    body: JSON

    def lines(self) -> str:
        """Write it as the bulk interface wants it."""
        action = {"_id": self.id, "version": self.version, "version_type": "external"}
        return f"{_packed({'index': action})}\n{_packed(self.body)}\n"


def door(index: str) -> str:
    """Name the alias through which an index is written.

    Writing to an index that was removed would make a new one under its name; an alias goes with
    its index, and what needs an alias is then refused.
    """
    return f"{index}-w"


def write(cluster: Cluster, index: str, documents: Iterable[Written]) -> int:
    """Write documents and count them; those of which the index has a newer version are left.

    Raises:
        SearchAway: not all could be written in good time.
        SearchUnavailable: the index is no more.
        Refused: a document does not fit the index.
    """
    count = 0
    for batch in _batches(documents):
        end = time.monotonic() + WRITING_PATIENCE
        left = batch
        while left := _written(cluster, index, left):
            if time.monotonic() > end:
                raise away(f"{len(left)} documents were not taken in")
            time.sleep(_PAUSE)
        count += len(batch)
    return count


def _written(cluster: Cluster, index: str, batch: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Write a batch; give back what may be taken in later."""
    answer: Any = cluster.ask(
        lambda client: client.transport.perform_request(
            "POST",
            # As an argument, `timeout` would be taken for that of the connection.
            f"/{door(index)}/_bulk?require_alias=true&timeout={_SERVER_WAITS}",
            body="".join(lines for _, lines in batch),
            headers={"content-type": "application/x-ndjson"},
        ),
        WRITING_PATIENCE,
    )
    results = (item["index"] for item in answer["items"])
    return [each for each, told in zip(batch, results, strict=True) if not _is_in(told)]


def _is_in(told: JSON) -> bool:
    """Tell whether a document, or a newer version of it, is in the index."""
    status = int(told["status"])
    if status < HTTPStatus.MULTIPLE_CHOICES or status == HTTPStatus.CONFLICT:
        return True
    if status == HTTPStatus.NOT_FOUND:
        raise SearchUnavailable("The search index was removed. Run: heritage index rebuild")
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return False
    raise Refused(f"{told['_id']}: {told.get('error')}")


def _batches(documents: Iterable[Written]) -> Iterator[list[tuple[str, str]]]:
    batch: list[tuple[str, str]] = []
    size = 0
    for document in documents:
        lines = document.lines()
        batch.append((document.id, lines))
        size += len(lines)
        if len(batch) == MOST or size > _MOST_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _packed(told: JSON) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
