"""The yard: what a clone holds before any of it runs."""

import re
import shutil
import socket
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import psycopg
import pytest
from pytest_socket import SocketConnectBlockedError

from tests.support.postgres import plain

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text()
PINS = sorted(ROOT.glob("requirements/*.txt"))

# Written in pieces, so that this file holds none of them.
REGISTRIES = re.compile(
    "py" + r"pi\.org|python" + r"hosted\.org|npm" + r"js\.|unp" + r"kg\.com|jsdel" + r"ivr\.|"
    "mav" + r"en\.org|crat" + r"es\.io|proxy\.gol" + r"ang|deb\.deb" + r"ian|archive\.ub" + "untu"
)
MACHINE_PATHS = re.compile(r"(?<![\w./])/(?:wo" + "rk|roo" + "t|ho" + "me)/")


def tracked() -> list[Path]:
    """List what a clone would hold, pictures and fonts apart."""
    listed = subprocess.run(
        ["git", "grep", "--untracked", "-I", "--name-only", "-z", ""],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def naming(pattern: re.Pattern[str]) -> list[str]:
    """Say which lines of which files hold what none should."""
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked()
        for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1)
        if pattern.search(line)
    ]


def requirements(path: Path) -> list[str]:
    """Join each requirement with the hashes that follow it."""
    return path.read_text().replace("\\\n", " ").splitlines()


def test_no_file_names_a_package_registry():
    assert naming(REGISTRIES) == []


def test_no_file_names_a_folder_of_somebodys_machine():
    assert naming(MACHINE_PATHS) == []


@pytest.mark.parametrize("path", PINS, ids=lambda path: path.name)
def test_every_library_is_pinned_to_its_exact_bytes(path):
    loose = [
        line for line in requirements(path) if not re.match(r"[\w.-]+==\S+ .*--hash=sha256:", line)
    ]
    assert loose == []
    assert "://" not in path.read_text()


def test_tests_run_on_the_libraries_that_the_archive_runs_on():
    run, test = (set(requirements(ROOT / f"requirements/{name}.txt")) for name in ("run", "test"))
    assert run - test == set()


def test_every_library_the_archive_asks_for_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = {re.match(r"[\w-]+", line)[0] for line in project["dependencies"]}
    pinned = {line.partition("==")[0] for line in requirements(ROOT / "requirements/run.txt")}
    assert asked - pinned == set()


def test_make_help_names_every_target():
    targets = re.search(r"^\.PHONY: (help .*)$", MAKEFILE, re.M)[1].split()
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    lines = dict(line.split(maxsplit=2)[1:] for line in told.stdout.splitlines())
    assert list(lines) == targets
    assert {"demo", "test", "check", "bench"} <= set(lines)


def test_a_socket_beyond_this_machine_is_refused():
    with pytest.warns(UserWarning, match="192.0.2.1"), pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> list[str]:
    """Build the wheel from a copy of the tracked files and list what it carries."""
    copy, out = tmp_path_factory.mktemp("checkout"), tmp_path_factory.mktemp("wheel")
    files = subprocess.run(
        ["git", "ls-files", "-z", "--cached"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(None, files.stdout.split("\0")):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy / name)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", out],
        cwd=copy,
        check=True,
        capture_output=True,
    )
    (built,) = out.glob("*.whl")
    return zipfile.ZipFile(built).namelist()


@pytest.mark.parametrize("folder", ["templates", "static", "seed_data"])
def test_the_wheel_carries_what_stands_outside_the_package(wheel, folder):
    listed = subprocess.run(
        ["git", "ls-files", "-z", folder], cwd=ROOT, capture_output=True, text=True, check=True
    )
    ours = {f"heritage/{name}" for name in listed.stdout.split("\0") if name}
    assert ours
    assert ours - set(wheel) == set()


@pytest.mark.postgres
def test_each_postgres_database_is_fresh_and_durable(postgres_database):
    with psycopg.connect(plain(postgres_database)) as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("on",)
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
        assert connection.execute("SELECT count(*) FROM pg_stat_user_tables").fetchone() == (0,)
