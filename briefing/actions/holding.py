"""The library behind the door: held against others, opened, opened anew when it was lost, exchanged for a backup.

Everything here runs on the door's worker.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from briefing.domain.errors import LibraryError
from briefing.library.backups import Backup, Backups
from briefing.library.faults import LostError
from briefing.library.library import Library
from briefing.library.occupancy import Occupancy
from briefing.library.restoring import exchange, put_back


class Holding:
    """One library, or what opens it; a path is held so that no other window opens it as well."""

    def __init__(self, library: Path | Callable[[], Library], prepare: Callable[[], object] | None = None) -> None:
        """``prepare`` makes what the path needs, its folder, whenever it is to be opened; it may raise LibraryError."""
        self._prepare = prepare
        self.path = None if callable(library) else library
        self._opener = library if callable(library) else lambda: Library.open(library)
        self._library: Library | None = None
        self._occupancy: Occupancy | None = None
        self._error: Exception | None = None
        self._lost = False

    @property
    def held(self) -> bool:
        """Whether nobody else has it, as far as that can be said."""
        return self._occupancy is not None or self.path is None

    def open(self) -> Library:
        """Take hold of the library and open it. Raises what keeps it from opening, as often as it is asked for."""
        try:
            if self._prepare is not None and self._library is None:
                self._prepare()
            if self.path is not None and self._occupancy is None:
                self._occupancy = Occupancy(self.path)
            self._library = self._opener()
        except Exception as error:
            self._error = error
            raise
        self._error, self._lost = None, False
        return self._library

    def library(self) -> tuple[Library, bool]:
        """The open library, and whether it had to be opened anew since the last time.

        Raises the error that keeps it from opening.
        """
        if self._library is None:
            assert self._error is not None
            raise self._error
        if not self._lost:
            return self._library, False
        path = self._library.path
        if not path.exists():
            # Opening would make a new library in its place.
            raise LostError(f"找不到资料库“{path}”，请把U盘插回去或把文件放回原处，再试一次。")
        self._library.close()
        self._release()
        return self.open(), True

    def lose(self) -> None:
        """Note that the open file cannot be reached any more: the next time it is asked for, it is opened anew."""
        self._lost = True

    def restore(self, backup: Path, backups: Backups | None = None) -> Backup | None:
        """Put a backup in the library's place and open it; returns the backup of what was there before.

        It works as well when the present library is damaged and did not open. Raises LibraryError; then the library is
        as it was, and open again if it was.
        """
        path = self.path or (self._library.path if self._library else None)
        if path is None:
            raise LibraryError("资料库还没有打开，不能恢复备份；请先打开资料库。")
        if self.path is not None and self._occupancy is None:
            self._occupancy = Occupancy(self.path)
        was_open = self._library is not None
        self._shut()
        try:
            before = exchange(path, backup, backups or Backups(path))
            try:
                self.open()
            except Exception:
                put_back(path, before)
                raise
        except Exception as error:
            if was_open:
                self.open()
            else:
                self._error = self._error or error
            raise
        return before

    def close(self) -> None:
        """Give the library back."""
        self._shut()
        self._release()

    def _release(self) -> None:
        if self._occupancy is not None:
            self._occupancy.release()
            self._occupancy = None

    def _shut(self) -> None:
        if self._library is not None:
            self._library.close()
            self._library = None
