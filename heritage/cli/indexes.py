"""The search indexes: make them anew, compare them with what they follow."""

from __future__ import annotations

import click
from sqlalchemy import func, select

from heritage.cli.faults import Fault, index_faults, report
from heritage.cli.here import Bars, Here, HouseGroup, json_option, pass_here
from heritage.records.models import Record
from heritage.search.sync import DeskIndex, PublicIndex
from heritage.sources.models import Source


@click.group(cls=HouseGroup)
def index() -> None:
    """Rebuild or verify the search indexes of desk and catalogue."""


@index.command()
@pass_here
def rebuild(here: Here) -> None:
    """Make both indexes anew; the old ones answer until the new ones are ready."""
    with here.house() as house, Bars() as bars:
        with house.read() as session:
            kept = sum(
                session.scalar(select(func.count(each.id))) or 0 for each in (Record, Source)
            )
        desk = DeskIndex(house.read, house.desk_search).rebuild(
            lambda done: bars.step("desk", done, kept)
        )
        editions = sum(house.public.counts().values())
        public = PublicIndex(house.public, house.public_search).rebuild(
            lambda done: bars.step("catalogue", done, editions)
        )
    click.echo(f"The desk's index holds {desk} documents, the catalogue's {public}.")


@index.command()
@json_option
@pass_here
def verify(here: Here, *, as_json: bool) -> None:
    """Compare both indexes with the stores they follow; status 1 when they differ."""
    with here.house() as house:
        found: list[Fault] = list(index_faults(house))
    report(found, as_json=as_json, sound="Both indexes agree with their stores.")
