"""Sorting the table of figures by one of its columns."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QCollator, QLocale, Qt

from briefing.domain.comparison import Indicator
from briefing.domain.quantity import Quantity
from briefing.ui.detail.figure_row import Column, FigureRow

_Key = tuple[str, Decimal]


def ordered(rows: Sequence[FigureRow], column: Column, order: Qt.SortOrder) -> tuple[FigureRow, ...]:
    """The rows by what stands in a column; rows with nothing there come last, whichever way it is sorted.

    Words go by the Chinese collation. Numbers of one unit stand together, since 亿元 and 个 have no order among
    them, and within it by their value with the magnitude folded in.
    """
    descending = order is Qt.SortOrder.DescendingOrder
    if column in (Column.SUBJECT, Column.MEASURE):
        collator = QCollator(QLocale(QLocale.Language.Chinese))
        collator.setNumericMode(True)
        return tuple(sorted(rows, key=lambda row: collator.sortKey(_words(row, column)), reverse=descending))
    keyed = [(row, key) for row in rows if (key := _number(row, column)) is not None]
    keyed.sort(key=lambda pair: pair[1][1], reverse=descending)
    keyed.sort(key=lambda pair: pair[1][0])
    there = {row.figure.ref for row, _ in keyed}
    return (*(row for row, _ in keyed), *(row for row in rows if row.figure.ref not in there))


def _words(row: FigureRow, column: Column) -> str:
    return row.figure.subject if column is Column.SUBJECT else row.figure.measure.label


def _number(row: FigureRow, column: Column) -> _Key | None:
    if row.words(column) is None:
        return None
    joined = row.indicator
    if column is Column.DIFFERENCE:
        return _difference(joined) if joined else None
    quantity = row.quantity(column)
    return None if quantity is None else (quantity.base_unit, quantity.base_value)


def _difference(joined: Indicator) -> _Key | None:
    found = joined.difference
    if found is None:
        return None
    return joined.target.quantity.base_unit, found.value * _scale(joined.target.quantity)


def _scale(quantity: Quantity) -> Decimal:
    return quantity.base_value / quantity.value if quantity.value else Decimal(1)
