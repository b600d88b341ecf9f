"""A PostgreSQL of our own: Debian's programs, a folder in /tmp, a private port on loopback."""

import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from tests.support.absent import absent

USER = "heritage"
STARTS_WITHIN = 60  # seconds; a machine busy with other things is slow to start one


class NotStarted(Exception):
    """PostgreSQL said why it would not run."""


def programs() -> Path | None:
    """Find the newest PostgreSQL that Debian installed."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    newest = max(found, key=lambda path: int(path.parts[-3]), default=None)
    return newest.parent if newest else None


def as_postgres(*command: str | Path) -> list[str]:
    """Run a program that dies with us, and never as root: PostgreSQL refuses to."""
    who = ["--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    return ["setpriv", *who, "--pdeathsig=INT", *map(str, command)]


def free_port() -> int:
    """Ask the system for a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def folder() -> Iterator[Path]:
    """Lend a folder that belongs to whoever runs PostgreSQL."""
    path = Path(tempfile.mkdtemp(prefix="heritage-pg-", dir="/tmp"))  # short, for socket names
    try:
        if os.geteuid() == 0:
            shutil.chown(path, "postgres", "postgres")
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def make_cluster(bin_: Path, home: Path) -> None:
    """Lay out an empty cluster in UTF-8, sorted alike on every machine."""
    initdb = as_postgres(bin_ / "initdb", "-D", home / "data", "-U", USER, "-A", "trust")
    made = subprocess.run(
        [*initdb, "-E", "UTF8", "--locale=C.UTF-8"], cwd=home, capture_output=True, text=True
    )
    if made.returncode:
        raise NotStarted(made.stderr)


@contextmanager
def running(bin_: Path, home: Path, port: int) -> Iterator[str]:
    """Keep a server up, durable as in earnest, and give the address of its first database."""
    where = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": home}
    options = [word for name, value in where.items() for word in ("-c", f"{name}={value}")]
    with (home / "log").open("w") as log:
        command = as_postgres(bin_ / "postgres", "-D", home / "data", *options)
        server = subprocess.Popen(command, cwd=home, stdout=log, stderr=log)
    url = f"postgresql+psycopg://{USER}@127.0.0.1:{port}/postgres"
    try:
        wait_for(server, url, home / "log")
        yield url
    finally:
        server.send_signal(signal.SIGINT)  # end sessions, write everything, stop
        server.wait()


def wait_for(server: subprocess.Popen[Any], url: str, log: Path) -> None:
    """Return once the server answers; say what it said if it gives up."""
    import psycopg

    end = time.monotonic() + STARTS_WITHIN
    while server.poll() is None and time.monotonic() < end:
        with suppress(psycopg.OperationalError), psycopg.connect(plain(url)):
            return
        time.sleep(0.05)
    raise NotStarted(log.read_text())


def plain(url: str) -> str:
    """Write SQLAlchemy's address as PostgreSQL's own programs and psycopg read it."""
    return url.replace("+psycopg", "", 1)


def why_not(bin_: Path | None) -> str | None:
    """Name what this machine lacks for a PostgreSQL of our own."""
    if bin_ is None:
        return "PostgreSQL is not here: apt-get install postgresql"
    if shutil.which("setpriv") is None:
        return "PostgreSQL is started through setpriv, which is not here"
    return None


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Run one server for this process's tests; parallel workers each have their own."""
    bin_ = programs()
    if reason := why_not(bin_):
        absent(reason)
    assert bin_
    with folder() as home:
        make_cluster(bin_, home)
        with running(bin_, home, free_port()) as url:
            yield url


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[str]:
    """Give a fresh, empty database, gone after the test whoever is still connected."""
    import psycopg

    name = f"test_{uuid4().hex}"
    with psycopg.connect(plain(postgres_url), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name} TEMPLATE template0")
        yield re.sub(r"/postgres$", f"/{name}", postgres_url)
        admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
