"""Copies of an archive: databases at one moment, files by their hash, a manifest of all."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, make_url, select, text

from heritage.cli.here import release
from heritage.config import Settings
from heritage.db import now, open_engine, readers, sqlite_module
from heritage.house import House
from heritage.ledger.queries import faults, head
from heritage.media.models import File

MANIFEST = "manifest.json"
DATABASES = ("archive.db", "public.db")
FOLDERS = ("files", "files-public")
SINGLE = ("archive.toml", "secret.key")
Step = Callable[[str, int, int], None]


class BadCopy(OSError):
    """A copy cannot be made there, or is not good."""


def copy_archive(house: House, folder: Path, step: Step) -> dict[str, Any]:
    """Copy databases first, files after them: no file a copied record needs can be missing.

    Raises:
        BadCopy: the folder is in use, or the records are kept elsewhere.
    """
    _only_here(house.settings)
    _need_empty(folder)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    urls = (house.settings.archive_url, house.settings.store_url)
    for name, url in zip(DATABASES, urls, strict=True):
        _copy_database(url, folder / name)
    _copy_files(house.settings.home, folder, step)
    return _write_manifest(folder)


def _only_here(settings: Settings) -> None:
    for url in (settings.archive_url, settings.store_url):
        if not url.startswith("sqlite"):
            raise BadCopy(
                "Records are kept in PostgreSQL. Copy them with pg_dump, and the folder beside."
            )


def _need_empty(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise BadCopy(f"{folder} is not empty. Name a new folder.")


def _copy_database(url: str, to: Path) -> None:
    """Let SQLite write a database out as it stands at one moment, while others go on."""
    connection = sqlite_module().connect(make_url(url).database)
    try:
        connection.execute("VACUUM INTO ?", (str(to),))
    finally:
        connection.close()
    to.chmod(0o600)


def _copy_files(home: Path, folder: Path, step: Step) -> None:
    found = list(_files(home))
    for number, path in enumerate(found, 1):
        to = folder / path.relative_to(home)
        to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copy2(path, to)
        step("files", number, len(found))


def _files(home: Path) -> Iterator[Path]:
    for name in FOLDERS:
        yield from sorted(path for path in (home / name).glob("??/??/*") if path.is_file())
    yield from (home / name for name in SINGLE if (home / name).exists())


def _write_manifest(folder: Path) -> dict[str, Any]:
    """Write down what the copy holds; a folder without a manifest is an unfinished copy."""
    engine = _opened(folder)
    with readers(engine)() as session:
        seq, chain = head(session)
    engine.dispose()
    held = {
        str(path.relative_to(folder)): {"sha256": _sha256(path), "bytes": path.stat().st_size}
        for path in [*(folder / name for name in DATABASES), *_files(folder)]
    }
    told = {
        "made": now().isoformat(timespec="seconds"),
        "heritage": release(),
        "ledger": seq,
        "ledger_hash": chain,
        "files": len(held),
    }
    path = folder / MANIFEST
    path.write_text(json.dumps(told | {"held": held}, indent=1) + "\n", encoding="utf-8")
    return told


def _opened(folder: Path) -> Engine:
    engine = open_engine(f"sqlite:///{folder / DATABASES[0]}", read_only=True)
    return engine.execution_options(reading=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check_copy(folder: Path) -> list[str]:
    """Read a copy through: manifest, databases, ledger, and every file the records know of."""
    told = _manifest(folder)
    found = list(_departures(folder, told["held"]))
    return found or list(_inner_faults(folder, told))


def _manifest(folder: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise BadCopy(f"{folder} holds no finished copy: its {MANIFEST} cannot be read.") from fault
    return told


def _departures(folder: Path, held: dict[str, Any]) -> Iterator[str]:
    for name, told in held.items():
        path = folder / name
        if not path.is_file():
            yield f"{name} is missing"
        elif _sha256(path) != told["sha256"]:
            yield f"{name} was altered"


def _inner_faults(folder: Path, told: dict[str, Any]) -> Iterator[str]:
    engine = _opened(folder)
    try:
        with engine.connect() as connection:
            said = connection.scalar(text("PRAGMA integrity_check"))
        if said != "ok":
            yield f"{DATABASES[0]}: {said}"
            return
        with readers(engine)() as session:
            yield from (fault.what for fault in faults(session))
            if head(session) != (told["ledger"], told["ledger_hash"]):
                yield "the ledger does not end where the manifest says"
            for sha256 in session.scalars(select(File.sha256)):
                if not (folder / "files" / sha256[:2] / sha256[2:4] / sha256).is_file():
                    yield f"files/{sha256} is missing"
    finally:
        engine.dispose()


def put_back(folder: Path, settings: Settings, step: Step) -> None:
    """Copy a good copy into the archive's folder.

    Raises:
        BadCopy: the copy is not good, or there is something in the folder already.
    """
    _only_here(settings)
    if found := check_copy(folder):
        raise BadCopy(f"The copy in {folder} is not good: " + "; ".join(found))
    _need_empty(settings.home)
    names = list(_manifest(folder)["held"])
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name in FOLDERS:
        (settings.home / name).mkdir(exist_ok=True, mode=0o700)
    for number, name in enumerate(names, 1):
        to = settings.home / name
        to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copy2(folder / name, to)
        step("files", number, len(names))
