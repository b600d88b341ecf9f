"""Fill an archive with invented records through the rooms' own deeds, and time each stage."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from heritage.claims import actions as claims
from heritage.house import House
from heritage.records import actions as records
from heritage.records.models import Record
from heritage.search.sync import DeskIndex, PublicIndex
from heritage.sources import actions as sources
from heritage.sources.models import Source
from tests.load.inventing import Inventor
from tests.making import person

BATCH = 100
SEED = 20151118


@dataclass
class Stage:
    """One stage of filling: how many things, and how long they took in CPU and on the wall."""

    name: str
    count: int
    cpu: float
    wall: float

    @property
    def rate(self) -> float:
        """Say how many a second of CPU."""
        return self.count / max(self.cpu, 1e-9)


def fill(house: House, count: int) -> list[Stage]:
    """Write, publish, project and index `count` records: half sites, half what befell them."""
    inventor = Inventor(SEED)
    kept: list[tuple[str, str]] = []
    stages = [
        _timed("written", lambda: _write(house, inventor, count, kept)),
        _timed("published", lambda: _publish(house, kept)),
        _timed("projected", lambda: house.projector().catch_up() and len(kept)),
        _timed("indexed, desk", lambda: DeskIndex(house.read, house.desk_search).rebuild()),
        _timed("indexed, public", lambda: PublicIndex(house.public, house.public_search).rebuild()),
    ]
    house.catch_up()
    return stages


def _timed(name: str, work: Callable[[], int]) -> Stage:
    cpu, wall = time.process_time(), time.perf_counter()
    count = work()
    return Stage(name, count, time.process_time() - cpu, time.perf_counter() - wall)


def _write(house: House, inventor: Inventor, count: int, kept: list[tuple[str, str]]) -> int:
    sites = list(inventor.sites(count // 2))
    for start in range(0, len(sites), BATCH):
        with house.write() as session:
            writer = person(session)
            for number, doc in enumerate(sites[start : start + BATCH], start):
                site = records.create(session, "site", doc, writer, "invented")
                event = records.create(
                    session, "event", inventor.event(number, site.id), writer, "invented"
                )
                kept += [("record", site.id), ("record", event.id)]
                if number % 5 == 0:
                    source = sources.create(session, inventor.source(number), writer, "invented")
                    claims.cite(
                        session, source, event.id,
                        {"field": "happened", "value": "then", "quote": inventor.prose(12)},
                        by=writer,
                    )  # fmt: skip
                    kept.append(("source", source.id))
            session.commit()
    return len(kept)


def _publish(house: House, kept: list[tuple[str, str]]) -> int:
    for start in range(0, len(kept), BATCH):
        with house.write() as session:
            writer, reviewer = person(session), person(session, "reviewer")
            for kind, key in kept[start : start + BATCH]:
                if kind == "record":
                    record = session.get_one(Record, key)
                    records.send(session, record, by=writer, comment="", read_at=record.version)
                    records.publish(
                        session, record, by=reviewer, comment="", read_at=record.version
                    )
                else:
                    source = session.get_one(Source, key)
                    sources.send(session, source, by=writer, comment="", read_at=source.version)
                    claims.publish_source(
                        session, source, by=reviewer, comment="", read_at=source.version
                    )
            session.commit()
    return len(kept)
