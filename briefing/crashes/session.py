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
from pathlib import Path

from briefing.crashes.lock import hold

SUFFIX = ".run"
"""Of the mark's file."""

BINARY = getattr(os, "OBINARY", 0) | getattr(os, "O_NOINHERIT", 0)


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
    path = folder / f"{time.time_ns():x}-{os.getpid()}{SUFFIX}"
    words = {"process": os.getpid(), "began": time.time(), "version": version, "library": str(library)}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_APPEND | BINARY, 0o600)
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
