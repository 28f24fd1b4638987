"""Runs the migration steps in the transaction of the connection that the library hands over."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection


def run(connection: Connection) -> None:
    """Run the steps; the caller commits. Batch mode, because SQLite cannot alter most of a table in place."""
    context.configure(connection=connection, render_as_batch=True, transactional_ddl=False)
    context.run_migrations()


run(context.config.attributes["connection"])
