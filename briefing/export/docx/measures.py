"""The measures of GB/T 9704-2012 in Word's own units."""

from __future__ import annotations

TITLE, THREE, FOUR, SMALL, TINY = 44, 32, 28, 24, 21
"""Sizes in half points: 2号, 3号, 4号, 小四, 五号."""

GREY = "5A5A5A"
RULE = "969696"

LINE = 579
"""Twips from line to line, 22 of them in 225 mm (5.2.3)."""

EMU = 36_000
"""English metric units in a millimetre, in which drawings are measured."""


def twips(millimetres: float) -> int:
    """Twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


TEXT_WIDTH, TEXT_HEIGHT = 156.0, 225.0
"""Of the type area, in millimetres (5.2.1)."""
