"""Real font files under other names, as an office computer has them."""

from __future__ import annotations

import struct
from pathlib import Path

from briefing.locate import noto_folder

NOTO = "NotoSansSC-Regular.otf"


def renamed_face(folder: Path, family: str, old: str = "Noto Sans SC") -> Path:
    """A copy of the Noto sans face that calls itself ``family`` (no longer than the old name)."""
    assert len(family) <= len(old)
    data = bytearray((noto_folder() / NOTO).read_bytes())
    (tables,) = struct.unpack_from(">H", data, 4)
    for n in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * n)
        if tag == b"name":
            _rename(data, offset, family, old)
    path = folder / f"{family}.otf"
    path.write_bytes(data)
    return path


def _rename(data: bytearray, table: int, family: str, old: str) -> None:
    """Overwrite the family and PostScript names (1, 16, 6) and shorten their records (OpenType 1.9, name)."""
    _, count, strings = struct.unpack_from(">HHH", data, table)
    renamed = 0
    for n in range(count):
        record = table + 6 + 12 * n
        platform, _, _, name, length, offset = struct.unpack_from(">HHHHHH", data, record)
        encoding = "utf-16-be" if platform in (0, 3) else "latin-1"
        at = table + strings + offset
        if name in (1, 6, 16) and data[at : at + length].decode(encoding).startswith((old, old.replace(" ", ""))):
            new = family.encode(encoding)
            data[at : at + len(new)] = new
            struct.pack_into(">H", data, record + 8, len(new))
            renamed += 1
    assert renamed
