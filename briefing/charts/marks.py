"""The shapes of bars and of their ends: flat for exact, an arrow for a bound, a wave for 约."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import Decimal

from briefing.charts.canvas import Canvas
from briefing.charts.scene import Paint, Point, Rect, Tone
from briefing.charts.spec import Bar, Kind
from briefing.domain.quantity import Bound

ARROW = 12.0
"""From a bar's end to the tip of an arrow that points outwards."""

PAINTS = {Kind.RESULT: Paint.RESULT, Kind.TARGET: Paint.TARGET, Kind.COMPUTED: Paint.DASHED}

_RISING = (Bound.AT_LEAST, Bound.OVER)
_FALLING = (Bound.AT_MOST, Bound.UNDER)
_REACH = {Bound.AT_LEAST: ARROW, Bound.OVER: ARROW, Bound.AT_MOST: 1.0, Bound.UNDER: 1.0, Bound.ABOUT: 2.0}
_TONES = {Kind.RESULT: Tone.RESULT, Kind.TARGET: Tone.TARGET, Kind.COMPUTED: Tone.COMPUTED}
_REACHES = {Kind.RESULT: Paint.RESULT_REACH, Kind.TARGET: Paint.TARGET_REACH, Kind.COMPUTED: Paint.DASHED}

At = Callable[[Decimal], float]
"""Turns a value into an x."""


def tone_of(bar: Bar) -> Tone:
    """The colour of its value; a sum is computed."""
    return Tone.COMPUTED if bar.parts else _TONES[bar.kind]


def reach(bar: Bar) -> float:
    """How far the mark of its bound stands out of its right end."""
    return _REACH.get(bar.bound, 0.0) if bar.end >= 0 else 0.0


def draw_bar(canvas: Canvas, bar: Bar, at: At, y: float, thick: float, owner: int) -> None:
    """A bar from zero with the mark of its bound; nothing for an absent value."""
    if bar.value is None:
        return
    zero, value, end = at(Decimal(0)), at(bar.value), at(bar.end)
    if bar.value and value == zero:
        # However small beside the others, it is not nothing.
        value = zero + (1 if bar.value > 0 else -1)
        end = max(end, value) if bar.value > 0 else min(end, value)
    if value != zero:
        waves = bar.bound is Bound.ABOUT and abs(value - zero) > 4
        canvas.shape(PAINTS[bar.kind], _waved(zero, value, y, thick) if waves else _flat(zero, value, y, thick), owner)
    if end != value:
        canvas.shape(_REACHES[bar.kind], _flat(value, end, y, thick), owner)
    _parts(canvas, bar, at, y, thick, owner)
    _end(canvas, bar, zero, end, y, thick, owner)


def _parts(canvas: Canvas, bar: Bar, at: At, y: float, thick: float, owner: int) -> None:
    """Cuts between the addends, and the dashed frame that says their sum is computed."""
    if not bar.parts:
        return
    passed = Decimal(0)
    for part in bar.parts[:-1]:
        passed += part.value or Decimal(0)
        x = at(passed)
        canvas.stroke(Tone.PAPER, ((x, y), (x, y + thick)), 1.5, owner)
    left, right = at(Decimal(0)), at(bar.end)
    edge = 2.0 if thick < 20 else 4.0
    canvas.box(Paint.DASHED, Rect(left, y - edge, right - left + edge, thick + 2 * edge), owner)


def _end(canvas: Canvas, bar: Bar, zero: float, end: float, y: float, thick: float, owner: int) -> None:
    rising = bar.bound in _RISING
    if not rising and bar.bound not in _FALLING:
        return
    tone = _TONES[bar.kind]
    canvas.stroke(tone, ((end, y - 3), (end, y + thick + 3)), 2.0, owner)
    inward = rising == (end < zero)
    length = min(ARROW - 1, abs(end - zero) - 2) if inward else ARROW - 1
    if length < 5 or (not rising and end - length < 0):
        return
    tip, middle = end + (length if rising else -length), y + thick / 2
    back, half = (-3.5 if rising else 3.5), min(3.5, thick / 2 - 1)
    shaft = ((end, middle), (tip, middle))
    head = ((tip + back, middle - half), (tip, middle), (tip + back, middle + half))
    if inward:
        # On a hatched or solid bar the arrow needs a clear ground.
        ground = Rect(min(end, tip) - (3 if rising else 5), y + 1, length + 8, thick - 2)
        clear = Rect(max(ground.x, min(zero, end)), ground.y, 0, ground.h)
        width = min(ground.right, max(zero, end)) - clear.x
        canvas.box(Paint.PAPER, Rect(clear.x, clear.y, width, clear.h), owner)
    canvas.stroke(tone, shaft, 1.5, owner)
    canvas.stroke(tone, head, 1.5, owner)


def _flat(start: float, end: float, y: float, thick: float) -> tuple[Point, ...]:
    return ((start, y), (end, y), (end, y + thick), (start, y + thick))


def _waved(start: float, end: float, y: float, thick: float) -> tuple[Point, ...]:
    """A bar whose far edge swings about its value."""
    swing = 1.8 if end > start else -1.8
    steps = 12
    edge = tuple(
        (end - swing * math.sin(2 * math.pi * step / steps), y + thick * step / steps) for step in range(steps + 1)
    )
    return ((start, y), *edge, (start, y + thick))
