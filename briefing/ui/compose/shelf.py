"""All briefings there ever were: open one, copy it for the next meeting, remove it, bring it back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QTableView, QVBoxLayout, QWidget

from briefing.domain.briefing import Briefing
from briefing.ui.parts import button, label, row
from briefing.ui.store import Store
from briefing.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class BriefingTable(QAbstractTableModel):
    """A briefing a row: name, form, meeting's day, last change, how many entries, whether it is removed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._briefings: tuple[Briefing, ...] = ()

    def set_briefings(self, briefings: tuple[Briefing, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self._briefings = briefings
        self.endResetModel()

    def at(self, index: Index) -> Briefing | None:
        """The briefing of a row."""
        return self._briefings[index.row()] if 0 <= index.row() < len(self._briefings) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._briefings)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (self.tr("名称"), self.tr("形式"), self.tr("会议日期"), self.tr("最后改动"), self.tr("状态"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        one = self.at(index) if index.isValid() else None
        if one is None or role != Qt.ItemDataRole.DisplayRole:
            return None
        match index.column():
            case 0:
                return one.name
            case 1:
                return one.form.label
            case 2:
                return one.details.on.isoformat() if one.details.on else ""
            case 3:
                return moment(one.changed)
        return self.tr("已移除") if one.removed else self.tr("{0} 项内容").format(len(one.entries))


def moment(at: datetime) -> str:
    """A time as this computer's clock shows it."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")


class BriefingShelf(QDialog):
    """``open_wanted`` and ``copy_wanted`` carry a Briefing, ``remove_wanted`` one and whether it is to go."""

    open_wanted = Signal(object)
    copy_wanted = Signal(object)
    remove_wanted = Signal(object, bool)

    def __init__(self, theme: Theme, store: Store, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("全部简报"))
        self._store = store
        self.model = BriefingTable(self)
        self.table = table_view(theme, self.model, self.tr("全部简报"))
        self.table.doubleClicked.connect(lambda _: self._open())
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._allow())
        self._open_it = button(self.tr("打开"), "primary", self._open)
        self._copy = button(self.tr("复制一份"), "", self._copy_it)
        self._remove = button(self.tr("移除"), "", self._remove_it)
        close = button(self.tr("关闭"), "plain", self.accept)
        column = QVBoxLayout(self)
        column.addWidget(label(self.tr("移除的简报留在这里，随时可以恢复。"), "second"))
        column.addWidget(self.table, 1)
        column.addLayout(row(close, None, self._remove, self._copy, self._open_it))
        self.resize(theme.px(760), theme.px(420))
        store.loaded.connect(self._fill)
        self._fill()

    def _fill(self) -> None:
        at = max(0, self.table.currentIndex().row())
        self.model.set_briefings(self._store.briefings)
        if self.model.rowCount():
            self.table.selectRow(min(at, self.model.rowCount() - 1))
        self._allow()

    @property
    def chosen(self) -> Briefing | None:
        """The briefing in hand."""
        return self.model.at(self.table.currentIndex())

    def _allow(self) -> None:
        one = self.chosen
        for part in (self._open_it, self._copy, self._remove):
            part.setEnabled(one is not None)
        if one is not None:
            self._remove.setText(self.tr("恢复") if one.removed else self.tr("移除"))
            self._remove.setAccessibleName(self._remove.text())
            self._open_it.setEnabled(not one.removed)

    def _open(self) -> None:
        one = self.chosen
        if one is not None and not one.removed:
            self.accept()
            self.open_wanted.emit(one)

    def _copy_it(self) -> None:
        if one := self.chosen:
            self.accept()
            self.copy_wanted.emit(one)

    def _remove_it(self) -> None:
        if one := self.chosen:
            self.remove_wanted.emit(one, not one.removed)


def table_view(theme: Theme, model: QAbstractTableModel, name: str) -> QTableView:
    """A plain table of whole rows, as dialogs show it."""
    table = QTableView()
    table.setModel(model)
    table.setAccessibleName(name)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme.px(36))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    header = table.horizontalHeader()
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    return table
