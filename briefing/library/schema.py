"""Which shape a library's tables have, and what to do when it is not today's.

A new library and one of today's shape never need Alembic; it is imported only to bring an older one forward.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Column, Connection, Engine, MetaData, PrimaryKeyConstraint, String, Table, insert

from briefing.library import faults
from briefing.library.backups import BackupReason, Backups, utc_now
from briefing.library.connection import APPLICATION_ID, WRITING, Look, make_engine
from briefing.library.files import forget
from briefing.library.tables_briefings import TABLES

REVISIONS = ("0001", "0002", "0003", "0004")
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


def prepare(
    path: Path,
    found: Look,
    *,
    patience: float,
    fill: Callable[[Connection], None],
    backups: Backups | None = None,
    clock: Callable[[], datetime] = utc_now,
) -> Engine:
    """Open the file that ``look`` found, with today's tables in it; of an older one a backup is made first.

    It goes among ``backups``, else beside the library.
    ``fill`` puts into a new library what it begins with; tables and contents are one transaction, so there is no
    half-made library. Raises LibraryError for a newer library (untouched) and for a file that cannot be written.
    """
    if found.revision is not None and found.revision not in REVISIONS:
        raise faults.newer(path, found.revision)
    older = not found.absent and found.revision != HEAD
    if older:
        (backups or Backups(path, clock=clock)).make(BackupReason.UPGRADE)
    existed = path.exists()
    engine = make_engine(path, patience=patience)
    try:
        if found.absent or older:
            with faults.known(path), engine.execution_options(**{WRITING: True}).begin() as connection:
                if found.absent:
                    create(connection)
                else:
                    upgrade(connection)
                if found.absent or found.empty:
                    fill(connection)
    except BaseException:
        engine.dispose()
        if not existed:
            forget(path)
        raise
    return engine


def create(connection: Connection) -> None:
    """Make today's tables in an empty file, within the caller's transaction."""
    mark(connection)
    TABLES.create_all(connection)
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
