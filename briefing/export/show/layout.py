"""Where everything of a slide stands, in pixels of the stage."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.charts.canvas import TRIANGLE, Canvas
from briefing.charts.fit import wrap
from briefing.charts.scene import Align, Measure, Paint, Rect, Scene, Tone
from briefing.charts.spec import Kind
from briefing.export.show.slide import SMALLEST, Slide, Stage, TableFace, Value

MARGIN = 40.0
_TOP, _BOTTOM = 22.0, 34.0
_OVER, _TITLE, _TITLE_PITCH = 15.0, 30.0, 38.0
_QUOTE, _QUOTE_PITCH = 16.0, 23.0
_NOTE, _NOTE_PITCH = 15.0, 21.0
_SOURCE_PITCH = 21.0
_COLUMNS = 104.0
"""Height of values side by side."""
LINE = 44.0
"""Height of a table's line."""
_HEADER = 32.0
_LEAST_NUMBER = 20.0
_MOST_WORDS = 10
"""Lines below a title set large."""

_TONES = {Kind.RESULT: Tone.RESULT, Kind.TARGET: Tone.TARGET, Kind.COMPUTED: Tone.COMPUTED}


@dataclass(frozen=True, slots=True)
class Laid:
    """A slide laid out: what the application says (``said``), what it quotes, and the room of the chart."""

    said: Scene
    quoted: Scene
    room: Rect


def lay_slide(slide: Slide, stage: Stage, sans: Measure, serif: Measure) -> Laid:
    """Title above, the thing itself, its source and caveats at the foot.

    The foot grows upwards; what it leaves is ``room``, where a chart goes. Quotes give way first: they are cut to
    fewer lines with …, their source never.
    """
    said, quoted = Canvas(stage.width, sans), Canvas(stage.width, serif)
    if slide.plain:
        _opening(said, slide, stage)
        _foot(said, quoted, slide, stage)
        return Laid(said.scene(stage.height), quoted.scene(stage.height), Rect(MARGIN, 0, stage.width - 2 * MARGIN, 0))
    top = _head(said, slide, stage)
    foot = _foot(said, quoted, slide, stage)
    room = Rect(MARGIN, top, stage.width - 2 * MARGIN, max(0.0, foot - 14 - top))
    if slide.figure is not None:
        _figure(said, slide.figure, slide.beside, room)
    elif slide.table is not None:
        _table(said, slide.table, room)
    elif slide.values:
        _columns(said, slide, room)
        room = Rect(room.x, room.y + _COLUMNS + 12, room.w, max(0.0, room.h - _COLUMNS - 12))
        if slide.remark:
            said.triangle(room.x, room.y + 20)
            said.text(slide.remark, room.x + TRIANGLE + 10, room.y + 20, 20, Tone.CAVEAT, room=room.w - TRIANGLE - 10)
    return Laid(said.scene(stage.height), quoted.scene(stage.height), room)


def lay_counter(words: str, stage: Stage, sans: Measure, *, asked: bool = False) -> Scene:
    """The number of the slide, or the number one is typing (``asked``), quietly at the lower right."""
    canvas = Canvas(stage.width, sans)
    tone = Tone.INK if asked else Tone.MUTED
    canvas.text(words, stage.width - MARGIN, stage.height - 16, 14, tone, align=Align.END)
    return canvas.scene(stage.height)


def _head(canvas: Canvas, slide: Slide, stage: Stage) -> float:
    width = stage.width - 2 * MARGIN
    y = _TOP
    if slide.over:
        canvas.text(slide.over, MARGIN, y + 11, _OVER, Tone.INK2, room=width)
        y += 26
    lines = len(wrap(slide.title, width, _TITLE, True, canvas.measure, 2))
    middle = y + _TITLE_PITCH * lines / 2
    canvas.lines(slide.title, MARGIN, middle, _TITLE_PITCH, _TITLE, Tone.INK, room=width, most=2, bold=True)
    return y + _TITLE_PITCH * lines + 14


