"""Small multiples: panels side by side, each with its own axis from zero."""

from __future__ import annotations

from briefing.charts.axis import EDGE, ITEM, Axis, draw_row, say_row, span_of, value_width, zero_line
from briefing.charts.canvas import TRIANGLE, Canvas
from briefing.charts.marks import reach
from briefing.charts.scene import Tone
from briefing.charts.spec import ChartSpec, Panel

_GAP = 16.0
_LEAST, _MOST = 172.0, 340.0
_LEAST_PLOT, _GOOD_PLOT = 48.0, 76.0
_TITLE = 20.0


def lay_multiples(canvas: Canvas, spec: ChartSpec, y: float) -> float:
    """As many panels in a line as have room, their titles standing on one line; where they end."""
    least = max(_LEAST, *(_GOOD_PLOT + EDGE + _beside(canvas, panel) for panel in spec.panels))
    fitting = int((canvas.width + _GAP) // (least + _GAP))
    columns = max(1, min(len(spec.panels), fitting))
    width = min(_MOST, (canvas.width - (columns - 1) * _GAP) / columns)
    y += 3
    for first in range(0, len(spec.panels), columns):
        line = spec.panels[first : first + columns]
        heads = [canvas.count_lines(p.title, _title_room(canvas, p, width), 15, 2) for p in line]
        base = y + max(heads) * _TITLE
        bottom = base
        for index, panel in enumerate(line):
            left = round(index * (width + _GAP))
            _title(canvas, panel, left, base - _TITLE * heads[index] / 2, heads[index], width)
            bottom = max(bottom, _panel(canvas, panel, left, base + 12, width))
        y = bottom + 8
    return y - 6


def _value_gap(panel: Panel) -> float:
    return 24.0 if any(reach(bar) > 4 for bar in panel.drawn_bars()) else 11.0


def _beside(canvas: Canvas, panel: Panel) -> float:
    """What the values take beside the plot."""
    said = [bar for bar in panel.drawn_bars() if not bar.absent]
    widest = max((value_width(canvas, bar, ITEM.size, marks=False) for bar in said), default=0.0)
    return _value_gap(panel) + widest + 8


def _title_room(canvas: Canvas, panel: Panel, width: float) -> float:
    mark = TRIANGLE + 8 if panel.caveat else 0.0
    return max(width - canvas.measure(_unit(panel), 14, False) - 8 - mark, width / 2)


def _unit(panel: Panel) -> str:
    """Said beside the title where there is an axis; values that are only said carry their own."""
    return panel.unit if any(row.drawn for row in panel.rows) else ""


def _title(canvas: Canvas, panel: Panel, left: float, middle: float, count: int, width: float) -> None:
    room = _title_room(canvas, panel, width)
    title = canvas.lines(panel.title, left, middle, _TITLE, 15, Tone.INK, room=room, most=2)
    line = middle + _TITLE / 2 * (count - 1)
    mark = TRIANGLE + 8 if panel.caveat else 0.0
    x = title.right + 8
    unit = canvas.text(_unit(panel), x, line, 14, Tone.INK2, room=left + width - mark - x)
    if panel.caveat:
        canvas.triangle(unit.right + 8, line)


def _panel(canvas: Canvas, panel: Panel, left: float, y: float, width: float) -> float:
    right = left + width
    gap = _value_gap(panel)
    length = max(_LEAST_PLOT, width - EDGE - _beside(canvas, panel))
    low, high = span_of(panel)
    axis = Axis(low, high, left + EDGE, length)
    for row in panel.rows:
        if len(panel.rows) > 1:
            canvas.text(row.label, left, y, 13, Tone.INK2, room=width)
            y += 18
        if row.drawn:
            height = ITEM.height(len(row.bars))
            zero_line(canvas, axis, y - 6, y + height + 6)
            draw_row(canvas, row, axis, y, ITEM, value_x=left + EDGE + length + gap, right=right, marks=False)
            y += height + 12
        else:
            y = say_row(canvas, row, left, y - 8, right) + 12
    return y
