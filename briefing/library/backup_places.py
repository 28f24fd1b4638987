"""Where the backups of a library go, as a person has chosen it."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from briefing.library.backups import Backups, default_folder, utc_now
from briefing.locate import Places
from briefing.preferences.catalogue import BACKUP_DAYS, BACKUP_FOLDER, EARLIER_FOLDERS
from briefing.preferences.values import Preferences

MOST_EARLIER = 8
"""Folders of before that are still looked into."""


def backups_for(
    library: Path, preferences: Preferences, places: Places, *, clock: Callable[[], datetime] = utc_now
) -> Backups:
    """The backups of a library, in the folder that was chosen, or beside it."""
    chosen = preferences.of(BACKUP_FOLDER)
    return Backups(
        library,
        folder_in(places.recalled(chosen), library, places) if chosen else None,
        earlier=[folder_in(places.recalled(one), library, places) for one in preferences.of(EARLIER_FOLDERS)],
        daily=timedelta(days=preferences.of(BACKUP_DAYS)),
        clock=clock,
    )


def folder_in(chosen: Path, library: Path, places: Places) -> Path:
    """The folder of one library's backups in a folder that was chosen for those of all.

    Libraries of the same name must not thin each other's backups: the folder's name holds a digest of where the
    library lies. For one that travels with the program that is its place beside it, whatever the stick is called today.
    """
    lies = os.path.normcase(places.remembered(library.absolute()))
    digest = hashlib.sha256(lies.encode("utf-8", "surrogatepass")).hexdigest()
    return chosen / f"{default_folder(library).name}-{digest[:6]}"


def choosing(preferences: Preferences, chosen: str) -> Preferences:
    """With another folder for backups, in the form that is kept; where they went before is still looked into."""
    before = preferences.of(BACKUP_FOLDER)
    earlier = [one for one in preferences.of(EARLIER_FOLDERS) if one not in (before, chosen)]
    if before and before != chosen:
        earlier.insert(0, before)
    made = preferences.having(BACKUP_FOLDER, chosen)
    return made.having(EARLIER_FOLDERS, tuple(earlier[:MOST_EARLIER]))


def objection(chosen: Path, library: Path, program: Path | None = None) -> str:
    """Why a folder cannot hold backups, as a sentence; empty when it can. ``program`` is a folder that the next
    version replaces. Something is written there for a moment."""
    if not chosen.is_dir():
        return f"找不到文件夹“{chosen}”，请另选一个。"
    folder = chosen.resolve()
    if folder.is_relative_to(default_folder(library).resolve()):
        return "这就是自动放备份的文件夹，不必另选；要放到别处，请选另一个文件夹。"
    if program is not None and folder.is_relative_to(program.resolve()):
        return "这是程序自己的文件夹，升级时会被换掉，请另选一个。"
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        return f"“{chosen}”里不能写文件，请另选一个，或请管理员给予权限。"
    return ""


def same_disk(chosen: Path, library: Path) -> bool:
    """Whether a folder lies on the library's own disk; False where that cannot be told."""
    try:
        return os.stat(chosen).st_dev == os.stat(library.parent).st_dev  # noqa: PTH116 - one call for all that exists
    except OSError:
        return False
