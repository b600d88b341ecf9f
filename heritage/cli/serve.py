"""Serve the archive, with the worker beside the server or alone."""

from __future__ import annotations

import dataclasses
import gc
import logging
import os
import signal
from collections.abc import Callable
from types import FrameType
from typing import Any

import click
from waitress.server import create_server

from heritage.cli.here import Here, HouseCommand, pass_here
from heritage.config import BadSetting, Settings
from heritage.house import House, open_house
from heritage.worker import Worker

THREADS, CONNECTIONS, IDLE_SECONDS = 8, 1000, 30


def listening(command: Callable[..., Any]) -> Callable[..., Any]:
    """Let a command be told where to listen."""
    port = click.option(
        "--port",
        envvar="PORT",
        type=click.IntRange(0, 65535),
        default=8000,
        show_default=True,
        help="On which port, or PORT; 0 takes a free one.",
    )
    host = click.option(
        "--host",
        envvar="HOST",
        default="127.0.0.1",
        show_default=True,
        help="At which address to listen, or HOST.",
    )
    return host(port(command))


@click.command(cls=HouseCommand)
@listening
@pass_here
def serve(here: Here, host: str, port: int) -> None:
    """Serve the archive to readers and archivists.

    The worker runs beside the server unless HERITAGE_WORKER is “none”. SIGTERM or Ctrl-C ends
    both once what is under way is done.
    """
    run_server(here, host, port)


def run_server(here: Here, host: str, port: int) -> None:
    """Listen until told to stop."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)
    house = open_house(_settings(here, host, port))
    try:
        _serve(here, house, host, port)
    finally:
        house.close()


def _settings(here: Here, host: str, port: int) -> Settings:
    """Let citations and links carry the address that is served, unless another was set."""
    settings = here.settings()
    if settings.worker not in {"thread", "none"}:
        raise BadSetting(f"Setting worker: “{settings.worker}” will not do; thread or none.")
    default = {field.name: field.default for field in dataclasses.fields(Settings)}["base_url"]
    if settings.base_url != default or port == 0:
        return settings
    return dataclasses.replace(settings, base_url=f"http://{_for_links(host)}:{port}")


def _for_links(host: str) -> str:
    if host in {"0.0.0.0", "::", ""}:  # noqa: S104 (compared, not listened on)
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def _serve(here: Here, house: House, host: str, port: int) -> None:
    server: Any = create_server(
        here.make_app(house),
        host=host,
        port=port,
        threads=THREADS,
        connection_limit=CONNECTIONS,
        channel_timeout=IDLE_SECONDS,
        ident=None,
    )
    worker = Worker(house)
    if house.settings.worker == "thread":
        worker.start()
    signal.signal(signal.SIGTERM, _stop)
    _settle()
    for address, number in _addresses(server):
        click.echo(f"{house.settings.archive_name}: http://{_for_links(address)}:{number}")
    try:
        server.run()
    finally:
        server.close()
        worker.stop()


def _settle() -> None:
    """Take all there is by now as here to stay: to look it over for waste would halt a page."""
    gc.collect()
    gc.freeze()


def _addresses(server: Any) -> list[tuple[str, int]]:
    """Tell where a server listens: on one socket, or on several when a name has several."""
    several = getattr(server, "effective_listen", None)
    return several or [(server.effective_host, int(server.effective_port))]


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


@click.command(cls=HouseCommand)
@click.option("--once", is_flag=True, help="Catch up and end, rather than wait for more.")
@pass_here
def worker(here: Here, *, once: bool) -> None:
    """Follow the archive: keep public store and search indexes up to date.

    Needed beside the server only where HERITAGE_WORKER is “none”.
    """
    with here.house() as house:
        if once:
            click.echo(f"{house.catch_up()} changes followed.")
            return
        _follow(house)


def _follow(house: House) -> None:
    follower = Worker(house)
    signal.signal(signal.SIGTERM, _stop)
    click.echo(f"Following the archive in {house.settings.home} (process {os.getpid()}).")
    follower.start()
    try:
        follower.ended.wait()
    except (KeyboardInterrupt, SystemExit):
        follower.stop()
