"""A table on paper: a rule under its header, a hairline under each row, one whole row chosen at a time."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QTableView, QWidget

from briefing.ui.theme import Theme

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def paint_ground(painter: QPainter, theme: Theme, box: QRectF, state: QStyle.StateFlag) -> None:
    """Tint a cell whose row is chosen, or under the pointer."""
    if state & QStyle.StateFlag.State_Selected:
        painter.fillRect(box, theme.colour("selected"))
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(box, theme.colour("hover"))


def paint_bar(painter: QPainter, theme: Theme, box: QRectF) -> None:
    """Mark the chosen row at its left end, for whoever does not see the tint."""
    painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), theme.colour("ink"))


def paint_line(painter: QPainter, theme: Theme, box: QRectF, role: str = "line") -> None:
    """Draw the line under a cell, in the colour of a role."""
    painter.setPen(theme.colour(role))
    painter.drawLine(QPointF(box.left(), box.bottom() - 0.5), QPointF(box.right(), box.bottom() - 0.5))


def paint_focus(painter: QPainter, theme: Theme, box: QRectF) -> None:
    """Draw the keyboard's ring around a cell."""
    painter.setPen(QPen(theme.colour("ink"), 2))
    painter.drawRect(box.adjusted(1, 1, -1, -2))


class RuledHeader(QHeaderView):
    """The header; a table says where the words of a section stand by overriding ``paint_words``."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setSectionsClickable(False)

    def sizeHint(self) -> QSize:
        return QSize(100, self._theme.px(32))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        box = QRectF(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.sans(14))
        painter.setPen(self._theme.colour("ink2"))
        words = str(self.model().headerData(section, Qt.Orientation.Horizontal))
        self.paint_words(painter, box, section, words)
        paint_line(painter, self._theme, box, "line2")
        painter.restore()

    def paint_words(self, painter: QPainter, box: QRectF, section: int, words: str) -> None:
        """Draw the words of a section in its box, in the pen and font that are set."""
        painter.drawText(box, LEFT, words)


class RuledTable(QTableView):
    """The view; ``keyboard_focus`` says whether the focus came by keys, so that its ring is to be drawn."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.keyboard_focus = False
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
