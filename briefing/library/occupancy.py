"""Who has a library: one window at a time, and what begins to change the file from elsewhere waits for it to close.

The lock is the system's own, on a file beside the library, so a crash releases it. Beside that file lies a note of
who holds it; the note alone means nothing.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from briefing.domain.errors import LibraryError
from briefing.library.files import forget, identity
from briefing.library.holder import Holder, note_of, read_note

_log = logging.getLogger(__name__)

_PATIENCE = 0.3
"""Seconds to wait for a window that is just closing."""


class OccupiedError(LibraryError):
    """Another window has the library."""


class Occupancy:
    """Holds a library from the moment it is made until ``release``.

    Raises OccupiedError when another has it. Where no lock can be made (a read-only medium) nothing is held: there the
    library cannot be changed anyway, which opening it will say.
    """

    def __init__(self, library: Path) -> None:
        # One library has one lock, by whatever link it is reached.
        library = library.resolve()
        self._library, self._note = library, note_of(library)
        # Not bound to a thread: the library's worker takes it, and whoever closes gives it back.
        self._file = library.with_name(f"{library.name}.lock")
        self._lock = FileLock(self._file, timeout=_PATIENCE, thread_local=False)
        self._mark: tuple[tuple[int, int] | None, ...] = ()
        if not library.parent.is_dir():
            return
        try:
            self._lock.acquire()
        except Timeout as error:
            raise _occupied(library) from error
        except (OSError, NotImplementedError) as error:
            _log.info("no lock beside the library: %s", type(error).__name__)
            return
        self._mark = identity(self._file)
        self._sign()

    @property
    def held(self) -> bool:
        """Whether the library is ours alone."""
        return self._lock.is_locked

    def release(self) -> None:
        """Let others have it. Releasing twice does no harm."""
        if not self.held:
            return
        # After a stick was pulled out and put back the names may be another window's.
        ours = identity(self._file) == self._mark
        if ours:
            forget(self._note)
        # Elsewhere the file goes while it is still locked: whoever gets the lock of a file without a name tries again.
        # Windows removes no open file, but keeps it from us as well once another has it.
        if ours and sys.platform != "win32":
            forget(self._file)
        self._lock.release(force=True)
        if ours and sys.platform == "win32":
            forget(self._file)

    def _sign(self) -> None:
        try:
            Holder.here().sign(self._library)
        except OSError as error:
            _log.info("no note beside the library: %s", type(error).__name__)


def _occupied(library: Path) -> OccupiedError:
    who = _who(read_note(library))
    where = f"已经在另一个简报台窗口里打开（{who}）" if who else "已经在另一个简报台窗口里打开"
    return OccupiedError(
        f"资料库“{library.name}”{where}，请回到那个窗口，或先把它关掉再试。",
        detail=str(library),
    )


def _who(note: dict[str, Any]) -> str:
    """The holder in a few words, as far as it is known."""
    words = (("用户 ", "user"), ("电脑 ", "host"), ("进程 ", "process"))
    return "，".join(f"{name}{note[key]}" for name, key in words if isinstance(note.get(key), str | int) and note[key])
