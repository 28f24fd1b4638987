"""Looking at what a widget painted."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage


def colours(image: QImage, box: QRectF) -> set[str]:
    """The colours inside a box, as ``#RRGGBB``."""
    rect = box.toAlignedRect().intersected(image.rect())
    points = ((x, y) for x in range(rect.left(), rect.right() + 1) for y in range(rect.top(), rect.bottom() + 1))
    return {image.pixelColor(x, y).name().upper() for x, y in points}


def ruled(image: QImage, box: QRectF, colour: str) -> bool:
    """Whether an unbroken line of a colour runs through the box from side to side."""
    rect = box.toRect().adjusted(2, 0, -4, 0).intersected(image.rect())
    return any(
        all(image.pixelColor(x, y).name().upper() == colour for x in range(rect.left(), rect.right() + 1))
        for y in range(rect.top(), rect.bottom() + 1)
    )
