"""Where the library lies when nobody names another place."""

from __future__ import annotations

from pathlib import Path

from briefing.library import faults
from briefing.locate import Places, places


def default_path(chosen: Places | None = None) -> Path:
    """The usual library of this person, or that of other places; its folder is made.

    Raises LibraryError when it cannot be.
    """
    path = (chosen or places()).library
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise faults.from_system(error, path.parent) from error
    return path
