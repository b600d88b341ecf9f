"""Two archives whose public part is the same, so that any difference is something hidden."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from types import SimpleNamespace

from flask import Flask

from heritage.kit import hashing
from heritage.records.models import KINDS
from tests.making import make_record, make_source, person, publish
from tests.support.leaks import save
from tests.support.leaks_world import World, accounts, claims

TIMED = re.compile(rb'("took_ms": ?)[0-9.]+')


@contextmanager
def drawn_from(step: str) -> Iterator[None]:
    """Draw random names from a stream of its own, the same in every world."""
    numbers = count()

    def token_hex(length: int) -> str:
        return hashing.sha256(f"{step} {next(numbers)}")[: length * 2]

    kept, hashing.secrets = hashing.secrets, SimpleNamespace(token_hex=token_hex)
    try:
        yield
    finally:
        hashing.secrets = kept


def answer(app: Flask, address: str) -> tuple[object, ...]:
    """Fetch a page and keep all of it but the time it took, and what that alone changes."""
    with app.test_client().get(address) as got:
        body, timed = TIMED.subn(rb"\1", got.get_data())
        headers = got.headers.to_wsgi_list()
    measured = {"ETag", "Content-Length"} if timed else set()
    return got.status, [each for each in headers if each[0] not in measured], body


def private_edits(world: World, times: int) -> None:
    """Change what nobody outside may see, in every way there is, again and again."""
    for number in range(times):
        EDITS[number % len(EDITS)](world, number)
        world.settle()


def _notes(world: World, number: int) -> None:
    for name in ("temple", "event", "source"):
        save(world.session, world.kept[name], staff_note=world.garden.word(f"note {number}"))


def _draft(world: World, number: int) -> None:
    kind = list(KINDS)[number % len(KINDS)]
    make_record(world.session, kind, f"Temple of Example {number}")
    make_source(world.session, "Report of Example", publisher="Example Paper")


def _moved_in_its_cell(world: World, number: int) -> None:
    """Approve another exact point that lies in the same cell."""
    tomb = world.kept["tomb"]
    lat, lon = world.point
    places = [{"lat": lat + number / 10_000, "lon": lon, "note_en": world.garden.word("moved")}]
    save(world.session, tomb, places=places)
    publish(world.session, tomb)


def _claim(world: World, number: int) -> None:
    said = {"field": "built", "value": world.garden.word("claim"), "level": number % 3}
    cited = claims.cite(
        world.session, world.kept["source"], world.kept["temple"].id, said, by=person(world.session)
    )
    claims.take_back(world.session, cited, by=person(world.session), comment="no")


def _at_risk(world: World, number: int) -> None:
    save(world.session, world.kept["guard"], born=str(1950 + number), summary_en="Somebody else")


def _account(world: World, number: int) -> None:
    accounts.add(world.session, world.garden.word("account"), f"New {number}")


EDITS = (_notes, _draft, _moved_in_its_cell, _claim, _at_risk, _account)
