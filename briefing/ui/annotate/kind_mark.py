"""What an annotation is for, as a small drawn mark beside its name: shapes in ink, for colour belongs to data."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from briefing.domain.annotation import AnnotationKind
from briefing.ui.theme import Theme

Points = Sequence[tuple[float, float]]

_LINES: dict[AnnotationKind, Sequence[Points]] = {
    # Lines of a text that stand behind; the brackets of what is quoted; a stroke that turns; steps; a rhombus.
    AnnotationKind.BACKGROUND: [[(0, 0.15), (1, 0.15)], [(0, 0.5), (1, 0.5)], [(0, 0.85), (0.6, 0.85)]],
    AnnotationKind.WORDING: [[(0.4, 0), (0.05, 0), (0.05, 0.55)], [(0.6, 1), (0.95, 1), (0.95, 0.45)]],
    AnnotationKind.PROGRESS: [[(0, 0.95), (0.33, 0.95), (0.33, 0.6), (0.67, 0.6), (0.67, 0.25), (1, 0.25)]],
    AnnotationKind.RISK: [[(0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5), (0.5, 0)], [(0.5, 0.3), (0.5, 0.7)]],
    AnnotationKind.INSTRUCTION: [[(0.15, 1), (0.15, 0.05), (0.95, 0.3), (0.15, 0.55)]],
    AnnotationKind.ANSWER: [[(0.95, 0), (0.95, 0.6), (0.05, 0.6)], [(0.35, 0.3), (0.05, 0.6), (0.35, 0.9)]],
    AnnotationKind.SLIP: [[(0, 0.5), (1, 0.5)], [(0.25, 0.95), (0.75, 0.05)]],
}


def paint_kind(painter: QPainter, theme: Theme, kind: AnnotationKind, box: QRectF, *, role: str = "ink2") -> None:
    """The mark of a kind in ``box`` (about 12 px square)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.colour(role), 1.5)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y, size = box.left(), box.top(), box.width()
    if kind is AnnotationKind.QUESTION:
        font = theme.sans(13, bold=True)
        painter.setFont(font)
        painter.drawText(box.adjusted(-4, -4, 4, 4), Qt.AlignmentFlag.AlignCenter, "？")
    elif kind is AnnotationKind.RESPONSIBLE:
        painter.drawEllipse(QRectF(x + size * 0.28, y, size * 0.44, size * 0.44))
        painter.drawArc(QRectF(x + size * 0.05, y + size * 0.55, size * 0.9, size * 0.9), 0, 180 * 16)
    elif kind is AnnotationKind.COMPARISON:
        painter.drawRect(QRectF(x, y + size * 0.1, size, size * 0.25))
        painter.drawRect(QRectF(x, y + size * 0.62, size * 0.55, size * 0.25))
    for points in _LINES.get(kind, ()):
        painter.drawPolyline(QPolygonF([QPointF(x + a * size, y + b * size) for a, b in points]))
    painter.restore()
