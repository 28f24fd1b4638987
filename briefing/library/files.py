"""Copies of a library's file, made by SQLite itself so that they are whole while the library is in use."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from briefing.library import faults
from briefing.library.connection import reading


def copy_database(source: Path, to: Path) -> None:
    """Copy a database, replacing ``to`` only once the copy is complete.

    The source may be in use, may have been left with a log that is not folded in, and may lie on a read-only medium.
    Raises LibraryError when the copy cannot be written or would replace its own source.
    """
    if not to.parent.is_dir():
        raise faults.no_folder(to)
    if to.exists() and source.exists() and to.samefile(source):
        raise faults.onto_itself(to)
    partial = to.with_name(f"{to.name}.part")
    try:
        with faults.known(to):
            partial.unlink(missing_ok=True)
            with (
                closing(sqlite3.connect(reading(source), uri=True)) as original,
                closing(sqlite3.connect(partial)) as copy,
            ):
                original.backup(copy)
        partial.replace(to)
    except OSError as error:
        raise faults.from_system(error, to) from error
    finally:
        forget(partial)


def forget(path: Path) -> None:
    """Remove what a failed attempt left at ``path``; that it cannot be removed is no further harm."""
    for leftover in (path, *logs_of(path)):
        try:
            leftover.unlink(missing_ok=True)
        except OSError:
            continue


def copy_bytes(source: Path, to: Path) -> None:
    """Copy a file that nobody has open, byte for byte and onto the disk, replacing ``to`` only once that is done.

    Raises OSError.
    """
    partial = to.with_name(f"{to.name}.part")
    try:
        with source.open("rb") as original, partial.open("wb") as copy:
            shutil.copyfileobj(original, copy, 1 << 20)
            copy.flush()
            os.fsync(copy.fileno())
        partial.replace(to)
    finally:
        forget(partial)


def logs_of(path: Path) -> tuple[Path, ...]:
    """Where SQLite keeps what belongs to a database beside it."""
    return tuple(path.with_name(f"{path.name}-{log}") for log in ("journal", "wal", "shm"))


def identity(path: Path) -> tuple[tuple[int, int] | None, ...]:
    """Which files a database and its write-ahead log are now; another value later means that they were exchanged."""
    return tuple(_number(part) for part in (path, path.with_name(f"{path.name}-wal")))


def _number(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_dev, state.st_ino
