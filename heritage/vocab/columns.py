"""A column that holds a term of one scheme: a foreign key, checked to be of that scheme."""

from __future__ import annotations

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import MappedColumn, mapped_column

from heritage.kit.fields import Kind, field
from heritage.vocab.models import Term


def term(label: str, scheme: str, **more: Any) -> MappedColumn[Any]:
    """Declare a field whose value is a term of `scheme`, kept as `scheme/id`."""
    default = more.pop("default", None)
    return mapped_column(
        ForeignKey(Term.key),
        default=f"{scheme}/{default}" if default else None,
        info=field(label, Kind.TERM, vocabulary=scheme, **more),
    )


def of_scheme(column: str, scheme: str) -> CheckConstraint:
    """Refuse a term of another list in this column."""
    return CheckConstraint(f"{column} like '{scheme}/%'", name=f"{column}_scheme")
