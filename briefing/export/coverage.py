"""Which characters a font file has glyphs for: its ``cmap`` table, read where it lies (OpenType 1.9, "cmap")."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

_COLLECTION = b"ttcf"
_UNICODE = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}
"""Platforms and encodings whose subtables are read by code point."""

_MOST_GROUPS = 100_000


def has_glyphs(path: Path, index: int, text: str) -> bool:
    """Whether the face of that number in a font file has a glyph for every character; False when that can not be read.

    Some kilobytes are read, not the glyphs.
    """
    wanted = {ord(char) for char in text}
    try:
        with path.open("rb") as file:
            for start in _subtables(file, index):
                if wanted <= _mapped(file, start, wanted):
                    return True
    except (OSError, struct.error, ValueError, OverflowError):
        return False
    return False


def _read(file: BinaryIO, at: int, layout: str) -> tuple[int, ...]:
    file.seek(at)
    return struct.unpack(layout, file.read(struct.calcsize(layout)))


def _subtables(file: BinaryIO, index: int) -> Iterator[int]:
    """Where the subtables start that map code points."""
    (tag,) = struct.unpack("4s", file.read(4))
    head = _read(file, 12 + 4 * index, ">L")[0] if tag == _COLLECTION else 0
    (count,) = _read(file, head + 4, ">H")
    for number in range(count):
        name, _, start, _ = _read(file, head + 12 + 16 * number, ">LLLL")
        if name == int.from_bytes(b"cmap", "big"):
            _, tables = _read(file, start, ">HH")
            for table in range(tables):
                platform, encoding, offset = _read(file, start + 4 + 8 * table, ">HHL")
                if (platform, encoding) in _UNICODE:
                    yield start + offset


def _mapped(file: BinaryIO, start: int, wanted: set[int]) -> set[int]:
    """Those of the code points that a subtable gives a glyph other than the empty one."""
    (kind,) = _read(file, start, ">H")
    if kind == 4:
        return _by_segments(file, start, wanted)
    if kind == 12:
        return _by_groups(file, start, wanted)
    return set()


def _by_segments(file: BinaryIO, start: int, wanted: set[int]) -> set[int]:
    (twice,) = _read(file, start + 6, ">H")
    count = twice // 2
    ends = _read(file, start + 14, f">{count}H")
    firsts = _read(file, start + 16 + twice, f">{count}H")
    deltas = _read(file, start + 16 + 2 * twice, f">{count}H")
    offsets = _read(file, start + 16 + 3 * twice, f">{count}H")
    found = set()
    for code in wanted:
        segment = next((at for at, end in enumerate(ends) if end >= code), None)
        if segment is None or firsts[segment] > code:
            continue
        glyph = code
        if offsets[segment]:
            place = start + 16 + 3 * twice + 2 * segment + offsets[segment] + 2 * (code - firsts[segment])
            (glyph,) = _read(file, place, ">H")
            if not glyph:
                continue
        if (glyph + deltas[segment]) % 0x10000:
            found.add(code)
    return found


def _by_groups(file: BinaryIO, start: int, wanted: set[int]) -> set[int]:
    (count,) = _read(file, start + 12, ">L")
    if count > _MOST_GROUPS:
        raise ValueError("too many groups")
    numbers = _read(file, start + 16, f">{3 * count}L")
    groups = list(zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True))
    return {
        code for code in wanted if any(first <= code <= last and glyph + code - first for first, last, glyph in groups)
    }
