"""The public store: write it anew, compare it with the archive."""

from __future__ import annotations

import click

from heritage.cli.faults import Fault, edition_faults, report
from heritage.cli.here import Bars, Here, HouseGroup, json_option, pass_here
from heritage.search.sync import PublicIndex


@click.group(cls=HouseGroup)
def edition() -> None:
    """Rebuild or verify what the public may see."""


@edition.command()
@pass_here
def rebuild(here: Here) -> None:
    """Write every edition anew from the archive; unchanged ones keep number and day."""
    with here.house() as house, Bars() as bars:
        house.public.make()
        count = house.projector().rebuild(lambda done, total: bars.step("editions", done, total))
        index = PublicIndex(house.public, house.public_search)
        index.catch_up()
        if index.verify():  # The store counts its changes anew when it was lost.
            index.rebuild()
    click.echo(f"The public store holds {count} editions.")


@edition.command()
@json_option
@pass_here
def verify(here: Here, *, as_json: bool) -> None:
    """Compare each edition with what the archive would publish now; status 1 on a difference."""
    with here.house() as house:
        found: list[Fault] = list(edition_faults(house))
    report(found, as_json=as_json, sound="Every edition agrees with the archive.")
