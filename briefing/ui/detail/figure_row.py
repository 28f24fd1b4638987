"""A row of the table of figures: a figure, and what the other report says of the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from briefing.domain.comparison import Indicator, Terms
from briefing.domain.figure import Figure, FigureRef
from briefing.domain.quantity import Quantity
from briefing.domain.report import Nature
from briefing.ui.quantity_paint import QuantityWords


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
        quantity = self.quantity(column)
        if quantity is None:
            return None
        if role == own:
            return QuantityWords.of(quantity, role)
        summed = role == "result" and joined is not None and len(joined.results) > 1
        return QuantityWords.of(quantity, "computed" if summed else role, caveat=caveat)

    def quantity(self, column: Column) -> Quantity | None:
        """The quantity in the column of results or in that of targets; None where there is none."""
        own = Column.RESULT if self.figure.nature is Nature.ACTUAL else Column.TARGET
        if column is own:
            return self.figure.quantity
        if self.indicator is None:
            return None
        return self.indicator.target.quantity if column is Column.TARGET else self.indicator.base

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
