"""The list of figures to look at; every one can be settled from the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from briefing.domain.figure import Figure, FigureRef
from briefing.domain.shown import shown
from briefing.ui.theme import Theme

_FIGURE = Qt.ItemDataRole.UserRole
_LINE = Qt.ItemDataRole.UserRole + 1
ROW = 56


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, self._theme.px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, px = self._theme, self._theme.px
        box, state = QRectF(option.rect), option.state  # type: ignore[attr-defined]
        current = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if current:
            painter.fillRect(box, theme.colour("selected"))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), theme.colour("ink"))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        room = box.adjusted(px(16), px(6), -px(12), -px(6))
        half = room.height() / 2
        figure = index.data(_FIGURE)
        assert isinstance(figure, Figure)
        words = figure.quantity.words
        painter.setFont(theme.sans(15, bold=True))
        painter.setPen(theme.colour("ink"))
        width = QFontMetricsF(painter.font()).horizontalAdvance(words)
        side = Qt.AlignmentFlag.AlignVCenter
        first = QRectF(room.left(), room.top(), room.width(), half)
        painter.drawText(first, side | Qt.AlignmentFlag.AlignRight, words)
        painter.setFont(theme.sans(15, bold=current))
        left = max(0.0, first.width() - width - px(12))
        self._elided(painter, QRectF(first.left(), first.top(), left, half), shown(figure.label))
        painter.setFont(theme.sans(13))
        painter.setPen(theme.colour("ink2"))
        self._elided(painter, QRectF(room.left(), room.top() + half, room.width(), half), str(index.data(_LINE)))
        painter.setPen(theme.colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()

    @staticmethod
    def _elided(painter: QPainter, box: QRectF, words: str) -> None:
        metrics = QFontMetricsF(painter.font())
        shorter = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shorter)


class DoubtfulList(QListWidget):
    """``ref_chosen`` carries the FigureRef that came in hand; Enter takes the next, Ctrl+Enter confirms, F2 corrects,
    Delete removes."""

    ref_chosen = Signal(object)
    confirm_wanted = Signal()
    correct_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setItemDelegate(_Delegate(theme, self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("待核数据"))
        self.currentItemChanged.connect(self._tell)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    @property
    def row_height(self) -> int:
        """How high a row is, in pixels."""
        return self._theme.px(ROW)

    @property
    def current(self) -> FigureRef | None:
        """The figure in hand."""
        return self._ref(self.currentItem())

    def set_doubts(self, doubts: Sequence[tuple[Figure, str]]) -> None:
        """List these figures, each with a line of small words; what was in hand stays, else its place does."""
        ref, at = self.current, self.currentRow()
        blocked = self.blockSignals(True)
        self.clear()
        for figure, line in doubts:
            entry = QListWidgetItem(shown(figure.label))
            entry.setData(_FIGURE, figure)
            entry.setData(_LINE, line)
            spoken = f"{shown(figure.label)} {figure.quantity.words}，{line}"
            entry.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            entry.setToolTip("")
            self.addItem(entry)
        refs = [figure.ref for figure, _ in doubts]
        wanted = refs.index(ref) if ref in refs else min(max(at, 0), len(refs) - 1)
        self.setCurrentRow(wanted)
        self.blockSignals(blocked)
        self._tell(self.currentItem())

    def step(self) -> None:
        """Take the next one in hand; after the last comes the first."""
        if self.count():
            self.setCurrentRow((self.currentRow() + 1) % self.count())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.confirm_wanted.emit()
        elif enter:
            self.step()
        elif event.key() == Qt.Key.Key_F2:
            self.correct_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _ref(entry: QListWidgetItem | None) -> FigureRef | None:
        figure = entry.data(_FIGURE) if entry else None
        return figure.ref if isinstance(figure, Figure) else None

    def _tell(self, now: QListWidgetItem | None) -> None:
        if (ref := self._ref(now)) is not None:
            self.ref_chosen.emit(ref)
