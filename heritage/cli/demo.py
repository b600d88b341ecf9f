"""A demo archive: made, seeded, with three accounts, and served."""

from __future__ import annotations

import os
import secrets

import click
from sqlalchemy.orm import Session

from heritage.accounts import actions as accounts
from heritage.accounts.models import User
from heritage.accounts.queries import by_name
from heritage.cli.archive import bring_up_to_date
from heritage.cli.here import Bars, Here, HouseCommand, pass_here
from heritage.cli.serve import listening, run_server
from heritage.config import folder
from heritage.exchange.seeding import ARCHIVIST, load
from heritage.house import House, make

PEOPLE = ("archivist", "reviewer", "steward")
PASSWORD = "HERITAGE_DEMO_PASSWORD"  # noqa: S105 (the name of a variable)


@click.command(cls=HouseCommand)
@listening
@click.option("--no-serve", is_flag=True, help="Make it ready and end.")
@pass_here
def demo(here: Here, host: str, port: int, *, no_serve: bool) -> None:
    """Make a demo archive with Palmyra in it, if there is none yet, and serve it.

    Its accounts are archivist, reviewer and steward. Their password is HERITAGE_DEMO_PASSWORD
    where that is set; else a new one is drawn at each start, printed here and kept nowhere.
    """
    make(here.settings())
    password = os.environ.get(PASSWORD) or "-".join(secrets.token_hex(3) for _ in range(3))
    with here.house() as house, Bars() as bars:
        if not _seeded(house):
            load(house, folder("seed_data"), bars.step)
        with house.write() as session:
            for name in PEOPLE:
                _let_in(session, name, password)
            session.commit()
        bring_up_to_date(house, bars)
    click.echo(f"Demo accounts: {', '.join(PEOPLE)}")
    click.echo(f"Password: {f'as set in {PASSWORD}' if os.environ.get(PASSWORD) else password}")
    if not no_serve:
        run_server(here, host, port)


def _seeded(house: House) -> bool:
    with house.read() as session:
        return by_name(session, ARCHIVIST) is not None


def _let_in(session: Session, name: str, password: str) -> None:
    """Give one account of the demo its password, as an invitation would."""
    found: User = by_name(session, name) or accounts.add(
        session, name, name.capitalize(), role=name
    )
    invitation = accounts.invited(session, accounts.invite(session, found, None))
    if invitation is not None:
        accounts.accept(session, invitation, password)
