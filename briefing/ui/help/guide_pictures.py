"""The guide's pictures: their size at once, their pixels when they are wanted, made on the worker."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter

PIXELS = 1.5
"""Of a picture to each of the window that was taken."""


def size_of(path: Path) -> QSize:
    """Its size in the window's pixels at 100 %; read from the file's head. One that cannot be read has none."""
    found = QImageReader(str(path)).size()
    return QSize(round(found.width() / PIXELS), round(found.height() / PIXELS)) if found.isValid() else QSize(0, 0)


def prepared(path: Path, size: QSize, ratio: float, edge: QColor) -> QImage:
    """The picture for that many pixels of the window on a screen with ``ratio`` to each, with an edge around it."""
    wanted = QSize(round(size.width() * ratio), round(size.height() * ratio))
    image = QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)
    made = image.scaled(wanted, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    painter = QPainter(made)
    painter.setPen(edge)
    painter.drawRect(0, 0, made.width() - 1, made.height() - 1)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made
