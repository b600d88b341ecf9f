"""GeoJSON (RFC 7946): where it is, how exactly that is known or may be told, and what became of it.

A record without a place keeps a null geometry: it is not left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from heritage.edition.public import PublicRecord
from heritage.exchange.archive import Archive
from heritage.exchange.when import main_when

MEDIA_TYPE = "application/geo+json"
Json = dict[str, Any]
Row = Mapping[str, Any]


def feature(record: PublicRecord, archive: Archive) -> Json:
    """Describe one record as a feature; the id is its permanent address."""
    rows, of = places(record, archive)
    return {
        "type": "Feature",
        "id": archive.permanent(record),
        "geometry": _geometry(rows),
        "properties": {**_about(record, archive), **_where(rows, of, archive)},
    }


def collection(features: Iterable[Json], counted: Mapping[str, int]) -> Iterator[str]:
    """Write a collection piece by piece; what was counted stands before the features."""
    told = "".join(f"{json.dumps(key)}:{number}," for key, number in counted.items())
    yield f'{{"type":"FeatureCollection",{told}"features":['
    for place, each in enumerate(features):
        yield ("," if place else "") + written(each)
    yield "]}\n"


def written(told: Json) -> str:
    """Write JSON in the characters of its languages."""
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def places(record: PublicRecord, archive: Archive) -> tuple[list[Row], PublicRecord | None]:
    """Find where a record is: its own points, or for an event those of what it befell."""
    own = _points(record)
    if own or record.kind != "event":
        return own, None
    for subject in archive.all_of(row.get("subject") for row in record.rows("effects")):
        if points := _points(subject):
            return points[:1], subject
    return [], None


def _points(record: PublicRecord) -> list[Row]:
    return [row for row in record.rows("places") if row.get("lat") is not None]


def _geometry(rows: list[Row]) -> Json | None:
    points = [[row["lon"], row["lat"]] for row in rows]
    if not points:
        return None
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    return {"type": "MultiPoint", "coordinates": points}


def _about(record: PublicRecord, archive: Archive) -> Json:
    told = main_when(record, archive)
    whole = archive.one(record.field("part_of"))
    return {
        "kind": record.kind,
        "title": record.title(archive.language),
        "title_en": record.body["title"].get("en"),
        "title_ar": record.body["title"].get("ar"),
        "url": archive.page(record),
        "country": record.field("country"),
        "condition": record.field("grade"),
        "condition_label": archive.label(record.field("grade")) or None,
        "when": told.edtf if told else None,
        "when_label": told.label if told else None,
        "earliest": told.earliest if told else None,
        "latest": told.latest if told else None,
        "part_of": archive.permanent(whole) if whole else None,
        "edition": record.edition,
        "updated": record.updated,
    }


def _where(rows: list[Row], of: PublicRecord | None, archive: Archive) -> Json:
    """Say how exact each point is; the cell is the size in degrees of a square it stands for."""
    told = [
        {
            "precision": row.get("place_precision"),
            "precision_label": archive.label(row.get("place_precision")) or None,
            "precision_m": row.get("precision_m"),
            "cell": row.get("cell"),
        }
        for row in rows
    ]
    first = told[0] if told else dict.fromkeys(
        ("precision", "precision_label", "precision_m", "cell")
    )  # fmt: skip
    more = {"points": told} if len(told) > 1 else {}
    return {**first, "place_of": archive.permanent(of) if of else None, **more}
