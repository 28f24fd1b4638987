"""The mark of a run: written when it begins and taken away when it ends, so that one that did not end is known.

It is the file, too, into which faulthandler writes when the program is struck down. A mark is a dead run's when its
lock can be had: the system gives that back whatever happened, and no number of a process is mistaken for another's.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.crashes.lock import hold

_SUFFIX = ".run"
_MOST = 256 * 1024
_BINARY = getattr(os, "O_BINARY", 0) | getattr(os, "O_NOINHERIT", 0)


@dataclass(frozen=True, slots=True)
class Ended:
    """A run that left its mark behind: when it began, when anything was last written of it (seconds since 1970), and
    what faulthandler wrote (empty after a power cut or a kill)."""

    process: int
    began: float
    last: float
    version: str
    library: str
    trace: str


class Session:
    """This run, marked. ``end`` takes the mark away."""

    def __init__(self, path: Path, descriptor: int, *, native: bool) -> None:
        self._path, self._descriptor, self._native = path, descriptor, native

    def end(self) -> None:
        """The run ends as it should."""
        if self._descriptor < 0:
            return
        if self._native:
            faulthandler.disable()
        os.close(self._descriptor)
        self._descriptor = -1
        with contextlib.suppress(OSError):
            self._path.unlink()


def begin_session(folder: Path, library: Path, version: str, *, native: bool = True) -> Session | None:
    """Mark this run, and let faulthandler write into the mark when ``native``. None where nothing can be written."""
    path = folder / f"{time.time_ns():x}-{os.getpid()}{_SUFFIX}"
    words = {"process": os.getpid(), "began": time.time(), "version": version, "library": str(library)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | _BINARY, 0o600)
    except OSError:
        return None
    session = Session(path, descriptor, native=False)
    try:
        if not hold(descriptor):
            session.end()
            return None
        os.write(descriptor, json.dumps(words).encode("ascii") + b"\n")
    except OSError:
        session.end()
        return None
    if native:
        faulthandler.enable(descriptor)
    return Session(path, descriptor, native=native)


def dead_sessions(folder: Path) -> Iterator[Ended]:
    """The runs that did not end, the oldest first. Each mark is taken away once the next is asked for."""
    try:
        marks = sorted(folder.glob(f"*{_SUFFIX}"))
    except OSError:
        return
    for mark in marks:
        try:
            descriptor = os.open(mark, os.O_RDWR | _BINARY)
        except OSError:
            continue
        try:
            ended = _read(descriptor) if hold(descriptor) else None
        except OSError:
            ended = None
        if ended is None:
            os.close(descriptor)
            continue
        try:
            yield ended
            if os.name != "nt":
                # While it is still locked, so that no other window finds it as well.
                _forget(mark)
        finally:
            os.close(descriptor)
        _forget(mark)


def _read(descriptor: int) -> Ended | None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    data = b""
    while len(data) < _MOST and (more := os.read(descriptor, 65536)):
        data += more
    state = os.fstat(descriptor)
    head, _, trace = data.decode("utf-8", errors="replace").partition("\n")
    try:
        words = json.loads(head)
        process, began = int(words["process"]), float(words["began"])
        version, library = str(words["version"]), str(words["library"])
    except (ValueError, KeyError, TypeError):
        # The power went before the first line was on the disk.
        process, began, version, library = 0, state.st_mtime, "", ""
    return Ended(process, began, state.st_mtime, version, library, trace)


def _forget(mark: Path) -> None:
    with contextlib.suppress(OSError):
        mark.unlink(missing_ok=True)
