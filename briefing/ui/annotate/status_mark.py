"""How far an annotation may be trusted: a drawn mark and a word, never a colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF

from briefing.domain.annotation import AnnotationStatus
from briefing.ui.theme import Theme


def paint_mark(painter: QPainter, theme: Theme, status: AnnotationStatus, box: QRectF) -> None:
    """A tick, a ring, a dash or a cross, in ``box`` (about 10 px square)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("ink2"), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y, size = box.left(), box.top(), box.width()
    if status is AnnotationStatus.VERIFIED:
        points = [(0.05, 0.55), (0.35, 0.85), (0.95, 0.2)]
        painter.drawPolyline(QPolygonF([QPointF(x + a * size, y + b * size) for a, b in points]))
    elif status is AnnotationStatus.PENDING:
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    elif status is AnnotationStatus.DRAFT:
        painter.drawLine(QPointF(x, box.center().y()), QPointF(box.right(), box.center().y()))
    else:
        painter.drawLine(box.topLeft(), box.bottomRight())
        painter.drawLine(box.bottomLeft(), box.topRight())
    painter.restore()


def status_width(theme: Theme, status: AnnotationStatus) -> int:
    """How wide the mark is with its word."""
    return QFontMetrics(theme.sans(13)).horizontalAdvance(status.label) + theme.px(16)


def paint_status(painter: QPainter, theme: Theme, status: AnnotationStatus, box: QRectF) -> None:
    """The mark with its word, from the left of ``box`` and in its middle."""
    size = theme.px(10)
    paint_mark(painter, theme, status, QRectF(box.left() + 1, box.center().y() - size / 2, size, size))
    painter.setFont(theme.sans(13))
    painter.setPen(theme.colour("ink2"))
    words = box.adjusted(theme.px(15), 0, 2, 0)
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, status.label)