def _opening(canvas: Canvas, slide: Slide, stage: Stage) -> None:
    """A heading or a title page: words alone, in the middle of the height."""
    width, size = stage.width - 2 * MARGIN, 52.0
    while size > _TITLE and len(wrap(slide.title, width, size, True, canvas.measure, 9)) > 2:
        size -= 4
    pitch = size * 1.3
    titles = len(wrap(slide.title, width, size, True, canvas.measure, 3))
    below = [len(wrap(words, width, 22, False, canvas.measure, _MOST_WORDS)) * 34.0 for words in slide.words]
    y = max(_TOP + 30, (stage.height - titles * pitch - sum(below)) / 2 - 16)
    if slide.over:
        canvas.text(slide.over, MARGIN, _TOP + 11, _OVER, Tone.INK2, room=width)
    canvas.lines(slide.title, MARGIN, y + titles * pitch / 2, pitch, size, Tone.INK, room=width, most=3, bold=True)
    y += titles * pitch + 20
    for words, height in zip(slide.words, below, strict=True):
        canvas.lines(words, MARGIN, y + height / 2, 34, 22, Tone.INK2, room=width, most=_MOST_WORDS)
        y += height


def _foot(said: Canvas, quoted: Canvas, slide: Slide, stage: Stage) -> float:
    """Quotes with their sources, the calculation, the caveats; where it begins."""
    width = stage.width - 2 * MARGIN
    most = 4 if len(slide.quotes) == 1 else 1 if slide.chart is not None else 2
    indent = TRIANGLE + 9
    blocks = []
    for quote in slide.quotes:
        blocks.append(_Block(quoted, quote.words, _QUOTE, _QUOTE_PITCH, Tone.INK, most))
        blocks.append(_Block(said, quote.source, 14, _SOURCE_PITCH, Tone.INK2, 3))
    blocks.append(_Block(said, slide.computed, _NOTE, _NOTE_PITCH, Tone.COMPUTED, 3))
    blocks += [_Block(said, words, _NOTE, _NOTE_PITCH, Tone.CAVEAT, 4, indent) for words in slide.caveats]
    height = sum(block.height(width) for block in blocks)
    if not height:
        return stage.height - _BOTTOM
    top = stage.height - _BOTTOM - height - 10
    said.stroke(Tone.LINE, ((MARGIN, top + 0.5), (stage.width - MARGIN, top + 0.5)))
    y = top + 10
    for block in blocks:
        y = block.draw(y, width)
    return top


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph of the foot; with an ``indent`` it has the caveat's mark before it."""

    canvas: Canvas
    words: str
    size: float
    pitch: float
    tone: Tone
    most: int
    indent: float = 0.0

    def height(self, width: float) -> float:
        """Of its lines; nothing without words."""
        if not self.words:
            return 0.0
        room = width - self.indent
        return self.pitch * len(wrap(self.words, room, self.size, False, self.canvas.measure, self.most))

    def draw(self, y: float, width: float) -> float:
        """Set it from ``y`` on; where it ends."""
        height = self.height(width)
        if not height:
            return y
        if self.indent:
            self.canvas.triangle(MARGIN, y + self.pitch / 2)
        self.canvas.lines(
            self.words,
            MARGIN + self.indent,
            y + height / 2,
            self.pitch,
            self.size,
            self.tone,
            room=width - self.indent,
            most=self.most,
        )
        return y + height


def _figure(canvas: Canvas, value: Value, beside: Value | None, room: Rect) -> None:
    """One number as large as it goes, under it whose it is and what another report says."""
    below = 42.0 + (44.0 if beside is not None else 0.0)
    size = min(190.0, (room.h - below) / 1.1)
    while size > _LEAST_NUMBER and _number_width(canvas, value, size) > room.w:
        size -= 2
    size = max(size, _LEAST_NUMBER)
    y = room.y + max(0.0, (room.h - below - size * 1.1) / 2)
    middle = y + size * 0.55
    _number(canvas, value, room.x, middle, size)
    y += size * 1.1 + 20
    canvas.text(value.label, room.x, y, 24, _TONES[value.kind], room=room.w)
    if beside is not None:
        _beside(canvas, beside, room.x, y + 42, room.w)


def _beside(canvas: Canvas, value: Value, x: float, middle: float, width: float) -> None:
    if value.absent:
        canvas.text(value.words, x, middle, 22, Tone.MUTED, room=width)
        return
    name = canvas.text(value.label, x, middle, 22, _TONES[value.kind], room=width / 2)
    end = _number(canvas, value, name.right + 12, middle, 30)
    if value.caveat:
        canvas.triangle(end + 10, middle)


def _number_width(canvas: Canvas, value: Value, size: float) -> float:
    sign = canvas.measure(value.sign, size * 0.6, True) + size * 0.08 if value.sign else 0.0
    unit = canvas.measure(value.unit, _unit_size(size), False) + size * 0.07
    return sign + canvas.measure(value.number, size, True) + unit


