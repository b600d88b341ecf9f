"""The search indexes: make them anew, compare them with what they follow."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from sqlalchemy import func, select

from heritage.cli.faults import Fault, Step, index_faults, report
from heritage.cli.here import Bars, Here, HouseGroup, json_option, pass_here
from heritage.house import House
from heritage.records.models import Record
from heritage.search.backend import Progress
from heritage.search.sync import DeskIndex, PublicIndex
from heritage.sources.models import Source

TOLD_PER_INDEX = 100
"""A machine is told of so many steps at most for each index."""


@click.group(cls=HouseGroup)
def index() -> None:
    """Rebuild or verify the search indexes of desk and catalogue."""


@index.command()
@click.option("--json", "as_json", is_flag=True, help="Tell each step as a line of JSON.")
@pass_here
def rebuild(here: Here, *, as_json: bool) -> None:
    """Make both indexes anew; the old ones answer until the new ones are ready."""
    with here.house() as house, _steps(as_json=as_json) as step:
        desk = _rebuilt(
            "desk", _kept(house), DeskIndex(house.read, house.desk_search).rebuild, step
        )
        editions = sum(house.public.counts().values())
        public = PublicIndex(house.public, house.public_search)
        catalogue = _rebuilt("catalogue", editions, public.rebuild, step)
    if as_json:
        click.echo(json.dumps({"desk": desk, "catalogue": catalogue}))
    else:
        click.echo(f"The desk's index holds {desk} documents, the catalogue's {catalogue}.")


def _kept(house: House) -> int:
    with house.read() as session:
        return sum(session.scalar(select(func.count(each.id))) or 0 for each in (Record, Source))


def _rebuilt(label: str, total: int, rebuild: Callable[[Progress], int], step: Step) -> int:
    """Make one index anew, telling how far it is, and that it is done."""
    step(label, 0, total)
    count = rebuild(lambda done: step(label, min(done, total), total))
    # Not everything that is kept is found: people at risk are in no index.
    step(label, total, total)
    return count


@contextmanager
def _steps(*, as_json: bool) -> Iterator[Step]:
    """Tell a machine line by line, a person by a bar."""
    if not as_json:
        with Bars() as bars:
            yield bars.step
        return
    last = ("", -1)

    def step(label: str, done: int, total: int) -> None:
        nonlocal last
        part = done * TOLD_PER_INDEX // max(total, 1)
        if (label, part) != last:
            last = label, part
            click.echo(json.dumps({"index": label, "done": done, "of": total}))

    yield step


@index.command()
@json_option
@pass_here
def verify(here: Here, *, as_json: bool) -> None:
    """Compare both indexes with the stores they follow; status 1 when they differ."""
    with here.house() as house:
        found: list[Fault] = list(index_faults(house))
    report(found, as_json=as_json, sound="Both indexes agree with their stores.")
