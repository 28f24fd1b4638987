"""From a ChartSpec and a width to a Scene: the one layout that the screen and the print painter share."""

from __future__ import annotations

from briefing.charts.canvas import TRIANGLE, Canvas
from briefing.charts.compare import lay_compare
from briefing.charts.detail import lay_detail
from briefing.charts.marks import PAINTS
from briefing.charts.multiples import lay_multiples
from briefing.charts.rows import lay_rows
from briefing.charts.scene import Align, Measure, Rect, Scene, Tone
from briefing.charts.spec import Arrangement, ChartSpec, Legend

LEAST_WIDTH = 200.0
"""Narrower than this no chart is laid out (pixels at 100 %)."""

_HEAD, _SMALL, _NOTE = 15.0, 13.0, 14.0
_LINE = 26.0
_SWATCH_WIDTH, _SWATCH_HEIGHT = 16.0, 10.0


def lay_out(spec: ChartSpec, width: float, measure: Measure, *, heading: bool = True, notes: bool = True) -> Scene:
    """Where everything of the chart stands, ``width`` pixels wide (at least ``LEAST_WIDTH``).

    ``heading`` draws title and note above the legend (a printed figure has its caption instead), ``notes``
    the caption and the caveats below.
    """
    canvas = Canvas(max(width, LEAST_WIDTH), measure)
    y = _head(canvas, spec, heading)
    lay = {
        Arrangement.MULTIPLES: lay_multiples,
        Arrangement.ROWS: lay_rows,
        Arrangement.COMPARE: lay_compare,
        Arrangement.DETAIL: lay_detail,
    }[spec.arrangement]
    y = lay(canvas, spec, y)
    return canvas.scene(_foot(canvas, spec, y) if notes else y)


def _head(canvas: Canvas, spec: ChartSpec, heading: bool) -> float:
    """Title, legend and note on one line where there is room, else on as many as they need; where they end."""
    x, middle = 0.0, _LINE / 2
    if heading and spec.title:
        x = canvas.text(spec.title, 0, middle, _HEAD, Tone.INK, bold=True).right + 24
    for entry in spec.legend:
        needed = _SWATCH_WIDTH + 6 + canvas.measure(entry.words, _SMALL, False)
        if x > 0 and x + needed > canvas.width:
            x, middle = 0.0, middle + _LINE - 2
        _legend(canvas, entry, x, middle)
        x += needed + 20
    if heading and spec.note:
        if x > 0 and x + canvas.measure(spec.note, _SMALL, False) > canvas.width:
            x, middle = 0.0, middle + _LINE - 2
        align = Align.END if x > 0 else Align.START
        canvas.text(spec.note, canvas.width if x > 0 else 0, middle, _SMALL, Tone.MUTED, align=align)
    elif x == 0:
        return 0.0
    return middle + _LINE / 2


def _legend(canvas: Canvas, entry: Legend, x: float, middle: float) -> None:
    canvas.box(PAINTS[entry.kind], Rect(x, middle - _SWATCH_HEIGHT / 2, _SWATCH_WIDTH, _SWATCH_HEIGHT))
    canvas.text(entry.words, x + _SWATCH_WIDTH + 6, middle, _SMALL, Tone.INK2)


def _foot(canvas: Canvas, spec: ChartSpec, y: float) -> float:
    pitch = 22.0
    if spec.caption:
        y += 10
        count = canvas.count_lines(spec.caption, canvas.width, _NOTE, 4)
        middle = y + pitch * count / 2
        canvas.lines(spec.caption, 0, middle, pitch, _NOTE, Tone.MUTED, room=canvas.width, most=4)
        y += pitch * count
    if spec.caveats:
        y += 10
    for caveat in spec.caveats:
        indent = TRIANGLE + 9
        room = canvas.width - indent
        count = canvas.count_lines(caveat, room, _NOTE, 6)
        canvas.triangle(0, y + pitch / 2)
        canvas.lines(caveat, indent, y + pitch * count / 2, pitch, _NOTE, Tone.CAVEAT, room=room, most=6)
        y += pitch * count
    return y
