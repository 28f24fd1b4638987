"""Copies of a library's file, made by SQLite itself so that they are whole while the library is in use."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from briefing.library import faults
from briefing.library.connection import uri


def copy_database(source: Path, to: Path) -> None:
    """Copy a database, replacing ``to`` only once the copy is complete.

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
                closing(sqlite3.connect(uri(source, mode="ro"), uri=True)) as original,
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
    for leftover in (path, *(path.with_name(f"{path.name}-{log}") for log in ("journal", "wal", "shm"))):
        try:
            leftover.unlink(missing_ok=True)
        except OSError:
            continue
