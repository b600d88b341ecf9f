"""Make an archive; fill it with the seed data."""

from __future__ import annotations

from typing import Any

import click

from heritage.accounts import actions as accounts
from heritage.accounts.queries import everyone
from heritage.cli.here import Bars, Here, HouseCommand, answer, json_option, pass_here
from heritage.cli.users import invitation_link
from heritage.config import folder
from heritage.exchange.seeding import load, load_vocabularies
from heritage.house import House, make


@click.command(cls=HouseCommand)
@pass_here
def init(here: Here) -> None:
    """Make an archive, or bring an older one to the present shape.

    Lays out the folder, loads the vocabularies, and gives a link by which the first steward
    chooses a password. Done twice, it changes nothing that is there.
    """
    settings = here.settings()
    make(settings)
    with here.house() as house:
        terms = load_vocabularies(house, folder("seed_data"))
        link = _first_steward(house)
        house.projector().rebuild()
        house.catch_up()
    click.echo(f"The archive in {settings.home} is ready, with {terms} terms.")
    if link:
        click.echo("Its first account is “steward”. Choose a password within three days:")
        click.echo(f"  {link}")
        click.echo("The link works once and is kept nowhere.")


def _first_steward(house: House) -> str | None:
    """Invite a steward where there is none yet."""
    with house.write() as session:
        if any(user.role == "steward" for user in everyone(session)):
            return None
        user = accounts.add(session, "steward", "Steward", role="steward")
        token = accounts.invite(session, user, None)
        session.commit()
    return invitation_link(house, token)


@click.command(cls=HouseCommand)
@json_option
@pass_here
def seed(here: Here, *, as_json: bool) -> None:
    """Load the seed data: the vocabularies, and Palmyra with its sources.

    Everything comes in reviewed and published, or nothing does. An archive is seeded once.
    """
    with here.house() as house, Bars() as bars:
        counts = load(house, folder("seed_data"), bars.step)
        bring_up_to_date(house, bars)
    answer(counts, as_json=as_json, lines=_counted(counts))


def bring_up_to_date(house: House, bars: Bars) -> None:
    """Write public store and indexes, so that what came in can be read and found."""
    bars.step("editions and indexes", 0, 1)
    house.catch_up()
    bars.step("editions and indexes", 1, 1)


def _counted(counts: dict[str, Any]) -> list[str]:
    return [f"{number:6} {what}" for what, number in counts.items()]
