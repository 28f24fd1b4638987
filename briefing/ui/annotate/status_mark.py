"""How far an annotation may be trusted: a drawn mark and a word, never a colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from briefing.domain.annotation import AnnotationStatus
from briefing.ui.theme import Theme


def paint_status(painter: QPainter, theme: Theme, status: AnnotationStatus, box: QRectF) -> None:
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


class StatusMark(QWidget):
    """The mark with its word."""

    def __init__(self, theme: Theme, status: AnnotationStatus) -> None:
        super().__init__()
        self._theme, self._status = theme, status
        self.setAccessibleName(status.label)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.sans(13))
        return QSize(metrics.horizontalAdvance(self._status.label) + self._theme.px(16), metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = self._theme.px(10)
        paint_status(painter, self._theme, self._status, QRectF(1, (self.height() - size) / 2, size, size))
        painter.setFont(self._theme.sans(13))
        painter.setPen(self._theme.colour("ink2"))
        room = self.rect().adjusted(self._theme.px(15), 0, 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._status.label)
