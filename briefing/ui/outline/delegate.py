"""How a row of the outline looks. All of it is painted here; the style paints nothing."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QHelpEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip, QWidget

from briefing.domain.span import Span
from briefing.ui.detail.text_layout import Stretch
from briefing.ui.outline.model import Role
from briefing.ui.outline.node import Node
from briefing.ui.outline.one_line import OneLine
from briefing.ui.theme import Theme

ROW, INDENT, CELL, CHEVRON, COUNT, EDGE, BAR = 32, 14, 16, 10, 32, 16, 3
"""Pixels at 100 %: a row, a level, the chevron's cell and size, a count's column, the right margin, the current bar."""

_LEFT, _GAP, _NUMBER_GAP = 8, 4, 8


@dataclass(frozen=True, slots=True)
class RowState:
    """What the view knows of a row: how deep it lies and how it is being used."""

    depth: int
    children: bool = False
    expanded: bool = False
    current: bool = False
    hovered: bool = False
    ringed: bool = False


class OutlineDelegate(QStyledItemDelegate):
    """Paints whole rows: ``paint_row`` is called by the tree, which knows what a delegate is not told."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scroll_bar = 0

    def set_scroll_bar(self, width: int) -> None:
        """Give the right margin to a scroll bar of this width, so that counts stay where they are."""
        self._scroll_bar = width

    @property
    def edge(self) -> int:
        """The margin right of the counts."""
        return max(2, self._theme.px(EDGE) - self._scroll_bar)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._theme.px(ROW))

    def chevron_cell(self, rect: QRect, depth: int) -> QRect:
        """Where a click opens and closes a row."""
        px = self._theme.px
        return QRect(rect.left() + px(_LEFT + INDENT * depth), rect.top(), px(CELL), rect.height())

    def paint_row(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex, state: RowState
    ) -> None:
        """Paint one row over its full width."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, rect, state)
        if state.children:
            self._chevron(painter, self.chevron_cell(rect, state.depth), state.expanded)
        node: Node = index.data(Role.NODE)
        muted = bool(index.data(Role.MUTED)) and not state.current
        right = rect.right() + 1 - self.edge
        wide = self._count(painter, rect, right, node.notes, state, muted)
        if node.standing.decides:
            self._dot(painter, rect, right - wide)
        right -= self._theme.px(COUNT)
        self._count(painter, rect, right, node.figures, state, muted)
        right -= self._theme.px(COUNT)
        self._label(painter, rect, right, node, state, muted)
        if state.ringed:
            painter.setPen(QPen(self._theme.colour("ink"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))
        painter.restore()

    def _ground(self, painter: QPainter, rect: QRect, state: RowState) -> None:
        if state.current:
            painter.fillRect(rect, self._theme.colour("selected"))
            painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), self._theme.colour("ink"))
        elif state.hovered:
            painter.fillRect(rect, self._theme.colour("hover"))

    def _chevron(self, painter: QPainter, cell: QRect, expanded: bool) -> None:
        """An angle whose long side is CHEVRON less its stroke."""
        long = self._theme.px(CHEVRON) * 0.34
        short = long / 2
        middle = QRectF(cell).center()
        ends = (
            ((-long, -short), (0, short), (long, -short)) if expanded else ((-short, -long), (short, 0), (-short, long))
        )
        pen = QPen(self._theme.colour("ink2"), 1.5 * self._theme.scale)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([middle + QPointF(x, y) for x, y in ends]))

    def _dot(self, painter: QPainter, rect: QRect, right: int) -> None:
        """Before the number: among these annotations is one whose place or wording a person has to decide.

        待核 has none: most annotations wait to be checked while a meeting is prepared, and a mark on every row says
        nothing. It is told on hover, as are all the others.
        """
        radius = self._theme.px(5) / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("ink"))
        painter.drawEllipse(QPointF(right - radius - self._theme.px(3), rect.center().y() + 1), radius, radius)

    def _count(self, painter: QPainter, rect: QRect, right: int, count: int, state: RowState, muted: bool) -> int:
        """Returns how wide the number is."""
        if not count:
            return 0
        painter.setFont(self._theme.sans(14))
        painter.setPen(self._theme.colour("ink" if state.current else "muted" if muted else "ink2"))
        box = QRect(right - self._theme.px(COUNT), rect.top(), self._theme.px(COUNT), rect.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(count))
        return painter.fontMetrics().horizontalAdvance(str(count))

    def _label(self, painter: QPainter, rect: QRect, right: int, node: Node, state: RowState, muted: bool) -> None:
        px = self._theme.px
        left: float = px(_LEFT + CELL + _GAP + INDENT * state.depth)
        painter.setPen(self._theme.colour("muted" if muted else "ink"))
        if node.number:
            number = self._line(node.number, rect.height(), right - left, state.current)
            number.draw(painter, rect.left() + left, rect.top())
            left += number.width + px(_NUMBER_GAP)
        label = self._line(node.label, rect.height(), right - rect.left() - left, state.current)
        label.draw(painter, rect.left() + left, rect.top())

    def _line(self, text: str, height: int, room: float, bold: bool) -> OneLine:
        stretches = [Stretch(Span(0, len(text)), bold=True)] if bold else []
        return OneLine(text, self._theme.sans(15), height, room, stretches)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """The whole text as a tip: escaped, since Qt would take a ``<`` of the report for markup."""
        full = index.data(Qt.ItemDataRole.ToolTipRole) if index.isValid() else None
        if event.type() != QEvent.Type.ToolTip or not full:
            return False
        QToolTip.showText(event.globalPos(), f"<p>{escape(full)}</p>", view)
        return True
