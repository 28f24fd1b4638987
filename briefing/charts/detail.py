"""One indicator drawn large: the parts of a sum named, numbers in the bars, the difference in its dashed box."""

from __future__ import annotations

from decimal import Decimal

from briefing.charts.axis import EDGE, LARGE, Axis, difference_of, draw_row, say_row, span_of, value_width, zero_line
from briefing.charts.canvas import Canvas
from briefing.charts.marks import reach
from briefing.charts.scene import Align, Rect, Tone
from briefing.charts.spec import Bar, ChartSpec, Row

_LEAST_PLOT = 64.0


def lay_detail(canvas: Canvas, spec: ChartSpec, y: float) -> float:
    """Result above target, values at the right on one x; where it ends."""
    for panel in spec.panels:
        drawn = list(panel.drawn_bars())
        gap = 24.0 if any(reach(bar) > 4 for bar in drawn) else 14.0
        values = max(
            (value_width(canvas, bar, LARGE.size, marks=False) for bar in drawn if not bar.absent), default=0.0
        )
        length = max(_LEAST_PLOT, canvas.width - EDGE - values - gap - 2)
        low, high = span_of(panel)
        axis = Axis(low, high, EDGE, length)
        for row in panel.rows:
            if not row.drawn:
                y = say_row(canvas, row, 0, y + 4, canvas.width) + 4
                continue
            if any(bar.parts for bar in row.bars):
                y += 24
            y += 8
            height = LARGE.height(len(row.bars))
            zero_line(canvas, axis, y - 8, y + height + 8)
            draw_row(canvas, row, axis, y, LARGE, value_x=EDGE + length + gap, marks=False)
            for index, bar in enumerate(row.bars):
                _parts(canvas, bar, axis, y + index * (LARGE.thick + LARGE.gap))
            _difference(canvas, row, axis, y)
            y += height + 12
    return y


def _parts(canvas: Canvas, bar: Bar, axis: Axis, top: float) -> None:
    """The number of each addend in its part, its name above; names that would meet are said in one line."""
    passed, spans = Decimal(0), []
    for part in bar.parts:
        start = axis.at(passed)
        passed += part.value or Decimal(0)
        spans.append((part, start, axis.at(passed)))
    for part, start, end in spans:
        owner = canvas.next_hit
        if canvas.measure(part.words, 14, True) + 12 <= end - start:
            middle = top + LARGE.thick / 2
            canvas.text(part.words, end - 7, middle, 14, Tone.PAPER, bold=True, align=Align.END, owner=owner)
        canvas.hit(_slot(start, end, top), part)
    widths = [canvas.measure(part.label, 13, False) for part, _, _ in spans]
    line = top - 16
    last = len(spans) - 1
    if len(spans) == 2 and widths[0] + widths[1] + 12 <= spans[last][2]:
        canvas.text(spans[0][0].label, 0, line, 13, Tone.INK2)
        canvas.text(spans[last][0].label, spans[last][2], line, 13, Tone.INK2, align=Align.END)
    elif spans:
        canvas.text("、".join(f"{part.label} {part.words}" for part, _, _ in spans), 0, line, 13, Tone.INK2)


def _slot(start: float, end: float, top: float) -> Rect:
    return Rect(start, top, max(1.0, end - start), LARGE.thick)


def _difference(canvas: Canvas, row: Row, axis: Axis, y: float) -> None:
    completed = difference_of(row)
    if completed is None or row.difference is None:
        return
    index, start, stop = completed
    left = axis.at(start) + reach(row.bars[index])
    right = axis.at(stop)
    words = row.difference.words.removesuffix(row.bars[0].unit).strip()
    if canvas.measure(words, 13, False) + 10 <= right - left:
        middle = y + index * (LARGE.thick + LARGE.gap) + LARGE.thick / 2
        canvas.text(words, (left + right) / 2, middle, 13, Tone.COMPUTED, align=Align.MIDDLE)
