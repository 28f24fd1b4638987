"""Solid is done, hatched is promised, dashed is computed."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from briefing.ui.quantity_paint import paint_hatch
from briefing.ui.theme import Theme


class Legend(QWidget):
    """The three kinds of bar, each with its word."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = (self.tr("实绩"), self.tr("目标"), self.tr("差额（测算）"))
        self.setAccessibleName(self.tr("图例：实绩为实心，目标为斜纹，差额为虚框"))

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.sans(14))
        width = sum(metrics.horizontalAdvance(word) + self._theme.px(38) for word in self._words)
        return QSize(width, self._theme.px(24))

    def minimumSizeHint(self) -> QSize:
        """On a narrow page the words of the table come first."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme, px = self._theme, self._theme.px
        painter.setFont(theme.sans(14))
        x = 0.0
        for kind, words in enumerate(self._words):
            box = QRectF(x, (self.height() - px(10)) / 2, px(16), px(10))
            if kind == 0:
                painter.fillRect(box, theme.colour("result_fill"))
            elif kind == 1:
                paint_hatch(painter, theme, box)
            else:
                pen = QPen(theme.colour("computed_dash"), 1, Qt.PenStyle.CustomDashLine)
                pen.setDashPattern([3, 3])
                painter.setPen(pen)
                painter.drawRect(box.adjusted(0, 0, -1, -1))
            painter.setPen(theme.colour("ink2"))
            x += px(22)
            painter.drawText(QPointF(x, self.height() / 2 + painter.fontMetrics().ascent() / 2 - 1), words)
            x += painter.fontMetrics().horizontalAdvance(words) + px(16)
