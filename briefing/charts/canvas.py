"""Where primitives are collected while a chart is laid out."""

from __future__ import annotations

import math

from briefing.charts.fit import ELLIPSIS, elide, wrap
from briefing.charts.scene import (
    LINE,
    Align,
    Hit,
    Measure,
    Paint,
    Point,
    Primitive,
    Rect,
    Scene,
    Shape,
    Stroke,
    Text,
    Tone,
)
from briefing.charts.spec import Bar

TRIANGLE = 11.0
"""Width of the caveat mark."""


class Canvas:
    """Collects primitives; ``measure`` tells the width of words."""

    def __init__(self, width: float, measure: Measure) -> None:
        self.width = width
        self.measure = measure
        self._primitives: list[Primitive] = []
        self._hits: list[Hit] = []

    def scene(self, height: float) -> Scene:
        """All that was collected."""
        return Scene(self.width, math.ceil(height), tuple(self._primitives), tuple(self._hits))

    def hit(self, rect: Rect, bar: Bar) -> int:
        """Make a rectangle, cut to the canvas, answer to the mouse; the number its primitives are owned by."""
        left, right = max(0.0, rect.x), min(self.width, rect.right)
        self._hits.append(Hit(Rect(left, rect.y, max(1.0, right - left), rect.h), bar))
        return len(self._hits) - 1

    @property
    def next_hit(self) -> int:
        """The number the next hit will have."""
        return len(self._hits)

    def text(
        self,
        words: str,
        x: float,
        middle: float,
        size: float,
        tone: Tone,
        *,
        bold: bool = False,
        align: Align = Align.START,
        room: float | None = None,
        owner: int = -1,
    ) -> Rect:
        """One line, vertically centred on ``middle``, elided to ``room`` and to the canvas; where it stands."""
        limit = {Align.START: self.width - x, Align.END: x, Align.MIDDLE: 2 * min(x, self.width - x)}[align]
        shown = elide(words, max(0.0, limit if room is None else min(limit, room)), size, bold, self.measure)
        w = self.measure(shown, size, bold) if shown else 0.0
        left = {Align.START: x, Align.END: x - w, Align.MIDDLE: x - w / 2}[align]
        rect = Rect(left, middle - size * LINE / 2, w, size * LINE)
        if shown:
            whole = words if shown != words else ""
            self._primitives.append(Text(rect, shown, size, tone, bold, align, whole, owner))
        return rect

    def lines(
        self,
        words: str,
        x: float,
        middle: float,
        pitch: float,
        size: float,
        tone: Tone,
        *,
        room: float,
        most: int,
        bold: bool = False,
    ) -> Rect:
        """Several lines, centred on ``middle`` as a block; where the last one stands."""
        wrapped = wrap(words, room, size, bold, self.measure, most)
        y = middle - pitch * (len(wrapped) - 1) / 2
        whole = words if "".join(wrapped) != words and any(ELLIPSIS in line for line in wrapped) else ""
        rect = Rect(x, y - size * LINE / 2, 0, size * LINE)
        for line in wrapped:
            rect = Rect(x, y - size * LINE / 2, self.measure(line, size, bold) if line else 0.0, size * LINE)
            if line:
                self._primitives.append(Text(rect, line, size, tone, bold, Align.START, whole))
            y += pitch
        return rect

    def count_lines(self, words: str, room: float, size: float, most: int) -> int:
        """How many lines ``lines`` would make."""
        return len(wrap(words, room, size, False, self.measure, most))

    def shape(self, paint: Paint, points: tuple[Point, ...], owner: int = -1) -> None:
        """A closed outline."""
        self._primitives.append(Shape(paint, points, owner))

    def box(self, paint: Paint, rect: Rect, owner: int = -1) -> None:
        """A rectangle."""
        corners = ((rect.x, rect.y), (rect.right, rect.y), (rect.right, rect.bottom), (rect.x, rect.bottom))
        self.shape(paint, corners, owner)

    def stroke(self, tone: Tone, points: tuple[Point, ...], width: float = 1.0, owner: int = -1) -> None:
        """An open line."""
        self._primitives.append(Stroke(tone, points, width, owner))

    def triangle(self, x: float, middle: float, owner: int = -1) -> None:
        """The caveat mark, its left corner at ``x``."""
        top, bottom, centre = middle - 5.0, middle + 5.0, x + TRIANGLE / 2
        self.shape(Paint.CAVEAT, ((centre, top), (x + TRIANGLE, bottom), (x, bottom)), owner)
        self.stroke(Tone.PAPER, ((centre, middle - 1.5), (centre, middle + 1.8)), 1.3, owner)
        self.stroke(Tone.PAPER, ((centre, middle + 2.8), (centre, middle + 4.0)), 1.3, owner)
