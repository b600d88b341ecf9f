"""Seed data: a folder of documents, taken in through the same deeds an archivist uses."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from heritage.accounts import actions as accounts
from heritage.accounts.models import User
from heritage.accounts.queries import by_name
from heritage.claims import actions as claims
from heritage.db import Base
from heritage.house import House
from heritage.kit.fields import Kind
from heritage.ledger.documents import Document, child_model, children_of, fields_of
from heritage.media.actions import note_picture, take_picture
from heritage.media.store import FileStore
from heritage.records import actions as records
from heritage.records.models import KINDS, Record
from heritage.sources import actions as sources
from heritage.sources.models import Source
from heritage.vocab import actions as vocabularies

ARCHIVIST, REVIEWER = "seed-archivist", "seed-reviewer"
COMMENT = "From the seed data"
DOCUMENTS = ("sources", "records", "people", "groups", "events")

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done, and out of how much."""


class AlreadySeeded(Exception):
    """The archive holds the seed data already."""


class BadSeed(ValueError):
    """The seed data cannot be loaded as it is."""


def silent(_what: str, _done: int, _total: int) -> None:
    """Say nothing of how far it is."""


def load_vocabularies(house: House, folder: Path) -> int:
    """Put the vocabularies into the archive, or bring known terms to their present wording."""
    with house.write() as session:
        count = vocabularies.load(session, _read(folder / "vocabularies.json")["terms"])
        session.commit()
    return count


def load(house: House, folder: Path, progress: Progress = silent) -> dict[str, int]:
    """Take in the seed data, reviewed and published, and count what came in.

    All of it comes in, or none: what was interrupted can be begun again.

    Raises:
        AlreadySeeded: it was loaded before.
        BadSeed: a document names something that is not there.
    """
    counts = {"terms": load_vocabularies(house, folder)}
    with house.write() as session:
        if by_name(session, ARCHIVIST):
            raise AlreadySeeded("This archive holds the seed data already; nothing was changed.")
        hands = _hands(session, progress)
        counts |= _write_all(hands, house.files, folder / "palmyra")
        _send_and_publish(hands)
        for user in (hands.archivist, hands.reviewer):
            accounts.disable(session, user, None)
        session.commit()
    house.wake()
    return counts


@dataclass
class _Hands:
    """Who writes and who reviews, and what was written so far, by its key in the seed data."""

    session: Session
    archivist: User
    reviewer: User
    progress: Progress
    kept: dict[str, Record | Source] = field(default_factory=dict)

    def ids(self) -> dict[str, str]:
        """Tell which key became which staff id."""
        return {key: each.id for key, each in self.kept.items()}

    def through(self, what: str, rows: list[Any]) -> Iterator[Any]:
        """Go through rows one by one, telling how far it is."""
        for number, row in enumerate(rows, 1):
            yield row
            self.progress(what, number, len(rows))


def _hands(session: Session, progress: Progress) -> _Hands:
    return _Hands(
        session,
        accounts.add(session, ARCHIVIST, "Seed data, written", role="archivist"),
        accounts.add(session, REVIEWER, "Seed data, reviewed", role="reviewer"),
        progress,
    )


def _write_all(hands: _Hands, files: FileStore, folder: Path) -> dict[str, int]:
    told = [each for name in DOCUMENTS for each in _read(folder / f"{name}.json")]
    _add_readings(told, _read(folder / "readings.json"))
    _add_pictures(hands.session, files, told, folder / "pictures")
    ordered = _ordered(told)
    for each in hands.through("records and sources", ordered):
        hands.kept[each["key"]] = _create(hands, each)
    said = _read(folder / "claims.json")
    for each in hands.through("claims", said):
        _cite(hands, each)
    kinds = Counter(each.get("kind", "source") for each in told)
    readings = sum(len(each["doc"].get("readings", ())) for each in told)
    return {**dict(sorted(kinds.items())), "claims": len(said), "readings": readings}


def _create(hands: _Hands, told: Mapping[str, Any]) -> Record | Source:
    doc = _with_ids(_model(told), told["doc"], hands.ids())
    if "kind" not in told:
        return sources.create(hands.session, doc, hands.archivist, COMMENT)
    return records.create(hands.session, told["kind"], doc, hands.archivist, COMMENT)


