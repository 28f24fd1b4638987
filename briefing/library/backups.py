"""The backups of a library: made through SQLite itself, looked at as soon as they are made, thinned as they age."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from briefing.domain.errors import LibraryError
from briefing.library import faults
from briefing.library.files import copy_bytes, copy_database, forget, logs_of
from briefing.library.inspection import Contents, inspect
from briefing.library.recognising import SUFFIX
from briefing.library.thinning import kept

_STAMP = "%Y%m%d-%H%M%S%z"
_SUFFIX = ".db"
_SUFFIXES = (_SUFFIX, SUFFIX)


class BackupReason(StrEnum):
    """What a backup was made for. ``value`` stands in the file's name."""

    DAILY = "每日"
    UPGRADE = "升级前"
    MERGE = "并入前"
    RESTORE = "恢复前"
    MANUAL = "手动"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return self.value


_NAME = re.compile(rf"(\d{{8}}-\d{{6}}[+-]\d{{4}})(?:-(\d+))?-({'|'.join(BackupReason)})")


@dataclass(frozen=True, slots=True)
class Backup:
    """One file in the folder of backups, and what is in it.

    ``made`` is aware. ``size`` is in bytes. ``reports`` and ``annotations`` count what is not marked removed or
    deleted; ``last_change`` is when an annotation last changed. ``schema`` is the revision of the tables. A file that
    cannot be restored is not ``sound``; ``problem`` says why in a Chinese sentence.
    """

    path: Path
    made: datetime
    reason: BackupReason
    size: int
    reports: int = 0
    annotations: int = 0
    last_change: datetime | None = None
    schema: str = ""
    sound: bool = True
    problem: str = ""


def utc_now() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)


def default_folder(library: Path) -> Path:
    """Where the backups of a library lie when nobody names another place: beside it."""
    return library.with_name(f"{library.stem}-backups")


class Backups:
    """The backups of the library at ``library``, in ``folder``; any thread may use it while the library is in use.

    Files are named by local time with its offset from UTC, then the reason, so that a folder sorted by name is sorted
    by time. Nothing here changes a file once it is made; only ``thin`` removes any.
    """

    def __init__(self, library: Path, folder: Path | None = None, *, clock: Callable[[], datetime] = utc_now) -> None:
        self._library, self._clock = library, clock
        self.folder = folder or default_folder(library)
        self._known: dict[Path, tuple[tuple[int, int], Backup]] = {}

    def make(self, reason: BackupReason) -> Backup:
        """Copy the library as it stands, committed changes included, and make sure that the copy is whole.

        Raises LibraryError, and leaves no file, when it cannot be written or does not come out sound.
        """
        to = self._new(reason)
        copy_database(self._library, to)
        made = self._backup(to, whole=True)
        if not made.sound:
            forget(to)
            raise LibraryError(
                f"备份没有做成，资料库“{self._library.name}”没有改动；请检查磁盘，再备份一次。", detail=made.problem
            )
        return made

    def keep(self, reason: BackupReason) -> Backup:
        """The same for a library that may be damaged: where no sound copy can be made, its bytes are kept as they are.

        The library must not be in use. Raises LibraryError when they cannot be written.
        """
        try:
            return self.make(reason)
        except LibraryError:
            to = self._new(reason)
            try:
                copy_bytes(self._library, to)
                for log, copy in zip(logs_of(self._library), logs_of(to), strict=True):
                    if log.exists() and not log.name.endswith("-shm"):
                        copy_bytes(log, copy)
            except OSError as error:
                forget(to)
                raise faults.from_system(error, to) from error
            return self._backup(to)

    def all(self) -> tuple[Backup, ...]:
        """What lies in the folder, newest first: backups, and files that look like some and are none (not sound).

        A file that somebody put there counts as made by hand when its bytes were last written. Raises LibraryError
        when the folder cannot be read; one that does not exist is empty.
        """
        try:
            found = [self._backup(path) for path in self.folder.iterdir() if _is_candidate(path)]
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise faults.from_system(error, self.folder) from error
        return tuple(sorted(found, key=_order, reverse=True))

    def due(self, now: datetime) -> bool:
        """Whether the backup of ``now``'s day, by local time, is missing."""
        today = now.astimezone().date()
        return not any(
            made.astimezone().date() == today and reason is BackupReason.DAILY for made, reason in self._names()
        )

    def thin(self) -> tuple[Path, ...]:
        """Remove the backups that time has made needless; the files removed. What was made by hand always stays.

        So does every file that is not a sound backup. That one cannot be removed is no harm: the next time it may be.
        """
        own = [one for one in self.all() if one.sound and one.reason is not BackupReason.MANUAL]
        stay = kept((one.made for one in own), self._clock().astimezone())
        removed = []
        for one in own:
            if one.made not in stay:
                try:
                    one.path.unlink()
                except OSError:
                    continue
                removed.append(one.path)
        return tuple(removed)

    def _new(self, reason: BackupReason) -> Path:
        """A name that no file has yet, in a folder that is there."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise faults.from_system(error, self.folder) from error
        stamp = self._clock().astimezone().strftime(_STAMP)
        number = 1
        while True:
            count = f"-{number}" if number > 1 else ""
            to = self.folder / f"{self._library.stem}-{stamp}{count}-{reason}{_SUFFIX}"
            if not to.exists():
                return to
            number += 1

    def _backup(self, path: Path, *, whole: bool = False) -> Backup:
        """What a file is; it is read once as long as it does not change."""
        state = path.stat()
        mark = (state.st_size, state.st_mtime_ns)
        known = self._known.get(path)
        if known is not None and known[0] == mark:
            return known[1]
        named = _read_name(path)
        made = datetime.fromtimestamp(state.st_mtime, UTC) if named is None else named[0]
        reason = BackupReason.MANUAL if named is None else named[1]
        try:
            inside, problem = inspect(path, whole=whole), ""
        except LibraryError:
            inside, problem = Contents(), f"“{path.name}”不是完好的备份，不能用来恢复；它会原样留在文件夹里。"
        backup = Backup(
            path,
            made,
            reason,
            state.st_size,
            inside.reports,
            inside.annotations,
            inside.last_change,
            inside.schema,
            not problem,
            problem,
        )
        self._known[path] = (mark, backup)
        return backup

    def _names(self) -> list[tuple[datetime, BackupReason]]:
        try:
            names = [_read_name(path) for path in self.folder.iterdir() if _is_candidate(path)]
        except OSError:
            return []
        return [named for named in names if named is not None]


def _is_candidate(path: Path) -> bool:
    return path.suffix.lower() in _SUFFIXES and path.is_file() and not path.is_symlink()


def _read_name(path: Path) -> tuple[datetime, BackupReason] | None:
    """When and what for a backup was made, as its name says; None for a name that is not ours."""
    found = _NAME.search(path.stem)
    if found is None:
        return None
    try:
        return datetime.strptime(found[1], _STAMP), BackupReason(found[3])
    except ValueError:
        return None


def _order(backup: Backup) -> tuple[datetime, int]:
    """By time; several of one second by their number."""
    found = _NAME.search(backup.path.stem)
    return backup.made, int(found[2] or 1) if found else 1
