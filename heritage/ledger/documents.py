"""A kept thing as one document: what forms fill, history keeps, restore puts back.

The shape follows the tables: one key a written field, one key a relationship declared with
`children`, whose value is the list of its rows in order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Mapper, RelationshipProperty

from heritage.db import Base
from heritage.kit.dates import parse
from heritage.kit.fields import Field, Kind
from heritage.kit.hashing import new_id

Document = dict[str, Any]


_fields: dict[type[Base], dict[str, Field]] = {}


def fields_of(model: type[Base]) -> dict[str, Field]:
    """List the fields an archivist writes on this kind of thing, by key, as declared."""
    if model in _fields:
        return _fields[model]
    found: dict[str, Field] = {}
    for attribute in _mapper(model).column_attrs:
        told = attribute.columns[0].info.get("field")
        if told is not None and told.written:
            found[attribute.key] = told
    return _fields.setdefault(model, found)


def children_of(model: type[Base]) -> dict[str, RelationshipProperty[Any]]:
    """List the relationships whose rows belong to this kind of thing."""
    return {each.key: each for each in _mapper(model).relationships if "children" in each.info}


def _mapper(model: type[Base]) -> Mapper[Any]:
    return inspect(model)


def child_model(model: type[Base], key: str) -> type[Base]:
    """Name the table behind one list of rows."""
    kind: type[Base] = children_of(model)[key].mapper.class_
    return kind


def document(kept: Base) -> Document:
    """Write a kept thing down whole, as history keeps it."""
    model = type(kept)
    doc = {key: getattr(kept, key) for key in fields_of(model)}
    for key in children_of(model):
        doc[key] = [_row(row) for row in getattr(kept, key)]
    return doc


def _row(row: Any) -> Document:
    return {"id": row.id} | {key: getattr(row, key) for key in fields_of(type(row))}


def put(kept: Base, doc: Document) -> None:
    """Make a kept thing what the document says; keys it does not name stay as they are."""
    model = type(kept)
    _put_fields(kept, doc)
    for key in children_of(model):
        if key in doc:
            _put_rows(kept, key, doc[key])


def _put_fields(row: Any, told: Document) -> None:
    """Set each field; beside a date as written stand its first and last day, for searching."""
    for key, field in fields_of(type(row)).items():
        if key not in told:
            continue
        setattr(row, key, told[key])
        if field.kind is Kind.WHEN:
            when = parse(told[key]) if told[key] else None
            setattr(row, f"{key}_earliest", when.earliest if when else None)
            setattr(row, f"{key}_latest", when.latest if when else None)


def _put_rows(kept: Base, key: str, wanted: Iterable[Document]) -> None:
    kind: Any = child_model(type(kept), key)
    there = {row.id: row for row in getattr(kept, key)}
    rows = []
    for position, told in enumerate(wanted):
        row = there.get(told.get("id") or "") or kind(id=told.get("id") or new_id())
        _put_fields(row, told)
        row.position = position
        rows.append(row)
    setattr(kept, key, rows)


@dataclass(frozen=True)
class Change:
    """One difference between two versions of a thing."""

    key: str
    """A field, or `names:<row id>:text` for a field of a row."""
    label: str
    before: Any
    after: Any


def difference(model: type[Base], before: Document, after: Document) -> list[Change]:
    """Say what changed from one version to the next, field by field, row by row."""
    return [*_field_changes(model, before, after), *_row_changes(model, before, after)]


def _field_changes(model: type[Base], before: Document, after: Document) -> Iterator[Change]:
    for key, told in fields_of(model).items():
        old, new = before.get(key), after.get(key)
        if (old or None) != (new or None) and not (old is False and new is None):
            yield Change(key, told.label, old, new)


def _row_changes(model: type[Base], before: Document, after: Document) -> Iterator[Change]:
    for key, relationship in children_of(model).items():
        kind = child_model(model, key)
        old = {row["id"]: row for row in before.get(key) or []}
        new = {row["id"]: row for row in after.get(key) or []}
        for row_id in [*old, *(each for each in new if each not in old)]:
            label = relationship.info["children"].label
            if row_id not in new or row_id not in old:
                yield Change(f"{key}:{row_id}", label, old.get(row_id), new.get(row_id))
                continue
            for inner in _field_changes(kind, old[row_id], new[row_id]):
                yield Change(f"{key}:{row_id}:{inner.key}", inner.label, inner.before, inner.after)


def merged(
    model: type[Base], base: Document, theirs: Document, mine: Document
) -> tuple[Document, list[str]]:
    """Join two edits of one version; fields both changed differently are named as conflicts.

    Lists of rows are joined row by row: a conflict names the list when one row was changed on
    both sides. Conflicting fields keep *their* value in the joined document.
    """
    joined, conflicts = dict(theirs), []
    for key in fields_of(model):
        value, clash = _three_way(base.get(key), theirs.get(key), mine.get(key, base.get(key)))
        joined[key] = value
        conflicts += [key] if clash else []
    for key in children_of(model):
        if key in mine:
            rows, clash = _rows_three_way(
                base.get(key) or [], theirs.get(key) or [], mine[key] or []
            )
            joined[key] = rows
            conflicts += [key] if clash else []
    return joined, conflicts


def _three_way(base: Any, theirs: Any, mine: Any) -> tuple[Any, bool]:
    blank = (None, "")
    same = theirs == mine or (theirs in blank and mine in blank)
    if same or mine == base or (mine in blank and base in blank):
        return theirs, False
    if theirs == base or (theirs in blank and base in blank):
        return mine, False
    return theirs, True


def _rows_three_way(
    base: list[Document], theirs: list[Document], mine: list[Document]
) -> tuple[list[Document], bool]:
    first, second, third = (
        {row.get("id") or f"new {i}": row for i, row in enumerate(rows)}
        for rows in (base, theirs, mine)
    )
    joined: list[Document] = []
    clash = False
    for row_id in [*second, *(each for each in third if each not in second)]:
        row, bad = _three_way(first.get(row_id), second.get(row_id), third.get(row_id))
        clash = clash or bad
        if row is not None:
            joined.append(row)
    gone = [each for each in first if each not in second and third.get(each) != first[each]]
    return joined, clash or any(each in third for each in gone)
