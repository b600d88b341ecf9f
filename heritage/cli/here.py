"""What all commands share: which archive is meant, how faults, bars and answers are shown."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from heritage.config import CHECKOUT, BadSetting, Settings, load

if TYPE_CHECKING:
    from flask import Flask

    from heritage.house import House

MakeApp = Callable[["House"], "Flask"]


def release() -> str:
    """Tell the version of this software: of the installed package, else of the checkout."""
    try:
        return version("heritage-loss-archive")
    except PackageNotFoundError:
        told = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
        return str(told["project"]["version"])


@dataclass
class Here:
    """The archive a command is about, and what serves it."""

    make_app: MakeApp
    home: Path | None = None

    def settings(self) -> Settings:
        """Read the settings of this archive."""
        return load(self.home)

    @contextmanager
    def house(self) -> Iterator[House]:
        """Open the archive, and let go of it when the command is done."""
        from heritage.house import open_house  # Only now: --help does without an archive.

        house = open_house(self.settings())
        try:
            yield house
        finally:
            house.close()


pass_here = click.make_pass_decorator(Here)


def _choose_home(context: click.Context, _option: click.Parameter, home: Path | None) -> None:
    here = context.find_object(Here)
    if home is not None and here is not None:
        here.home = home


def _home_option() -> click.Option:
    return click.Option(
        ["--home"],
        type=click.Path(file_okay=False, path_type=Path),
        metavar="DIR",
        help="The archive's folder.",
        expose_value=False,
        is_eager=True,
        callback=_choose_home,
    )


class HouseCommand(click.Command):
    """A command about one archive: it takes --home, and ends on a fault with one sentence."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.params.append(_home_option())

    def invoke(self, context: click.Context) -> Any:
        """Run, turning faults that were foreseen into a sentence."""
        try:
            return super().invoke(context)
        except (BadSetting, OSError) as fault:
            raise click.ClickException(_sentence(fault)) from fault
        except Exception as fault:
            if isinstance(fault, _foreseen()):
                raise click.ClickException(str(getattr(fault, "orig", fault))) from fault
            raise


def _sentence(fault: Exception) -> str:
    if isinstance(fault, OSError) and fault.filename and fault.strerror:
        return f"{fault.filename}: {fault.strerror}."
    return str(fault)


def _foreseen() -> tuple[type[Exception], ...]:
    """List the faults of the rooms that say in a sentence what is wrong."""
    from sqlalchemy.exc import OperationalError

    from heritage.accounts.actions import BadAccount
    from heritage.exchange.geonames import BadGeoNames
    from heritage.exchange.seeding import AlreadySeeded, BadSeed
    from heritage.house import NoArchive
    from heritage.search.backend import SearchUnavailable

    return (
        AlreadySeeded, BadAccount, BadGeoNames, BadSeed, NoArchive, OperationalError,
        SearchUnavailable,
    )  # fmt: skip


class HouseGroup(click.Group):
    """A set of such commands; --home may stand before or after the command's name."""

    command_class = HouseCommand

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.params.append(_home_option())


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let a command answer machines too."""
    return click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")(command)


def answer(told: Any, *, as_json: bool, lines: Iterable[str]) -> None:
    """Print an answer: for a machine as JSON, for a person line by line."""
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for line in lines:
        click.echo(line)


class Bars:
    """Progress bars, one after the other, on a terminal only."""

    def __init__(self) -> None:
        self.shown = sys.stderr.isatty()
        self.label = ""
        self.done = 0
        self.bar: Any = None

    def __enter__(self) -> Bars:
        return self

    def __exit__(self, *_fault: object) -> None:
        self._finish()

    def step(self, label: str, done: int, total: int) -> None:
        """Show how far a piece of work is; a new label begins a new bar."""
        if not self.shown:
            return
        if label != self.label:
            self._finish()
            self.bar = click.progressbar(length=total, label=f"{label:<20}", file=sys.stderr)
            self.bar.__enter__()
            self.label, self.done = label, 0
        self.bar.update(done - self.done)
        self.done = done

    def _finish(self) -> None:
        if self.bar is not None:
            self.bar.__exit__(None, None, None)
            self.bar = None
