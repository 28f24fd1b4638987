"""Finds the runs that left their mark behind."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.crashes.lock import hold
from briefing.crashes.session import BINARY, SUFFIX

_MOST = 256 * 1024


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


def dead_sessions(folder: Path) -> Iterator[Ended]:
    """The runs that did not end, the oldest first. Each mark is taken away once the next is asked for."""
    try:
        marks = sorted(folder.glob(f"*{SUFFIX}"))
    except OSError:
        return
    for mark in marks:
        try:
            descriptor = os.open(mark, os.O_RDWR | BINARY)
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
