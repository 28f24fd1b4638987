"""What both painters paint: texts, shapes and strokes in pixels at 100 %, the y axis pointing down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from briefing.charts.spec import Bar

Measure = Callable[[str, float, bool], float]
"""Width in pixels of words at a size in pixels, bold or not; each painter brings its own."""

Point = tuple[float, float]

LINE = 1.25
"""Height of a line of text over its size."""


class Tone(StrEnum):
    """The role of a text's or a stroke's colour; the values are names in ``ChartColours``."""

    INK = "ink"
    INK2 = "ink2"
    MUTED = "muted"
    RESULT = "result"
    TARGET = "target"
    COMPUTED = "computed"
    CAVEAT = "caveat"
    PAPER = "paper"
    FIELD = "field"
    LINE = "line"
    LINE2 = "line2"


class Paint(StrEnum):
    """How a shape is filled and outlined."""

    RESULT = "result"
    """Solid."""
    TARGET = "target"
    """Tint, hatch and outline."""
    RESULT_REACH = "result_reach"
    """Tint and outline: what a range may reach."""
    TARGET_REACH = "target_reach"
    DASHED = "dashed"
    """Dashed outline: computed."""
    CAVEAT = "caveat"
    """The warning triangle."""
    PAPER = "paper"
    """Clear ground under an arrow."""


class Align(StrEnum):
    """Where in its rectangle a text stands."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Rect:
    """Left, top, width, height."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.h

    def overlaps(self, other: Rect) -> bool:
        """Whether the two share more than an edge."""
        slack = 1e-6
        return (
            self.x < other.right - slack
            and other.x < self.right - slack
            and self.y < other.bottom - slack
            and other.y < self.bottom - slack
        )


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words. ``whole`` is what they were before they were elided. ``owner`` is the hit it belongs to."""

    rect: Rect
    words: str
    size: float
    tone: Tone
    bold: bool = False
    align: Align = Align.START
    whole: str = ""
    owner: int = -1

    @property
    def baseline(self) -> float:
        """Where the digits stand: Han and digits are centred 0.37 of the size above it."""
        return self.rect.y + self.rect.h / 2 + 0.37 * self.size

    @property
    def anchor(self) -> float:
        """The x its alignment refers to."""
        return {Align.START: self.rect.x, Align.MIDDLE: self.rect.x + self.rect.w / 2, Align.END: self.rect.right}[
            self.align
        ]


@dataclass(frozen=True, slots=True)
class Shape:
    """A closed outline."""

    paint: Paint
    points: tuple[Point, ...]
    owner: int = -1

    @property
    def bounds(self) -> Rect:
        """The rectangle around it."""
        xs, ys = [p[0] for p in self.points], [p[1] for p in self.points]
        return Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


@dataclass(frozen=True, slots=True)
class Stroke:
    """An open line."""

    tone: Tone
    points: tuple[Point, ...]
    width: float = 1.0
    owner: int = -1


@dataclass(frozen=True, slots=True)
class Hit:
    """Where the mouse meets a bar, and what a frame of focus goes around."""

    rect: Rect
    bar: Bar


Primitive = Text | Shape | Stroke


@dataclass(frozen=True, slots=True)
class Scene:
    """All of a chart, to be painted in order. ``height`` follows from the width."""

    width: float
    height: float
    primitives: tuple[Primitive, ...]
    hits: tuple[Hit, ...]

    def texts(self) -> tuple[Text, ...]:
        """Its words."""
        return tuple(p for p in self.primitives if isinstance(p, Text))

    def shapes(self) -> tuple[Shape, ...]:
        """Its outlines."""
        return tuple(p for p in self.primitives if isinstance(p, Shape))

    def hit_at(self, x: float, y: float) -> int | None:
        """The topmost hit there."""
        for index in range(len(self.hits) - 1, -1, -1):
            rect = self.hits[index].rect
            if rect.x <= x <= rect.right and rect.y <= y <= rect.bottom:
                return index
        return None
