"""Deeds on files: keep the bytes, note them, and clean a picture for the public."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from heritage.kit.text import N_
from heritage.media.inspect import RefusedUpload, inspect
from heritage.media.models import File
from heritage.media.renditions import Rendition, rendition
from heritage.media.store import FileStore, Kept


@dataclass(frozen=True)
class Picture:
    """A picture whose bytes are in the store, and a cleaned copy beside them."""

    media_type: str
    kept: Kept
    clean: Rendition
    shown: Kept


def take_picture(files: FileStore, data: bytes, filename: str) -> Picture:
    """Keep a picture and clean a copy of it. It may take a while and needs no database.

    Raises:
        RefusedUpload: it is no picture, or it is damaged.
    """
    seen = inspect(data, filename)
    if not seen.media_type.startswith("image/"):
        raise RefusedUpload(N_("This is not a picture. A text or PDF becomes a source instead."))
    clean = rendition(data)
    return Picture(seen.media_type, files.keep(data), clean, files.keep(clean.data))


def note_picture(session: Session, picture: Picture) -> File:
    """Note a picture and its cleaned copy among the files."""
    note(session, picture.shown, picture.clean.media_type)
    file = note(session, picture.kept, picture.media_type)
    file.rendition = picture.shown.sha256
    file.width, file.height = picture.clean.width, picture.clean.height
    session.flush()
    return file


def note(session: Session, kept: Kept, media_type: str) -> File:
    """Note bytes that are in the store; what was noted before stays as it is."""
    file = session.get(File, kept.sha256)
    if file is None:
        file = File(sha256=kept.sha256, media_type=media_type, size=kept.size)
        session.add(file)
        session.flush()
    return file
