"""What a second start leaves for the window that has the library: come forward, and open this file.

A request is a small file in a folder beside the library, which the window that holds it makes for itself alone. It is
taken by removing it, so that who left it knows. Whatever else lies there is removed and counts for nothing.

Only the standard library is imported before a note of another window is found: every start passes through here.
"""

from __future__ import annotations

import json
import os
import re
import stat
import sys
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefing.library.holder import Holder

PATIENCE = 3.0
"""Seconds in which a window that is well takes a request."""

_PAUSE = 0.02
_LARGEST = 32 * 1024
"""Bytes of a request: a path of 4096 characters, each written as an escape, fits."""

_MOST = 64
"""Requests looked at in one go."""

_NAME = re.compile(r"\d{20}-[0-9a-f]{32}\.json")
_READING = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    _READING |= getattr(os, _flag, 0)


@dataclass(frozen=True, slots=True)
class Request:
    """Come forward; with a ``file``, open it. The path is absolute, and nothing else about it is known."""

    file: Path | None = None


def folder_of(library: Path) -> Path:
    """Where requests to the window of a library lie."""
    library = library.resolve()
    return library.with_name(f"{library.name}.requests")


def hand_over(library: Path, file: Path | None = None, *, patience: float = PATIENCE) -> bool:
    """Let the window that has the library come forward, and open ``file`` (absolute) there.

    False, and nothing is left behind, when no other window of the same person on this computer has it, or when it does
    not answer within ``patience`` seconds.
    """
    holder = Holder.read(library)
    if holder is None or not holder.is_neighbour or not _is_held(library):
        return False
    _let_come_forward(holder)
    until, left = time.monotonic() + patience, None
    while time.monotonic() < until and Holder.read(library) == holder:
        if left is None:
            # A window that is just starting makes its folder a moment after it took the library.
            left = _leave(library, holder, file)
        elif not left.exists():
            return True
        time.sleep(_PAUSE)
    return left is not None and not _withdraw(left)


class Inbox:
    """The requests to the window that holds a library. Everything it does, it does at once; it can be asked again."""

    def __init__(self, library: Path) -> None:
        self._library = library
        self.folder = folder_of(library)

    def open(self) -> bool:
        """Make the folder where it is missing; whether requests can come. Never where the library itself is gone."""
        if not self._library.exists() or self._address() is None:
            return False
        with suppress(OSError):
            self.folder.mkdir(mode=0o700, exist_ok=True)
        return _is_own(self.folder)

    def take(self) -> tuple[Request, ...]:
        """What was asked since the last time, oldest first. Requests to a window of before, and whatever else lies in
        the folder, are dropped."""
        address = self._address()
        if address is None or not _is_own(self.folder):
            return ()
        try:
            names = sorted(path.name for path in self.folder.iterdir())[:_MOST]
        except OSError:
            return ()
        found = (_taken(self.folder / name, address) for name in names if not name.endswith(".part"))
        return tuple(one for one in found if one is not None)

    def close(self) -> None:
        """Take no more: the folder goes, with what is in it."""
        if self._address() is None or not _is_own(self.folder):
            return
        with suppress(OSError):
            for path in self.folder.iterdir():
                path.unlink()
            self.folder.rmdir()

    def _address(self) -> Holder | None:
        """This process as the library's holder, under the note of now: a library that was lost is taken anew."""
        holder = Holder.read(self._library)
        return holder if holder is not None and holder.process == os.getpid() else None


def _is_held(library: Path) -> bool:
    """Whether the note speaks of one that lives. One that a crash left is removed by asking."""
    from briefing.domain.errors import LibraryError
    from briefing.library.occupancy import Occupancy

    try:
        Occupancy(library).release()
    except LibraryError:
        return True
    return False


def _is_own(folder: Path) -> bool:
    """Whether it is a real folder, and ours: in another's anything might be put or exchanged."""
    try:
        state = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(state.st_mode) and _owned(state)


def _owned(state: os.stat_result) -> bool:
    return not hasattr(os, "geteuid") or state.st_uid == os.geteuid()


def _leave(library: Path, to: Holder, file: Path | None) -> Path | None:
    """Put a request into the folder, whole from its first moment. None while that cannot be done."""
    folder = folder_of(library)
    if not _is_own(folder):
        return None
    words = {"to": [to.process, to.since], "file": None if file is None else str(file)}
    path = folder / f"{time.time_ns():020d}-{uuid.uuid4().hex}.json"
    partial = path.with_suffix(".part")
    try:
        partial.write_text(json.dumps(words), encoding="ascii")
        partial.replace(path)
    except OSError:
        with suppress(OSError):
            partial.unlink()
        return None
    return path


def _withdraw(path: Path) -> bool:
    """Take one's own request back; False when it was taken at the last moment."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return True


def _taken(path: Path, address: Holder) -> Request | None:
    """A request, removed; None for what is none, or none to this window. One that cannot be removed is left alone:
    who left it would believe that nobody took it, and it would be there the next time."""
    content = _content(path) if _NAME.fullmatch(path.name) else b""
    try:
        path.unlink()
    except OSError:
        return None
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.get("to") != [address.process, address.since]:
        return None
    match found.get("file"):
        case None:
            return Request()
        case str(name) if "\0" not in name and Path(name).is_absolute():
            return Request(Path(name))
    return None


def _content(path: Path) -> bytes:
    """The bytes of a regular file of ours, no link followed; nothing of anything else."""
    try:
        if stat.S_ISLNK(path.lstat().st_mode):
            return b""
        with open(os.open(path, _READING), "rb") as file:  # noqa: PTH123 (by descriptor)
            state = os.fstat(file.fileno())
            fits = stat.S_ISREG(state.st_mode) and _owned(state) and state.st_size <= _LARGEST
            return file.read(_LARGEST) if fits else b""
    except OSError:
        return b""


def _let_come_forward(holder: Holder) -> None:
    """Windows lets a window come forward only with the leave of the process that the person has just started."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(holder.process)
