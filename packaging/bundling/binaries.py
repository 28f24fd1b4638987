"""What the bundle's ELF files say of themselves: the glibc they need, the debug sections they need not carry.

They are read with binutils, which PyInstaller needs anyway.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path

Version = tuple[int, ...]

_MAGIC = b"\x7fELF"
_REQUIRED = re.compile(r"^\s*0x[0-9a-f]+ 0x[0-9a-f]+ \d+ GLIBC_([0-9.]+)$", re.MULTILINE)
_FILE = re.compile(r"^(.+):\s+file format elf", re.MULTILINE)
_AT_ONCE = 50
_SEARCHED = re.compile(r"^(.+): (?:RPATH|RUNPATH)=(.*)$", re.MULTILINE)
_SUM_IN_NAME = re.compile(r"-[0-9a-f]{8}\.so")


def elf_files(folder: Path) -> list[Path]:
    """Every ELF file below a folder, links left out, sorted."""
    found = []
    for root, _, names in os.walk(folder):
        for path in (Path(root) / name for name in names):
            if not path.is_symlink():
                with path.open("rb") as file:
                    if file.read(4) == _MAGIC:
                        found.append(path)
    return sorted(found)


def glibc_in(dump: str) -> dict[str, Version]:
    """The newest glibc symbol version that each file asks for, out of what ``objdump --private-headers`` prints.

    Files that ask for none are left out.
    """
    marks = list(_FILE.finditer(dump))
    found: dict[str, Version] = {}
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        text = dump[mark.end() : after.start() if after else len(dump)]
        # What a library defines itself stands in another list; only what it requires is of interest.
        _, _, required = text.partition("Version References:")
        versions = [tuple(int(part) for part in each.split(".")) for each in _REQUIRED.findall(required)]
        if versions:
            found[mark[1]] = max(versions)
    return found


def least_glibc(files: Sequence[Path]) -> tuple[Version, list[Path]]:
    """The oldest glibc that will do for all of these files, and those that ask for it."""
    found: dict[str, Version] = {}
    for some in _portions(files):
        command = ["objdump", "--private-headers", *map(str, some)]
        environment = {**os.environ, "LC_ALL": "C"}
        found |= glibc_in(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout)
    least = max(found.values(), default=(2,))
    return least, [Path(name) for name in sorted(found) if found[name] == least]


def strip_debug(files: Iterable[Path]) -> int:
    """Take the debug sections out of libraries that were built with them; returns the bytes won."""
    won = 0
    for path in files:
        if is_patched(path) or ".so" not in path.name:
            continue
        command = ["objdump", "--section-headers", str(path)]
        sections = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        if ".debug_info" in sections:
            before = path.stat().st_size
            subprocess.run(["strip", "--strip-debug", str(path)], check=True)
            won += before - path.stat().st_size
    return won


def is_patched(library: Path) -> bool:
    """Whether a wheel brought this library and moved its parts about to rename it; stripping makes such unloadable.

    auditwheel puts them into a folder ``….libs`` and part of their sum into their names; PyInstaller may take them out.
    """
    return library.parent.name.endswith(".libs") or _SUM_IN_NAME.search(library.name) is not None


def forget_build_paths(files: Sequence[Path]) -> None:
    """Take out of ELF files where the loader would look for libraries on the machine that they were built on.

    Whoever could write there on another machine would be obeyed by the program. Raises CalledProcessError when chrpath
    cannot do it.
    """
    for some in _portions(files):
        command = ["chrpath", "--keepgoing", "--list", *map(str, some)]
        # That some have no such folders is no fault, but its exit status says so.
        listed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        for file in search_paths(listed):
            subprocess.run(["chrpath", "--delete", file], check=True, stdout=subprocess.DEVNULL)


def search_paths(chrpath_output: str) -> tuple[str, ...]:
    """The files that ``chrpath --list`` reports with folders of which none belongs to the file's own surroundings."""
    found = _SEARCHED.findall(chrpath_output)
    return tuple(file for file, folders in found if not any(one.startswith("$ORIGIN") for one in folders.split(":")))


def _portions(files: Sequence[Path]) -> list[Sequence[Path]]:
    return [files[start : start + _AT_ONCE] for start in range(0, len(files), _AT_ONCE)]
