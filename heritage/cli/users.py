"""Accounts: who works here."""

from __future__ import annotations

import click
from sqlalchemy.orm import Session

from heritage.accounts import actions
from heritage.accounts.models import CLEARANCES, ROLES, User
from heritage.accounts.queries import by_name, everyone
from heritage.cli.here import Here, HouseGroup, answer, json_option, pass_here
from heritage.house import House


@click.group(cls=HouseGroup)
def user() -> None:
    """Make, list, invite and shut accounts."""


@user.command()
@click.argument("name")
@click.option("--display-name", default="", help="What to call them; else the name itself.")
@click.option(
    "--role",
    type=click.Choice(ROLES),
    default="archivist",
    show_default=True,
    help="What they do here.",
)
@click.option(
    "--clearance",
    type=click.Choice(CLEARANCES),
    default="staff",
    show_default=True,
    help="Up to which level they may know values.",
)
@pass_here
def add(here: Here, name: str, display_name: str, role: str, clearance: str) -> None:
    """Make an account and print the link by which its owner chooses a password."""
    with here.house() as house:
        with house.write() as session:
            made = actions.add(session, name, display_name, role=role, clearance=clearance)
            token = actions.invite(session, made, None)
            session.commit()
        _say_link(house, made, token)


@user.command("list")
@json_option
@pass_here
def list_(here: Here, *, as_json: bool) -> None:
    """List all accounts, open ones first."""
    with here.house() as house, house.read() as session:
        told = [_told(each) for each in everyone(session)]
    lines = [
        f"{each['name']:<20} {each['role']:<10} {each['clearance']:<10} {each['state']}"
        for each in told
    ]
    answer(told, as_json=as_json, lines=lines)


def _told(each: User) -> dict[str, str]:
    waiting = "open" if each.password_hash else "invited"
    return {
        "name": each.name,
        "display_name": each.display_name,
        "role": each.role,
        "clearance": each.clearance,
        "state": waiting if each.active else "shut",
    }


@user.command()
@click.argument("name")
@pass_here
def invite(here: Here, name: str) -> None:
    """Print a new link by which somebody chooses a password, the first or another."""
    with here.house() as house:
        with house.write() as session:
            found = _found(session, name)
            token = actions.invite(session, found, None)
            session.commit()
        _say_link(house, found, token)


@user.command()
@click.argument("name")
@pass_here
def disable(here: Here, name: str) -> None:
    """Shut an account and end its sessions; what it did stays in the history."""
    with here.house() as house, house.write() as session:
        actions.disable(session, _found(session, name), None)
        session.commit()
    click.echo(f"The account “{name}” is shut and its sessions have ended.")


def _found(session: Session, name: str) -> User:
    found = by_name(session, name)
    if found is None:
        raise actions.BadAccount(f"There is no account named “{name}”. See: heritage user list")
    return found


def _say_link(house: House, of: User, token: str) -> None:
    click.echo(f"“{of.name}” ({of.role}) chooses a password within three days at:")
    click.echo(f"  {invitation_link(house, token)}")
    click.echo("The link works once and is kept nowhere.")


def invitation_link(house: House, token: str) -> str:
    """Give the address at which a password is chosen."""
    return f"{house.settings.base_url.rstrip('/')}/invitation/{token}"
