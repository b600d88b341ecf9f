"""The shapes of answers, described once each."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
MAYBE: Schema = {"type": ["string", "null"]}
NUMBER: Schema = {"type": ["number", "null"]}
WHOLE: Schema = {"type": "integer", "minimum": 0}


def thing(required: tuple[str, ...] = (), **properties: Schema) -> Schema:
    """Describe an object."""
    return {"type": "object", "properties": properties, "required": list(required)}


def several(items: Schema) -> Schema:
    """Describe a list."""
    return {"type": "array", "items": items}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


_GEOMETRY = {
    "oneOf": [
        {"type": "null"},
        thing(
            ("type", "coordinates"),
            type={"enum": ["Point", "MultiPoint"]},
            coordinates={"type": "array"},
        ),
    ]
}
_CHOICE = thing(("value", "label", "count"), value=TEXT, label=TEXT, count=WHOLE)
_WHEN = thing(("edtf", "label"), edtf=TEXT, label=TEXT, earliest=MAYBE, latest=MAYBE)
_PLACE = thing(("lat", "lon"), lat=NUMBER, lon=NUMBER, precision=MAYBE)
_HIT = thing(
    ("id", "kind", "url", "title", "names", "highlights"),
    id=TEXT,
    kind=TEXT,
    url=TEXT,
    title=TEXT,
    names=several(thing(("text", "lang"), text=TEXT, lang=TEXT)),
    summary=TEXT,
    highlights=several(TEXT),
    when={"oneOf": [{"type": "null"}, _WHEN]},
    place={"oneOf": [{"type": "null"}, _PLACE]},
    grade=MAYBE,
    matched=MAYBE,
)
_ERROR = thing(("code", "message", "field"), code=TEXT, message=TEXT, field=MAYBE)

SCHEMAS: dict[str, Schema] = {
    "Fault": thing(("error",), error=_ERROR),
    "Results": thing(
        ("query", "total", "page", "per_page", "took_ms", "did_you_mean", "facets", "results"),
        query=TEXT,
        total=WHOLE,
        page=WHOLE,
        per_page=WHOLE,
        took_ms=WHOLE,
        did_you_mean=MAYBE,
        facets={"type": "object", "additionalProperties": several(_CHOICE)},
        results=several(_HIT),
    ),
    "Record": thing(
        ("id", "kind", "slug", "path", "edition", "updated", "title", "sources", "cite"),
        id=TEXT,
        kind=TEXT,
        slug=TEXT,
        path=TEXT,
        edition={"type": "integer", "minimum": 1},
        updated={"type": "string", "format": "date"},
        title={"type": "object", "additionalProperties": MAYBE},
        sources=several({"type": "object"}),
        cite={"type": "object"},
    ),
    "Feature": thing(
        ("type", "id", "geometry", "properties"),
        type={"const": "Feature"},
        id=TEXT,
        geometry=_GEOMETRY,
        properties={"type": "object"},
    ),
    "FeatureCollection": thing(
        ("type", "features", "numberMatched", "numberReturned"),
        type={"const": "FeatureCollection"},
        numberMatched=WHOLE,
        numberReturned=WHOLE,
        features=several(_ref("Feature")),
    ),
    "LinkedArt": thing(
        ("@context", "id", "type", "_label"),
        **{"@context": TEXT, "id": TEXT, "type": TEXT, "_label": TEXT},
    ),
    "Csl": several(thing(("id", "type", "title"), id=TEXT, type=TEXT, title=TEXT)),
}
