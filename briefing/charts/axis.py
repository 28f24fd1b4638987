"""What all arrangements share: axes, the weights of bars, and one row drawn on an axis."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from briefing.charts.canvas import TRIANGLE, Canvas
from briefing.charts.fit import extremes, fraction
from briefing.charts.marks import draw_bar, reach, tone_of
from briefing.charts.scene import Paint, Rect, Tone
from briefing.charts.spec import Bar, Kind, Panel, Row

ZERO = Decimal(0)
EDGE = 1.0
"""Where bars begin that stand at the left edge: the zero line takes the pixel before them."""
VALUE_GAP = 8.0
ABSENT_SIZE = 13.0


@dataclass(frozen=True, slots=True)
class Weights:
    """Pixels at 100 %: a bar's thickness, the gap to the next, the size of its value (0: not said beside the bar)."""

    thick: float
    gap: float
    size: float

    def height(self, bars: int) -> float:
        """Of so many bars."""
        return bars * self.thick + (bars - 1) * self.gap


ITEM = Weights(20, 8, 16)
REPORT = Weights(14, 4, 14)
TABLE = Weights(9, 4, 0)
LARGE = Weights(24, 16, 17)


@dataclass(frozen=True, slots=True)
class Axis:
    """Turns values into x: ``low`` at ``left``, ``high`` at ``left + length``."""

    low: Decimal
    high: Decimal
    left: float
    length: float

    def at(self, value: Decimal) -> float:
        """Its x, in whole pixels."""
        return round(self.left + fraction(value, self.low, self.high) * self.length)

    @property
    def zero(self) -> float:
        """Where bars begin."""
        return self.at(ZERO)


def zero_line(canvas: Canvas, axis: Axis, top: float, bottom: float) -> None:
    """The line that bars stand on."""
    canvas.stroke(Tone.FIELD, ((axis.zero - 0.5, top), (axis.zero - 0.5, bottom)))


def span_of(panel: Panel) -> tuple[Decimal, Decimal]:
    """The ends of the panel's axis."""
    return extremes([bar.end for bar in panel.drawn_bars()], panel.whole)


def marked(bar: Bar) -> bool:
    """Whether the caveat mark stands behind its value: at results, where the doubt lies."""
    return bool(bar.caveat) and bar.kind is Kind.RESULT


def value_width(canvas: Canvas, bar: Bar, size: float, *, marks: bool) -> float:
    """Of the words beside a bar, with its caveat mark."""
    if bar.absent:
        return canvas.measure(bar.absent, ABSENT_SIZE, False)
    mark = TRIANGLE + 6 if marks and marked(bar) else 0.0
    return canvas.measure(bar.words, size, not bar.parts) + mark


def difference_of(row: Row) -> tuple[int, Decimal, Decimal] | None:
    """Which bar the dashed difference completes, and from where to where; None when there is none to draw."""
    if row.difference is None or len(row.bars) != 2 or any(bar.value is None for bar in row.bars):
        return None
    first, second = (bar.end for bar in row.bars)
    if first == second or min(first, second) < 0:
        return None
    return (0, first, second) if first < second else (1, second, first)


def farthest(row: Row, index: int) -> Decimal:
    """How far to the right something is drawn in a bar's slot."""
    completed = difference_of(row)
    return completed[2] if completed and completed[0] == index else max(row.bars[index].end, ZERO)


def draw_row(
    canvas: Canvas,
    row: Row,
    axis: Axis,
    y: float,
    weights: Weights,
    *,
    value_x: float | None = None,
    right: float | None = None,
    marks: bool = True,
) -> None:
    """Bars, their values (at ``value_x``, else behind each bar), the dashed difference, and their hits."""
    right = canvas.width if right is None else right
    pitch = weights.thick + weights.gap
    for index, bar in enumerate(row.bars):
        top = y + index * pitch
        owner = canvas.next_hit if bar.figures else -1
        draw_bar(canvas, bar, axis.at, top, weights.thick, owner)
        last = max(axis.at(max(bar.end, ZERO)) + reach(bar), axis.at(farthest(row, index)))
        if weights.size:
            x = value_x if value_x is not None and not bar.absent else last + VALUE_GAP
            last = _value(canvas, bar, x, top + weights.thick / 2, weights.size, right, marks, owner)
        if owner >= 0:
            left = min(axis.zero, axis.at(bar.end))
            canvas.hit(Rect(left, top - weights.gap / 2, max(last - left, 8), pitch), bar)
    completed = difference_of(row)
    if completed is None or row.difference is None:
        return
    index, start, stop = completed
    left = axis.at(start)
    rect = Rect(left, y + index * pitch, axis.at(stop) - left, weights.thick)
    if rect.w >= 3:
        arrow = min(reach(row.bars[index]), rect.w / 2)
        owner = canvas.hit(Rect(left + arrow, rect.y, rect.w - arrow, rect.h), row.difference)
        canvas.box(Paint.DASHED, rect, owner)


def _value(
    canvas: Canvas, bar: Bar, x: float, middle: float, size: float, right: float, marks: bool, owner: int
) -> float:
    """The words beside a bar; where they end."""
    if bar.absent:
        return canvas.text(bar.absent, x, middle, ABSENT_SIZE, Tone.MUTED, room=right - x).right
    mark = marks and marked(bar)
    room = right - x - (TRIANGLE + 6 if mark else 0)
    rect = canvas.text(bar.words, x, middle, size, tone_of(bar), bold=not bar.parts, room=room, owner=owner)
    if mark:
        canvas.triangle(rect.right + 6, middle, owner)
        return rect.right + 6 + TRIANGLE
    return rect.right


def said_height(row: Row) -> float:
    """Of what ``say_row`` writes."""
    return 20.0 * (len(row.bars) + 1)


def say_row(canvas: Canvas, row: Row, x: float, y: float, right: float) -> float:
    """A row that may not be drawn: its values in words, one a line, and the reason; where it ends."""
    for bar in row.bars:
        middle = y + 10
        name = canvas.text(bar.label, x, middle, ABSENT_SIZE, Tone.INK2, room=(right - x) / 2)
        owner = canvas.next_hit if bar.figures else -1
        room = right - name.right - 8
        words = bar.words or bar.absent
        value = canvas.text(words, name.right + 8, middle, 14, tone_of(bar), bold=True, room=room, owner=owner)
        if owner >= 0:
            canvas.hit(Rect(x, y, max(8.0, value.right - x), 20), bar)
        y += 20
    canvas.triangle(x, y + 10)
    canvas.text(row.remark, x + TRIANGLE + 6, y + 10, ABSENT_SIZE, Tone.CAVEAT, room=right - x - TRIANGLE - 6)
    return y + 20
