"""What Alembic runs for each migration: one connection, given by `upgrade`."""

from alembic import context

from heritage.migrations import tables

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=tables(),
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
