"""Other names for recorded places."""

from __future__ import annotations

from typing import IO

import click

from heritage.accounts.queries import by_name
from heritage.cli.archive import bring_up_to_date
from heritage.cli.here import Bars, Here, HouseCommand, answer, json_option, pass_here
from heritage.exchange.geonames import take


@click.command(cls=HouseCommand)
@click.argument("file", type=click.File("r", encoding="utf-8"))
@click.option("--by", required=True, metavar="NAME", help="The account that takes them in.")
@json_option
@pass_here
def names(here: Here, file: IO[str], by: str, *, as_json: bool) -> None:
    """Give recorded places the names GeoNames has for them, from FILE.

    FILE is alternateNamesV2.txt or that of one country, from GeoNames (CC BY 4.0). Places are
    known by their identifier of the scheme "geonames". What is new is kept as an edit, with
    GeoNames as its source, and waits for review; the desk finds places by it at once.
    """
    with here.house() as house, Bars() as bars:
        with house.write() as session:
            user = by_name(session, by)
            if user is None or not user.active:
                raise click.ClickException(f"There is no open account named “{by}”.")
            taken = take(session, file, user)
            session.commit()
        bring_up_to_date(house, bars)
    lines = [f"{taken.names:6} names", f"{taken.records:6} records"]
    answer(taken._asdict(), as_json=as_json, lines=lines)
