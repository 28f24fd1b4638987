"""The one connection policy: how a library's file is looked at, and how it is opened for work.

A file is first looked at without a lock and without a write, so that a wrong one stays byte for byte as it was.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from briefing.library import faults

APPLICATION_ID = 0x4272_6966
"""In the file's header (``Brif``), so that ``file`` and we know whose database it is."""

PATIENCE = 5.0
"""Seconds to wait for another program's lock."""

ALWAYS_CHECKED = 64 * 1024 * 1024
"""Bytes up to which every opening runs quick_check (it reads the whole file; 64 MB take well under a second)."""

_ESCAPES = str.maketrans({"%": "%25", "?": "%3f", "#": "%23"})
"""What would mean something in a URI file name (sqlite.org/uri.html, section 3.1)."""

_MAGIC = b"SQLite format 3\0"
_HEADER = 100

WRITING = "briefing_writing"
"""Execution option of an engine whose transactions take the write lock at once."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a file is: absent or of no bytes, a database without tables, or one at some revision (None: unmarked)."""

    absent: bool = False
    empty: bool = False
    revision: str | None = None


def uri(path: Path, **parameters: str | int) -> str:
    """A path as SQLite's URI file name, blanks, Chinese, ``?`` and ``#`` included."""
    text = path.absolute().as_posix().translate(_ESCAPES)
    tail = "&".join(f"{name}={value}" for name, value in parameters.items())
    return f"file://{text if text.startswith('/') else '/' + text}?{tail}"


def reading(path: Path) -> str:
    """The URI to read a database by, that may be in use: as it stands with its log, or alone where it has none.

    Without a log nobody has it open for writing, and ``immutable`` leaves not even a -shm file beside it.
    """
    return uri(path, mode="ro") if _log_of(path).exists() else uri(path, mode="ro", immutable=1)


def look(path: Path, *, patience: float = PATIENCE) -> Look:
    """Find out what lies at ``path`` without changing it.

    Raises LibraryError for a missing folder, a folder, what is no database, a damaged one, or another program's.
    """
    if not path.parent.is_dir():
        raise faults.no_folder(path)
    if path.is_dir():
        raise faults.is_folder(path)
    try:
        if not path.exists() or path.stat().st_size == 0:
            return Look(absent=True)
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError as error:
        raise faults.from_system(error, path) from error
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise faults.not_a_database(path)
    with faults.known(path):
        return _look_inside(path, patience)


def _look_inside(path: Path, patience: float) -> Look:
    """``immutable`` leaves not even a -shm file beside it; what an unclean end left in the -wal must be read though."""
    log = _log_of(path)
    unclean = log.exists() and log.stat().st_size > 0
    address = uri(path, mode="ro") if unclean else uri(path, mode="ro", immutable=1)
    connection = sqlite3.connect(address, uri=True, timeout=patience, isolation_level=None)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        owner = connection.execute("PRAGMA application_id").fetchone()[0]
        if owner != APPLICATION_ID and (owner or names):
            raise faults.foreign(path)
        if unclean or path.stat().st_size <= ALWAYS_CHECKED:
            complaints = [row[0] for row in connection.execute("PRAGMA quick_check(3)")]
            if complaints != ["ok"]:
                raise faults.corrupt(path, "; ".join(complaints))
        revision = None
        if "alembic_version" in names:
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
            revision = None if row is None else str(row[0])
        return Look(empty=not names, revision=revision)
    finally:
        connection.close()


def _log_of(path: Path) -> Path:
    return path.with_name(path.name + "-wal")


def connect(path: Path, *, patience: float = PATIENCE) -> sqlite3.Connection:
    """Open for work, creating the file when it is absent. sqlite3.Error when the file does not allow it.

    WAL lets the window read while the worker writes. ``synchronous`` is FULL, not NORMAL: in WAL, NORMAL may lose the
    last commits when the power fails, and what a person wrote is never lost; it costs one flush a command.
    Transactions are begun by the engine's events, not by the driver, hence ``isolation_level`` None.
    The engine is made for one worker, which need not be the thread that opened it.
    """
    connection = sqlite3.connect(
        uri(path, mode="rwc"), uri=True, timeout=patience, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        # A write that is taken back is the one honest test for a read-only file, folder or disk;
        # BEGIN IMMEDIATE alone is content with reading when the file allows no more.
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("PRAGMA user_version = 0")
        connection.execute("ROLLBACK")
    except BaseException:
        connection.close()
        raise
    return connection


def data_version(connection: Connection) -> int:
    """A number that changes when another connection has changed the file (sqlite.org/pragma.html, data_version)."""
    return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())


def make_engine(path: Path, *, patience: float = PATIENCE) -> Engine:
    """An engine of one connection. Raises LibraryError when the file is read-only, locked or cannot be created."""
    with faults.known(path):
        first = connect(path, patience=patience)
    creator: Callable[[], Any] = lambda: first  # noqa: E731
    engine = create_engine(
        "sqlite://",
        creator=creator,
        poolclass=StaticPool,
        json_serializer=partial(json.dumps, ensure_ascii=False),
        # What fails is logged, and the log holds no text of reports or annotations.
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    """Writers queue for the lock at their start, where waiting is safe, not in mid-transaction."""
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
