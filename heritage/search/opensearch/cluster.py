"""The way to a cluster: its nodes are tried in turn, and again after a while; faults are told."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from typing import TypeVar

from opensearchpy import OpenSearch
from opensearchpy.exceptions import ConnectionError as Unreachable
from opensearchpy.exceptions import NotFoundError, SSLError, TransportError

from heritage.search.backend import SearchAway, SearchUnavailable, TooCostly

log = logging.getLogger(__name__)
# Its client would write down each attempt with a traceback, for as long as a cluster is away.
logging.getLogger("opensearch").setLevel(logging.ERROR)

Answer = TypeVar("Answer")
Question = Callable[[OpenSearch], Answer]

PATIENCE = 6.0
"""Seconds a question is asked again while a cluster elects a new manager or promotes a copy."""
WRITING_PATIENCE = 60.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.1, 2.0
_LEFT_ALONE, _LONGER = 10, 3
"""Seconds a node that failed is not asked, doubled so many times at most while others answer."""
_TOGETHER = 16
"""Connections kept to each node."""
_TRUSTED_FOR = 30.0
"""Seconds one answer may take before another node is asked."""


@dataclass(frozen=True)
class Address:
    """Where a cluster is, and who we are to it."""

    urls: tuple[str, ...]
    user: str = ""
    password: str = field(default="", repr=False)
    ca: Path | None = None
    """The certificate authority that vouches for its nodes; None means those of the system."""


class Cluster:
    """A cluster as its client sees it; safe to share between threads."""

    def __init__(self, address: Address, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._away = False
        self._client = OpenSearch(
            list(address.urls),
            http_auth=(address.user, address.password) if address.user else None,
            ca_certs=str(address.ca) if address.ca else None,
            max_retries=len(address.urls),
            retry_on_timeout=True,
            timeout=_TRUSTED_FOR,
            dead_timeout=_LEFT_ALONE,
            timeout_cutoff=_LONGER,
            pool_maxsize=_TOGETHER,
        )

    def close(self) -> None:
        """Let go of connections."""
        self._client.close()

    def ask(self, question: Question[Answer], patience: float | None = None) -> Answer:
        """Put a question that may be put twice; ask again while the cluster sorts itself out.

        When it was away a moment ago nobody is made to wait for it again.

        Raises:
            SearchAway: no node answers, or none that we may ask.
            SearchUnavailable: there is no such index.
            TooCostly: the question took longer than it may.
        """
        patience = self._patience if patience is None else patience
        end = time.monotonic() + (0.0 if self._away else patience)
        pause = _FIRST_PAUSE
        while True:
            try:
                answer = question(self._client)
            except TransportError as fault:
                if not _passes(fault):
                    raise _told(fault) from fault
                if time.monotonic() + pause > end:
                    self._note(away=True)
                    raise away(fault) from fault
            else:
                self._note(away=False)
                return answer
            time.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 (only to spread the load)
            pause = min(pause * 2, _LONGEST_PAUSE)

    def _note(self, *, away: bool) -> None:
        """Log once that the cluster went, and once that it came back."""
        if away and not self._away:
            log.warning("The search cluster does not answer; what is changed meanwhile waits.")
        elif self._away and not away:
            log.warning("The search cluster answers again.")
        self._away = away


def away(why: object) -> SearchAway:
    """Say that the cluster cannot be reached just now."""
    return SearchAway(f"The search cluster does not answer just now: {why}")


def status(fault: TransportError) -> int:
    """Give the HTTP status of a fault; 0 when no node answered at all."""
    return fault.status_code if isinstance(fault.status_code, int) else 0


def _passes(fault: TransportError) -> bool:
    """Tell what another node, or the same one later, may answer otherwise."""
    if isinstance(fault, SSLError) or _too_costly(fault):
        return False
    return isinstance(fault, Unreachable) or status(fault) == 429 or status(fault) >= 500


def _told(fault: TransportError) -> Exception:
    """Turn a fault that will not pass into one of ours."""
    if isinstance(fault, SSLError):
        return SearchAway(f"The certificate of the search cluster cannot be trusted: {fault}")
    if status(fault) in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return SearchAway("The search cluster refuses our user or password.")
    if isinstance(fault, NotFoundError):
        return SearchUnavailable("There is no search index yet. Run: heritage index rebuild")
    if _too_costly(fault):
        return TooCostly()
    return fault


def _too_costly(fault: TransportError) -> bool:
    """Tell a question that asks for more time or more clauses than the cluster gives."""
    told = f"{fault.error} {fault.info}"
    return (
        "Time exceeded" in told or "too_many_nested_clauses" in told or "too_many_clauses" in told
    )
