"""Build the bundle: ``python packaging/bundling/build.py`` with the .venv's Python; ``dev.py build`` prepares it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

if __name__ == "__main__":
    # Called as a file: its own folder is no place to import from.
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from bundling import names

EPOCH = "1767225600"
"""The date in what is built, 2026-01-01: the same for everybody who builds the same version."""


def freeze() -> Path:
    """Let PyInstaller make the bundle; returns its folder. Raises CalledProcessError when PyInstaller fails."""
    variables = {**os.environ, "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", EPOCH)}
    folder = names.bundle_folder()
    if folder.exists():
        shutil.rmtree(folder)
    options = ["--noconfirm", "--log-level", "WARN", "--distpath", str(names.DIST), "--workpath", str(names.WORK)]
    command = [sys.executable, "-m", "PyInstaller", *options, str(names.SPEC)]
    subprocess.run(command, cwd=names.ROOT, env=variables, check=True)
    return folder


def main() -> int:
    print(freeze())
    return 0


if __name__ == "__main__":
    sys.exit(main())
