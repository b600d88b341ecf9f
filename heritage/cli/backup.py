"""Copy a whole archive while it is in use, and set one up again from such a copy."""

from __future__ import annotations

from pathlib import Path

import click

from heritage.cli.copies import BadCopy, check_copy, copy_archive, put_back
from heritage.cli.here import Bars, Here, HouseCommand, answer, json_option, pass_here
from heritage.cli.verify import all_faults
from heritage.house import open_house
from heritage.search.sync import DeskIndex, PublicIndex

FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(cls=HouseCommand)
@click.argument("folder", type=FOLDER)
@json_option
@pass_here
def backup(here: Here, folder: Path, *, as_json: bool) -> None:
    """Copy the archive into FOLDER, which must be new or empty; the archive may be in use.

    Records and editions are copied as they stand at one moment, then every file. The copy is
    opened and read through before the command says that it is good. Search indexes are left
    out: they are made anew when the copy is put back.
    """
    with here.house() as house, Bars() as bars:
        manifest = copy_archive(house, folder, bars.step)
    if found := check_copy(folder):
        raise BadCopy("The copy is not good: " + "; ".join(found))
    said = f"{manifest['files']} files up to ledger entry {manifest['ledger']} are in {folder}."
    answer(manifest | {"folder": str(folder)}, as_json=as_json, lines=[said, "Copy checked."])


@click.command(cls=HouseCommand)
@click.argument("folder", type=FOLDER)
@pass_here
def restore(here: Here, folder: Path) -> None:
    """Set up an archive from the copy in FOLDER; the archive's own folder must be new or empty.

    The copy is compared with its manifest first. Search indexes are made anew, and the whole
    archive is verified.
    """
    settings = here.settings()
    with Bars() as bars:
        put_back(folder, settings, bars.step)
        house = open_house(settings)
        try:
            DeskIndex(house.read, house.desk_search).rebuild()
            house.projector().catch_up()
            PublicIndex(house.public, house.public_search).rebuild()
            found = all_faults(house, bars)
        finally:
            house.close()
    if found:
        raise BadCopy("The archive was put back, with faults: " + "; ".join(f.what for f in found))
    click.echo(f"The archive is back in {settings.home}. Everything is as it should be.")
