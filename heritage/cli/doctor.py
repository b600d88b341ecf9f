"""Whether this machine is fit for the archive, and the archive keeps up with itself."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

import click

from heritage.cli.here import Here, HouseCommand, answer, json_option, pass_here, release
from heritage.cli.watermarks import behind, watermarks
from heritage.config import Settings
from heritage.db import SOUND_SQLITE, sqlite_module
from heritage.house import House, NoArchive

LITTLE, SCARCE = 2 * 1024**3, 200 * 1024**2
LIBRARIES = ("flask", "sqlalchemy", "alembic", "waitress", "whoosh3", "trafilatura")


@dataclass(frozen=True)
class Finding:
    """One thing looked at: `good`, `note`, `warning` or `bad`, and what to do about it."""

    state: str
    about: str
    said: str


@click.command(cls=HouseCommand)
@json_option
@pass_here
def doctor(here: Here, *, as_json: bool) -> None:
    """Look at the machine and the archive's folder, and say what needs care.

    Tells versions, the SQLite in use, who can read the folder, how much space is left, and
    how far stores and indexes follow the archive. Status 1 when something is bad; a warning
    leaves it 0.
    """
    settings = here.settings()
    found = [*_machine(), *_folder(settings), *_archive(here)]
    lines = [f"{each.state:<8} {each.about:<16} {each.said}" for each in found]
    answer([asdict(each) for each in found], as_json=as_json, lines=lines)
    if any(each.state == "bad" for each in found):
        raise click.exceptions.Exit(1)


def _machine() -> Iterator[Finding]:
    yield Finding("note", "heritage", release())
    yield Finding("note", "python", f"{platform.python_version()} at {sys.executable}")
    library = sqlite_module()
    said = f"{library.sqlite_version}, by {library.__name__}"
    if tuple(library.sqlite_version_info) >= SOUND_SQLITE:
        yield Finding("good", "sqlite", said)
    else:
        sound = ".".join(str(part) for part in SOUND_SQLITE)
        yield Finding(
            "warning",
            "sqlite",
            f"{said}. Releases before {sound} could corrupt the log they write ahead. "
            "Install pysqlite3, or a newer SQLite.",
        )
    for name in LIBRARIES:
        yield Finding("note", name, version(name))


def _folder(settings: Settings) -> Iterator[Finding]:
    home = settings.home
    if not home.is_dir():
        yield Finding("bad", "folder", f"{home} is not there. Make it with: heritage init")
        return
    yield _rights("folder", home)
    if (home / "secret.key").exists():
        yield _rights("secret key", home / "secret.key")
    free = shutil.disk_usage(home).free
    state = "bad" if free < SCARCE else "warning" if free < LITTLE else "good"
    yield Finding(state, "free space", f"{free / 1024**3:.1f} GB")


def _rights(about: str, path: Path) -> Finding:
    mode = path.stat().st_mode & 0o777
    if mode & 0o022:
        return Finding("bad", about, f"{path} can be changed by others. Run: chmod go-rwx {path}")
    if mode & 0o055:
        return Finding("warning", about, f"{path} can be read by others. Run: chmod go-rwx {path}")
    return Finding("good", about, f"{path} is ours alone")


def _archive(here: Here) -> Iterator[Finding]:
    try:
        with here.house() as house:
            yield Finding("good", "archive", _kept(house))
            yield from _searching(house)
            yield from _following(house)
    except NoArchive as fault:
        yield Finding("bad", "archive", str(fault))


def _kept(house: House) -> str:
    counts = house.public.counts()
    return f"opens; {sum(counts.values())} editions; records in {house.engine.dialect.name}"


def _searching(house: House) -> Iterator[Finding]:
    """Say how search is kept; of a cluster, whether it answers and has all its copies."""
    if house.settings.search_urls:
        yield Finding("note", "opensearch-py", version("opensearch-py"))
    for name, index in (("desk search", house.desk_search), ("public search", house.public_search)):
        condition = index.condition()
        yield Finding(condition.state, name, condition.said)


def _following(house: House) -> Iterator[Finding]:
    late = behind(house)
    for name, mark in watermarks(house).items():
        yield Finding("note", name, "none yet" if mark is None else f"at {mark}")
    for name, lag in late.items():
        yield Finding("warning", name, f"is {lag} changes behind. Is the worker running?")
