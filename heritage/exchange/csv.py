"""CSV for spreadsheets: one row a record, safe to open.

It begins with a byte order mark: without one, common spreadsheets read Arabic as rubble. Text
that a spreadsheet would run as a formula gets an apostrophe before it; numbers stay numbers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from heritage.edition.public import PublicRecord
from heritage.exchange.archive import Archive
from heritage.exchange.geojson import places
from heritage.exchange.when import main_when

MEDIA_TYPE = "text/csv"
MARK = "\ufeff"
RUNS = tuple("=+-@\t\r\n＝＋－＠")
"""How a cell begins that a spreadsheet may take for a formula, in full width too."""
COLUMNS = (
    "id", "kind", "title_en", "title_ar", "other_names", "url", "country", "type", "condition",
    "condition_label", "when", "when_label", "earliest", "latest", "lat", "lon", "precision",
    "precision_m", "cell_degrees", "part_of", "summary_en", "summary_ar", "publisher",
    "source_url", "identifiers", "claims", "sources", "edition", "updated",
)  # fmt: skip
Cell = str | int | float | None


def lines(records: Iterable[PublicRecord], archive: Archive) -> Iterator[str]:
    """Write the heading and a line for each record."""
    yield MARK + _line(COLUMNS)
    for record in records:
        told = row(record, archive)
        yield _line(safe(told[column]) for column in COLUMNS)


def row(record: PublicRecord, archive: Archive) -> dict[str, Cell]:
    """Describe a record in one row."""
    summary = record.field("summary") or {}
    whole = archive.one(record.field("part_of"))
    claims = record.body["claims"]
    titles = record.body["title"]
    named = [name["text"] for name in record.body.get("names") or ()]
    return {
        "id": archive.permanent(record),
        "kind": record.kind,
        "title_en": titles.get("en"),
        "title_ar": titles.get("ar"),
        "other_names": "; ".join(each for each in named if each not in titles.values()),
        "url": archive.page(record),
        "country": record.field("country"),
        "type": _type(record, archive),
        "condition": str(record.field("grade") or "").rpartition("/")[2],
        "condition_label": archive.label(record.field("grade")),
        **_when(record, archive),
        **_where(record, archive),
        "part_of": archive.permanent(whole) if whole else None,
        "summary_en": summary.get("en"),
        "summary_ar": summary.get("ar"),
        "publisher": record.field("publisher"),
        "source_url": None if record.field("link_withheld") else record.field("url"),
        "identifiers": "; ".join(
            f"{each['scheme']}:{each['value']}" for each in record.rows("identifiers")
        ),
        "claims": len(claims),
        "sources": len({each["source"] for each in claims if each.get("source")}),
        "edition": record.edition,
        "updated": record.updated,
    }


def _type(record: PublicRecord, archive: Archive) -> str:
    keys = ("heritage_type", "event_kind", "group_kind", "source_kind")
    return next((archive.label(record.field(key)) for key in keys if record.field(key)), "")


def _when(record: PublicRecord, archive: Archive) -> dict[str, Cell]:
    told = main_when(record, archive)
    return {
        "when": told.edtf if told else None,
        "when_label": told.label if told else None,
        "earliest": told.earliest if told else None,
        "latest": told.latest if told else None,
    }


def _where(record: PublicRecord, archive: Archive) -> dict[str, Cell]:
    rows, _of = places(record, archive)
    point = rows[0] if rows else {}
    return {
        "lat": point.get("lat"),
        "lon": point.get("lon"),
        "precision": archive.label(point.get("place_precision")),
        "precision_m": point.get("precision_m"),
        "cell_degrees": point.get("cell"),
    }


def safe(cell: Cell) -> Cell:
    """Keep a spreadsheet from running what somebody wrote."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RUNS) else cell


def _line(cells: Iterable[Cell]) -> str:
    written = io.StringIO()
    csv.writer(written).writerow(list(cells))
    return written.getvalue()
