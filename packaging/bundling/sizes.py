"""How big the bundle is and what makes it so."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MEGABYTE = 1024 * 1024
LIMIT = 330 * MEGABYTE
"""The most the bundle may take on disk, in bytes."""

LARGEST = 10
_BLOCK = 4096

_GROUPS: Mapping[str, str] = {
    "PySide6": "Qt and PySide6",
    "shiboken6": "Qt and PySide6",
    "numpy": "numpy",
    "numpy.libs": "numpy",
    "typst": "Typst",
    "pylopdf_fonts_zh_cn": "fonts",
    "pypdfium2": "PDFium",
    "pypdfium2_raw": "PDFium",
    "sqlalchemy": "SQLAlchemy",
    "base_library.zip": "Python",
    "briefing": "Briefing's own data",
}
_PYTHON_LIBRARIES = ("libpython", "libssl", "libcrypto", "libffi", "liblzma", "libbz2", "libsqlite3", "libmpdec")


@dataclass(frozen=True, slots=True)
class Part:
    """Something in the bundle and the bytes it takes on disk."""

    name: str
    size: int


def on_disk(folder: Path) -> dict[PurePosixPath, int]:
    """The bytes that each file below a folder takes, in whole blocks, by its place there. Links take none."""
    found: dict[PurePosixPath, int] = {}
    for root, _, files in os.walk(folder):
        for file in (Path(root) / name for name in files):
            size = 0 if file.is_symlink() else file.stat().st_size
            found[PurePosixPath(file.relative_to(folder).as_posix())] = -(-size // _BLOCK) * _BLOCK
    return found


def group_of(place: PurePosixPath) -> str:
    """What a file of the bundle belongs to: a package or one of the things people know."""
    if len(place.parts) == 1:
        return "executables with the modules inside"
    parts = place.parts[1:]
    top = parts[0]
    if parts[:2] == ("briefing", "fonts"):
        return "fonts"
    if top in _GROUPS:
        return _GROUPS[top]
    if top.endswith(".dist-info"):
        return "metadata of packages"
    if top.startswith("python3.") or top.startswith(_PYTHON_LIBRARIES):
        return "Python"
    if len(parts) == 1 and ".so" in top:
        return "system libraries"
    return top


def groups(files: Mapping[PurePosixPath, int]) -> list[Part]:
    """The groups, largest first."""
    sums: dict[str, int] = {}
    for place, size in files.items():
        sums[group_of(place)] = sums.get(group_of(place), 0) + size
    return _largest_first(Part(name, size) for name, size in sums.items())


def largest(files: Mapping[PurePosixPath, int]) -> list[Part]:
    """The files, largest first."""
    return _largest_first(Part(place.as_posix(), size) for place, size in files.items())


def report(files: Mapping[PurePosixPath, int]) -> list[str]:
    """Lines for the console: the size, the ten largest groups, the ten largest files."""
    total = sum(files.values())
    lines = [f"size on disk: {_megabytes(total)} of at most {_megabytes(LIMIT)}, {len(files)} files"]
    for words, parts in (("ten largest parts", groups(files)), ("ten largest files", largest(files))):
        lines.append(f"{words}:")
        lines += [f"  {_megabytes(part.size):>9}  {part.name}" for part in parts[:LARGEST]]
    return lines


def too_large(files: Mapping[PurePosixPath, int]) -> bool:
    """Whether the bundle is over its limit."""
    return sum(files.values()) > LIMIT


def _largest_first(parts: Iterable[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: (-part.size, part.name))


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:.1f} MB"
