"""The guide's left column: its parts under their groups, or what a search in it found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from briefing.ui.help.guide_text import Guide, Hit
from briefing.ui.theme import Theme

_VALUE = Qt.ItemDataRole.UserRole
_UNDER = Qt.ItemDataRole.UserRole + 1
"""A second line, under the first."""

_ROW, _GROUP, _HIT = 32, 36, 56


class _Delegate(QStyledItemDelegate):
    """Rows as the outline's: the current one on the selection's colour with a bar, groups small and muted."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        high = _GROUP if index.data(_VALUE) is None else _HIT if index.data(_UNDER) is not None else _ROW
        return QSize(120, self._theme.px(high))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, px = self._theme, self._theme.px
        box, state = QRectF(option.rect), option.state  # type: ignore[attr-defined]
        words, under = str(index.data()), index.data(_UNDER)
        side = Qt.AlignmentFlag.AlignLeft
        painter.save()
        if index.data(_VALUE) is None:
            painter.setPen(theme.colour("muted"))
            painter.setFont(theme.sans(13))
            painter.drawText(box.adjusted(px(16), 0, 0, -px(6)), side | Qt.AlignmentFlag.AlignBottom, words)
            painter.restore()
            return
        current = bool(state & QStyle.StateFlag.State_Selected)
        if current:
            painter.fillRect(box, theme.colour("selected"))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), theme.colour("ink"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        inner = box.adjusted(px(16), 0, -px(16), 0)
        font = theme.sans(15, bold=current)
        painter.setFont(font)
        painter.setPen(theme.colour("ink"))
        middle = Qt.AlignmentFlag.AlignVCenter
        upper = QRectF(inner.left(), inner.top() + px(6), inner.width(), px(22)) if under is not None else inner
        painter.drawText(upper, side | middle, _elided(font, words, inner))
        if under is not None:
            small = theme.sans(13)
            painter.setFont(small)
            painter.setPen(theme.colour("ink2"))
            lower = QRectF(inner.left(), upper.bottom(), inner.width(), px(20))
            painter.drawText(lower, side | middle, _elided(small, str(under), inner))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()


def _elided(font: object, words: str, box: QRectF) -> str:
    return QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, round(box.width()))  # type: ignore[call-overload, no-any-return]


class GuideList(QListWidget):
    """``part_chosen`` carries a part's key, ``hit_chosen`` a Hit."""

    part_chosen = Signal(str)
    hit_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._searching = False
        self.setObjectName("list")
        self.setItemDelegate(_Delegate(theme, self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("说明的各篇"))
        self.currentItemChanged.connect(lambda now, _: self._tell(now))
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_parts(self, guide: Guide, current: str) -> None:
        """List the parts under their groups."""
        rows: list[QListWidgetItem] = []
        group = ""
        for part in guide.parts:
            if part.group != group:
                group = part.group
                rows.append(_heading(group))
            rows.append(_row(part.title, part.key))
        self._fill(rows, searching=False)
        self.setAccessibleName(self.tr("说明的各篇"))
        self.set_current(current)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """List what was found; none is chosen yet."""
        said = self.tr("找到 {0} 处").format(len(hits)) if hits else self.tr("没有找到。换一个短一点的词。")
        rows = [_heading(said)]
        for hit in hits:
            row = _row(hit.title, hit)
            row.setData(_UNDER, hit.excerpt)
            row.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hit.title}，{hit.excerpt}")
            rows.append(row)
        self._fill(rows, searching=True)
        self.setAccessibleName(said)

    def set_current(self, key: str) -> None:
        """Make a part's row current without telling anybody."""
        if self._searching:
            return
        blocked = self.blockSignals(True)
        for number in range(self.count()):
            if self.item(number).data(_VALUE) == key:
                self.setCurrentRow(number)
                self.scrollToItem(self.item(number))
        self.blockSignals(blocked)
        self.viewport().update()

    def step(self, by: int) -> None:
        """Choose the next (1) or the former (-1) of what was found, around the end."""
        rows = [number for number in range(self.count()) if self.item(number).data(_VALUE) is not None]
        if rows:
            at = rows.index(self.currentRow()) + by if self.currentRow() in rows else (0 if by > 0 else -1)
            self.setCurrentRow(rows[at % len(rows)])

    def _fill(self, rows: Sequence[QListWidgetItem], *, searching: bool) -> None:
        self._searching = searching
        blocked = self.blockSignals(True)
        self.clear()
        for row in rows:
            self.addItem(row)
        self.setCurrentRow(-1)
        self.blockSignals(blocked)

    def _tell(self, now: QListWidgetItem | None) -> None:
        value = now.data(_VALUE) if now is not None else None
        if isinstance(value, Hit):
            self.hit_chosen.emit(value)
        elif isinstance(value, str):
            self.part_chosen.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Esc are the page's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)


def _heading(words: str) -> QListWidgetItem:
    made = QListWidgetItem(words)
    made.setFlags(Qt.ItemFlag.NoItemFlags)
    return made


def _row(words: str, value: object) -> QListWidgetItem:
    made = QListWidgetItem(words)
    made.setData(_VALUE, value)
    return made
