"""What the bundle and its parts are called, and where they lie."""

from __future__ import annotations

import os
import platform
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
WORK = ROOT / "build" / "bundle"
"""What PyInstaller keeps between its steps."""

COLLECTED = WORK / "collected.json"
"""What the spec notes down for the build: system libraries and modules that went into the bundle."""

SPEC = ROOT / "packaging" / "briefing.spec"
INSIDE = "_internal"
"""The folder beside the executable that holds everything else."""

PACKAGE = "briefing"
"""The package's folder inside ``_internal``: its data lie where its modules look for them."""

_EPOCH = 1767225600
"""2026-01-01, when SOURCE_DATE_EPOCH names no other date."""

_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
_MACHINES = {"amd64": "x86_64", "x86_64": "x86_64", "arm64": "aarch64", "aarch64": "aarch64"}


def moment() -> int:
    """The date in what is built (seconds since 1970), the same for everybody who builds the same version."""
    return int(os.environ.get("SOURCE_DATE_EPOCH", _EPOCH))


def version() -> str:
    """The program's version, read without importing the program."""
    text = (ROOT / "briefing" / "__init__.py").read_text(encoding="utf-8")
    found = _VERSION.search(text)
    if found is None:
        raise ValueError("briefing/__init__.py names no version")
    return found[1]


def executable_names(system: str = sys.platform) -> tuple[str, ...]:
    """The executables in the bundle: the one with the window first."""
    return ("Briefing", "briefing-cli") if system == "win32" else ("briefing",)


def bundle_name(system: str = sys.platform, machine: str | None = None) -> str:
    """The folder's name: program, version, system, machine."""
    which = "windows" if system == "win32" else "linux"
    found = (machine or platform.machine()).lower()
    return f"briefing-{version()}-{which}-{_MACHINES.get(found, found)}"


def bundle_folder() -> Path:
    """Where the bundle of this system is made."""
    return DIST / bundle_name()


def program(bundle: Path, system: str = sys.platform) -> Path:
    """The executable with which the checks are made: the one that speaks on the console."""
    name = executable_names(system)[-1]
    return bundle / (f"{name}.exe" if system == "win32" else name)
