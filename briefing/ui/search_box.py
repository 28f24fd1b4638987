"""The search box in the menu bar: it opens the palette, it is no second search."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from briefing.ui.theme import Theme


class SearchBox(QWidget):
    """``wanted`` follows a click, Enter, or a first letter (carried along)."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName(self.tr("搜索全部"))
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        self.setFixedSize(self._theme.px(336), self._theme.px(39))

    def sizeHint(self) -> QSize:
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, px = self._theme, self._theme.px
        box = QRectF(0.5, px(6) + 0.5, px(320) - 1, px(28) - 1)
        painter.setBrush(theme.colour("raised"))
        painter.setPen(QPen(theme.colour("ink" if self.hasFocus() else "field"), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QPen(theme.colour("ink2"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        lens = QPointF(px(15), box.center().y() - 1)
        painter.drawEllipse(lens, px(5), px(5))
        painter.drawLine(lens + QPointF(px(4), px(4)), lens + QPointF(px(7), px(7)))
        painter.setPen(theme.colour("muted"))
        painter.setFont(theme.sans(14))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(px(32), 0, 0, 0), middle | Qt.AlignmentFlag.AlignLeft, self.tr("搜索全部"))
        painter.setFont(theme.sans(13))
        painter.drawText(box.adjusted(0, 0, -px(8), 0), middle | Qt.AlignmentFlag.AlignRight, "Ctrl+K")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.wanted.emit("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.wanted.emit("")
        elif event.text().strip():
            self.wanted.emit(event.text())
        else:
            super().keyPressEvent(event)
