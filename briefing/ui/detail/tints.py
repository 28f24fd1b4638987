"""The boxes behind figures in a text: tinted by nature, dashed where one should look, dotted by a person's word."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from briefing.domain.figure import Figure, FigureRef
from briefing.domain.report import Nature
from briefing.ui.detail.text_layout import SetText
from briefing.ui.detail.trust import is_doubtful, is_marked
from briefing.ui.theme import Theme


def dot_room(theme: Theme, pixels: float) -> float:
    """How much room a person's dot takes after the unit, at this size of text."""
    return theme.px(pixels) * 0.3


def paint_tints(
    painter: QPainter,
    theme: Theme,
    text: SetText,
    figures: Iterable[Figure],
    *,
    current: FigureRef | None,
    pixels: float,
) -> None:
    """Paint what lies behind the words of these figures; ``current`` is framed. ``pixels`` is the text's size."""
    painter.save()
    for figure in figures:
        role = "result" if figure.nature is Nature.ACTUAL else "target"
        tints = [_tint(theme, text, box, pixels) for box in text.rects(figure.text_span)]
        for tint in tints:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(f"{role}_tint"))
            painter.drawRoundedRect(tint, 3, 3)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            edge = QPen(theme.colour(role), 1.5)
            if figure.ref == current:
                painter.setPen(edge)
                painter.drawRoundedRect(tint, 3, 3)
            elif is_doubtful(figure):
                edge.setDashPattern([2.5, 2])
                painter.setPen(edge)
                painter.drawRoundedRect(tint, 3, 3)
        if tints and is_marked(figure):
            radius = dot_room(theme, pixels) * 0.36
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("ink"))
            painter.drawEllipse(QPointF(tints[-1].right() - radius - 2, tints[-1].center().y()), radius, radius)
    painter.restore()


def _tint(theme: Theme, text: SetText, box: QRectF, pixels: float) -> QRectF:
    """The spacing after the last character belongs to the gap, not to the box."""
    top, bottom = text.ink(box, 0)
    return QRectF(box.left() - 3, top - 1, box.width() + 6 - theme.px(pixels) / 5, bottom - top + 2)
