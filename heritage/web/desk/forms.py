"""A form for each kind of record, made from what its fields say of themselves."""

from __future__ import annotations

from functools import cache, partial
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.sql.elements import NamedColumn
from wtforms import BooleanField, Field, FieldList, FormField, HiddenField, MultipleFileField
from wtforms import Form as PlainForm

from heritage.db import Base
from heritage.kit.fields import Field as Told
from heritage.kit.fields import Kind
from heritage.kit.text import N_
from heritage.ledger.documents import child_model, children_of, fields_of
from heritage.records.models import KINDS
from heritage.web.desk import offered
from heritage.web.desk.asking import PickField, PointField, SourcePickField, WhenField
from heritage.web.desk.fields import (
    AtMost,
    ChoiceField,
    Filled,
    LineField,
    MetresField,
    ProseField,
    terms_of,
)
from heritage.web.desk.sections import LIVING, PICKS, questions
from heritage.web.shell import Form, gettext

LONGEST_LINE, LONGEST_PROSE = 1000, 20_000
COORDINATES = ("lat", "lon")


class RecordForm(Form):
    """What every record's form has besides its own fields."""

    read_at = HiddenField()
    theirs_at = HiddenField()
    picture_file = MultipleFileField(
        N_("Add pictures"),
        description=N_("JPEG, PNG, WebP, TIFF or GIF. The public sees a cleaned copy of each."),
    )
    comment = LineField(
        N_("What did you do, and why?"),
        [AtMost(LONGEST_LINE)],
        description=N_("A few words; they are kept in the history."),
    )


@cache
def form_class(kind: str) -> type[RecordForm]:
    """Make the form of one kind of record."""
    model = KINDS[kind]
    parts = {key: unbound(model, key, told) for key, told in fields_of(model).items()}
    for key, each in children_of(model).items():
        told: Told = each.info["children"]
        row = row_class(model, key)
        parts[key] = FieldList(FormField(row), told.label, description=told.help)
    return type(f"{model.__name__}Form", (RecordForm,), parts)


@cache
def row_class(model: type[Base], key: str) -> type[PlainForm]:
    """Make the form of one row of a list."""
    kind = child_model(model, key)
    parts: dict[str, Any] = {"id": HiddenField()}
    for name, told in fields_of(kind).items():
        if key == "places" and name in COORDINATES:
            parts.setdefault("point", _point())
        elif told.kind is Kind.FIELD:
            parts[name] = _question(model, told)
        else:
            parts[name] = unbound(kind, name, told, within=key)
    return type(f"{kind.__name__}Row", (PlainForm,), parts)


def unbound(model: type[Base], key: str, told: Told, within: str = "") -> Any:
    """Make the field of a form for a field of the archive."""
    make = _MAKERS.get(told.kind, _line)
    if key == "living":
        return _choice(told, lambda: [(each, gettext(label)) for each, label in LIVING])
    if key == "script":
        return _choice(told, offered.scripts, blank=True, description=N_("From the letters."))
    if key == "sha256":
        return HiddenField(told.label)
    column = _column(model, key)
    return make(told, column=column, kinds=PICKS.get(f"{within}.{key}", PICKS.get(key, ())))


def _column(model: type[Base], key: str) -> NamedColumn[Any]:
    found: NamedColumn[Any] = inspect(model).column_attrs[key].columns[0]
    return found


def needed(column: NamedColumn[Any]) -> bool:
    """Say whether a row cannot be without this value."""
    return not column.nullable and column.default is None


def silent(model: type[Base], key: str) -> frozenset[str]:
    """Name the fields of a row that say nothing by themselves: ticks, and what has a default."""
    kind = child_model(model, key)
    quiet = {
        name
        for name, told in fields_of(kind).items()
        if told.kind is Kind.YES
        or getattr(_column(kind, name).default, "arg", "") not in ("", None)
    }
    return frozenset(quiet | {"id", "script"})


def _line(told: Told, *, column: NamedColumn[Any], **_more: Any) -> Field:
    checks = [AtMost(told.limit or LONGEST_LINE)]
    return LineField(
        told.label, [Filled(), *checks] if needed(column) else checks, description=told.help
    )


def _prose(told: Told, **_more: Any) -> Field:
    return ProseField(
        told.label,
        [AtMost(LONGEST_PROSE)],
        description=told.help,
        render_kw={"rows": 3},
    )


def _when(told: Told, **_more: Any) -> Field:
    return WhenField(told.label, description=told.help)


def _term(told: Told, *, column: NamedColumn[Any], **_more: Any) -> Field:
    return _choice(
        told,
        terms_of(told.vocabulary),
        blank=column.nullable or needed(column),
        checks=[Filled()] if needed(column) else [],
        default=getattr(column.default, "arg", None),
    )


def _choice(
    told: Told, offers: Any, *, blank: bool = False, checks: Any = (), description: str = "",
    **more: Any,
) -> Field:  # fmt: skip
    return ChoiceField(
        told.label, checks, offered=offers, blank=blank, description=description or told.help,
        **more,
    )  # fmt: skip


def _record(told: Told, *, column: NamedColumn[Any], kinds: tuple[str, ...], **_more: Any) -> Field:
    checks = [Filled()] if needed(column) else []
    return PickField(told.label, checks, kinds=kinds, description=told.help)


def _source(told: Told, **_more: Any) -> Field:
    return SourcePickField(told.label, description=told.help)


def _metres(told: Told, **_more: Any) -> Field:
    return MetresField(told.label, description=told.help)


def _yes(told: Told, **_more: Any) -> Field:
    return BooleanField(told.label, description=told.help)


def _country(told: Told, **_more: Any) -> Field:
    return _choice(told, offered.countries, blank=True, allowed=offered.COUNTRY)


def _language(told: Told, **_more: Any) -> Field:
    return _choice(told, offered.languages, allowed=offered.TAG, default="en")


def _point() -> Field:
    return PointField(
        N_("Coordinates"),
        description=N_("Paste them in any form: degrees, a map link, MGRS, a plus code."),
    )


def _question(model: type[Base], told: Told) -> Field:
    offers = partial(_questions, model)
    return _choice(told, offers, blank=True, checks=[Filled()])


def _questions(model: type[Base]) -> list[tuple[str, str]]:
    return [(key, gettext(label)) for key, label in questions(model).items()]


_MAKERS: dict[Kind, Any] = {
    Kind.PROSE: _prose,
    Kind.WHEN: _when,
    Kind.TERM: _term,
    Kind.RECORD: _record,
    Kind.SOURCE: _source,
    Kind.NUMBER: _metres,
    Kind.YES: _yes,
    Kind.COUNTRY: _country,
    Kind.LANGUAGE: _language,
}
