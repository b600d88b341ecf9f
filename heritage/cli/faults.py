"""What may be wrong with an archive, part by part, each fault told so that it can be found."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import click
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from heritage.cli.here import answer
from heritage.house import House
from heritage.ledger.documents import document
from heritage.ledger.queries import faults as chain_faults
from heritage.ledger.queries import version
from heritage.media.models import File
from heritage.media.store import FileStore
from heritage.records.models import Record
from heritage.search.backend import SearchAway
from heritage.search.request import Difference
from heritage.search.sync import DeskIndex, PublicIndex
from heritage.sources.models import Source

Step = Callable[[str, int, int], None]
MOST_CALLED = 200
"""So many documents are called by their titles; an index that lost more is rebuilt anyway."""


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it should be, and in which part of the archive."""

    part: str
    what: str


def silent(_part: str, _done: int, _total: int) -> None:
    """Say nothing of how far it is."""


def store_faults(house: House) -> Iterator[Fault]:
    """Ask each SQLite database whether its pages and its references are whole."""
    for name, engine in (("archive.db", house.engine), ("public.db", house.public.engine)):
        if engine.dialect.name == "sqlite":
            yield from (Fault("database", f"{name}: {each}") for each in _sqlite_faults(engine))


def _sqlite_faults(engine: Engine) -> Iterator[str]:
    with engine.execution_options(reading=True).connect() as connection:
        for (said,) in connection.execute(text("PRAGMA integrity_check")):
            if said != "ok":
                yield str(said)
        for row in connection.execute(text("PRAGMA foreign_key_check")):
            yield f"row {row[1]} of {row[0]} points to a {row[2]} that is not there"


def ledger_faults(house: House) -> Iterator[Fault]:
    """Walk the chain of all changes."""
    with house.read() as session:
        for fault in chain_faults(session):
            yield Fault("ledger", fault.what)


def record_faults(house: House, step: Step = silent) -> Iterator[Fault]:
    """Compare each record and source with the version the ledger keeps of it."""
    with house.read() as session:
        subjects = [
            (kind, key)
            for kind, model in (("record", Record), ("source", Source))
            for key in session.scalars(select(model.id))
        ]
        for number, (kind, key) in enumerate(subjects, 1):
            yield from _departures(session, kind, key)
            step("records", number, len(subjects))


def _departures(session: Session, kind: str, key: str) -> Iterator[Fault]:
    kept: Record | Source = (
        session.get_one(Record, key) if kind == "record" else session.get_one(Source, key)
    )
    noted = version(session, kind, key, kept.version)
    if noted is None:
        return
    now = json.loads(json.dumps(document(kept)))
    changed = [name for name in noted if name in now and noted[name] != now[name]]
    if changed:
        title = kept.title() if isinstance(kept, Record) else kept.title
        fields = ", ".join(changed)
        yield Fault("records", f"{kind} {key} ({title}) is not what the ledger says: {fields}")


def file_faults(house: House, step: Step = silent) -> Iterator[Fault]:
    """Read every file again and compare it with its name; miss none the archive knows of."""
    with house.read() as session:
        known = {
            sha256
            for row in session.execute(select(File.sha256, File.rendition))
            for sha256 in row
            if sha256
        }
    yield from _in_store(house.files, known, step)
    yield from _in_store(house.public_files, set(), step)


def _in_store(files: FileStore, known: Iterable[str], step: Step) -> Iterator[Fault]:
    wanted = sorted({*known, *files.walk()})
    for number, sha256 in enumerate(wanted, 1):
        name = Path(files.root.name) / files.path(sha256).relative_to(files.root)
        if not files.has(sha256):
            yield Fault("files", f"{name} is missing")
        elif not files.verify(sha256):
            yield Fault("files", f"{name} was altered: its bytes are not those it was named by")
        step(files.root.name, number, len(wanted))


def index_faults(house: House) -> Iterator[Fault]:
    """Compare both search indexes with the stores they follow."""
    desk = DeskIndex(house.read, house.desk_search)
    public = PublicIndex(house.public, house.public_search)
    for name, index, called in (
        ("index-desk", desk, _kept_titles), ("index-public", public, _public_titles),
    ):  # fmt: skip
        try:
            told = _told(index.verify(), partial(called, house))
            yield from (Fault("indexes", f"{name}: {each}") for each in told)
        except SearchAway as fault:
            yield Fault("indexes", f"{name}: cannot be compared. {fault}")


def _kept_titles(house: House, ids: Sequence[str]) -> dict[str, str]:
    with house.read() as session:
        records = session.scalars(select(Record).where(Record.id.in_(ids)))
        titles = {each.id: each.title() for each in records}
        sources = session.scalars(select(Source).where(Source.id.in_(ids)))
        return titles | {each.id: each.title for each in sources}


def _public_titles(house: House, ids: Sequence[str]) -> dict[str, str]:
    return {key: record.title() for key, record in house.public.many(ids).items()}


def _told(
    difference: Difference, titles: Callable[[Sequence[str]], Mapping[str, str]]
) -> Iterator[str]:
    """Name each document that departs, the first of them by their titles too."""
    yield from difference.faults
    for ids, what in (
        (difference.missing, "is missing"),
        (difference.stale, "is out of date"),
        (difference.extra, "should not be there"),
    ):
        called = titles(ids[:MOST_CALLED])
        for each in ids:
            yield f"{each} ({called[each]}) {what}" if each in called else f"{each} {what}"


def edition_faults(house: House) -> Iterator[Fault]:
    """Compare the public store with what the archive would publish now."""
    yield from (Fault("editions", each) for each in house.projector().verify())


def report(found: list[Fault], *, as_json: bool, sound: str) -> None:
    """Say what was found; the command ends with status 1 when it is anything."""
    told = {"sound": not found, "faults": [asdict(each) for each in found]}
    answer(told, as_json=as_json, lines=[] if found else [sound])
    if found:
        for each in found if not as_json else ():
            click.echo(f"{each.part}: {each.what}", err=True)
        raise click.exceptions.Exit(1)
