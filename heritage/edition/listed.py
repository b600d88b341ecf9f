"""A list of editions that somebody made: how an address tells it, and what is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from heritage.edition.public import PublicRecord
from heritage.edition.store import PublicStore

MOST = 500
SHORTEST = 12
"""As many letters of an identifier tell it from a million others, and 500 of them still fit an
address that every server on the way lets pass."""
_ID = re.compile(rf"[0-9a-f]{{{SHORTEST},32}}")


def told(ids: Iterable[str]) -> str:
    """Write a list for an address, each record by the beginning of its identifier."""
    return ",".join(each[:SHORTEST] for each in ids)


def asked(text: str) -> list[str]:
    """Read the list of an address; what is no identifier is passed over."""
    read = (each.strip().lower() for each in text[: MOST * 40].split(","))
    return list(dict.fromkeys(each for each in read if _ID.fullmatch(each)))[:MOST]


def listed(store: PublicStore, text: str) -> list[PublicRecord]:
    """Fetch what is on a list, in its order; what is not public is not on it."""
    found = store.beginning(asked(text))
    return list({each.id: each for each in found}.values())
