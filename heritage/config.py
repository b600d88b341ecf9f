"""Settings: one folder is one archive; everything beyond it is a setting."""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent


class BadSetting(ValueError):
    """A setting was given that the archive cannot work with."""


@dataclass(frozen=True)
class Settings:
    """What an archive needs to know before it opens; each may be set by `HERITAGE_<NAME>`."""

    home: Path
    database_url: str = ""
    """Where records are kept; empty means `archive.db` in the home folder."""
    public_url: str = ""
    """Where the public store is kept; empty means `public.db` in the home folder."""
    base_url: str = "http://127.0.0.1:8000"
    """The address under which readers reach the archive; used in citations and feeds."""
    archive_name: str = "Heritage Loss Archive"
    """The name in titles and citations."""
    trusted_hosts: str = ""
    """Host names the server answers to, separated by commas; empty means any."""
    max_upload_mb: int = 64
    """The largest file one upload may bring, in megabytes."""
    secure_cookies: bool = False
    """Set when readers come over TLS: the session cookie is then sent over TLS alone."""
    worker: str = "thread"
    """`thread` runs jobs beside the server; `none` leaves them to `heritage worker`."""

    @property
    def archive_url(self) -> str:
        """Name the database that holds everything."""
        return self.database_url or f"sqlite:///{self.home / 'archive.db'}"

    @property
    def store_url(self) -> str:
        """Name the database that holds what the public may see."""
        return self.public_url or f"sqlite:///{self.home / 'public.db'}"

    @property
    def files(self) -> Path:
        """Point to the bytes of captures, by their SHA-256."""
        return self.home / "files"

    @property
    def public_files(self) -> Path:
        """Point to the cleaned pictures that anyone may fetch."""
        return self.home / "files-public"

    @property
    def desk_index(self) -> Path:
        """Point to the search index of the desk."""
        return self.home / "index-desk"

    @property
    def public_index(self) -> Path:
        """Point to the search index of the catalogue."""
        return self.home / "index-public"


def names() -> list[str]:
    """List the settings by the names of their environment variables."""
    return [f"HERITAGE_{field.name.upper()}" for field in fields(Settings)]


def load(home: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Read settings: what the environment says wins over `archive.toml`, that over defaults.

    Raises:
        BadSetting: a value of the wrong type, or a name no setting has.
    """
    environ = os.environ if environ is None else environ
    folder_ = Path(home or environ.get("HERITAGE_HOME") or "var/archive").absolute()
    told = _from_file(folder_ / "archive.toml") | _from_environment(environ)
    typed: dict[str, Any] = {name: _typed(name, value) for name, value in told.items()}
    return Settings(home=folder_, **typed)


def _from_file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as fault:
        raise BadSetting(f"{path} cannot be read: {fault}") from fault
    known = {field.name for field in fields(Settings)}
    if unknown := sorted(set(told) - known):
        raise BadSetting(f"{path} has settings this version does not know: {', '.join(unknown)}.")
    return told


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    told = {
        field.name: environ[f"HERITAGE_{field.name.upper()}"]
        for field in fields(Settings)
        if field.name != "home" and f"HERITAGE_{field.name.upper()}" in environ
    }
    return dict(told)


def _typed(name: str, value: object) -> object:
    kind = {field.name: field.type for field in fields(Settings)}[name]
    try:
        if kind == "int":
            return int(str(value))
        if kind == "bool":
            return _yes(value)
    except ValueError as fault:
        raise BadSetting(f"Setting {name}: {value!r} will not do; it takes {kind}.") from fault
    return str(value)


def _yes(value: object) -> bool:
    word = str(value).strip().lower()
    if word not in {"1", "true", "yes", "on", "0", "false", "no", "off", ""}:
        raise ValueError(word)
    return word in {"1", "true", "yes", "on"}


def folder(name: str) -> Path:
    """Find `templates`, `static` or `seed_data`: inside the wheel, else beside the package."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else CHECKOUT / name


def secret_key(settings: Settings) -> bytes:
    """Read the archive's key, or make one at first run: 32 random bytes, mode 0600.

    Raises:
        BadSetting: the key is shorter than 32 bytes or others on the machine can read it.
    """
    path = settings.home / "secret.key"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as out:
            out.write(secrets.token_bytes(32))
    if path.stat().st_mode & 0o077:
        raise BadSetting(f"{path} can be read by others. Run: chmod 600 {path}")
    key = path.read_bytes()
    if len(key) < 32:
        raise BadSetting(f"{path} is too short. Remove it and start again; all will sign in anew.")
    return key
