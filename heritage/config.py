"""Settings: one folder is one archive; everything beyond it is a setting."""

from __future__ import annotations

import os
import re
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

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

    search_urls: str = ""
    """The nodes of an OpenSearch cluster, separated by commas; empty means search in the folder."""
    search_user: str = ""
    """The archive's user in the cluster."""
    search_password: str = field(default="", repr=False)
    """The password of that user."""
    search_password_file: str = ""
    """A file that holds the password instead."""
    search_ca: str = ""
    """The certificate authority of the cluster, as a file; empty means those of the system."""
    search_prefix: str = "heritage"
    """What the names of the archive's indices begin with; one for each archive in a cluster."""

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
    return [f"HERITAGE_{each.name.upper()}" for each in fields(Settings)]


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
    known = {each.name for each in fields(Settings)}
    if unknown := sorted(set(told) - known):
        raise BadSetting(f"{path} has settings this version does not know: {', '.join(unknown)}.")
    return told


def _from_environment(environ: Mapping[str, str]) -> dict[str, Any]:
    told = {
        each.name: environ[f"HERITAGE_{each.name.upper()}"]
        for each in fields(Settings)
        if each.name != "home" and f"HERITAGE_{each.name.upper()}" in environ
    }
    return dict(told)


def _typed(name: str, value: object) -> object:
    kind = {each.name: each.type for each in fields(Settings)}[name]
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


@dataclass(frozen=True)
class SearchCluster:
    """Where a search cluster is, and who the archive is to it."""

    urls: tuple[str, ...]
    user: str
    password: str = field(repr=False)
    ca: Path | None
    prefix: str


def search_cluster(settings: Settings) -> SearchCluster | None:
    """Read where the search cluster is; None when the archive searches in its own folder.

    Raises:
        BadSetting: an address that cannot be one, a password that would travel for all to read,
            or a file that cannot be read.
    """
    urls = tuple(url.strip().rstrip("/") for url in settings.search_urls.split(",") if url.strip())
    if not urls:
        return None
    password = _password(settings)
    for url in urls:
        _check_address(url, secret=bool(password))
    if not _PREFIX.fullmatch(settings.search_prefix):
        raise BadSetting(
            f"HERITAGE_SEARCH_PREFIX: {settings.search_prefix!r} will not do; it begins with a "
            "letter and has small letters, digits, - and _ only."
        )
    ca = Path(settings.search_ca) if settings.search_ca else None
    if ca and not ca.is_file():
        raise BadSetting(f"HERITAGE_SEARCH_CA: there is no file {ca}.")
    return SearchCluster(urls, settings.search_user, password, ca, settings.search_prefix)


_PREFIX = re.compile(r"[a-z][a-z0-9_-]{0,50}")
_LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def _check_address(url: str, *, secret: bool) -> None:
    told = urlsplit(url)
    if told.scheme not in ("http", "https") or not told.hostname:
        raise BadSetting(f"HERITAGE_SEARCH_URLS: {url!r} is not an address of a node.")
    if told.username or told.password:
        # The address itself is not repeated here: what is said may end in a log.
        raise BadSetting(
            "HERITAGE_SEARCH_URLS: user and password have settings of their own, "
            "HERITAGE_SEARCH_USER and HERITAGE_SEARCH_PASSWORD."
        )
    if secret and told.scheme == "http" and told.hostname not in _LOOPBACK:
        raise BadSetting(f"HERITAGE_SEARCH_URLS: over {url} the password could be read; use https.")


def _password(settings: Settings) -> str:
    if not settings.search_password_file:
        return settings.search_password
    if settings.search_password:
        raise BadSetting("The search cluster's password is given twice: in a setting and a file.")
    try:
        return Path(settings.search_password_file).read_text(encoding="utf-8").rstrip("\r\n")
    except OSError as fault:
        raise BadSetting(f"HERITAGE_SEARCH_PASSWORD_FILE cannot be read: {fault}") from fault


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
