"""What a harvester asks: one of six verbs with its arguments, read strictly as OAI-PMH 2.0 says."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from heritage.api.shelves import Span
from heritage.edition.public import PATHS

FORMATS = ("oai_dc", "qdc")
SETS = {path: kind for kind, path in PATHS.items()}
VERBS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "Identify": (frozenset(), frozenset()),
    "ListMetadataFormats": (frozenset(), frozenset(("identifier",))),
    "ListSets": (frozenset(), frozenset(("resumptionToken",))),
    "GetRecord": (frozenset(("identifier", "metadataPrefix")), frozenset()),
    "ListIdentifiers": (frozenset(("metadataPrefix",)), frozenset(("from", "until", "set"))),
    "ListRecords": (frozenset(("metadataPrefix",)), frozenset(("from", "until", "set"))),
}
"""For each verb the arguments it must have, and those it may have."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ID = re.compile(r"[0-9a-f]{32}")


class Wrong(Exception):
    """The request is not one the protocol knows; the code is the protocol's own."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Page:
    """A stretch of a list: in which form, of which part, after which record, how many before."""

    prefix: str
    span: Span
    after: str = ""
    before: int = 0

    def token(self) -> str:
        """Write down where to go on. It holds all it needs, so that it outlives the server."""
        told = [self.prefix, *self.span, self.after, self.before]
        packed = json.dumps(told, separators=(",", ":")).encode()
        return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def read(arguments: Iterable[tuple[str, str]]) -> tuple[str, dict[str, str]]:
    """Read the verb and its arguments.

    Raises:
        Wrong: `badVerb` or `badArgument`.
    """
    pairs = list(arguments)
    verbs = [value for key, value in pairs if key == "verb"]
    if len(verbs) != 1 or verbs[0] not in VERBS:
        known = ", ".join(VERBS)
        raise Wrong("badVerb", f"One verb is needed, and it is one of: {known}.")
    told = {key: value for key, value in pairs if key != "verb"}
    for key in told:
        if sum(key == each for each, _ in pairs) > 1:
            raise Wrong("badArgument", f"“{key}” is given more than once.")
    _check(verbs[0], told)
    return verbs[0], told


def _check(verb: str, told: Mapping[str, str]) -> None:
    needed, allowed = VERBS[verb]
    if verb.startswith("List") and set(told) == {"resumptionToken"} and verb in _PAGED:
        return
    for key in told:
        if key == "resumptionToken" and verb in _PAGED:
            raise Wrong("badArgument", "A resumptionToken stands alone, beside the verb.")
        if key not in needed | allowed:
            raise Wrong("badArgument", f"{verb} knows no argument “{key}”.")
    if lacking := sorted(needed - told.keys()):
        raise Wrong("badArgument", f"{verb} needs: {', '.join(lacking)}.")


_PAGED = frozenset(("ListIdentifiers", "ListRecords", "ListSets"))


def page(told: Mapping[str, str]) -> Page:
    """Read which stretch of the list is asked for, from its token or its arguments.

    Raises:
        Wrong: `badResumptionToken`, `badArgument`, `cannotDisseminateFormat`, `noRecordsMatch`.
    """
    if "resumptionToken" in told:
        return _resumed(told["resumptionToken"])
    check_format(told["metadataPrefix"])
    first, last = (_day(told, key) for key in ("from", "until"))
    if first and last and first > last:
        raise Wrong("badArgument", "“from” is later than “until”.")
    kind = None
    if "set" in told:
        kind = SETS.get(told["set"])
        if kind is None:
            raise Wrong("noRecordsMatch", f"There is no set of that name. Sets: {', '.join(SETS)}.")
    return Page(told["metadataPrefix"], Span(kind, first, last))


def check_format(prefix: str) -> None:
    """Refuse a form the archive does not write.

    Raises:
        Wrong: `cannotDisseminateFormat`.
    """
    if prefix not in FORMATS:
        raise Wrong("cannotDisseminateFormat", f"Known formats: {', '.join(FORMATS)}.")


def _day(told: Mapping[str, str], key: str) -> str | None:
    value = told.get(key)
    if value is None:
        return None
    if not _is_day(value):
        raise Wrong("badArgument", f"“{key}” is a day in UTC, written YYYY-MM-DD.")
    return value


def _is_day(value: str) -> bool:
    if not value.isascii() or not _DAY.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _resumed(token: str) -> Page:
    told = _unpacked(token)
    if not isinstance(told, list) or len(told) != 6:
        raise bad_token()
    prefix, kind, first, last, after, before = told
    sound = (
        prefix in FORMATS
        and (kind is None or kind in PATHS)
        and all(day is None or (isinstance(day, str) and _is_day(day)) for day in (first, last))
        and isinstance(after, str)
        and bool(_ID.fullmatch(after))
        and type(before) is int
        and 0 < before < 10**9
    )
    if not sound:
        raise bad_token()
    return Page(prefix, Span(kind, first, last), after, before)


def _unpacked(token: str) -> Any:
    try:
        packed = base64.b64decode(token + "=" * (-len(token) % 4), altchars=b"-_", validate=True)
        return json.loads(packed)
    except (binascii.Error, ValueError, RecursionError):
        return None


def bad_token() -> Wrong:
    """Say that a list cannot be gone on with."""
    return Wrong("badResumptionToken", "The archive knows no list to go on with from here.")
