"""The line at the foot of the palette that says what the keys do."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from briefing.ui.theme import Theme

HEIGHT, CAP, PAD, GAP = 40, 20, 24, 8
"""Pixels at 100 %: the line, a key's cap, the margin, the gap between a cap and its words."""


class KeyHelp(QWidget):
    """Keys as caps, each group with what it does."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._groups = (
            (("↑", "↓"), self.tr("选择")),
            (("Enter",), self.tr("打开")),
            (("Tab",), self.tr("换一类")),
            (("Esc",), self.tr("关闭")),
        )
        self.setAccessibleName("，".join(f"{'、'.join(keys)} {words}" for keys, words in self._groups))

    def sizeHint(self) -> QSize:
        return QSize(0, self._theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, px = QPainter(self), self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("line"))
        painter.drawLine(0, 0, self.width(), 0)
        font = self._theme.sans(13)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        x = float(px(PAD))
        for keys, words in self._groups:
            for key in keys:
                width = max(metrics.horizontalAdvance(key) + px(12), px(24))
                self._cap(painter, QRectF(x, (self.height() - px(CAP)) / 2, width, px(CAP)), key)
                x += width + px(5)
            x += px(GAP - 5)
            painter.setPen(self._theme.colour("ink2"))
            width = metrics.horizontalAdvance(words)
            painter.drawText(QRectF(x, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
            x += width + px(24)

    def _cap(self, painter: QPainter, box: QRectF, key: str) -> None:
        painter.setPen(QPen(self._theme.colour("line2"), 1))
        painter.setBrush(self._theme.colour("raised"))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(self._theme.colour("ink2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key)
