"""Files of the program's icon, for Linux desktops and for Windows."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImageWriter

from briefing.ui.icon import picture

DESKTOP_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""Pixels; what the hicolor theme of the Linux desktops has folders for."""

WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Pixels; what Windows shows at 100 to 250 %."""

_HEADER = struct.Struct("<HHH")
_ENTRY = struct.Struct("<BBBBHHII")


def render(svg: Path, to: Path, sizes: Sequence[int] = DESKTOP_SIZES) -> tuple[Path, ...]:
    """Write one transparent PNG for each size (pixels) into the folder, as ``NAME-SIZE.png``; return them in order.

    The simpler drawings for small sizes are taken from beside ``svg``. It needs no QGuiApplication and no screen.
    Raises ValueError when a drawing cannot be read.
    """
    to.mkdir(parents=True, exist_ok=True)
    made = []
    for size in sizes:
        path = to / f"{svg.stem}-{size}.png"
        path.write_bytes(_png(svg, size))
        made.append(path)
    return tuple(made)


def windows_icon(svg: Path, to: Path, sizes: Sequence[int] = WINDOWS_SIZES) -> Path:
    """Write a Windows icon with a PNG of each size (1 to 256 pixels) and return its path.

    Qt's own writer of this format puts a single picture into a file, so the container is written here: a header, an
    entry of 16 bytes for each picture, then the pictures. Windows reads PNGs in it since Vista.
    """
    pictures = [_png(svg, size) for size in sizes]
    offset = _HEADER.size + _ENTRY.size * len(pictures)
    entries = b""
    for size, content in zip(sizes, pictures, strict=True):
        side = size % 256  # the format writes 256 as 0
        entries += _ENTRY.pack(side, side, 0, 0, 1, 32, len(content), offset)
        offset += len(content)
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_bytes(_HEADER.pack(0, 1, len(pictures)) + entries + b"".join(pictures))
    return to


def _png(svg: Path, size: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"png")).write(picture(svg, size)):
        raise ValueError(f"{svg} cannot be written as PNG in {size} pixels")
    return bytes(buffer.data().data())
