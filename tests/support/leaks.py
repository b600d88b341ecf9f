"""What an attacker of the public side needs: deeds in one line, and a look at the bytes at rest."""

from base64 import b64encode

from sqlalchemy.orm import Session

from heritage.edition.public import PublicRecord
from heritage.house import House
from heritage.ledger.documents import document
from heritage.records import actions as records
from heritage.records.models import Record
from heritage.sources import actions as sources
from heritage.sources.models import Source
from tests.making import person


def edition(house: House, title: str) -> PublicRecord | None:
    """Find what the public sees under a title."""
    return next((each for each in house.public.all() if each.title() == title), None)


def save(session: Session, kept: Record | Source, **changed: object) -> None:
    """Write some fields anew, as the archivist, in a draft."""
    room = records if isinstance(kept, Record) else sources
    doc = document(kept) | changed
    room.save(session, kept, doc, by=person(session), comment="changed", read_at=kept.version)


def withdraw(session: Session, kept: Record | Source) -> None:
    """Take something from the public, as the reviewer."""
    room = records if isinstance(kept, Record) else sources
    reviewer = person(session, "reviewer")
    room.withdraw(session, kept, by=reviewer, comment="withdrawn", read_at=kept.version)


def at_rest(house: House, word: str) -> list[str]:
    """Name the files of the public side that hold a word, in any form it may lie there."""
    home = house.settings.home
    files = [
        each
        for pattern in ("public.db*", "index-public/**/*", "files-public/**/*")
        for each in home.glob(pattern)
        if each.is_file()
    ]
    return [str(each.relative_to(home)) for each in files if _holds(each.read_bytes(), word)]


def _holds(data: bytes, word: str) -> bool:
    wide = [word.encode(name) for name in ("utf-16-le", "utf-16-be")]
    plain = [word.encode(), b64encode(word.encode()).rstrip(b"="), word.encode().hex().encode()]
    folded = data.lower()
    return any(each.lower() in folded for each in (*wide, *plain))
