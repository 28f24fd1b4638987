"""The table of figures: what the item says, what the other report says of the same, and the difference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefing.domain.comparison import Indicator, Terms
from briefing.domain.figure import Figure, FigureRef
from briefing.domain.report import Nature
from briefing.domain.shown import shown
from briefing.ui.quantity_paint import QuantityWords

Index = QModelIndex | QPersistentModelIndex


class Column(Enum):
    """What a column holds."""

    SUBJECT = auto()
    MEASURE = auto()
    RESULT = auto()
    TARGET = auto()
    DIFFERENCE = auto()


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure and the indicator that joins it to the other report, if any does."""

    figure: Figure
    indicator: Indicator | None

    def words(self, column: Column) -> QuantityWords | None:
        """What stands in a column of numbers."""
        figure, joined = self.figure, self.indicator
        own = "result" if figure.nature is Nature.ACTUAL else "target"
        caveat = joined is not None and joined.terms is not Terms.SAME
        if column is Column.DIFFERENCE:
            found = joined.difference if joined and self._whole else None
            return QuantityWords.of_difference(found) if found else None
        role = "result" if column is Column.RESULT else "target"
        if role == own:
            return QuantityWords.of(figure.quantity, role)
        if joined is None:
            return None
        if role == "target":
            return QuantityWords.of(joined.target.quantity, role, caveat=caveat)
        base = joined.base
        summed = len(joined.results) > 1
        return QuantityWords.of(base, "computed" if summed else "result", caveat=caveat) if base else None

    @property
    def _whole(self) -> bool:
        """A part of a sum has no difference of its own."""
        assert self.indicator is not None
        return len(self.indicator.results) == 1 or self.figure.ref == self.indicator.target.ref

    @property
    def refused(self) -> str:
        """Why there is no difference, in a word or two; empty when there is one or nothing to compare."""
        if self.indicator is None or self.indicator.difference is not None:
            return ""
        return self.indicator.short or self.indicator.terms.label


def rows_of(figures: Iterable[Figure], indicators: Sequence[Indicator]) -> tuple[FigureRow, ...]:
    """A row a figure, in the order given."""
    joined: dict[FigureRef, Indicator] = {}
    for indicator in indicators:
        for figure in (*indicator.results, indicator.target):
            joined.setdefault(figure.ref, indicator)
    return tuple(FigureRow(figure, joined.get(figure.ref)) for figure in figures)


class FigureModel(QAbstractTableModel):
    """Rows of figures. Numbers are asked for with ``WordsRole``; the display role has them as one string."""

    WordsRole = Qt.ItemDataRole.UserRole + 1
    RowRole = Qt.ItemDataRole.UserRole + 2

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[FigureRow, ...] = ()
        self._columns: tuple[Column, ...] = (Column.SUBJECT,)

    def set_rows(self, rows: tuple[FigureRow, ...]) -> None:
        """Show these; columns that would be empty are left out."""
        self.beginResetModel()
        self._rows = rows
        targets_first = any(row.figure.nature is Nature.TARGET for row in rows)
        pair = (Column.TARGET, Column.RESULT) if targets_first else (Column.RESULT, Column.TARGET)
        wanted = [c for c in pair if any(row.words(c) for row in rows)]
        if any(row.words(Column.DIFFERENCE) or row.refused for row in rows):
            wanted.append(Column.DIFFERENCE)
        self._columns = (Column.SUBJECT, Column.MEASURE, *wanted)
        self.endResetModel()

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
                return shown(row.figure.subject)
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

    def _tip(self, row: FigureRow, column: Column) -> str:
        joined = row.indicator
        if joined and column is Column.DIFFERENCE and (found := joined.difference):
            return self.tr("测算：{0}（{1}）。两年相隔，不是年度增幅。").format(found.formula, found.unit)
        if joined and joined.caveat and column in (Column.RESULT, Column.TARGET, Column.DIFFERENCE):
            return self.tr("口径：{0}").format(joined.caveat)
        return shown(row.figure.label)
