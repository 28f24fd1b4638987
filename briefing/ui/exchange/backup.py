"""The copy of a library that is made before anything is taken in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from briefing.domain.errors import LibraryError
from briefing.library.files import copy_database


def backup_before(library: Path) -> str:
    """Copy the library into the folder of its backups, under a name that says when and what for. Returns that name.

    Raises LibraryError when the copy cannot be made.
    """
    folder = library.with_name(f"{library.stem}-backups")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"并入前的备份没有做成，没有并入任何批注；请检查“{folder.parent.name}”能否写入，再试一次。",
            detail=str(error),
        ) from error
    stamp = datetime.now(UTC).astimezone().strftime("%Y%m%d-%H%M%S%z")
    number = 1
    while True:
        count = f"-{number}" if number > 1 else ""
        to = folder / f"{library.stem}-{stamp}{count}-并入前.db"
        if not to.exists():
            break
        number += 1
    copy_database(library, to)
    return to.name
