"""The left pane's 对照 tab: the themes, with how many indicators each has."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from briefing.domain.comparison import Indicator
from briefing.ui.parts import label
from briefing.ui.theme import Theme

_COUNT = Qt.ItemDataRole.UserRole
_THEME = Qt.ItemDataRole.UserRole + 1


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, self._theme.px(32))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, px = self._theme, self._theme.px
        box, state = QRectF(option.rect), option.state  # type: ignore[attr-defined]
        current = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if current:
            painter.fillRect(box, theme.colour("selected"))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), theme.colour("ink"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.sans(15, bold=current))
        side = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(px(16), 0, 0, 0), side | Qt.AlignmentFlag.AlignLeft, str(index.data()))
        painter.setFont(theme.sans(14))
        painter.setPen(theme.colour("ink2"))
        painter.drawText(box.adjusted(0, 0, -px(16), 0), side | Qt.AlignmentFlag.AlignRight, str(index.data(_COUNT)))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()


class ThemeList(QWidget):
    """``theme_chosen`` carries a theme's name, empty for all."""

    theme_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._list = QListWidget()
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setObjectName("list")
        self._list.setItemDelegate(_Delegate(theme, self._list))
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setAccessibleName(self.tr("主题"))
        self._list.currentItemChanged.connect(self._tell)
        heading = label(self.tr("主题"), "muted")
        heading.setContentsMargins(theme.px(16), theme.px(12), 0, theme.px(4))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(heading)
        layout.addWidget(self._list)

    def set_indicators(self, indicators: Sequence[Indicator]) -> None:
        """List the themes of these; the current one stays current."""
        before = self.current
        counts: dict[str, int] = {}
        for indicator in indicators:
            counts[indicator.theme] = counts.get(indicator.theme, 0) + 1
        blocked = self._list.blockSignals(True)
        self._list.clear()
        for name, words, count in (
            ("", self.tr("全部"), len(indicators)),
            *((theme, theme, count) for theme, count in counts.items()),
        ):
            entry = QListWidgetItem(words)
            entry.setData(_COUNT, count)
            entry.setData(_THEME, name)
            entry.setData(Qt.ItemDataRole.AccessibleTextRole, self.tr("{0}，{1} 项").format(words, count))
            self._list.addItem(entry)
            if name == before:
                self._list.setCurrentItem(entry)
        self._list.blockSignals(blocked)
        self._list.setFixedHeight(self._theme.px(32) * self._list.count())

    @property
    def current(self) -> str:
        """The theme chosen; empty for all."""
        entry = self._list.currentItem()
        return str(entry.data(_THEME)) if entry else ""

    def _tell(self, now: QListWidgetItem | None) -> None:
        if now is not None:
            self.theme_chosen.emit(str(now.data(_THEME)))
