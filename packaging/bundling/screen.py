"""A screen of our own for checks: Xvfb, ended with the checks, open to every local user."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def available() -> bool:
    """Whether there is an Xvfb to start."""
    return shutil.which("Xvfb") is not None


@contextmanager
def virtual_screen(folder: Path) -> Iterator[str]:
    """The name of a new X display of the smallest size that offices have; its log goes into ``folder``."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-ac"]
    with (folder / "xvfb.log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(command, pass_fds=[writing], stdout=log, stderr=log)
    os.close(writing)
    try:
        with os.fdopen(reading, encoding="ascii") as answer:
            yield f":{answer.readline().strip()}"
    finally:
        server.terminate()
        server.wait()
