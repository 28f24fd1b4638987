"""What left the program of a briefing: when, by whom, as what file, and the digest of its bytes."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from briefing.domain.briefing import Briefing, Export
from briefing.ui.compose.shelf import moment, table_view
from briefing.ui.parts import button, label, row
from briefing.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

PRINTABLE = ("pdf", "print")


class RecordTable(QAbstractTableModel):
    """An export a row, the latest first."""

    def __init__(self, exports: tuple[Export, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._exports = exports

    def at(self, index: Index) -> Export | None:
        """The export of a row."""
        return self._exports[index.row()] if 0 <= index.row() < len(self._exports) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._exports)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (self.tr("文件"), self.tr("时间"), self.tr("谁"), self.tr("内容"), "SHA-256")[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.at(index) if index.isValid() else None
        if one is None:
            return None
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 4:
            return one.sha256
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        match index.column():
            case 0:
                return one.file_name
            case 1:
                return moment(one.at)
            case 2:
                return one.author
            case 3:
                return self.tr("{0} 项，{1} KB").format(len(one.contained), max(1, one.size // 1024))
        return f"{one.sha256[:12]}…"


class ExportRecords(QDialog):
    """``print_wanted`` and ``save_wanted`` carry the Export whose bytes are wanted again."""

    print_wanted = Signal(object)
    save_wanted = Signal(object)

    def __init__(self, theme: Theme, briefing: Briefing, exports: tuple[Export, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("导出记录"))
        self.model = RecordTable(exports, self)
        self.table = table_view(theme, self.model, self.tr("导出记录"))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._allow())
        self._print = button(self.tr("再次打印…"), "primary", lambda: self._ask(self.print_wanted))
        self._save = button(self.tr("另存…"), "", lambda: self._ask(self.save_wanted))
        self._copy = button(self.tr("复制校验值"), "", self._copy_digest)
        close = button(self.tr("关闭"), "plain", self.accept)
        words = self.tr("“{0}”每次导出的文件都留了底，可以一字不差地再打印、再保存。").format(briefing.name)
        if not exports:
            words = self.tr("“{0}”还没有导出或打印过。").format(briefing.name)
        column = QVBoxLayout(self)
        column.addWidget(label(words, "second", wrap=True))
        column.addWidget(self.table, 1)
        column.addLayout(row(close, None, self._copy, self._save, self._print))
        self.resize(theme.px(820), theme.px(380))
        if exports:
            self.table.selectRow(0)
        self._allow()

    @property
    def chosen(self) -> Export | None:
        """The export in hand."""
        return self.model.at(self.table.currentIndex())

    def _allow(self) -> None:
        one = self.chosen
        self._save.setEnabled(one is not None)
        self._copy.setEnabled(one is not None)
        self._print.setEnabled(one is not None and one.format in PRINTABLE)

    def _ask(self, signal: Any) -> None:
        if one := self.chosen:
            signal.emit(one)

    def _copy_digest(self) -> None:
        if one := self.chosen:
            QGuiApplication.clipboard().setText(one.sha256)
