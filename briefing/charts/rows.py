"""Labelled rows on a drawn axis, one block a panel."""

from __future__ import annotations

from decimal import Decimal

from briefing.charts.axis import (
    REPORT,
    VALUE_GAP,
    Axis,
    draw_row,
    farthest,
    said_height,
    say_row,
    span_of,
    value_width,
    zero_line,
)
from briefing.charts.canvas import Canvas
from briefing.charts.fit import fraction, ticks
from briefing.charts.marks import reach
from briefing.charts.scene import LINE, Align, Rect, Tone
from briefing.charts.spec import ChartSpec, Panel, Row
from briefing.domain.quantity import plain

_LABEL, _TICK = 15.0, 13.0
_PITCH = 20.0
_LEAST_PLOT = 48.0


def lay_rows(canvas: Canvas, spec: ChartSpec, y: float) -> float:
    """Labels at the left, bars from a common zero, round numbers below; where it ends."""
    column = label_column(canvas, spec)
    for index, panel in enumerate(spec.panels):
        if panel.title:
            y += 12 if index else 0
            title = f"{panel.title}（{panel.unit}）" if panel.unit else panel.title
            canvas.text(title, 0, y + 12, 14, Tone.INK2, bold=True)
            y += 24
        y = _panel(canvas, panel, column, y + 6)
    return y


def label_column(canvas: Canvas, spec: ChartSpec) -> float:
    """How wide the labels may be: as they need, but never so wide that the bars lose their room."""
    widest = max(canvas.measure(row.label, _LABEL, False) for panel in spec.panels for row in panel.rows)
    return min(widest, max(60.0, canvas.width * (0.4 if canvas.width >= 420 else 0.34)))


def _panel(canvas: Canvas, panel: Panel, column: float, y: float) -> float:
    left = round(column + 16)
    low, high = span_of(panel)
    axis = Axis(low, high, left, plot_length(canvas, panel, canvas.width - left, low, high))
    tops, top = [], y
    for row in panel.rows:
        lines = canvas.count_lines(row.label, column, _LABEL, 2) * _PITCH
        height = max(lines, _own_height(row))
        tops.append((top, height))
        top += height + (16 if len(row.bars) > 1 else 10)
    bottom = top
    if any(row.drawn for row in panel.rows):
        bottom = _draw_axis(canvas, panel, axis, y - 6, top)
    for row, (start, height) in zip(panel.rows, tops, strict=True):
        middle = start + height / 2
        own = middle - _own_height(row) / 2
        canvas.lines(row.label, 0, middle, _PITCH, _LABEL, Tone.INK, room=column, most=2)
        if row.drawn:
            draw_row(canvas, row, axis, own, REPORT)
        else:
            say_row(canvas, row, axis.zero + 8, own, canvas.width)
    return bottom


def _own_height(row: Row) -> float:
    return REPORT.height(len(row.bars)) if row.drawn else said_height(row)


def plot_length(canvas: Canvas, panel: Panel, room: float, low: Decimal, high: Decimal) -> float:
    """How long the axis may be within ``room`` so that every value has its place behind its bar."""
    length = room - 8
    for row in panel.rows:
        for index, bar in enumerate(row.bars if row.drawn else ()):
            extra = reach(bar) + VALUE_GAP + value_width(canvas, bar, REPORT.size, marks=True) + 4
            part = fraction(farthest(row, index), low, high)
            if part > 0:
                length = min(length, (room - extra) / part)
    return max(length, min(_LEAST_PLOT, room / 2))


def _draw_axis(canvas: Canvas, panel: Panel, axis: Axis, top: float, bottom: float) -> float:
    """Hairlines and numbers at round values, the zero line stronger; where it ends."""
    middle = bottom + 10
    taken: list[Rect] = []
    counted = all(bar.end == bar.end.to_integral_value() for bar in panel.drawn_bars())
    marks = ticks(axis.low, axis.high, counted=counted)
    for value in sorted(marks, key=lambda tick: (tick != 0, tick != marks[-1], abs(tick))):
        x = axis.at(value) - 0.5
        if value:
            canvas.stroke(Tone.LINE, ((x, top), (x, bottom)))
        words = plain(value).replace("-", "−") + (panel.unit if value == marks[-1] and value else "")
        w = canvas.measure(words, _TICK, False)
        room = Rect(x - w / 2 - 3, middle - _TICK * LINE / 2, w + 6, _TICK * LINE)
        inside = room.x >= -3 and room.right <= canvas.width + 3
        if inside and not any(room.overlaps(other) for other in taken):
            taken.append(room)
            canvas.text(words, x, middle, _TICK, Tone.MUTED, align=Align.MIDDLE)
    zero_line(canvas, axis, top, bottom)
    return middle + 12
