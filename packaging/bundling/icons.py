"""The program's icon in the sizes that desktops ask for, painted from the drawings in ``resources/icons``.

``briefing.svg`` lies on a grid of 48. Two simpler drawings beside it are made for whole pixels where the large one would
blur: ``briefing-small.svg`` on a grid of 16 and ``briefing-medium.svg`` on a grid of 20.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

DESKTOP_SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
"""Pixels; what the hicolor theme of the Linux desktops has folders for."""

WINDOWS_SIZES = (16, 20, 24, 32, 40, 48, 64, 128, 256)
"""Pixels; what Windows shows at 100 to 250 %."""

_DRAWN_FOR = {
    16: ("-small", 16),
    20: ("-medium", 20),
    22: ("-medium", 20),
    24: ("-medium", 20),
    32: ("-small", 32),
    40: ("-medium", 40),
}
"""The drawing for a size, and the pixels it fills there; the rest is an even margin. Others take the large one."""

_ICON_HEADER = struct.Struct("<HHH")
_ICON_ENTRY = struct.Struct("<BBBBHHII")


def render(svg: Path, to: Path, sizes: Sequence[int] = DESKTOP_SIZES) -> tuple[Path, ...]:
    """Write one transparent PNG for each size (pixels) into the folder, as ``NAME-SIZE.png``; return them in order.

    The simpler drawings are taken from beside ``svg``. Raises ValueError when a drawing cannot be read.
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
    offset = _ICON_HEADER.size + _ICON_ENTRY.size * len(pictures)
    entries = b""
    for size, picture in zip(sizes, pictures, strict=True):
        side = size % 256  # the format writes 256 as 0
        entries += _ICON_ENTRY.pack(side, side, 0, 0, 1, 32, len(picture), offset)
        offset += len(picture)
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_bytes(_ICON_HEADER.pack(0, 1, len(pictures)) + entries + b"".join(pictures))
    return to


def _png(svg: Path, size: int) -> bytes:
    suffix, filled = _DRAWN_FOR.get(size, ("", size))
    drawing = svg.with_name(f"{svg.stem}{suffix}.svg")
    renderer = QSvgRenderer(str(drawing))
    if not renderer.isValid():
        raise ValueError(f"not a drawing: {drawing}")
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    margin = (size - filled) / 2
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(margin, margin, filled, filled))
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):
        raise ValueError(f"cannot be written as PNG: {drawing}")
    return bytes(buffer.data().data())
