"""Take what is public out of the archive."""

from __future__ import annotations

import json
from pathlib import Path
from typing import IO

import click

from heritage.cli.here import Bars, Here, HouseCommand, pass_here
from heritage.edition.public import KINDS


@click.command(cls=HouseCommand)
@click.argument("file", type=click.File("w", encoding="utf-8", atomic=True), default="-")
@click.option("--kind", type=click.Choice(KINDS), help="Records of one kind only.")
@pass_here
def export(here: Here, file: IO[str], kind: str | None) -> None:
    """Write every public record to FILE as JSON, one a line; without FILE, to the terminal.

    Only editions are written: what the public may not see is not in them.
    """
    with here.house() as house, Bars() as bars:
        counts = house.public.counts()
        total = counts[kind] if kind else sum(counts.values())
        for number, record in enumerate(house.public.all(kind), 1):
            told = {
                "id": record.id,
                "kind": record.kind,
                "path": record.path,
                "edition": record.edition,
                "updated": record.updated,
                **record.body,
            }
            file.write(json.dumps(told, ensure_ascii=False, sort_keys=True) + "\n")
            bars.step("records", number, total)
    if file.name != "<stdout>":
        click.echo(f"{total} records are in {Path(file.name)}.", err=True)
