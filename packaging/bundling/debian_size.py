"""How large the Debian package is, and what makes it so."""

from __future__ import annotations

import subprocess
import tarfile
import zlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO

MEGABYTE = 1024 * 1024
LIMIT = 130 * MEGABYTE
"""The most the package may take, in bytes."""

LARGEST = 10
_PORTION = MEGABYTE
_CARRIED = PurePosixPath("usr/lib/briefing/_internal")


@dataclass(frozen=True, slots=True)
class Part:
    """What belongs together in the package: bytes installed, and about as many as it takes of the package."""

    name: str
    installed: int
    packed: int


def parts(package: Path) -> list[Part]:
    """The parts of a package, those that take most of it first.

    Files are packed together, so a part's share is estimated: by how each packs alone, in proportion.
    Raises CalledProcessError when it is no Debian package.
    """
    installed: dict[str, int] = {}
    packed: dict[str, int] = {}
    command = ["dpkg-deb", "--fsys-tarfile", str(package)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE) as process,
        tarfile.open(fileobj=process.stdout, mode="r|") as files,
    ):
        for member in files:
            content = files.extractfile(member) if member.isfile() else None
            if content is not None:
                name = part_of(PurePosixPath(member.name))
                installed[name] = installed.get(name, 0) + member.size
                packed[name] = packed.get(name, 0) + _alone(content)
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, command)
    scale = package.stat().st_size / max(1, sum(packed.values()))
    found = [Part(name, installed[name], round(packed[name] * scale)) for name in installed]
    return sorted(found, key=lambda part: (-part.packed, part.name))


def part_of(place: PurePosixPath) -> str:
    """What a file belongs to: the package or library of the bundle, or everything outside it."""
    inside = PurePosixPath(*(name for name in place.parts if name != "."))
    if inside.is_relative_to(_CARRIED):
        return inside.relative_to(_CARRIED).parts[0]
    if inside.is_relative_to(_CARRIED.parent):
        return "the program with its modules"
    return "what makes it a program of the desktop"


def report(package: Path) -> list[str]:
    """Lines for the console: the size, and the ten largest parts."""
    head = f"{package.name}: {_megabytes(package.stat().st_size)} of at most {_megabytes(LIMIT)}; its largest parts:"
    return [head, *(_line(part) for part in parts(package)[:LARGEST])]


def too_large(package: Path) -> bool:
    """Whether a package is over its limit."""
    return package.stat().st_size > LIMIT


def _line(part: Part) -> str:
    return f"  {_megabytes(part.packed):>9} ({_megabytes(part.installed):>8} installed)  {part.name}"


def _alone(content: IO[bytes]) -> int:
    pack = zlib.compressobj(1)
    size = 0
    while portion := content.read(_PORTION):
        size += len(pack.compress(portion))
    return size + len(pack.flush())


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB"
