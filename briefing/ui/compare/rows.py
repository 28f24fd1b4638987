"""The rows of the comparison: indicators under their themes, filtered and sorted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, StrEnum, auto

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefing.domain.comparison import Direction, Indicator, Terms
from briefing.domain.shown import shown
from briefing.ui.quantity_paint import QuantityWords

Index = QModelIndex | QPersistentModelIndex


class Order(StrEnum):
    """How rows follow each other."""

    THEME = "theme"
    CHANGE_DOWN = "down"
    CHANGE_UP = "up"


class Column(Enum):
    """What a column holds."""

    NAME = auto()
    RESULT = auto()
    TARGET = auto()
    BARS = auto()
    DIFFERENCE = auto()


@dataclass(frozen=True, slots=True)
class Filter:
    """What is let through. An empty ``theme`` means every theme."""

    theme: str = ""
    words: str = ""
    directions: frozenset[Direction] = frozenset(Direction)
    caveats: frozenset[bool] = frozenset((True, False))

    def lets(self, indicator: Indicator) -> bool:
        """Whether an indicator is shown."""
        return (
            (not self.theme or indicator.theme == self.theme)
            and self.words.casefold() in f"{indicator.name}{indicator.target.subject}".casefold()
            and indicator.direction in self.directions
            and (indicator.terms is not Terms.SAME) in self.caveats
        )


def arranged(
    indicators: Iterable[Indicator], chosen: Filter, order: Order = Order.THEME
) -> tuple[Indicator | str, ...]:
    """The rows: under a theme's name where themes order them, else by relative change, those without one last."""
    let = [indicator for indicator in indicators if chosen.lets(indicator)]
    if order is Order.THEME:
        themes: dict[str, list[Indicator]] = {}
        for indicator in let:
            themes.setdefault(indicator.theme, []).append(indicator)
        rows: list[Indicator | str] = []
        for theme, members in themes.items():
            rows += [theme, *members]
        return tuple(rows)
    known = [(change, i) for i in let if (change := relative_change(i)) is not None]
    known.sort(key=lambda pair: pair[0], reverse=order is Order.CHANGE_DOWN)
    return (*(i for _, i in known), *(i for i in let if relative_change(i) is None))


def relative_change(indicator: Indicator) -> Decimal | None:
    """The difference as a share of the result, to sort by; None without a difference or with a result of zero."""
    found, base = indicator.difference, indicator.base
    if found is None or base is None or base.value == 0:
        return None
    target = indicator.target.quantity
    return (target.base_value - base.base_value) / abs(base.base_value)


class ComparisonModel(QAbstractTableModel):
    """Indicators and theme rows. ``IndicatorRole`` gives the Indicator, None for a theme's row."""

    IndicatorRole = Qt.ItemDataRole.UserRole + 1
    WordsRole = Qt.ItemDataRole.UserRole + 2

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Indicator | str, ...] = ()

    def set_rows(self, rows: tuple[Indicator | str, ...]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    @property
    def rows(self) -> Sequence[Indicator | str]:
        """The rows now shown."""
        return self._rows

    def indicator_at(self, row: int) -> Indicator | None:
        """The indicator of a row, None for a theme's row or none at all."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Indicator) else None

    def row_of(self, key: str) -> int:
        """The row of an indicator, -1 when it is not shown."""
        return next((i for i, row in enumerate(self._rows) if isinstance(row, Indicator) and row.key == key), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.indicator_at(index.row()) is None:
            # The arrow keys step over a theme's name.
            return Qt.ItemFlag.NoItemFlags
        return super().flags(index)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation == Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            return None
        results = {f.year for row in self._rows if isinstance(row, Indicator) for f in row.results}
        targets = {row.target.year for row in self._rows if isinstance(row, Indicator)}
        match list(Column)[section]:
            case Column.NAME:
                return self.tr("指标")
            case Column.RESULT:
                return _year(results) + self.tr("实绩")
            case Column.TARGET:
                return _year(targets) + self.tr("目标")
            case Column.BARS:
                return self.tr("每行自成一轴")
            case _:
                return self.tr("差额")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], list(Column)[index.column()]
        if role == self.IndicatorRole:
            return row if isinstance(row, Indicator) else None
        if isinstance(row, str):
            return row if column is Column.NAME and role == Qt.ItemDataRole.DisplayRole else None
        words = words_of(row, column)
        if role == self.WordsRole:
            return words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_of(row, column)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if column is Column.NAME:
                return shown(row.name)
            if column is Column.BARS:
                return ""
            return words.text if words else refused(row)
        return None


def words_of(indicator: Indicator, column: Column) -> QuantityWords | None:
    """What stands in a column of numbers."""
    if column is Column.RESULT:
        base = indicator.base
        return QuantityWords.of(base, "computed" if len(indicator.results) > 1 else "result") if base else None
    if column is Column.TARGET:
        return QuantityWords.of(indicator.target.quantity, "target")
    found = indicator.difference if column is Column.DIFFERENCE else None
    return QuantityWords.of_difference(found) if found else None


def refused(indicator: Indicator) -> str:
    """Why there is no difference, in a word or two."""
    return "" if indicator.difference is not None else indicator.terms.label


def tip_of(indicator: Indicator, column: Column) -> str:
    """What is told on hover: the formula for a difference, else the caveat."""
    found = indicator.difference
    if column is Column.DIFFERENCE and found is not None:
        return f"测算：{found.formula}（{found.unit}）"
    return f"口径：{indicator.caveat}" if indicator.caveat else ""


def _year(years: set[int | None]) -> str:
    return f"{years.copy().pop()} " if len(years) == 1 and None not in years else ""
