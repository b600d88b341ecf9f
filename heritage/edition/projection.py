"""From a document to what the public may see of it: a pure function over the registry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from heritage.claims.models import Claim
from heritage.claims.queries import base_field, by_field
from heritage.claims.weigh import weigh
from heritage.db import Base
from heritage.edition.transforms import CELLS, GONE, TRANSFORMS, Context
from heritage.kit.fields import Field, Level
from heritage.ledger.documents import Document, child_model, children_of, fields_of

WITHHELD = "verdict/withheld"
OPEN = "sensitivity/open"
ANCHORS = {
    "links": "other",
    "effects": "subject",
    "affected": "subject",
    "pictures": "file",
    "protections": "protection",
    "causes": "cause",
}
"""What a row is about: without it, the row is not shown at all."""


def project_fields(model: type[Base], row: Mapping[str, Any], context: Context) -> dict[str, Any]:
    """Take the public fields of one row, each through its transform; pairs become one."""
    shown: dict[str, Any] = {}
    for key, told in fields_of(model).items():
        value = _public(told, key, row, context)
        if value is GONE:
            continue
        if told.language:
            shown.setdefault(base_field(key) or key, {})[told.language] = value
        else:
            shown[_public_key(key)] = value
    return shown


def _public(told: Field, key: str, row: Mapping[str, Any], context: Context) -> Any:
    value = row.get(key)
    if told.level is not Level.PUBLIC or value in (None, "", False):
        return GONE
    return TRANSFORMS[told.public](value, key, row, context)


def _public_key(key: str) -> str:
    if key == "publisher_id":
        return "publisher_record"
    if key in {"alleged_by_id", "asserted_by_id"}:
        return key.removesuffix("_id") + "_record"
    return "file" if key == "sha256" else key.removesuffix("_id")


def project_record(
    model: type[Base], doc: Document, claims: Iterable[Claim], context: Context
) -> dict[str, Any]:
    """Make the body of a record's edition from the version that was approved.

    `claims` are those open to the public; nothing else is known of here.
    """
    rows = {
        key: project_rows(child_model(model, key), key, doc.get(key) or [], context)
        for key in children_of(model)
        if key not in {"names", "readings"}
    }
    fields, closed = project_fields(model, doc, context), withheld_questions(doc)
    return {
        "title": _titles(doc["names"]),
        "names": project_rows(child_model(model, "names"), "names", doc["names"], context),
        "fields": {key: value for key, value in fields.items() if key not in closed},
        "rows": {key: value for key, value in rows.items() if value and key not in closed},
        **_questions(model, doc, list(claims), context),
    }


def withheld_questions(doc: Document) -> set[str]:
    """Name the fields on which our reading is that nothing be shown."""
    return {
        base_field(row["field"]) or row["field"]
        for row in doc.get("readings") or []
        if row["verdict"] == WITHHELD
    }


def closed_questions(model: type[Base], doc: Document, sensitivity: str) -> set[str]:
    """Name the fields on which no claim is shown: withheld, not for the public, or a place."""
    closed = withheld_questions(doc)
    closed |= {
        base_field(key) or key
        for key, told in fields_of(model).items()
        if told.level is not Level.PUBLIC
    }
    return closed if sensitivity == OPEN else closed | {"places"}


def project_rows(
    model: type[Base], key: str, rows: Iterable[Mapping[str, Any]], context: Context
) -> list[dict[str, Any]]:
    """Take the rows that keep what they are about; a coarsened place says its cell."""
    shown = []
    for row in rows:
        told = project_fields(model, row, context)
        if not told or not _anchored(key, row, told):
            continue
        if key == "places" and context.sensitivity in CELLS and "lat" in told:
            told["cell"] = CELLS[context.sensitivity]
        shown.append(told)
    return shown


def _anchored(key: str, row: Mapping[str, Any], told: Mapping[str, Any]) -> bool:
    """Say whether a row still says what it is about; an agent we hide leaves no gap."""
    if key == "attributions":
        return not row.get("agent_id") or "agent" in told or "agent_words" in told
    return key not in ANCHORS or ANCHORS[key] in told


def _titles(names: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    titles: dict[str, str] = {}
    ranked = sorted(names, key=lambda name: (not name["preferred"], "-" in name["lang"]))
    for name in ranked:
        titles.setdefault(name["lang"].split("-")[0], name["text"])
    first = ranked[0]["text"] if ranked else "—"
    shown: dict[str, str] = {
        language: titles[language] for language in ("en", "ar") if language in titles
    }
    return shown or {"en": first}


def _questions(
    model: type[Base], doc: Document, claims: list[Claim], context: Context
) -> dict[str, Any]:
    """Set the claims on each field side by side, with our reading; withheld ones stay closed."""
    hidden = closed_questions(model, doc, context.sensitivity)
    shown = [claim for claim in claims if base_field(claim.field) not in hidden]
    sides = by_field(claims)
    readings = {base_field(row["field"]): row for row in doc.get("readings") or []}
    closed = withheld_questions(doc)
    questions = []
    for key, label in citable(model).items():
        told = sides.get(key, [])
        reading = readings.get(key)
        if not (told or reading or _filled(doc, key)):
            continue
        withheld = key in closed
        questions.append(
            {
                "field": key,
                "label": label,
                "weight": str(weigh(told)) if not withheld else "withheld",
                "reading": _reading(reading, withheld=withheld) if reading else None,
                "withheld": withheld,
                "claims": [] if withheld else [claim.public_id for claim in told],
            }
        )
    return {"questions": questions, "claims": project_claims(shown, context)}


def citable(model: type[Base]) -> dict[str, str]:
    """List the questions a source may answer on this kind of record, with their labels."""
    asked = {
        base_field(key) or key: told.label for key, told in fields_of(model).items() if told.citable
    }
    for key, relationship in children_of(model).items():
        told = relationship.info["children"]
        if told.citable:
            asked[key] = told.label
    return asked


def _filled(doc: Document, key: str) -> bool:
    return any(doc.get(name) for name in (key, f"{key}_en", f"{key}_ar"))


def _reading(row: Mapping[str, Any], *, withheld: bool) -> dict[str, Any]:
    value = {} if withheld else {"en": row.get("value_en") or "", "ar": row.get("value_ar") or ""}
    return {
        "value": {language: text for language, text in value.items() if text},
        "verdict": row["verdict"],
        "reason": {
            language: row[f"reason_{language}"]
            for language in ("en", "ar")
            if row.get(f"reason_{language}")
        },
    }


def project_claims(claims: Iterable[Claim], context: Context) -> list[dict[str, Any]]:
    """Take the public fields of claims; one whose source is not public is not there."""
    shown = []
    for claim in claims:
        row = {key: getattr(claim, key) for key in fields_of(Claim)}
        told = project_fields(Claim, row, context)
        if "source" not in told:
            continue
        told["id"] = claim.public_id
        told["field"] = base_field(claim.field)
        told["edtf"] = claim.edtf
        told["term"] = told.pop("term_key", None)
        shown.append(told)
    return shown