def _cite(hands: _Hands, told: Mapping[str, Any]) -> None:
    ids = hands.ids()
    source = hands.kept[told["source"]]
    if not isinstance(source, Source):
        raise BadSeed(f"Claim {told['key']}: {told['source']} is no source.")
    said = dict(told["claim"])
    if said.get("asserted_by_id"):
        said["asserted_by_id"] = ids[said["asserted_by_id"]]
    claims.cite(hands.session, source, ids[told["record"]], said, by=hands.archivist)


def _send_and_publish(hands: _Hands) -> None:
    for kept in hands.through("publishing", list(hands.kept.values())):
        if isinstance(kept, Source):
            _publish_source(hands, kept)
        else:
            _publish_record(hands, kept)


def _publish_source(hands: _Hands, source: Source) -> None:
    session, seen = hands.session, source.version
    sources.send(session, source, by=hands.archivist, comment=COMMENT, read_at=seen)
    claims.publish_source(session, source, by=hands.reviewer, comment=COMMENT, read_at=seen)


def _publish_record(hands: _Hands, record: Record) -> None:
    session, seen = hands.session, record.version
    records.send(session, record, by=hands.archivist, comment=COMMENT, read_at=seen)
    records.publish(session, record, by=hands.reviewer, comment=COMMENT, read_at=seen)


def _add_readings(told: list[dict[str, Any]], readings: list[dict[str, Any]]) -> None:
    """Give each record what the archive concludes on its questions."""
    known = {each["key"]: each["doc"] for each in told}
    for each in readings:
        if each["record"] not in known:
            raise BadSeed(f"A reading is on {each['record']}, and there is no such record.")
        known[each["record"]].setdefault("readings", []).append(each["reading"])


def _add_pictures(
    session: Session, files: FileStore, told: list[dict[str, Any]], folder: Path
) -> None:
    """Keep the pictures and put the hash of each where its file name stood."""
    for each in told:
        for row in each["doc"].get("pictures", ()):
            row["sha256"] = _keep_picture(session, files, folder / row["sha256"])


def _keep_picture(session: Session, files: FileStore, path: Path) -> str:
    return note_picture(session, take_picture(files, path.read_bytes(), path.name)).sha256


def _ordered(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put what is named before what names it."""
    waiting, ready, done = list(told), list[dict[str, Any]](), set[str]()
    while waiting:
        free = [each for each in waiting if set(_named(_model(each), each["doc"])) <= done]
        if not free:
            keys = ", ".join(each["key"] for each in waiting[:5])
            raise BadSeed(f"These name something that is not there, or each other: {keys}.")
        ready += free
        done |= {each["key"] for each in free}
        waiting = [each for each in waiting if each["key"] not in done]
    return ready


def _named(model: type[Base], doc: Document) -> Iterator[str]:
    """List the keys of records and sources that a document points to."""
    yield from (doc[key] for key in _pointers(model) if doc.get(key))
    for key in children_of(model):
        for row in doc.get(key, ()):
            yield from _named(child_model(model, key), row)


def _with_ids(model: type[Base], doc: Document, ids: Mapping[str, str]) -> Document:
    """Put staff ids where the seed data has its own keys."""
    known = dict(doc) | {key: ids[doc[key]] for key in _pointers(model) if doc.get(key)}
    for key in children_of(model):
        if key in doc:
            known[key] = [_with_ids(child_model(model, key), row, ids) for row in doc[key]]
    return known


def _pointers(model: type[Base]) -> Iterable[str]:
    told = fields_of(model).items()
    return [key for key, each in told if each.kind in {Kind.RECORD, Kind.SOURCE}]


def _model(told: Mapping[str, Any]) -> type[Base]:
    return KINDS[told["kind"]] if "kind" in told else Source


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as fault:
        raise BadSeed(f"{path} is missing.") from fault
    except json.JSONDecodeError as fault:
        raise BadSeed(f"{path} is not JSON: {fault}") from fault
