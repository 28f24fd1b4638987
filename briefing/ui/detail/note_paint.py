"""Annotations on an item's words: underlines, numbers, and the ground of what is selected or being written about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from briefing.domain.span import Span
from briefing.ui.detail.marks import NoteMark
from briefing.ui.detail.text_layout import SetText
from briefing.ui.theme import Theme


def paint_chosen(painter: QPainter, theme: Theme, text: SetText, span: Span) -> None:
    """The ground and the dashed underline of a stretch that is selected or being written about."""
    painter.save()
    painter.setPen(_dashed(theme, 1.5))
    for box in text.rects(span):
        top, bottom = text.ink(box, 0)
        painter.fillRect(QRectF(box.left(), top, box.width(), bottom - top), theme.colour("selected"))
        painter.drawLine(QPointF(box.left(), bottom + 1), QPointF(box.right(), bottom + 1))
    painter.restore()


def paint_notes(
    painter: QPainter,
    theme: Theme,
    text: SetText,
    notes: Sequence[NoteMark],
    placed: Mapping[str, QRectF],
    *,
    current: str,
) -> None:
    """Every annotation's underline, then the numbers, which are to be read whatever lies below them."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for note in notes:
        width = 2.5 if note.id == current else 1.5
        painter.setPen(_dashed(theme, width) if note.dashed else QPen(_pencil(theme, note, current), width))
        for box in text.rects(note.span):
            y = text.ink(box, 0)[1] + 2 + 4 * note.level
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right() - 2, y))
    painter.setFont(theme.sans(11, bold=True))
    # The one in hand is painted last, over its neighbours.
    for note in sorted(notes, key=lambda note: note.id == current):
        if note.id not in placed:
            continue
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_pencil(theme, note, current))
        painter.drawEllipse(placed[note.id])
        painter.setPen(theme.colour("paper"))
        painter.drawText(placed[note.id], Qt.AlignmentFlag.AlignCenter, str(note.number))
    painter.restore()


def discs(theme: Theme, text: SetText, notes: Sequence[NoteMark]) -> dict[str, QRectF]:
    """Where the numbers hang: at the end of each stretch, moved left, else right, past those that hang there already.

    Annotations without a stretch have none.
    """
    size = theme.px(15)
    step = size + 2
    lines: dict[float, list[tuple[float, NoteMark]]] = {}
    for note in notes:
        if boxes := text.rects(note.span):
            lines.setdefault(text.ink(boxes[-1], 0)[1], []).append((boxes[-1].right() - size - 2, note))
    found: dict[str, QRectF] = {}
    for top, hanging in lines.items():
        hanging.sort(key=lambda pair: (pair[0], pair[1].number))
        places = [x for x, _ in hanging]
        for at in range(len(places) - 2, -1, -1):
            places[at] = min(places[at], places[at + 1] - step)
        for at, x in enumerate(places):
            places[at] = max(x, 0.0 if at == 0 else places[at - 1] + step)
        found.update({note.id: QRectF(x, top, size, size) for x, (_, note) in zip(places, hanging, strict=True)})
    return found


def _pencil(theme: Theme, note: NoteMark, current: str) -> QColor:
    return theme.colour("ink" if note.id == current else "ink2")


def _dashed(theme: Theme, width: float) -> QPen:
    pen = QPen(theme.colour("ink2"), width, Qt.PenStyle.CustomDashLine)
    pen.setDashPattern([2, 2])
    return pen
