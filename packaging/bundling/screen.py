"""A screen of our own whose picture is a file, so that one can see whether something was painted on it."""

from __future__ import annotations

import os
import re
import shutil
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 120
"""Seconds to wait for a window on a loaded machine."""

PAINTED = 40
"""Colours: an empty screen has one or two, a window with smoothed letters far more."""

_BETWEEN_LOOKS = 0.2
_HEADER = struct.Struct(">25I")
"""The head of an X window dump (XWDFile.h), which Xvfb's framebuffer file is."""

_COLOUR_ENTRY = 12
_CLASS = re.compile(r'\("[^"]*" "([^"]+)"\)')


@dataclass(frozen=True, slots=True)
class Screen:
    """A running X server: the display's name, and the file with its picture."""

    name: str
    picture: Path

    def painted(self, while_running: subprocess.Popen[bytes]) -> bool:
        """Wait until something is painted; False when the program ends first, or patience does."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and while_running.poll() is None:
            if colours(self.picture.read_bytes()) >= PAINTED:
                return True
            time.sleep(_BETWEEN_LOOKS)
        return False

    def window_classes(self) -> set[str] | None:
        """The classes of the windows there are; None where there is no xwininfo to ask."""
        if shutil.which("xwininfo") is None:
            return None
        command = ["xwininfo", "-display", self.name, "-root", "-tree"]
        answer = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", check=False)
        return set(_CLASS.findall(answer.stdout))


def available() -> bool:
    """Whether there is an Xvfb to start."""
    return shutil.which("Xvfb") is not None


@contextmanager
def virtual_screen() -> Iterator[Screen]:
    """A new X server with the smallest screen that offices have, ended at the end."""
    with tempfile.TemporaryDirectory(prefix="briefing-screen-") as folder:
        reading, writing = os.pipe()
        size = ("-screen", "0", "1366x768x24", "-fbdir", folder)
        command = ["Xvfb", "-displayfd", str(writing), *size, "-nolisten", "tcp", "-ac"]
        server = subprocess.Popen(command, pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writing)
        try:
            with os.fdopen(reading, encoding="ascii") as answer:
                yield Screen(f":{answer.readline().strip()}", Path(folder) / "Xvfb_screen0")
        finally:
            server.terminate()
            server.wait()


def colours(dump: bytes) -> int:
    """How many colours a window dump of 32 bits a pixel has. Raises ValueError for what is none."""
    if len(dump) < _HEADER.size:
        raise ValueError("no window dump")
    fields = _HEADER.unpack_from(dump)
    header, height, bits, line, entries = fields[0], fields[5], fields[11], fields[12], fields[19]
    if bits != 32:
        raise ValueError(f"{bits} bits a pixel")
    start = header + entries * _COLOUR_ENTRY
    return len(set(memoryview(dump)[start : start + line * height].cast("I")))
