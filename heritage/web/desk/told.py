"""Between a form and the document of a record: what was typed, and what stands as it was.

A form shows less than a record holds: what this person may not know of is left out, and put back
on saving. It also writes some values in its own way; what was not changed keeps the old writing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from heritage.access.permissions import may_know
from heritage.db import Base
from heritage.gate import me
from heritage.kit.fields import Field, Kind
from heritage.kit.hashing import new_id
from heritage.kit.names import script_of
from heritage.kit.places import say as say_place
from heritage.kit.text import tidy, tidy_block
from heritage.ledger.documents import Document, child_model, children_of, fields_of
from heritage.web.desk import naming
from heritage.web.desk.forms import COORDINATES

EMPTY = (None, "")
NULLABLE = {Kind.WHEN, Kind.TERM, Kind.RECORD, Kind.SOURCE, Kind.NUMBER}


def shown(told: Field) -> bool:
    """Say whether this person's form has a field.

    Whoever writes may raise a guard, such as "at risk", even where only others may see it raised.
    """
    return may_know(me(), told.level) or told.kind is Kind.YES


def pointed(model: type[Base], doc: Document) -> Iterator[str]:
    """Name every record a document points to."""
    for key, told in fields_of(model).items():
        if told.kind is Kind.RECORD and doc.get(key):
            yield str(doc[key])
    for key in children_of(model):
        for row in doc.get(key) or []:
            yield from row_points(child_model(model, key), row)


def row_points(kind: type[Base], row: Mapping[str, Any]) -> list[str]:
    """Name the records one row points to."""
    fields = fields_of(kind).items()
    return [row[key] for key, told in fields if told.kind is Kind.RECORD and row.get(key)]


def veiled(model: type[Base], doc: Document) -> Document:
    """Leave out of a document what this person may not know of."""
    unseen = naming.hidden(pointed(model, doc))
    fields = {key: told for key, told in fields_of(model).items() if shown(told)}
    seen = {key: None if doc.get(key) in unseen else doc.get(key) for key in fields if key in doc}
    for key in children_of(model):
        kind = child_model(model, key)
        rows = doc.get(key) or []
        seen[key] = [row for row in rows if not unseen.intersection(row_points(kind, row))]
    return seen


def data_of(model: type[Base], doc: Document) -> Document:
    """Bring a document into the shape a form is filled from."""
    data = veiled(model, doc)
    data["places"] = [
        row | {"point": (row["lat"], row["lon"]) if row.get("lat") is not None else None}
        for row in data.get("places") or []
    ]
    return data


def document_of(form: Any, model: type[Base], base: Document) -> Document:
    """Write down what a form says, over the version it was opened at."""
    seen = veiled(model, base)
    doc = dict(base)
    for key, told in fields_of(model).items():
        if key in form and shown(told) and not _withheld(seen, base, key):
            doc[key] = _value(told, form[key].data, base.get(key))
    for key in children_of(model):
        if key in form:
            back = [row for row in base.get(key) or [] if row not in seen[key]]
            doc[key] = [*_rows(form[key], child_model(model, key), seen[key]), *back]
    return doc


def _withheld(seen: Document, base: Document, key: str) -> bool:
    return base.get(key) not in EMPTY and seen.get(key) is None


def _rows(sent: Any, kind: type[Base], before: list[Document]) -> list[Document]:
    known = {row["id"]: row for row in before}
    rows = []
    for entry in sent:
        old = known.pop(entry.form["id"].data or "", None)
        row = {"id": old["id"] if old else new_id()}
        for name, told in fields_of(kind).items():
            row[name] = _cell(entry.form, name, told, old or {})
        rows.append(_filled_in(kind, row))
    return rows


def _cell(form: Any, name: str, told: Field, old: Document) -> Any:
    if "point" in form and name in COORDINATES:
        return _coordinate(form["point"].data, COORDINATES.index(name), old)
    return _value(told, form[name].data, old.get(name))


def _coordinate(point: tuple[float, float] | None, axis: int, old: Document) -> float | None:
    if point is None:
        return None
    lat, lon = old.get("lat"), old.get("lon")
    if lat is not None and lon is not None and say_place(lat, lon, 7) == say_place(*point, 7):
        return float((lat, lon)[axis])
    return float(point[axis])


def _filled_in(kind: type[Base], row: Document) -> Document:
    """Take from a name's letters its script, where nobody said it."""
    if "script" in fields_of(kind) and not row["script"]:
        row["script"] = script_of(row["text"])
    return row


def _value(told: Field, new: Any, old: Any) -> Any:
    if told.kind is Kind.YES:
        return bool(new)
    if new in EMPTY and old in EMPTY:
        return old if old is not None or told.kind in NULLABLE else ""
    if new in EMPTY:
        return None if told.kind in NULLABLE else ""
    if isinstance(old, str) and isinstance(new, str) and _same(told, new, old):
        return old
    return new


def _same(told: Field, new: str, old: str) -> bool:
    """Say whether only spaces and line ends differ, as a form always writes them anew."""
    return new == (tidy_block(old) if told.kind is Kind.PROSE else tidy(old))


def same(model: type[Base], one: Document, other: Document) -> bool:
    """Say whether two documents are the same, the order of their rows too."""
    keys = [*fields_of(model), *children_of(model)]
    return all((one.get(key) or None) == (other.get(key) or None) for key in keys)


def faults_of(form: Any, path: str) -> Any:
    """Find the field of a form that a fault is about: `names:0:text` is `form.names[0].text`."""
    key, _, rest = path.partition(":")
    if key not in form:
        return None
    number, _, name = rest.partition(":")
    if not rest or not number.isdigit() or int(number) >= len(form[key]):
        return form[key]
    row = form[key][int(number)].form
    return row[name] if name in row else form[key]


def blame(form: Any, errors: Mapping[str, str], say: Any) -> None:
    """Put each fault where it belongs; what has no field stands above the form."""
    for path, fault in errors.items():
        found = faults_of(form, path)
        if found is None:
            form.form_errors = [*form.form_errors, say(fault)]
        else:
            found.errors = [*found.errors, say(fault)]
