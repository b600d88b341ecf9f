"""The history of the archive's shape ends at the shape its models tell."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, inspect, text

from heritage.db import open_engine
from heritage.migrations import FOLDER, is_current, tables, upgrade


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request, tmp_path):
    """Open an empty database of each kind the archive runs on."""
    if request.param == "sqlite":
        engine = open_engine(f"sqlite:///{tmp_path / 'archive.db'}")
    else:
        engine = open_engine(request.getfixturevalue("postgres_database"))
    yield engine
    engine.dispose()


def scripts():
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


def downgrade(engine):
    with engine.begin() as connection:
        config = scripts()
        config.attributes["connection"] = connection
        command.downgrade(config, "base")


def departures(engine):
    """Tell how the tables of a database differ from the models."""
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        return compare_metadata(context, tables())


def checks(engine):
    """Name the check constraints that stand in a database; Alembic does not compare them."""
    seen = inspect(engine)
    return {
        (table, each["name"])
        for table in tables().tables
        for each in seen.get_check_constraints(table)
    }


def told_checks():
    return {
        (table.name, str(each.name))
        for table in tables().tables.values()
        for each in table.constraints
        if isinstance(each, CheckConstraint) and each.name
    }


def test_the_newest_shape_is_the_one_the_models_tell(empty):
    upgrade(empty)
    assert departures(empty) == []


def test_every_check_the_models_tell_stands_in_the_database(empty):
    upgrade(empty)
    assert checks(empty) == told_checks()


def test_history_has_one_end():
    assert len(ScriptDirectory.from_config(scripts()).get_heads()) == 1


def test_bringing_up_to_date_twice_changes_nothing(empty):
    assert not is_current(empty)
    upgrade(empty)
    with empty.begin() as connection:
        connection.execute(text("insert into ledger_head (id, seq, hash) values (1, 7, 'kept')"))
    upgrade(empty)
    assert is_current(empty)
    assert departures(empty) == []
    with empty.connect() as connection:
        assert connection.execute(text("select seq, hash from ledger_head")).all() == [(7, "kept")]


def test_every_step_can_be_taken_back_and_taken_again(empty):
    upgrade(empty)
    downgrade(empty)
    assert set(inspect(empty).get_table_names()) <= {"alembic_version"}
    upgrade(empty)
    assert departures(empty) == []
