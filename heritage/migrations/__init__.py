"""How the archive's store came to its present shape, and how an older one catches up."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, MetaData

import heritage.accounts.models
import heritage.jobs.models
import heritage.media.models
import heritage.records.models
import heritage.sources.models  # noqa: F401
from heritage.db import Base

FOLDER = Path(__file__).parent


def tables() -> MetaData:
    """Know every table of the archive, whichever room it belongs to."""
    return Base.metadata


def upgrade(engine: Engine) -> None:
    """Bring a store to the newest shape; a new one is made from nothing."""
    with engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def is_current(engine: Engine) -> bool:
    """Say whether a store has the shape this version of the archive works with."""
    with engine.execution_options(reading=True).connect() as connection:
        there = MigrationContext.configure(connection).get_current_revision()
    return there == ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config
