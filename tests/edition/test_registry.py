import pytest
from sqlalchemy import Column, MetaData, String, Table

from heritage.edition.registry import Unregistered, registry
from heritage.kit.fields import Field, Kind, Level, field, kept_back
from heritage.migrations import tables


def table(**columns):
    metadata = MetaData()
    Table("thing", metadata, *(Column(key, String, info=info) for key, info in columns.items()))
    return metadata


def test_every_column_of_the_archive_is_declared():
    told = registry(tables())
    assert all(isinstance(each, Field) for each in told.values())
    assert told["person.at_risk"].level is Level.SENSITIVE
    assert told["record.staff_note"].level is Level.STAFF


def test_an_undeclared_column_stops_the_archive():
    with pytest.raises(Unregistered, match=r"thing\.extra is not declared"):
        registry(table(extra={}))


def test_a_public_field_needs_a_transform_that_exists():
    with pytest.raises(Unregistered, match="no transform"):
        registry(table(extra=field("Extra", public="scrambled")))


def test_what_is_derived_takes_the_strictest_level():
    lax = {
        "field": Field("Sum", Kind.TEXT, level=Level.PUBLIC, public="as is", derived_from=("x",))
    }
    with pytest.raises(Unregistered, match="laxer"):
        registry(table(x=kept_back("X", level=Level.SENSITIVE), total=lax))


def test_what_is_not_said_to_be_public_is_secret():
    assert Field("Unsaid").level is Level.SECRET
