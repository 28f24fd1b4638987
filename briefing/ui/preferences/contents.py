"""The list of the settings' pages, at the left of them."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from briefing.preferences.setting import Page
from briefing.ui.theme import Theme

ROW, BAR = 40, 3
"""Pixels at 100 %: a row, the bar of the current one."""


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: PageList) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, px = self._theme, self._theme.px
        box, state = QRectF(option.rect), option.state  # type: ignore[attr-defined]
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(box, theme.colour("selected"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        if chosen and self._view.hasFocus():
            painter.fillRect(QRectF(box.left(), box.top(), BAR, box.height()), theme.colour("ink"))
            if self._view.keyboard_focus:
                painter.setPen(QPen(theme.colour("ink"), 2))
                painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.setFont(theme.sans(15, bold=chosen))
        painter.setPen(theme.colour("ink"))
        within = box.adjusted(px(16), 0, -px(8), 0)
        painter.drawText(within, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, str(index.data()))
        painter.restore()


class PageList(QListWidget):
    """``chosen`` carries the Page that a person goes to."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.keyboard_focus = False
        self.setAccessibleName(self.tr("设置的各页"))
        self.setItemDelegate(_Delegate(theme, self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for page in Page:
            item = QListWidgetItem(page.label)
            item.setData(Qt.ItemDataRole.UserRole, page.value)
            self.addItem(item)
        self.currentRowChanged.connect(lambda row: self.chosen.emit(tuple(Page)[row]) if row >= 0 else None)

    def show_page(self, page: Page | None) -> None:
        """Mark a page as the one in front; None marks none, as while one searches through all."""
        blocked = self.blockSignals(True)
        if page is None:
            self.setCurrentRow(-1)
            self.clearSelection()
        else:
            self.setCurrentRow(tuple(Page).index(page))
        self.blockSignals(blocked)

    def measure(self) -> None:
        """Lay the rows out in the present text size."""
        self.doItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keyboard_focus = True
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.keyboard_focus = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
