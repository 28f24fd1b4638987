"""Result and target as a table with bars: one indicator a row, each on its own axis."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.charts.axis import EDGE, REPORT, TABLE, Axis, draw_row, said_height, say_row, span_of, zero_line
from briefing.charts.canvas import TRIANGLE, Canvas
from briefing.charts.marks import ARROW, tone_of
from briefing.charts.rows import plot_length
from briefing.charts.scene import Align, Rect, Tone
from briefing.charts.spec import Bar, ChartSpec, Kind, Panel, Row

_NAME, _NUMBER, _UNIT, _HEADER = 15.0, 16.0, 13.0, 14.0
_ROW, _GROUP = 40.0, 32.0
_GAP = 18.0
_LEAST_NAME, _LEAST_BARS, _MOST_BARS = 120.0, 84.0, 220.0
_SPLIT = re.compile(r"(.*[0-9])(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Column:
    """Where digits end, where units begin, and how wide both are together."""

    header: str
    number: float
    unit: float

    @property
    def width(self) -> float:
        return self.number + 4 + self.unit


def lay_compare(canvas: Canvas, spec: ChartSpec, y: float) -> float:
    """A table where there is room for its columns, else blocks of name, bars and values; where it ends."""
    columns = _columns(canvas, spec)
    fixed = sum(column.width + _GAP for column in columns)
    free = canvas.width - fixed - _GAP - ARROW
    if free < _LEAST_NAME + _LEAST_BARS:
        return _blocks(canvas, spec, y)
    mark = TRIANGLE + 8
    wanted = max(canvas.measure(p.title, _NAME, False) + mark for p in spec.panels)
    bars = min(_MOST_BARS, max(_LEAST_BARS, free - wanted))
    return _table(canvas, spec, y, columns, free - bars, bars)


def _columns(canvas: Canvas, spec: ChartSpec) -> tuple[_Column, _Column, _Column]:
    rows = [row for panel in spec.panels for row in panel.rows]
    headers = {entry.kind: entry.words for entry in spec.legend}
    said = {
        Kind.RESULT: [_said(_results(row)) for row in rows],
        Kind.TARGET: [_said([row.bars[-1]]) for row in rows],
        Kind.COMPUTED: [row.difference.words if row.difference else "" for row in rows],
    }
    made = []
    for kind, words in said.items():
        header = headers.get(kind, "")
        bold = kind is not Kind.COMPUTED
        number = max(canvas.measure(_split(w)[0], _NUMBER, bold) for w in words)
        unit = max(canvas.measure(_split(w)[1], _UNIT, False) for w in words)
        made.append(_Column(header, max(number, canvas.measure(header, _HEADER, False)), unit))
    return made[0], made[1], made[2]


def _results(row: Row) -> list[Bar]:
    return [bar for bar in row.bars if bar.kind is Kind.RESULT]


def _said(bars: list[Bar]) -> str:
    return "、".join(bar.words or bar.absent for bar in bars)


def _split(words: str) -> tuple[str, str]:
    """Number and unit: ≥ +500 and 亿元."""
    found = _SPLIT.fullmatch(words)
    return (found[1], found[2].strip()) if found else (words, "")


def _table(
    canvas: Canvas, spec: ChartSpec, y: float, columns: tuple[_Column, _Column, _Column], name: float, bars: float
) -> float:
    result, target, computed = columns
    ends = [name + _GAP + result.number]
    ends.append(ends[0] + 4 + result.unit + _GAP + target.number)
    plot = ends[1] + 4 + target.unit + _GAP
    ends.append(plot + bars + ARROW + _GAP + computed.number)
    canvas.text("指标", 0, y + 14, _HEADER, Tone.INK2, room=name)
    for column, end in zip(columns, ends, strict=True):
        canvas.text(column.header, end, y + 14, _HEADER, Tone.INK2, align=Align.END)
    y += 30
    canvas.stroke(Tone.LINE2, ((0, y - 0.5), (canvas.width, y - 0.5)))
    group = ""
    for panel in spec.panels:
        if panel.group != group:
            group = panel.group
            canvas.text(group, 0, y + _GROUP / 2, 14, Tone.INK, bold=True)
            y += _GROUP
            canvas.stroke(Tone.LINE, ((0, y - 0.5), (canvas.width, y - 0.5)))
        for row in panel.rows:
            _table_row(canvas, panel, row, y + _ROW / 2, ends, round(plot), bars, name)
            y += _ROW
            canvas.stroke(Tone.LINE, ((0, y - 0.5), (canvas.width, y - 0.5)))
    return y


def _table_row(
    canvas: Canvas, panel: Panel, row: Row, middle: float, ends: list[float], plot: float, bars: float, name: float
) -> None:
    mark = TRIANGLE + 8 if row.caveat else 0.0
    canvas.lines(row.label, 0, middle, 19, _NAME if name > 100 else 14, Tone.INK, room=name - mark, most=2)
    if row.caveat:
        canvas.triangle(name - TRIANGLE, middle)
    for end, bar in ((ends[0], _results(row)), (ends[1], [row.bars[-1]])):
        _cell(canvas, bar, end, middle)
    if not row.drawn:
        canvas.text(row.remark, plot, middle, 14, Tone.CAVEAT)
        return
    low, high = span_of(panel)
    axis = Axis(low, high, plot, bars)
    top = middle - TABLE.height(len(row.bars)) / 2
    zero_line(canvas, axis, top - 3, top + TABLE.height(len(row.bars)) + 3)
    draw_row(canvas, row, axis, top, TABLE)
    if row.difference is not None:
        number, unit = _split(row.difference.words)
        owner = canvas.next_hit
        rect = canvas.text(number, ends[2], middle, _NUMBER, Tone.COMPUTED, align=Align.END, owner=owner)
        last = canvas.text(unit, ends[2] + 4, middle, _UNIT, Tone.INK2, owner=owner)
        canvas.hit(Rect(rect.x, middle - 12, last.right - rect.x, 24), row.difference)


def _cell(canvas: Canvas, bars: list[Bar], end: float, middle: float) -> None:
    if not bars:
        return
    number, unit = _split(_said(bars))
    bold = not bars[0].parts
    owner = canvas.next_hit if bars[0].figures else -1
    rect = canvas.text(number, end, middle, _NUMBER, tone_of(bars[0]), bold=bold, align=Align.END, owner=owner)
    last = canvas.text(unit, end + 4, middle, _UNIT, Tone.INK2, owner=owner)
    if owner >= 0:
        canvas.hit(Rect(rect.x, middle - 12, max(8.0, last.right - rect.x), 24), bars[0])


def _blocks(canvas: Canvas, spec: ChartSpec, y: float) -> float:
    group = ""
    for panel in spec.panels:
        if panel.group != group:
            group = panel.group
            canvas.text(group, 0, y + _GROUP / 2, 14, Tone.INK, bold=True)
            y += _GROUP
        for row in panel.rows:
            y = _block(canvas, panel, row, y)
    return y - 4


def _block(canvas: Canvas, panel: Panel, row: Row, y: float) -> float:
    room = canvas.width
    if row.difference is not None:
        owner = canvas.next_hit
        rect = canvas.text(
            row.difference.words, canvas.width, y + 12, 14, Tone.COMPUTED, align=Align.END, room=room / 2, owner=owner
        )
        canvas.hit(Rect(rect.x, y + 2, max(8.0, rect.w), 20), row.difference)
        room = rect.x - 12
    mark = TRIANGLE + 8 if row.caveat else 0.0
    name = canvas.text(row.label, 0, y + 12, _NAME, Tone.INK, room=room - mark)
    if row.caveat:
        canvas.triangle(name.right + 8, y + 12)
    y += 28
    if row.drawn:
        low, high = span_of(panel)
        axis = Axis(low, high, EDGE, plot_length(canvas, panel, canvas.width - EDGE, low, high))
        height = REPORT.height(len(row.bars))
        zero_line(canvas, axis, y - 3, y + height + 3)
        draw_row(canvas, row, axis, y, REPORT, marks=False)
        y += height + 10
    else:
        say_row(canvas, row, 0, y - 4, canvas.width)
        y += said_height(row) + 4
    canvas.stroke(Tone.LINE, ((0, y - 0.5), (canvas.width, y - 0.5)))
    return y + 4
