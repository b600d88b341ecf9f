"""Pictures of records: taken in, cleaned for the public, shown to those who may see the record."""

from __future__ import annotations

from flask import Blueprint, abort, send_file
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from heritage.access.permissions import Permission
from heritage.access.visibility import records_for
from heritage.gate import house, me, needs, session
from heritage.media.actions import note_picture, take_picture
from heritage.media.kinds import MOST_BYTES
from heritage.media.models import File
from heritage.records.models import Record
from heritage.records.parts import Picture

bp = Blueprint("pictures", __name__)


@bp.get("/pictures/<sha256>")
@needs(Permission.SEE_DESK)
def show(sha256: str) -> ResponseReturnValue:
    """Show the cleaned copy of a picture; the original, with all it carries, stays in the store."""
    file = session().get(File, sha256)
    if file is None or file.rendition is None or not _may_see(sha256):
        abort(404)
    return send_file(house().files.open(file.rendition), mimetype="image/jpeg", max_age=0)


def _may_see(sha256: str) -> bool:
    """Let a picture be seen by those who may know of a record it is on, or of none yet."""
    owners = select(Picture.record_id).where(Picture.sha256 == sha256)
    if session().scalar(owners.limit(1)) is None:
        return True
    seen = select(Record.id).where(Record.id.in_(owners), records_for(me())).limit(1)
    return session().scalar(seen) is not None


def take_in(uploads: list[FileStorage]) -> list[str]:
    """Keep uploaded pictures and a cleaned copy of each; give their hashes.

    Raises:
        RefusedUpload: one of them is no picture, or damaged; no row is made of any.
    """
    session().rollback()  # cleaning takes a while, and nobody else should have to wait for it
    files = house().files
    taken = [
        take_picture(files, upload.stream.read(MOST_BYTES + 1), upload.filename or "")
        for upload in uploads
    ]
    return [note_picture(session(), picture).sha256 for picture in taken]
