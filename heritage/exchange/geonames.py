"""The other names GeoNames has for recorded places, taken in through the deeds of the desk.

GeoNames gives its data out under CC BY 4.0. None of it comes with this software: who runs an
archive fetches the file `alternateNamesV2.txt`, or that of one country, and each name taken from
it says that it was seen in GeoNames.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from heritage.accounts.models import User
from heritage.kit.names import fold, script_of
from heritage.ledger.documents import Document, document
from heritage.records import actions as records
from heritage.records.models import Record
from heritage.records.parts import Identifier
from heritage.sources import actions as sources
from heritage.sources.models import Source
from heritage.sources.queries import same_address

SCHEME = "geonames"
ADDRESS = "https://www.geonames.org/"
COMMENT = "Other names taken from GeoNames"
# Under these GeoNames keeps what is no name: links, post codes, codes of airports and harbours.
_NO_LANGUAGES = frozenset(("link", "post", "iata", "icao", "faac", "tcid", "unlc", "wkdt", "abbr"))
_LONGEST = 300
_COLUMNS = 8


class BadGeoNames(ValueError):
    """A file is not what GeoNames gives out as alternate names."""


class OtherName(NamedTuple):
    """One name GeoNames has for a place."""

    text: str
    lang: str
    historical: bool


class Taken(NamedTuple):
    """What came of a file: which records were written anew, and how many names they gained."""

    records: int
    names: int


def read(lines: Iterable[str], wanted: Collection[str]) -> dict[str, list[OtherName]]:
    """Read the other names of places by their GeoNames identifier.

    Raises:
        BadGeoNames: a line has fewer columns than all have.
    """
    found: dict[str, list[OtherName]] = {}
    for number, line in enumerate(lines, 1):
        columns = line.rstrip("\r\n").split("\t")
        if len(columns) < _COLUMNS:
            raise BadGeoNames(
                f"Line {number} has {len(columns)} columns, and alternate names have at least "
                f"{_COLUMNS}. GeoNames calls the file alternateNamesV2.txt."
            )
        _, place, lang, text, _, _, _, historical = columns[:_COLUMNS]
        if place in wanted and lang not in _NO_LANGUAGES and 0 < len(text.strip()) <= _LONGEST:
            name = OtherName(text.strip(), lang.replace("_", "-") or "und", historical == "1")
            found.setdefault(place, []).append(name)
    return found


def take(session: Session, lines: Iterable[str], by: User) -> Taken:
    """Give recorded places the names GeoNames has besides; the public sees them once reviewed.

    Raises:
        BadGeoNames: as for `read`; nothing is written.
    """
    places = _places(session)
    told = read(lines, places.keys())
    source: Source | None = None
    done = Taken(0, 0)
    for place, names in sorted(told.items()):
        for record in places[place]:
            if more := _unknown(record, names):
                source = source or _source(session, by)
                _add(session, record, [_row(name, source) for name in more], by)
                done = Taken(done.records + 1, done.names + len(more))
    return done


def _places(session: Session) -> Mapping[str, list[Record]]:
    """Find the records that say under which number GeoNames has them."""
    found: dict[str, list[Record]] = {}
    asked = select(Record, Identifier.value).join(Identifier, Identifier.record_id == Record.id)
    for record, value in session.execute(asked.where(Identifier.scheme == SCHEME)):
        found.setdefault(value, []).append(record)
    return found


def _unknown(record: Record, names: Iterable[OtherName]) -> list[OtherName]:
    """Choose names whose spelling the record does not have, each once."""
    known = {fold(name.text) for name in record.names}
    fresh: dict[str, OtherName] = {}
    for name in names:
        if fold(name.text) not in known:
            fresh.setdefault(fold(name.text), name)
    return list(fresh.values())


def _add(session: Session, record: Record, rows: list[Document], by: User) -> None:
    told = document(record)
    told["names"] = [*told["names"], *rows]
    records.save(session, record, told, by=by, comment=COMMENT, read_at=record.version)


def _row(name: OtherName, source: Source) -> Document:
    return {
        "text": name.text,
        "lang": name.lang,
        "script": script_of(name.text),
        "name_kind": f"name-kind/{'historical' if name.historical else 'variant'}",
        "source_id": source.id,
    }


def _source(session: Session, by: User) -> Source:
    """Find GeoNames among the sources, or begin a draft of it that names its licence."""
    if known := same_address(session, ADDRESS):
        return known[0]
    told = {
        "title": "GeoNames", "url": ADDRESS, "publisher": "GeoNames", "language": "en",
        "source_kind": "source-kind/gazetteer", "licence": "CC BY 4.0",
    }  # fmt: skip
    return sources.create(session, told, by, COMMENT)
