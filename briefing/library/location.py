"""Where the library lies when nobody names another place."""

from __future__ import annotations

from pathlib import Path

from briefing.library import faults
from briefing.locate import Places, places


def default_path(chosen: Places | None = None) -> Path:
    """The usual library of this person, or that of other places; its folder is made.

    Raises LibraryError when it cannot be.
    """
    chosen = chosen or places()
    path = chosen.library
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if chosen.folder is not None:
            raise faults.not_portable(chosen.folder, f"{type(error).__name__}: {error}") from error
        raise faults.from_system(error, path.parent) from error
    return path
