"""The figures at the right of a hit: results blue, targets vermilion, the bound before, the unit smaller after."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from briefing.domain.figure import Figure
from briefing.domain.report import Nature
from briefing.domain.search import Hit
from briefing.ui.theme import Theme

NUMBER, UNIT, GAP, WIDE = 16, 13, 5, 12
"""Pixels at 100 %: digits, unit, the gaps between sign, digits and unit, and those around + and →."""

_ARROW, _ARROW_WIDTH = "→", 14


@dataclass(frozen=True, slots=True)
class _Part:
    """Words in one face and colour, and the gap before them."""

    text: str
    font: QFont
    role: str
    gap: float


class Values:
    """One hit's figures, measured; as many whole ones as fit into ``room`` pixels."""

    def __init__(self, theme: Theme, hit: Hit, room: float) -> None:
        self._theme = theme
        groups = self._groups(hit)
        while groups and self._width(groups) > room:
            # An indicator is shown whole or not at all: half a comparison would mislead.
            groups = [] if hit.indicator is not None else groups[:-1]
        self._parts = [part for group in groups for part in group]
        self.width = self._width(groups)

    def paint(self, painter: QPainter, right: float, baseline: float) -> None:
        """Paint them so that they end at ``right``."""
        x = right - self.width
        for at, part in enumerate(self._parts):
            x += part.gap if at else 0
            width = self._advance(part)
            painter.setPen(self._theme.colour(part.role))
            if part.text == _ARROW:
                # The middle of the digits is three eighths of their size above the line they stand on.
                self._arrow(painter, x, baseline - self._theme.px(NUMBER) * 0.375, width)
            else:
                painter.setFont(part.font)
                painter.drawText(QPointF(x, baseline), part.text)
            x += width

    def _groups(self, hit: Hit) -> list[list[_Part]]:
        if hit.indicator is None:
            return [self._figure(figure, WIDE if at else 0) for at, figure in enumerate(hit.figures)]
        groups = []
        for at, figure in enumerate(hit.indicator.results):
            if at:
                groups.append([self._word("+")])
            groups.append(self._figure(figure, GAP if at else 0))
        return [*groups, [self._word(_ARROW)], self._figure(hit.indicator.target, WIDE)]

    def _figure(self, figure: Figure, gap: float) -> list[_Part]:
        theme, quantity = self._theme, figure.quantity
        role = "result" if figure.nature is Nature.ACTUAL else "target"
        bold = theme.sans(NUMBER, bold=True)
        words = (
            (quantity.bound.sign, bold, role),
            (quantity.number, bold, role),
            (quantity.unit, theme.sans(UNIT), "ink2"),
        )
        parts = [_Part(text, font, colour, theme.px(GAP)) for text, font, colour in words if text]
        return [_Part(parts[0].text, parts[0].font, parts[0].role, theme.px(gap)), *parts[1:]]

    def _word(self, text: str) -> _Part:
        return _Part(text, self._theme.sans(NUMBER), "ink2", self._theme.px(WIDE if text == _ARROW else GAP))

    def _width(self, groups: list[list[_Part]]) -> float:
        parts = [part for group in groups for part in group]
        return sum(self._advance(part) + (part.gap if at else 0) for at, part in enumerate(parts))

    def _advance(self, part: _Part) -> float:
        if part.text == _ARROW:
            return float(self._theme.px(_ARROW_WIDTH))
        return QFontMetricsF(part.font).horizontalAdvance(part.text)

    def _arrow(self, painter: QPainter, left: float, middle: float, width: float) -> None:
        """Drawn, since the face's own arrow sits low and heavy between digits."""
        painter.setPen(QPen(painter.pen().color(), 1.25 * self._theme.scale, Qt.PenStyle.SolidLine))
        tip, head = QPointF(left + width, middle), width * 0.28
        painter.drawLine(QPointF(left, middle), tip)
        painter.drawLine(tip, tip + QPointF(-head, -head))
        painter.drawLine(tip, tip + QPointF(-head, head))
