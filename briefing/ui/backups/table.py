"""The table of backups: when, what for, how much is in each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from briefing.library.backups import Backup
from briefing.ui.backups.words import inside, size_of, when
from briefing.ui.parts import paint_caveat_mark
from briefing.ui.ruled_table import LEFT, RIGHT, RuledHeader, RuledTable, paint_bar, paint_ground, paint_line
from briefing.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
WHEN, REASON, REPORTS, NOTES, SIZE = range(5)
_ROOT = QModelIndex()


class BackupModel(QAbstractTableModel):
    """One row a backup, newest first."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: tuple[Backup, ...] = ()

    def set_backups(self, backups: Sequence[Backup]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = tuple(backups)
        self.endResetModel()

    def backup_at(self, row: int) -> Backup | None:
        """The backup of a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, path: Path) -> int:
        """The row of a file, -1 when it is not among them."""
        return next((row for row, backup in enumerate(self._rows) if backup.path == path), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else SIZE + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (self.tr("时间"), self.tr("缘由"), self.tr("报告"), self.tr("批注"), self.tr("大小"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        backup = self.backup_at(index.row())
        if backup is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            if index.column() == WHEN:
                return when(backup.made)
            if index.column() == REASON:
                return backup.reason.label if backup.sound else self.tr("不能恢复")
            if index.column() == SIZE:
                return size_of(backup)
            if not backup.sound:
                return "—"
            return str(backup.reports if index.column() == REPORTS else backup.annotations)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == WHEN:
            return inside(backup)
        if role == Qt.ItemDataRole.ToolTipRole:
            return backup.path.name if backup.sound else backup.problem
        return None


class _Header(RuledHeader):
    def paint_words(self, painter: QPainter, box: QRectF, section: int, words: str) -> None:
        margin = self._theme.px(12)
        painter.drawText(box.adjusted(margin, 0, -margin, 0), _side(section), words)


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self._theme, self._theme.px
        box = QRectF(option.rect)  # type: ignore[attr-defined]
        state, view = option.state, option.widget  # type: ignore[attr-defined]
        model = index.model()
        assert isinstance(model, BackupModel)
        backup = model.backup_at(index.row())
        assert backup is not None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        paint_ground(painter, theme, box, state)
        if chosen and index.column() == WHEN:
            paint_bar(painter, theme, box)
        caveat = index.column() == REASON and not backup.sound
        if caveat:
            paint_caveat_mark(painter, theme, box.left() + px(12), box.center().y() - px(6), px(12))
        painter.setFont(theme.sans(15, bold=chosen and index.column() == WHEN))
        painter.setPen(theme.colour("caveat" if caveat else "ink"))
        within = box.adjusted(px(30 if caveat else 12), 0, -px(12), 0)
        painter.drawText(within, _side(index.column()), str(index.data()))
        paint_line(painter, theme, box)
        if chosen and view.hasFocus() and view.keyboard_focus:
            painter.setPen(QPen(theme.colour("ink"), 2))
            for level in (box.top() + 1, box.bottom() - 1):
                painter.drawLine(QPointF(box.left(), level), QPointF(box.right(), level))
        painter.restore()


def _side(column: int) -> Qt.AlignmentFlag:
    return LEFT if column in (WHEN, REASON) else RIGHT


class BackupTable(RuledTable):
    """``chosen`` carries the Backup of the current row, or None."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._model = BackupModel(self)
        self.setModel(self._model)
        self.setHorizontalHeader(_Header(theme, self))
        self.setItemDelegate(_Delegate(theme, self))
        self.verticalHeader().setDefaultSectionSize(theme.px(40))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(self.tr("备份"))
        header = self.horizontalHeader()
        header.setSectionResizeMode(WHEN, QHeaderView.ResizeMode.Stretch)
        for column, width in ((REASON, 130), (REPORTS, 80), (NOTES, 80), (SIZE, 110)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            self.setColumnWidth(column, theme.px(width))
        self.selectionModel().currentRowChanged.connect(lambda now, _: self.chosen.emit(self._at(now)))

    def show_backups(self, backups: Sequence[Backup], choose: Path | None = None) -> None:
        """Show these; the one of that path, else the one that was current, else the newest, is current."""
        before = choose or (self.current.path if self.current else None)
        self._model.set_backups(backups)
        at = self._model.row_of(before) if before else -1
        if backups:
            self.selectRow(max(at, 0))
        else:
            self.chosen.emit(None)

    @property
    def current(self) -> Backup | None:
        """The backup of the current row."""
        return self._at(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keyboard_focus = True
        super().keyPressEvent(event)

    def _at(self, index: QModelIndex) -> Backup | None:
        return self._model.backup_at(index.row()) if index.isValid() else None
