"""What is in the file of a library that nobody has open: read without changing it, whatever its revision."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from briefing.library import faults
from briefing.library.connection import look, reading


@dataclass(frozen=True, slots=True)
class Contents:
    """How much a library holds; counts leave out what is marked removed or deleted."""

    reports: int = 0
    annotations: int = 0
    last_change: datetime | None = None
    schema: str = ""


_REPORTS = "SELECT count(*) FROM reports WHERE NOT removed"
_NOTES = (
    "SELECT count(*) FROM annotations WHERE NOT deleted AND report_id IN (SELECT id FROM reports WHERE NOT removed)"
)
_CHANGED = "SELECT max(changed) FROM annotations"


def inspect(path: Path, *, whole: bool = False) -> Contents:
    """Check that the file is a sound library and count what is in it; ``whole`` checks every byte of a large one too.

    Raises LibraryError for a missing or damaged file and for what is none of ours.
    """
    found = look(path)
    if found.absent:
        raise faults.not_a_database(path)
    with faults.known(path), closing(sqlite3.connect(reading(path), uri=True)) as connection:
        connection.execute("PRAGMA trusted_schema = OFF")
        if whole:
            complaints = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(3)")]
            if complaints != ["ok"]:
                raise faults.corrupt(path, "; ".join(complaints))
        schema = found.revision or ""
        try:
            return Contents(
                connection.execute(_REPORTS).fetchone()[0],
                connection.execute(_NOTES).fetchone()[0],
                _time(connection.execute(_CHANGED).fetchone()[0]),
                schema,
            )
        except sqlite3.OperationalError as error:
            # Before the first revision a file of ours has no tables; a later program's may be others.
            if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                raise
            return Contents(schema=schema)


def _time(kept: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(kept)) if kept else None
    except ValueError:
        return None
