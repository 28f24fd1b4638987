"""How an entry's row is painted: grip, kind, title, marks in words, page number."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from briefing.ui.compose.model import Role
from briefing.ui.compose.rows import Row
from briefing.ui.parts import paint_caveat_mark
from briefing.ui.theme import Theme

ROW, GRIP, KIND, TITLE, EDGE = 40, 13, 30, 82, 16
"""Pixels at 100 %: a row's height, where its grip, its kind and its title begin, and what is free at the right."""

LEAST = 84
"""Pixels at 100 % that a title is left with beside marks in words."""

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class EntryDelegate(QStyledItemDelegate):
    """Paints rows; the one that is unfolded is higher by ``unfolded`` pixels, which lie below its line."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.current = ""
        self.unfolded = 0
        self.ringed = False

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row = index.data(Role.ROW)
        more = self.unfolded if isinstance(row, Row) and row.entry.id == self.current else 0
        return QSize(self._theme.px(200), self._theme.px(ROW) + more)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(Role.ROW)
        if not isinstance(row, Row):
            return
        theme, px, box = self._theme, self._theme.px, QRectF(option.rect)  # type: ignore[attr-defined]
        state = option.state  # type: ignore[attr-defined]
        current, chosen = row.entry.id == self.current, bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current or chosen:
            painter.fillRect(box, theme.colour("selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        if current:
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), theme.colour("ink"))
        line = QRectF(box.left(), box.top(), box.width(), px(ROW))
        self._grip(painter, line)
        painter.setFont(theme.sans(13))
        painter.setPen(theme.colour("ink2"))
        painter.drawText(line.adjusted(px(KIND), 0, 0, 0), _LEFT, row.kind)
        right = line.right() - px(EDGE)
        painter.setFont(theme.sans(14))
        if row.page:
            painter.drawText(QRectF(line.left(), line.top(), right - line.left(), line.height()), _RIGHT, str(row.page))
        right = self._mark(painter, row, line, right - px(26))
        font = theme.sans(15, bold=current)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        room = QRectF(line.left() + px(TITLE), line.top(), right - line.left() - px(TITLE), line.height())
        words = QFontMetricsF(font).elidedText(row.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, _LEFT, words)
        painter.setPen(theme.colour("line"))
        painter.drawLine(QPointF(box.left(), box.bottom() - 0.5), QPointF(box.right(), box.bottom() - 0.5))
        if current and self.ringed:
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.drawRect(line.adjusted(1, 1, -1, -2))
        painter.restore()

    def _mark(self, painter: QPainter, row: Row, line: QRectF, right: float) -> float:
        """What is to be known of the row, in words before its page number. Returns where they begin."""
        theme, px = self._theme, self._theme.px
        doubtful = bool(row.standing)
        words = row.standing or (self.tr("已改写") if row.edited else "")
        if not words:
            return right
        font = theme.sans(13)
        wide = QFontMetricsF(font).horizontalAdvance(words)
        if row.entry.id == self.current or right - wide - line.left() < px(TITLE + LEAST):
            # Unfolded, the words stand below; in a narrow list the title needs the room.
            words, wide = "", -px(6)
        painter.setFont(font)
        painter.setPen(theme.colour("caveat" if doubtful else "ink2"))
        painter.drawText(QRectF(right - wide, line.top(), wide, line.height()), _RIGHT, words)
        left = right - wide - px(6)
        if doubtful:
            size = px(12)
            paint_caveat_mark(painter, theme, left - size, line.center().y() - size / 2, size)
            left -= size + px(6)
        return left

    def _grip(self, painter: QPainter, line: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("field"))
        px = self._theme.px
        for across in (0, 6):
            for down in (-5, 0, 5):
                painter.drawEllipse(QPointF(line.left() + px(GRIP + across), line.center().y() + px(down)), 1.4, 1.4)
        painter.setBrush(Qt.BrushStyle.NoBrush)
