"""The table of figures: what the item says, what the other report says of the same, and the difference."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefing.domain.figure import Figure
from briefing.domain.report import Nature
from briefing.domain.shown import shown
from briefing.ui.detail.figure_order import ordered
from briefing.ui.detail.figure_row import Column, FigureRow, rows_of
from briefing.ui.detail.trust import plain_tip, trust_words

__all__ = ["Column", "FigureModel", "FigureRow", "rows_of"]

Index = QModelIndex | QPersistentModelIndex


class FigureModel(QAbstractTableModel):
    """Rows of figures. Numbers are asked for with ``WordsRole``; the display role has them as one string."""

    WordsRole = Qt.ItemDataRole.UserRole + 1
    RowRole = Qt.ItemDataRole.UserRole + 2

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._text_order: tuple[FigureRow, ...] = ()
        self._rows: tuple[FigureRow, ...] = ()
        self._sorted: tuple[Column, Qt.SortOrder] | None = None
        self._columns: tuple[Column, ...] = (Column.SUBJECT,)

    def set_rows(self, rows: tuple[FigureRow, ...]) -> None:
        """Show these, in the order of the text; columns that would be empty are left out.

        The rows of the item already shown keep the order a person gave them.
        """
        self.beginResetModel()
        items = ({(row.figure.report_key, row.figure.item) for row in found} for found in (rows, self._text_order))
        if len({frozenset(found) for found in items}) > 1:
            self._sorted = None
        self._text_order = rows
        targets_first = any(row.figure.nature is Nature.TARGET for row in rows)
        pair = (Column.TARGET, Column.RESULT) if targets_first else (Column.RESULT, Column.TARGET)
        wanted = [c for c in pair if any(row.words(c) for row in rows)]
        if any(row.words(Column.DIFFERENCE) or row.refused for row in rows):
            wanted.append(Column.DIFFERENCE)
        self._columns = (Column.SUBJECT, Column.MEASURE, *wanted)
        if self._sorted and self._sorted[0] not in self._columns:
            self._sorted = None
        self._rows = ordered(rows, *self._sorted) if self._sorted else rows
        self.endResetModel()

    @property
    def sorting(self) -> tuple[Column, Qt.SortOrder] | None:
        """By which column the rows stand and which way; None in the order of the text."""
        return self._sorted

    def sort_by(self, column: Column | None, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the rows, or give them back the order of the text with None."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        kept = [(self._rows[index.row()], index.column()) for index in before]
        self._sorted = None if column is None else (column, order)
        self._rows = self._text_order if column is None else ordered(self._text_order, column, order)
        places = {row.figure.ref: at for at, row in enumerate(self._rows)}
        self.changePersistentIndexList(before, [self.index(places[row.figure.ref], at) for row, at in kept])
        self.layoutChanged.emit()

    def step_sorting(self, column: Column) -> None:
        """What a click on a header does: largest first for numbers, then the other way, then the text's order."""
        down, up = Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder
        ways = (up, down) if column in (Column.SUBJECT, Column.MEASURE) else (down, up)
        if self._sorted == (column, ways[0]):
            self.sort_by(column, ways[1])
        elif self._sorted == (column, ways[1]):
            self.sort_by(None)
        else:
            self.sort_by(column, ways[0])

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns now shown."""
        return self._columns

    @property
    def rows(self) -> tuple[FigureRow, ...]:
        """The rows now shown."""
        return self._rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        words = row.words(column) if column not in (Column.SUBJECT, Column.MEASURE) else None
        if role == self.RowRole:
            return row
        if role == self.WordsRole:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(row, column)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if column is Column.SUBJECT:
                return self._subject(row, spoken=role == Qt.ItemDataRole.AccessibleTextRole)
            if column is Column.MEASURE:
                return row.figure.measure.label
            if column is Column.DIFFERENCE and row.refused:
                return row.refused
            return words.text if words else ""
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        column = self._columns[section]
        if column is Column.SUBJECT:
            return self.tr("指标")
        if column is Column.MEASURE:
            return self.tr("类别")
        if column is Column.DIFFERENCE:
            return self.tr("差额")
        years = sorted(
            {
                figure.year
                for row in self._rows
                for figure in (row.figure, *self._joined(row))
                if (figure.nature is Nature.ACTUAL) == (column is Column.RESULT) and figure.year
            }
        )
        year = f"{years[0]} " if len(years) == 1 else ""
        return year + (self.tr("实绩") if column is Column.RESULT else self.tr("目标"))

    @staticmethod
    def _joined(row: FigureRow) -> tuple[Figure, ...]:
        return (*row.indicator.results, row.indicator.target) if row.indicator else ()

    @staticmethod
    def _subject(row: FigureRow, *, spoken: bool) -> str:
        subject, trust = shown(row.figure.subject), trust_words(row.figure)
        return f"{subject}，{trust}" if spoken and trust else subject

    def _tip(self, row: FigureRow, column: Column) -> str:
        joined = row.indicator
        if joined and column is Column.DIFFERENCE and (found := joined.difference):
            return self.tr("测算：{0}（{1}）。两年相隔，不是年度增幅。").format(found.formula, found.unit)
        if joined and joined.caveat and column in (Column.RESULT, Column.TARGET, Column.DIFFERENCE):
            return plain_tip(self.tr("口径：{0}").format(joined.caveat))
        return plain_tip("\n".join(line for line in (shown(row.figure.label), trust_words(row.figure)) if line))
