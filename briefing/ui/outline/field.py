"""The field that narrows the outline."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from briefing.ui.theme import Theme


def paint_glass(painter: QPainter, box: QRectF, stroke: float) -> None:
    """A magnifying glass in the painter's pen colour, filling ``box``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(painter.pen().color(), stroke)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    side = box.width()
    lens = QRectF(box.left() + stroke / 2, box.top() + stroke / 2, side * 0.72, side * 0.72)
    painter.drawEllipse(lens)
    from_edge = lens.center() + QPointF(lens.width(), lens.width()) * 0.354
    painter.drawLine(from_edge, QPointF(box.right() - stroke / 2, box.bottom() - stroke / 2))
    painter.restore()


class FilterField(QLineEdit):
    """A line edit with a painted glass, a cross that empties it, and keys that lead to the tree.

    ``left_below`` follows the Down key, Enter too.
    """

    left_below = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setPlaceholderText(self.tr("筛选标题，可输拼音首字母"))
        self.setAccessibleName(self.tr("筛选报告目录"))
        self.setMouseTracking(True)
        self._fit()
        theme.changed.connect(self._fit)
        self.textChanged.connect(self.update)

    def _fit(self) -> None:
        self.setTextMargins(self._theme.px(24) - 2, 0, self._theme.px(20), 0)
        # Qt would take half the ink for the placeholder, which is too pale to read.
        self.setStyleSheet(f"QLineEdit {{ placeholder-text-color: {self._theme.colours.muted}; }}")

    def _cross(self) -> QRect:
        side = self.height()
        return QRect(self.width() - side, 0, side, side) if self.text() else QRect()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, px = QPainter(self), self._theme.px
        painter.setPen(self._theme.colour("muted"))
        side = px(13)
        paint_glass(painter, QRectF(px(10), (self.height() - side) / 2, side, side), 1.5 * self._theme.scale)
        if self.text():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("ink2"), 1.5 * self._theme.scale))
            middle, arm = QRectF(self._cross()).center(), px(4)
            painter.drawLine(middle - QPointF(arm, arm), middle + QPointF(arm, arm))
            painter.drawLine(middle - QPointF(arm, -arm), middle + QPointF(arm, -arm))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_below.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._cross().contains(event.position().toPoint()):
            self.clear()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._cross().contains(event.position().toPoint())
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.IBeamCursor)
        super().mouseMoveEvent(event)
