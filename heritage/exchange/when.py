"""Dates in doubt, as other formats can carry them: date parts, first and last day, words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from heritage.edition.public import PublicRecord
from heritage.exchange.archive import Archive
from heritage.kit.dates import BadDate, iso_day, parse, say
from heritage.search.public_documents import main_when as chosen

Parts = tuple[int, ...]
_PLAIN = re.compile(r"(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?[?~%]?")


@dataclass(frozen=True)
class When:
    """One date: as it is kept, as people write it, and the days it may mean."""

    edtf: str
    label: str
    earliest: str | None
    latest: str | None
    begin: Parts
    """Year, month and day as far as they are told; nothing where only a span is known."""
    doubted: bool

    @property
    def year(self) -> str:
        """Name the year, where there is but one."""
        first, last = (self.earliest or "")[:-6], (self.latest or "")[:-6]
        return first if first and first == last else ""


def when(edtf: object, language: str = "en") -> When | None:
    """Read a date as the archive keeps it; nothing where there is none."""
    if not edtf:
        return None
    try:
        read = parse(str(edtf))
    except BadDate:
        return When(str(edtf), str(edtf), None, None, (), doubted=True)
    return When(
        edtf=read.text,
        label=say(read, language),
        earliest=None if read.earliest is None else iso_day(read.earliest),
        latest=None if read.latest is None else iso_day(read.latest),
        begin=_parts(read.text),
        doubted=read.uncertain or read.approximate,
    )


def main_when(record: PublicRecord, archive: Archive) -> When | None:
    """Choose the one date a list shows: its own, or when it suffered its worst, as search does."""
    damaged = record.kind in {"site", "thing"} and record.field("grade")
    events = archive.shelf.mentioning(record.id, "event") if damaged else []
    return when(chosen(record, {each.id: each for each in events}), archive.language)


def _parts(text: str) -> Parts:
    plain = _PLAIN.fullmatch(text)
    if plain is None or int(plain[2] or 1) > 12:
        return ()
    return tuple(int(each) for each in plain.groups() if each)
