"""Alembic runs this: the migrations, on the connection and in the transaction it was given."""

from alembic import context

from riskform.records.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,  # SQLite too: our connections begin and commit by themselves
    render_as_batch=True,  # SQLite changes a table by copying it
)
with context.begin_transaction():
    context.run_migrations()
