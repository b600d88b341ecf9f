"""Whether the archive is whole: databases, ledger, records, files, editions, indexes."""

from __future__ import annotations

import time
from collections.abc import Iterator

import click

from heritage.cli.faults import (
    Fault,
    edition_faults,
    file_faults,
    index_faults,
    ledger_faults,
    record_faults,
    report,
    store_faults,
)
from heritage.cli.here import Bars, Here, HouseCommand, json_option, pass_here
from heritage.cli.watermarks import behind
from heritage.house import House

PATIENCE = 10.0
"""Seconds a worker beside us is given to catch up before its lag counts as a fault."""


@click.command(cls=HouseCommand)
@json_option
@pass_here
def verify(here: Here, *, as_json: bool) -> None:
    """Check the whole archive and name each fault; status 1 when there is one.

    Looks at the databases, the chain of all changes, every record against its history, the
    bytes of every file, the public store against the archive, and both search indexes.
    """
    with here.house() as house, Bars() as bars:
        found = all_faults(house, bars)
    report(found, as_json=as_json, sound="Everything is as it should be.")


def all_faults(house: House, bars: Bars) -> list[Fault]:
    """Look at every part in turn."""
    bars.step("database, ledger", 0, 1)
    found = [*_told("database", store_faults(house)), *_told("ledger", ledger_faults(house))]
    found += _told("records", record_faults(house, bars.step))
    found += _told("files", file_faults(house, bars.step))
    bars.step("editions, indexes", 0, 1)
    if lag := _lag(house):
        return found + lag
    found += _told("editions", edition_faults(house))
    found += _told("indexes", index_faults(house))
    bars.step("editions, indexes", 1, 1)
    return found


def _told(part: str, faults: Iterator[Fault]) -> list[Fault]:
    """Hear all there is to say of a part; what is broken may break the look at it."""
    heard = []
    try:
        for each in faults:
            heard.append(each)
    except Exception as fault:
        heard.append(Fault(part, f"cannot be looked at whole: {_why(fault)}"))
    return heard


def _why(fault: Exception) -> str:
    """Say in words what was met where something else was expected."""
    if isinstance(fault, KeyError):
        return f"something in it lacks {fault}"
    return f"{fault} ({type(fault).__name__})"


def _lag(house: House) -> list[Fault]:
    """Wait a little for the worker; tell what it has not followed yet."""
    until = time.monotonic() + PATIENCE
    while (late := behind(house)) and time.monotonic() < until:
        time.sleep(0.2)
    return [
        Fault(part, f"{count} changes were not followed yet; run heritage worker --once")
        for part, count in late.items()
    ]
