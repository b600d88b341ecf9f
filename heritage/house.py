"""One archive, opened: its stores, files and indexes, ready for the doors."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session, sessionmaker

from heritage.config import BadSetting, Settings, search_cluster
from heritage.db import open_engine, readers, writers
from heritage.edition.projector import Projector
from heritage.edition.store import PublicStore
from heritage.media.store import FileStore
from heritage.migrations import is_current, upgrade
from heritage.search.backend import Backend
from heritage.search.sync import DeskIndex, PublicIndex
from heritage.search.whoosh import WhooshBackend


class NoArchive(Exception):
    """There is no archive in this folder, or it was made by another version."""


@dataclass
class House:
    """Everything one archive consists of while it is open."""

    settings: Settings
    engine: Engine
    read: sessionmaker[Session]
    write: sessionmaker[Session]
    public: PublicStore
    files: FileStore
    public_files: FileStore
    desk_search: Backend
    public_search: Backend
    awake: dict[str, float] = field(default_factory=dict)
    alarm: threading.Event = field(default_factory=threading.Event)

    def wake(self) -> None:
        """Tell the worker that something was committed."""
        self.alarm.set()

    def projector(self) -> Projector:
        """Give what writes the public store; nothing else does."""
        return Projector(self.read, self.public, self.files, self.public_files)

    def catch_up(self) -> int:
        """Bring public store and indexes up to the archive; return how many changes there were."""
        done = self.projector().catch_up()
        done += DeskIndex(self.read, self.desk_search).catch_up()
        return done + PublicIndex(self.public, self.public_search).catch_up()

    def close(self) -> None:
        """Let go of files and connections."""
        self.desk_search.close()
        self.public_search.close()
        self.public.close()
        self.engine.dispose()


def make(settings: Settings) -> None:
    """Make an archive in its folder, or bring an older one to the present shape."""
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    for folder in (settings.files, settings.public_files):
        folder.mkdir(exist_ok=True, mode=0o700)
    engine = open_engine(settings.archive_url)
    upgrade(engine)
    engine.dispose()
    PublicStore(settings.store_url).make()


def open_house(settings: Settings) -> House:
    """Open an archive that was made before.

    Raises:
        NoArchive: nothing was made here yet, or it needs `heritage init` to catch up.
    """
    if settings.archive_url.startswith("sqlite") and not _database(settings).exists():
        raise NoArchive(
            f"There is no archive in {settings.home}. "
            f"Make one with: heritage init --home {settings.home}"
        )
    engine = open_engine(settings.archive_url)
    if not is_current(engine):
        raise NoArchive(
            f"The archive in {settings.home} was made by another version. "
            "Make a backup, then run: heritage init"
        )
    desk_search, public_search = _search(settings)
    return House(
        settings=settings,
        engine=engine,
        read=readers(engine),
        write=writers(engine),
        public=PublicStore(settings.store_url),
        files=FileStore(settings.files),
        public_files=FileStore(settings.public_files),
        desk_search=desk_search,
        public_search=public_search,
    )


def _search(settings: Settings) -> tuple[Backend, Backend]:
    """Give the indexes of desk and catalogue, in the folder or in a cluster."""
    told = search_cluster(settings)
    if told is None:
        return WhooshBackend(settings.desk_index), WhooshBackend(settings.public_index)
    try:
        from heritage.search.opensearch import Address, Cluster, OpenSearchBackend
    except ImportError as fault:
        raise BadSetting(
            "A search cluster needs a library more: pip install 'heritage-loss-archive[opensearch]'"
        ) from fault
    cluster = Cluster(Address(told.urls, told.user, told.password, told.ca))
    return (
        OpenSearchBackend(cluster, f"{told.prefix}-desk"),
        OpenSearchBackend(cluster, f"{told.prefix}-public"),
    )


def _database(settings: Settings) -> Path:
    return Path(settings.archive_url.removeprefix("sqlite:///"))
