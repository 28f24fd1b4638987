"""Which shape a library's tables have, and what to do when it is not today's.

A new library and one of today's shape never need Alembic; it is imported only to bring an older one forward.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, MetaData, PrimaryKeyConstraint, String, Table, insert

from briefing.library import faults
from briefing.library.connection import APPLICATION_ID, Look, make_engine, uri
from briefing.library.files import copy_database
from briefing.library.tables import Base

REVISIONS = ("0001",)
"""Every revision that a library may be at, oldest first; the last one is today's."""

HEAD = REVISIONS[-1]

_STAMPS = MetaData()
_STAMP = Table(
    "alembic_version",
    _STAMPS,
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""The table as Alembic itself makes it."""


def prepare(path: Path, found: Look, *, patience: float) -> Engine:
    """Open the file that ``look`` found, with today's tables in it.

    Raises LibraryError for a newer library (untouched) and for a file that cannot be written.
    """
    if found.revision is not None and found.revision not in REVISIONS:
        raise faults.newer(path, found.revision)
    if not found.absent and found.revision != HEAD:
        with faults.known(path):
            copy_database(path, backup_name(path, found.revision))
    engine = make_engine(path, patience=patience)
    try:
        with faults.known(path), engine.begin() as connection:
            if found.absent:
                create(connection)
            elif found.revision != HEAD:
                upgrade(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


def create(connection: Connection) -> None:
    """Make today's tables in an empty file, within the caller's transaction."""
    mark(connection)
    Base.metadata.create_all(connection)
    _STAMPS.create_all(connection)
    connection.execute(insert(_STAMP).values(version_num=HEAD))


def upgrade(connection: Connection) -> None:
    """Bring an older library to today's shape, within the caller's transaction."""
    from alembic import command

    from briefing.library.migrations import configuration

    mark(connection)
    command.upgrade(configuration(connection), "head")


def mark(connection: Connection) -> None:
    """Say in the file's header whose database it is."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def backup_name(path: Path, revision: str | None) -> Path:
    """Where the copy goes that is made before a library changes its shape: beside it, named by revision and time."""
    now = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    return path.with_name(f"{path.stem}.{revision or '0000'}-{now}{path.suffix}")


def revision_of(path: Path) -> str:
    """The revision written in a library's file."""
    with closing(sqlite3.connect(uri(path, mode="ro"), uri=True)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])
