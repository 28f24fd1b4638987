"""How a person's word about a figure is kept, and how it is laid over what was read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from briefing.domain.correction import FIELDS, FigureFields, Standing, settled
from briefing.domain.figure import Figure, Measure
from briefing.domain.quantity import Bound, Quantity
from briefing.domain.report import Nature
from briefing.library.tables_settled import CorrectionRow

Words = dict[str, Any]
"""Values as JSON keeps them."""

_COLUMNS = (
    CorrectionRow.figure_id,
    CorrectionRow.values,
    CorrectionRow.corrected,
    CorrectionRow.confirmed,
    CorrectionRow.removed,
    CorrectionRow.added,
    CorrectionRow.by_hand,
    CorrectionRow.base_value,
    CorrectionRow.base_unit,
    CorrectionRow.base_upper,
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A number with its unit folded in; ``upper`` is the end of a range."""

    value: Decimal
    unit: str
    upper: Decimal | None


@dataclass(frozen=True, slots=True)
class Settled:
    """What is settled about a figure; ``base`` is its folded number where that is not the one that was read.

    ``by_hand`` says that the reader has no such figure.
    """

    standing: Standing
    added: bool
    by_hand: bool
    base: Folded | None

    def over(self, figure: Figure) -> Figure:
        """The figure, given as it was read, with this over it."""
        read = figure.quantity
        fields = self.standing.effective(FigureFields.of(figure))
        base = self.base or Folded(read.base_value, read.base_unit, read.base_upper)
        quantity = Quantity(fields.value, fields.unit, base.value, base.unit, fields.bound, fields.upper, base.upper)
        return settled(figure, self.standing, quantity, added=self.added)


def of_reports(session: Session, reports: Iterable[int]) -> dict[int, Settled]:
    """What is settled about the figures of these reports, by the figure's number."""
    return _load(session, CorrectionRow.report_id.in_(list(reports)))


def of_figures(session: Session, figures: Iterable[int]) -> dict[int, Settled]:
    """What is settled about these figures, by their numbers."""
    return _load(session, CorrectionRow.figure_id.in_(list(figures)))


def standing_of(row: CorrectionRow) -> Standing:
    """The standing that a row keeps."""
    return _standing(row.values, row.corrected, row.confirmed, row.removed)


def standing_words(standing: Standing) -> Words:
    """A standing as the history keeps it."""
    return {
        "values": None if standing.values is None else to_words(standing.values),
        "corrected": sorted(standing.corrected),
        "confirmed": standing.confirmed,
        "removed": standing.removed,
    }


def to_words(fields: FigureFields) -> Words:
    """Fields as JSON keeps them: decimals digit for digit, kinds by their values."""
    return {name: str(value) if isinstance(value := getattr(fields, name), Decimal) else value for name in FIELDS}


def from_words(words: Words) -> FigureFields:
    """The fields that ``to_words`` wrote."""
    return FigureFields(
        value=Decimal(words["value"]),
        unit=words["unit"],
        bound=Bound(words["bound"]),
        measure=Measure(words["measure"]),
        subject=words["subject"],
        nature=Nature(words["nature"]),
        year=words["year"],
        upper=None if words["upper"] is None else Decimal(words["upper"]),
    )


def _load(session: Session, which: ColumnElement[bool]) -> dict[int, Settled]:
    rows = session.execute(select(*_COLUMNS).where(CorrectionRow.figure_id.is_not(None), which))
    return {
        number: Settled(
            _standing(values, corrected, confirmed, removed),
            added,
            by_hand,
            None if value is None or unit is None else Folded(value, unit, upper),
        )
        for number, values, corrected, confirmed, removed, added, by_hand, value, unit, upper in rows
        if number is not None
    }


def _standing(values: Words | None, corrected: list[str], confirmed: bool, removed: bool) -> Standing:
    return Standing(None if values is None else from_words(values), frozenset(corrected), confirmed, removed)
