"""CSL-JSON: what citation programs read and style."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from heritage.edition.public import PublicRecord
from heritage.exchange.archive import Archive
from heritage.exchange.reference import Reference, reference
from heritage.exchange.when import Parts, When

MEDIA_TYPE = "application/vnd.citationstyles.csl+json"


def write(records: Iterable[PublicRecord], archive: Archive) -> str:
    """Write a bibliography."""
    items = [item(reference(record, archive)) for record in records]
    return json.dumps(items, ensure_ascii=False, indent=1) + "\n"


def item(told: Reference) -> dict[str, Any]:
    """Put one reference in the words of CSL."""
    made = {
        "id": told.key,
        "type": told.type,
        "title": told.title,
        "author": [{"literal": name} for name in told.authors],
        "container-title": told.container,
        "publisher": told.publisher,
        "URL": told.url,
        "issued": date(told.issued),
        "accessed": date(told.accessed),
        "language": told.language,
        "version": told.edition,
        "archive": told.archive,
        "archive_location": told.archive_location,
        "abstract": told.abstract,
        "note": told.note,
    }
    return {key: value for key, value in made.items() if value}


def date(told: When | None) -> dict[str, Any] | None:
    """Put a date in parts where it has them, as a span where it is one, else in words."""
    if told is None:
        return None
    if told.begin:
        parts = {"date-parts": [list(told.begin)]}
        return {**parts, "circa": True} if told.doubted else parts
    if told.earliest and told.latest:
        return {"date-parts": [list(_day(told.earliest)), list(_day(told.latest))]}
    return {"literal": told.label}


def _day(iso: str) -> Parts:
    year, month, day = iso[:-6], iso[-5:-3], iso[-2:]
    return int(year), int(month), int(day)
