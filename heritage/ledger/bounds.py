"""Beside every date as written stand its earliest and latest day, so that it can be searched."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapper

from heritage.db import Base
from heritage.kit.dates import parse
from heritage.kit.fields import Kind
from heritage.ledger.documents import fields_of


@event.listens_for(Base, "before_insert", propagate=True)
@event.listens_for(Base, "before_update", propagate=True)
def work_out_bounds(_mapper: Mapper[Any], _connection: Connection, row: Base) -> None:
    """Work the two days out anew from the EDTF string, whoever wrote it."""
    for key, told in fields_of(type(row)).items():
        if told.kind is not Kind.WHEN:
            continue
        text = getattr(row, key)
        when = parse(text) if text else None
        setattr(row, f"{key}_earliest", when.earliest if when else None)
        setattr(row, f"{key}_latest", when.latest if when else None)
