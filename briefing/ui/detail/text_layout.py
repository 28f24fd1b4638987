"""Setting a report's words in lines: figures kept whole, borders of Han and digits spaced, stretches located."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout, QTextOption

from briefing.domain.shown import shown
from briefing.domain.span import Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text and how it is set. Spans count code points."""

    span: Span
    bold: bool = False
    colour: str = ""
    whole: bool = False
    room: float = 0.0
    """Room left after it, in pixels, for a mark."""


class Units:
    """Between code points (what we count) and UTF-16 units (what Qt counts)."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] | None = None
        if any(ord(char) > 0xFFFF for char in text):
            starts, at = [], 0
            for char in text:
                starts.append(at)
                at += 2 if ord(char) > 0xFFFF else 1
            starts.append(at)
            self._starts = starts

    def to_qt(self, point: int) -> int:
        """The UTF-16 offset of a code point."""
        return point if self._starts is None else self._starts[min(point, len(self._starts) - 1)]

    def to_point(self, unit: int) -> int:
        """The code point that a UTF-16 offset falls on."""
        if self._starts is None:
            return unit
        low, high = 0, len(self._starts) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self._starts[middle] <= unit:
                low = middle
            else:
                high = middle - 1
        return low


def _han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" or ord(char) > 0x1FFFF


def _latin(char: str) -> bool:
    return char.isascii() and (char.isalnum() or char == "%")


class SetText:
    """A text set in lines of one height, at one width, in logical pixels.

    ``figures`` are never broken over two lines, together with the bound word that follows them directly.
    """

    def __init__(
        self,
        text: str,
        font: QFont,
        line_height: float,
        width: float,
        stretches: Iterable[Stretch],
        breaks: Iterable[int],
    ) -> None:
        self.text = text
        self.line_height = line_height
        self._units = Units(text)
        self._stretches = tuple(stretches)
        self._layout = QTextLayout(shown(text), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setFormats(self._formats(font))
        self._break_lines(width, sorted(breaks))

    @property
    def height(self) -> float:
        """How high all its lines are."""
        return self._layout.lineCount() * self.line_height

    @property
    def layout(self) -> QTextLayout:
        """The laid-out text, to be drawn at the origin of its widget."""
        return self._layout

    def rects(self, span: Span) -> list[QRectF]:
        """The boxes of a stretch, one a line, each as high as the line."""
        first, last = self._units.to_qt(span.start), self._units.to_qt(span.end)
        found = []
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            low, high = max(first, line.textStart()), min(last, line.textStart() + line.textLength())
            if low < high:
                left, right = _x(line.cursorToX(low)), _x(line.cursorToX(high))
                found.append(QRectF(left, number * self.line_height, right - left, self.line_height))
        return found

    def ink(self, box: QRectF, at: int) -> tuple[float, float]:
        """Top and bottom of the glyph box inside a line's box."""
        number = min(int(box.top() // self.line_height), self._layout.lineCount() - 1)
        line = self._layout.lineAt(max(0, number))
        middle = box.top() + self.line_height / 2
        return middle - line.height() / 2, middle + line.height() / 2

    def point_at(self, position: QPointF) -> int:
        """The code point boundary nearest to a place."""
        if not self._layout.lineCount():
            return 0
        number = int(max(0.0, position.y()) // self.line_height)
        line = self._layout.lineAt(min(number, self._layout.lineCount() - 1))
        return self._units.to_point(int(line.xToCursor(position.x())))

    def _formats(self, font: QFont) -> list[QTextLayout.FormatRange]:
        """One format a character run: later stretches override earlier ones; spacing at every border."""
        size = len(self.text)
        bold = [False] * size
        colour = [""] * size
        edge = [False] * size
        room = [0.0] * size
        for stretch in self._stretches:
            for at in range(stretch.span.start, min(stretch.span.end, size)):
                bold[at] = bold[at] or stretch.bold
                colour[at] = stretch.colour or colour[at]
            if stretch.room and len(stretch.span):
                room[min(stretch.span.end, size) - 1] = stretch.room
            if stretch.whole and len(stretch.span):
                edge[min(stretch.span.end, size) - 1] = True
                if stretch.span.start:
                    edge[stretch.span.start - 1] = True
        eighth = font.pixelSize() / 8
        wide = font.pixelSize() / 5
        ranges = []
        for at, char in enumerate(self.text):
            following = self.text[at + 1] if at + 1 < size else ""
            border = following and ((_han(char) and _latin(following)) or (_latin(char) and _han(following)))
            spacing = wide if edge[at] and following else eighth if border else 0.0
            spacing += room[at]
            if bold[at] or colour[at] or spacing:
                place = (self._units.to_qt(at), 2 if ord(char) > 0xFFFF else 1)
                style = QTextCharFormat()
                if bold[at]:
                    style.setFontWeight(QFont.Weight.Bold)
                if colour[at]:
                    style.setForeground(QColor(colour[at]))
                if spacing:
                    style.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
                    style.setFontLetterSpacing(spacing)
                ranges.append(_range(place, style))
        return ranges

    def _break_lines(self, width: float, breaks: list[int]) -> None:
        # The bound word behind a figure (以上) has its colour and stays with it.
        ends = {s.span.start: s.span.end for s in self._stretches if s.colour and not s.whole}
        spans = [(s.span.start, ends.get(s.span.end, s.span.end)) for s in self._stretches if s.whole]
        wholes = [(self._units.to_qt(start), self._units.to_qt(end)) for start, end in spans]
        forced = [self._units.to_qt(at) for at in breaks]
        self._layout.beginLayout()
        top = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            start, end = line.textStart(), line.textStart() + line.textLength()
            stop = next((at for at in forced if start < at < end), end)
            for low, high in wholes:
                if start < low < stop < high:
                    stop = low
            if stop != end:
                line.setNumColumns(self._columns(start, stop), width)
            line.setPosition(QPointF(0, top + (self.line_height - line.height()) / 2))
            top += self.line_height
        self._layout.endLayout()

    def _columns(self, start: int, stop: int) -> int:
        """How many columns of Qt's lie between two offsets: it counts what a cursor steps over, not UTF-16 units."""
        count = 0
        while start < stop:
            start = max(start + 1, self._layout.nextCursorPosition(start))
            count += 1
        return count


def _range(place: tuple[int, int], style: QTextCharFormat) -> QTextLayout.FormatRange:
    """Qt's stubs leave out the three fields."""
    made: Any = QTextLayout.FormatRange()
    made.start, made.length = place
    made.format = style
    return made  # type: ignore[no-any-return]


def _x(found: object) -> float:
    """``cursorToX`` answers a number or a pair, by binding version."""
    return float(found[0]) if isinstance(found, tuple | list) else float(found)  # type: ignore[arg-type]
