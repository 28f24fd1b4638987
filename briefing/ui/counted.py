"""Choices with how many there are of each: a list of which one is chosen, a box to tick."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from briefing.ui.theme import Theme

_COUNT = Qt.ItemDataRole.UserRole


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


class ChoiceList(QListWidget):
    """One of several, each with its count. ``value_chosen`` carries the value of what a person chose."""

    value_chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, *, counted: str = "条") -> None:
        """``counted`` is the word that follows a count when it is read aloud."""
        super().__init__()
        self._theme, self._counted = theme, counted
        self._values: tuple[object, ...] = ()
        self.setObjectName("list")
        self.setItemDelegate(_Delegate(theme, self))
        self.setMouseTracking(True)
        for set_policy in (self.setVerticalScrollBarPolicy, self.setHorizontalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.currentItemChanged.connect(self._tell)
        theme.changed.connect(self._measure)

    def set_choices(self, choices: Sequence[tuple[str, object, int]]) -> None:
        """Offer these: words, value, count. What is chosen stays so, else the first is, and nobody is told."""
        before = self.value
        blocked = self.blockSignals(True)
        self.clear()
        for words, _, count in choices:
            entry = QListWidgetItem(words)
            entry.setData(_COUNT, count)
            entry.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}，{count} {self._counted}")
            self.addItem(entry)
        self._values = tuple(value for _, value, _ in choices)
        self.setCurrentRow(self._values.index(before) if before in self._values else 0)
        self.blockSignals(blocked)
        self._measure()

    @property
    def value(self) -> object:
        """The value chosen."""
        at = self.currentRow()
        return self._values[at] if 0 <= at < len(self._values) else None

    def choose(self, value: object) -> None:
        """Choose that value, where it is offered."""
        if value in self._values:
            self.setCurrentRow(self._values.index(value))

    def _measure(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.setFixedHeight(self._theme.px(32) * self.count())

    def _tell(self, now: QListWidgetItem | None) -> None:
        if now is not None:
            self.value_chosen.emit(self.value)


class Check(QWidget):
    """A box with its count at the right; zero is written."""

    toggled = Signal()

    def __init__(self, theme: Theme, words: str, *, checked: bool = True, counted: str = "条") -> None:
        super().__init__()
        self._counted = counted
        self._box = QCheckBox(words)
        self._box.setChecked(checked)
        self._box.toggled.connect(lambda: self.toggled.emit())
        self._count = QLabel("0")
        self._count.setProperty("role", "second")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        layout.addWidget(self._box, 1)
        layout.addWidget(self._count)

    @property
    def checked(self) -> bool:
        """Whether it is ticked."""
        return self._box.isChecked()

    def set_checked(self, checked: bool) -> None:
        """Tick it, or take the tick away."""
        self._box.setChecked(checked)

    def set_count(self, count: int) -> None:
        """Say how many there are."""
        self._count.setText(str(count))
        self._box.setAccessibleName(f"{self._box.text()}，{count} {self._counted}")
