"""Where the library lies when nobody names another place."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path

from briefing.library import faults

FILE_NAME = "library.db"


def default_path() -> Path:
    """The usual library of this person on this system; its folder is made. Raises LibraryError when it cannot be."""
    path = user_data_path("Briefing", appauthor=False) / FILE_NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise faults.from_system(error, path.parent) from error
    return path
