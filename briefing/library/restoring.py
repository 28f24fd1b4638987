"""Putting a backup in a library's place: the present state is kept first, and comes back when anything goes wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from briefing.domain.errors import LibraryError
from briefing.library import faults
from briefing.library.backups import Backup, BackupReason, Backups, utc_now
from briefing.library.files import copy_bytes, copy_database, forget, logs_of
from briefing.library.inspection import inspect
from briefing.library.library import Library
from briefing.library.occupancy import Occupancy
from briefing.library.schema import REVISIONS


def exchange(library: Path, backup: Path, backups: Backups) -> Backup | None:
    """Put a copy of ``backup`` in the place of the library, which nobody may have open.

    Returns the backup of what was there before, None when nothing was. Raises LibraryError when the backup is not
    sound or is a newer program's, when the present state cannot be kept, or when the place cannot be written; then the
    library is as it was.
    """
    library = library.resolve()
    if library.exists() and backup.exists() and backup.samefile(library):
        raise LibraryError(f"“{backup.name}”就是正在使用的资料库，请另选一份备份。")
    contents = inspect(backup, whole=True)
    if contents.schema and contents.schema not in REVISIONS:
        raise faults.newer(backup, contents.schema)
    before = backups.keep(BackupReason.RESTORE) if library.exists() else None
    coming = library.with_name(f"{library.name}.restoring")
    try:
        copy_database(backup, coming)
        _replace(coming, library)
    except OSError as error:
        raise faults.from_system(error, library) from error
    finally:
        forget(coming)
    return before


def put_back(library: Path, before: Backup | None) -> None:
    """Undo an exchange after which the library could not be opened. Raises LibraryError when that fails as well."""
    library = library.resolve()
    try:
        if before is None:
            forget(library)
            return
        coming = library.with_name(f"{library.name}.restoring")
        copy_bytes(before.path, coming)
        _replace(coming, library)
        for log, kept in zip(logs_of(library), logs_of(before.path), strict=True):
            if kept.exists():
                copy_bytes(kept, log)
    except OSError as error:
        raise faults.from_system(error, library) from error


def restore(
    library: Path,
    backup: Path,
    backups: Backups | None = None,
    *,
    clock: Callable[[], datetime] = utc_now,
) -> Backup | None:
    """Put a backup in the library's place and bring it to today's shape; returns the backup of what was there before.

    For use without a window: raises OccupiedError while one has the library, and LibraryError as ``exchange`` does.
    """
    occupancy = Occupancy(library)
    backups = backups or Backups(library, clock=clock)
    try:
        before = exchange(library, backup, backups)
        try:
            Library.open(library, backups=backups, clock=clock).close()
        except BaseException:
            put_back(library, before)
            raise
        return before
    finally:
        occupancy.release()


def _replace(coming: Path, library: Path) -> None:
    """A log that is left beside another file's place would be read into it: logs go first, and return on failure."""
    moved = []
    try:
        for log in logs_of(library):
            if log.exists():
                aside = log.with_name(f"{log.name}.before")
                log.replace(aside)
                moved.append((log, aside))
        coming.replace(library)
    except BaseException:
        for log, aside in moved:
            aside.replace(log)
        raise
    for _, aside in moved:
        forget(aside)
