"""The program's icon, painted from the drawings in ``resources/icons`` in the sizes that desktops ask for.

``briefing.svg`` lies on a grid of 48. Two simpler drawings beside it are made for whole pixels where the large one
would blur: ``briefing-small.svg`` on a grid of 16 and ``briefing-medium.svg`` on a grid of 20.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QImageReader, QPainter, QPixmap

from briefing.locate import data_folder

_DRAWN_FOR = {
    16: ("-small", 16),
    20: ("-medium", 20),
    22: ("-medium", 20),
    24: ("-medium", 20),
    32: ("-small", 32),
    40: ("-medium", 40),
}
"""The drawing for a size, and the pixels it fills there; the rest is an even margin. Others take the large one."""

_WINDOW_SIZES = (16, 20, 24, 32, 48, 96, 256)
"""Pixels, in windows, task bars and switchers at 100 to 200 %; Qt makes a size between from the next larger."""


def program_icon() -> QIcon:
    """The icon of the windows. It costs some 5 ms to paint."""
    icon = QIcon()
    drawing = data_folder("resources") / "icons" / "briefing.svg"
    for size in _WINDOW_SIZES:
        icon.addPixmap(QPixmap.fromImage(picture(drawing, size)))
    return icon


def picture(drawing: Path, size: int) -> QImage:
    """The icon on a transparent square of ``size`` pixels; the simpler drawings are looked for beside ``drawing``.

    Raises ValueError when a drawing cannot be read.
    """
    suffix, filled = _DRAWN_FOR.get(size, ("", size))
    reader = QImageReader(str(drawing.with_name(f"{drawing.stem}{suffix}.svg")))
    reader.setScaledSize(QSize(filled, filled))
    painted = reader.read()
    if painted.isNull():
        raise ValueError(f"not a drawing: {reader.fileName()}: {reader.errorString()}")
    whole = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    whole.fill(Qt.GlobalColor.transparent)
    painter = QPainter(whole)
    painter.drawImage(QPoint((size - filled) // 2, (size - filled) // 2), painted)
    painter.end()
    return whole
