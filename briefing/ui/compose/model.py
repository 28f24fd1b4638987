"""The entries of the briefing that is open, as a list that can be dragged into another order."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from briefing.ui.compose.picks import ENTRIES_TYPE, PICK_TYPE, entries_from, entries_mime, pick_from
from briefing.ui.compose.rows import Row

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a row tells besides its title: the Row itself."""

    ROW = Qt.ItemDataRole.UserRole + 1


class EntryModel(QAbstractListModel):
    """Shows rows; what is dropped on it is asked for by ``move_wanted`` (ids of entries, and the id of the one to
    stand before, empty for the end) and ``pick_dropped`` (a Pick, and the same).
    """

    move_wanted = Signal(tuple, str)
    pick_dropped = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these. Rows that stay keep their selection; only what differs is told."""
        new = tuple(rows)
        old_ids, new_ids = [row.entry.id for row in self._rows], [row.entry.id for row in new]
        if old_ids == new_ids:
            before, self._rows = self._rows, new
            changed = [at for at, (was, now) in enumerate(zip(before, new, strict=True)) if was != now]
            if changed:
                self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
            return
        if set(old_ids) == set(new_ids):
            self._reorder(new, new_ids)
            return
        self._insert_and_remove(new, old_ids, new_ids)

    def _reorder(self, new: tuple[Row, ...], new_ids: list[str]) -> None:
        """Others in between: whoever is current or selected stays so wherever it goes."""
        self.layoutAboutToBeChanged.emit()
        at = {key: number for number, key in enumerate(new_ids)}
        before = self.persistentIndexList()
        after = [self.index(at[self._rows[index.row()].entry.id]) for index in before]
        self._rows = new
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _insert_and_remove(self, new: tuple[Row, ...], old_ids: list[str], new_ids: list[str]) -> None:
        kept = set(old_ids) & set(new_ids)
        if [key for key in old_ids if key in kept] != [key for key in new_ids if key in kept]:
            self.beginResetModel()
            self._rows = new
            self.endResetModel()
            return
        for first, last in reversed(_runs([at for at, key in enumerate(old_ids) if key not in kept])):
            self.beginRemoveRows(QModelIndex(), first, last)
            self._rows = self._rows[:first] + self._rows[last + 1 :]
            self.endRemoveRows()
        for first, last in _runs([at for at, key in enumerate(new_ids) if key not in kept]):
            self.beginInsertRows(QModelIndex(), first, last)
            self._rows = self._rows[:first] + new[first : last + 1] + self._rows[first:]
            self.endInsertRows()
        self.set_rows(new)

    def row_of(self, entry_id: str) -> int:
        """Where an entry stands, -1 when it is not there."""
        return next((at for at, row in enumerate(self._rows) if row.entry.id == entry_id), -1)

    def at(self, index: Index) -> Row | None:
        """The row of an index."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def id_before(self, row: int) -> str:
        """The id of the entry in that row; empty beyond the end."""
        return self._rows[row].entry.id if 0 <= row < len(self._rows) else ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Role.ROW:
            return row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.spoken
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        flag = Qt.ItemFlag
        return flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsDragEnabled | flag.ItemNeverHasChildren

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [ENTRIES_TYPE, PICK_TYPE]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        chosen = sorted({index.row() for index in indexes})
        return entries_mime(tuple(self._rows[at].entry.id for at in chosen))

    def canDropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        return data.hasFormat(ENTRIES_TYPE) or data.hasFormat(PICK_TYPE)

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Ask for what was dropped. Rows move only when the library has moved them: never says True, after which the
        view would take the dragged rows away itself.
        """
        at = parent.row() if parent.isValid() else row if row >= 0 else len(self._rows)
        if ids := entries_from(data):
            self.move_wanted.emit(ids, self.id_before(at))
        elif pick := pick_from(data):
            self.pick_dropped.emit(pick, self.id_before(at))
        return False


def _runs(numbers: list[int]) -> list[tuple[int, int]]:
    """Stretches of numbers that follow each other: first and last of each."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1] = runs[-1][0], number
        else:
            runs.append((number, number))
    return runs
