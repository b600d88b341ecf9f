"""Plain makers for tests: archives, people, records, sources. They go through the rooms' deeds."""

import json
from pathlib import Path

from sqlalchemy.orm import Session

from heritage.accounts.actions import add
from heritage.accounts.models import User
from heritage.claims import actions as claims
from heritage.config import Settings, folder
from heritage.house import House, make, open_house
from heritage.records import actions as records
from heritage.records.models import Record
from heritage.sources import actions as sources
from heritage.sources.models import Source
from heritage.vocab.actions import load

PASSWORD = "four plain words together"


def new_house(home: Path, **settings: object) -> House:
    """Make an archive with its vocabularies and three people: writer, reviewer, steward."""
    told = Settings(home=home, **settings)
    make(told)
    house = open_house(told)
    with house.write() as session:
        told = json.loads((folder("seed_data") / "vocabularies.json").read_text("utf-8"))
        load(session, told["terms"])
        for name in ("archivist", "reviewer", "steward", "second"):
            role = "archivist" if name == "second" else name
            add(session, name, name.title(), role=role, password=PASSWORD)
        session.commit()
    return house


def person(session: Session, name: str = "archivist") -> User:
    """Find one of the people by name."""
    return session.query(User).filter_by(name=name).one()


def named(english: str, arabic: str = "") -> list[dict[str, object]]:
    """Write the rows of names for a record."""
    rows = [
        {"text": english, "lang": "en", "script": "Latn", "name_kind": "name-kind/name",
         "preferred": True},
    ]  # fmt: skip
    if arabic:
        rows.append(
            {"text": arabic, "lang": "ar", "script": "Arab", "name_kind": "name-kind/name",
             "preferred": True},
        )  # fmt: skip
    return rows


def make_record(session: Session, kind: str, english: str, arabic: str = "", **doc) -> Record:
    """Write a record as the archivist would."""
    told = {"names": named(english, arabic), **doc}
    return records.create(session, kind, told, person(session), "made for a test")


def make_source(session: Session, title: str = "A report", **doc) -> Source:
    """Write a source as the archivist would."""
    told = {"title": title, "publisher": "The Test Paper", "language": "en", **doc}
    return sources.create(session, told, person(session), "made for a test")


def publish(session: Session, *kept: Record | Source) -> None:
    """Send things to review and publish them, by two people."""
    writer, reviewer = person(session), person(session, "reviewer")
    for each in kept:
        room = records if isinstance(each, Record) else sources
        room.send(session, each, by=writer, comment="ready", read_at=each.version)
    for each in kept:
        if isinstance(each, Record):
            records.publish(session, each, by=reviewer, comment="", read_at=each.version)
        else:
            claims.publish_source(session, each, by=reviewer, comment="", read_at=each.version)
