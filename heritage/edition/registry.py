"""The field registry: every column says who may know it, or the archive does not start."""

from __future__ import annotations

from sqlalchemy import Column, MetaData

from heritage.edition.transforms import TRANSFORMS
from heritage.kit.fields import Field, Kind, Level


class Unregistered(RuntimeError):
    """A column does not say what it is and who may know it, or says it badly."""


def registry(tables: MetaData) -> dict[str, Field]:
    """List every column of the archive with its declaration, by `table.column`.

    Raises:
        Unregistered: naming every column that is undeclared or badly declared.
    """
    found: dict[str, Field] = {}
    faults: list[str] = []
    for table in tables.sorted_tables:
        for column in table.columns:
            name = f"{table.name}.{column.name}"
            told = column.info.get("field")
            if not isinstance(told, Field):
                faults.append(f"{name} is not declared")
                continue
            found[name] = told
            faults += [f"{name}: {fault}" for fault in _faults(told, column)]
    if faults:
        raise Unregistered("The field registry does not hold: " + "; ".join(faults))
    return found


def check_registry(tables: MetaData) -> None:
    """Refuse to go on with a column nobody declared.

    Raises:
        Unregistered: as for `registry`.
    """
    registry(tables)


def _faults(told: Field, column: Column[object]) -> list[str]:
    faults = []
    if told.level is Level.PUBLIC and told.public not in TRANSFORMS:
        faults.append(f"public, but “{told.public}” is no transform")
    if told.level is not Level.PUBLIC and told.public:
        faults.append("not public, but it names a public transform")
    for source in told.derived_from:
        inner = column.table.columns[source].info.get("field")
        if told.level < (inner.level if isinstance(inner, Field) else Level.SECRET):
            faults.append(f"derived from {source}, and laxer than it")
    if told.kind is Kind.TERM and told.vocabulary == "" and not column.foreign_keys:
        faults.append("a term of no vocabulary")
    return faults
