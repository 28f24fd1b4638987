"""How a row of the palette looks: what was found, where it is, and its figures."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from briefing.domain.search import Hit, HitKind
from briefing.domain.span import Span
from briefing.ui.detail.text_layout import Stretch
from briefing.ui.outline.one_line import OneLine
from briefing.ui.search.model import Role
from briefing.ui.search.snippet import snippet
from briefing.ui.search.values import Values
from briefing.ui.theme import Theme

ROW, HEADING, PAD, BAR = 56, 24, 24, 3
"""Pixels at 100 %: a hit's row, a group's name, the margins left and right, the current row's bar."""

_TEXT, _META, _TEXT_TOP, _TRAIL_TOP, _TEXT_LINE, _TRAIL_LINE = 16, 13, 3, 30, 26, 20
_TEXT_SHARE, _GAP, _UNDERLINE = 0.72, 24, 2


class HitDelegate(QStyledItemDelegate):
    """Paints the rows of a ``HitList``; nothing is left to the style."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._theme.px(HEADING if index.data(Role.HIT) is None else ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        hit = index.data(Role.HIT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if hit is None:
            self._heading(painter, rect, index.data())
        else:
            self._ground(painter, rect, state)
            self._hit(painter, rect, hit)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, label: str) -> None:
        painter.setFont(self._theme.sans(_META))
        painter.setPen(self._theme.colour("muted"))
        box = rect.adjusted(self._theme.px(PAD), self._theme.px(4), 0, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, self._theme.colour("selected"))
            painter.fillRect(QRect(rect.left(), rect.top(), BAR, rect.height()), self._theme.colour("ink"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._theme.colour("hover"))

    def _hit(self, painter: QPainter, rect: QRect, hit: Hit) -> None:
        px, theme = self._theme.px, self._theme
        left, right = rect.left() + px(PAD), rect.right() + 1 - px(PAD)
        room = right - left
        values = Values(theme, hit, room / 2)
        face = theme.serif(_TEXT) if hit.kind is HitKind.ITEM else theme.sans(_TEXT)
        space = min(room * _TEXT_SHARE, room - values.width - px(_GAP)) if values.width else room * _TEXT_SHARE
        text, marks = snippet(hit.text, hit.marks, space / px(_TEXT))
        line = OneLine(text, face, px(_TEXT_LINE), space, [Stretch(mark, bold=True) for mark in marks])
        top = rect.top() + px(_TEXT_TOP)
        painter.setPen(theme.colour("ink"))
        line.draw(painter, left, top)
        self._underline(painter, line, marks, left, top)
        metrics = QFontMetricsF(theme.sans(_TEXT))
        middle = top + px(_TEXT_LINE) / 2
        values.paint(painter, right, middle + (metrics.ascent() - metrics.descent()) / 2)
        trail = OneLine(hit.trail, theme.sans(_META), px(_TRAIL_LINE), room)
        painter.setPen(theme.colour("ink2"))
        trail.draw(painter, left, rect.top() + px(_TRAIL_TOP))

    def _underline(self, painter: QPainter, line: OneLine, marks: tuple[Span, ...], left: int, top: int) -> None:
        y = top + self._theme.px(_TEXT_LINE) - _UNDERLINE
        for box in (box for mark in marks for box in line.rects(mark)):
            start, end = left + round(box.left()), left + round(box.right())
            painter.fillRect(QRect(start, y, end - start, _UNDERLINE), self._theme.colour("ink"))
