"""What a picture of the window shows, told from its pixels."""

from __future__ import annotations

from array import array
from pathlib import Path

from bundling.checks import CheckError

RESULT, TARGET = 0xFF1F5C7A, 0xFFB5382A
"""A chart's colours for results and targets, as 0xAARRGGBB."""

LEAST_RUN = 24
"""Letters and hairlines are narrower than this many pixels, bars wider."""


def pixels(file: Path) -> tuple[int, int, array[int]]:
    """Width, height and the pixels of a picture, row after row, as 0xAARRGGBB. Raises CheckError when it is none."""
    from PySide6.QtGui import QImage

    image = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)
    if image.isNull():
        raise CheckError(f"{file.name} is no picture")
    values = array("I")
    values.frombytes(bytes(image.constBits()))
    return image.width(), image.height(), values


def bar_pixels(width: int, values: array[int], colour: int) -> int:
    """How many pixels of a colour lie in runs wide enough for a chart's bar."""
    count = run = 0
    for position, value in enumerate(values):
        if value == colour and (run == 0 or position % width):
            run += 1
            continue
        count += run if run >= LEAST_RUN else 0
        run = 1 if value == colour else 0
    return count + (run if run >= LEAST_RUN else 0)


def require_chart(file: Path) -> None:
    """Raises CheckError unless the picture shows bars in the colours of results and of targets."""
    width, _, values = pixels(file)
    for name, colour in (("results", RESULT), ("targets", TARGET)):
        if bar_pixels(width, values, colour) < LEAST_RUN * 4:
            raise CheckError(f"{file.name} shows no bar in the colour of {name}")


def difference(one: Path, other: Path) -> float:
    """The share of pixels in which two pictures of one size differ; 1 when their sizes do."""
    width, height, values = pixels(one)
    other_width, other_height, others = pixels(other)
    if (width, height) != (other_width, other_height):
        return 1.0
    return sum(mine != theirs for mine, theirs in zip(values, others, strict=True)) / len(values)
