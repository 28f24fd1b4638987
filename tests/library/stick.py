"""A small disk of a test's own, mounted as a stick would be; only root may do that."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[Path]:
    """The place where the stick is seen; the test is skipped where nothing can be mounted."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root may mount")
    disk, seen = folder / "disk", folder / "stick"
    disk.mkdir()
    seen.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(disk)], check=False).returncode:
        pytest.skip("nothing can be mounted here")
    try:
        put(seen)
        yield seen
    finally:
        for place in (seen, disk):
            subprocess.run(["umount", "-l", str(place)], check=False, stderr=subprocess.DEVNULL)


def put(stick: Path) -> None:
    """Put it in."""
    subprocess.run(["mount", "--bind", str(stick.with_name("disk")), str(stick)], check=True)


def pull(stick: Path) -> None:
    """Pull it out without asking, files open or not."""
    subprocess.run(["umount", "-l", str(stick)], check=True)


def write_protect(stick: Path, protected: bool) -> None:
    """Move its little switch."""
    subprocess.run(["mount", "-o", f"remount,bind,{'ro' if protected else 'rw'}", str(stick)], check=True)


def fill(stick: Path, leave: int = 0) -> Path:
    """Leave so many bytes free; the file that takes the rest."""
    ballast = stick / "ballast"
    ballast.write_bytes(bytes(max(0, shutil.disk_usage(stick).free - leave)))
    return ballast
