"""The words over the counts."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from briefing.ui.outline.delegate import COUNT
from briefing.ui.outline.model import Column
from briefing.ui.theme import Theme

HEIGHT = 24
"""Pixels at 100 %."""


class CountHeader(QHeaderView):
    """数据 and 批注, right-aligned over their columns, painted like the rest of the outline."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setStretchLastSection(False)
        self.setMinimumSectionSize(0)
        self.setSectionsClickable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(HEIGHT))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        if logicalIndex == Column.LABEL:
            return
        words = self.model().headerData(logicalIndex, Qt.Orientation.Horizontal)
        painter.save()
        painter.setFont(self._theme.sans(13))
        painter.setPen(self._theme.colour("muted"))
        box = QRect(rect.left(), rect.top(), self._theme.px(COUNT), rect.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        painter.restore()