def _unit_size(size: float) -> float:
    """Units stand back behind their number, but never below the smallest letters."""
    return size * 0.36 if size > 60 else max(size * 0.5, SMALLEST)


def _number(canvas: Canvas, value: Value, x: float, middle: float, size: float) -> float:
    """Sign, number and unit on one line of writing; where they end."""
    tone = _TONES[value.kind]
    bold = value.kind is not Kind.COMPUTED
    line = middle + 0.37 * size
    if value.sign:
        small = size * 0.6
        x = canvas.text(value.sign, x, line - 0.37 * small, small, tone, bold=bold).right + size * 0.08
    x = canvas.text(value.number, x, middle, size, tone, bold=bold).right + size * 0.07
    small = _unit_size(size)
    return canvas.text(value.unit, x, line - 0.37 * small, small, tone if size > 60 else Tone.INK2).right


def _columns(canvas: Canvas, slide: Slide, room: Rect) -> None:
    """Values side by side, all numbers of one size; what is computed in a dashed frame."""
    gap = 28.0
    width = (room.w - gap * (len(slide.values) - 1)) / len(slide.values)
    inner = width - 24
    size = 56.0
    while size > _LEAST_NUMBER and any(_number_width(canvas, value, size) > inner for value in slide.values):
        size -= 2
    for index, value in enumerate(slide.values):
        x = room.x + index * (width + gap)
        if value.kind is Kind.COMPUTED:
            canvas.box(Paint.DASHED, Rect(x, room.y, width, _COLUMNS - 4))
            x += 12
        free = inner - (TRIANGLE + 8 if value.caveat else 0.0)
        small = 18.0
        while small > SMALLEST + 1 and canvas.measure(value.label, small, False) > free:
            small -= 1
        name = canvas.lines(value.label, x, room.y + 19, 17, small, _TONES[value.kind], room=free, most=2)
        if value.caveat:
            canvas.triangle(name.right + 8, name.y + name.h / 2)
        if value.absent:
            canvas.text(value.absent, x, room.y + 64, 20, Tone.MUTED, room=inner)
        else:
            _number(canvas, value, x, room.y + 64, size)


def _table(canvas: Canvas, table: TableFace, room: Rect) -> None:
    """Names at the left, numbers under each other at the right, their units after them."""
    cells = [[line.cells[at] for line in table.lines] for at in range(len(table.columns))]
    numbers = [
        max(canvas.measure(words, 15, False), *(canvas.measure(_said(c), 22, True) if c else 0.0 for c in column))
        for words, column in zip(table.columns, cells, strict=True)
    ]
    units = [max((canvas.measure(c.unit, 15, False) if c else 0.0 for c in column), default=0.0) for column in cells]
    ends, right = [0.0] * len(numbers), room.right
    for at in reversed(range(len(numbers))):
        ends[at] = right - units[at] - 5
        right = ends[at] - numbers[at] - 28
    name = max(120.0, right - room.x)
    for words, end in zip(table.columns, ends, strict=True):
        canvas.text(words, end, room.y + 14, 15, Tone.INK2, align=Align.END)
    y = room.y + _HEADER
    canvas.stroke(Tone.LINE2, ((room.x, y - 0.5), (room.right, y - 0.5)))
    for line in table.lines:
        mark = TRIANGLE + 10 if line.notes else 0.0
        label = canvas.lines(line.name, room.x, y + LINE / 2, 21, 18, Tone.INK, room=name - mark, most=2)
        if line.notes:
            canvas.triangle(label.right + 10, y + LINE / 2)
        for cell, end in zip(line.cells, ends, strict=True):
            if cell is not None:
                bold = cell.kind is not Kind.COMPUTED
                tone = _TONES[cell.kind]
                canvas.text(_said(cell), end, y + LINE / 2, 22, tone, bold=bold, align=Align.END)
                canvas.text(cell.unit, end + 5, y + LINE / 2, 15, Tone.INK2)
        y += LINE
        canvas.stroke(Tone.LINE, ((room.x, y - 0.5), (room.right, y - 0.5)))


def _said(cell: Value) -> str:
    return cell.absent or (f"{cell.sign} {cell.number}" if cell.sign else cell.number)


def table_height(lines: int) -> float:
    """Of a table of so many lines."""
    return _HEADER + LINE * lines
