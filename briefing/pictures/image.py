"""Small PNG files: few colours, cut to the part that is spoken of."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.domain.errors import ExportError

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

COLOURS = 256
"""As many as a palette holds."""


def in_few_colours(image: QImage, colours: int = COLOURS) -> QImage:
    """The picture in its own commonest colours: text and flat areas need no more."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    counted = Counter(memoryview(plain.constBits()).cast("I"))
    flags = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    # Colours that are equally common come in one order, so that the same picture gives the same file.
    common = sorted(counted.items(), key=lambda entry: (-entry[1], entry[0]))
    return plain.convertToFormat(QImage.Format.Format_Indexed8, [colour for colour, _ in common[:colours]], flags)


def save(image: QImage, path: Path) -> None:
    """Write a PNG, packed as tightly as Qt can. Raises ExportError when it cannot be written."""
    image.setDevicePixelRatio(1)
    if not image.save(str(path), "PNG", 0):  # type: ignore[call-overload]
        raise ExportError(f"写不了图片“{path}”，请换一个位置。")
