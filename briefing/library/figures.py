"""Figures in the library."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from briefing.domain.figure import Figure, FigureRef
from briefing.domain.quantity import Quantity
from briefing.domain.span import Span
from briefing.library.reports import Kept, from_pairs, to_pairs
from briefing.library.tables import FigureRow, ItemRow, ReportRow

_PLACED = (
    select(FigureRow, ItemRow.position, ReportRow.key)
    .join(ItemRow, ItemRow.id == FigureRow.item_id)
    .join(ReportRow, ReportRow.id == FigureRow.report_id)
)
"""Figures with what their report and item are called."""


def add(session: Session, kept: Kept, figures: Iterable[Figure]) -> dict[FigureRef, int]:
    """Write a report's figures. Returns the number of each row by the figure's name."""
    rows = [_row(kept, figure) for figure in figures]
    session.add_all(rows)
    session.flush()
    return {FigureRef(kept.report.key, row.start, row.end): row.id for row in rows}


def load(session: Session, kept: Kept) -> tuple[Figure, ...]:
    """A report's figures, as they were read: in the order of the text."""
    rows = session.scalars(select(FigureRow).where(FigureRow.report_id == kept.id).order_by(FigureRow.id))
    positions = {number: position for position, number in kept.items.items()}
    return tuple(_figure(row, kept.report.key, positions[row.item_id]) for row in rows)


def load_some(session: Session, ids: Iterable[int]) -> dict[int, Figure]:
    """The figures of these numbers."""
    rows = session.execute(_PLACED.where(FigureRow.id.in_(list(ids))))
    return {row.id: _figure(row, key, position) for row, position, key in rows}


def of_items(session: Session, ids: Iterable[int]) -> dict[int, list[Figure]]:
    """The figures of these items in the order of the text, by the item's number."""
    found: dict[int, list[Figure]] = {}
    for row, position, key in session.execute(_PLACED.where(FigureRow.item_id.in_(list(ids))).order_by(FigureRow.id)):
        found.setdefault(row.item_id, []).append(_figure(row, key, position))
    return found


def numbers(session: Session, kept: Kept) -> dict[FigureRef, int]:
    """The number of each of a report's figures by its name."""
    rows = session.execute(select(FigureRow.id, FigureRow.start, FigureRow.end).where(FigureRow.report_id == kept.id))
    return {FigureRef(kept.report.key, start, end): number for number, start, end in rows}


def _row(kept: Kept, figure: Figure) -> FigureRow:
    quantity = figure.quantity
    return FigureRow(
        report_id=kept.id,
        item_id=kept.items[figure.item],
        start=figure.span.start,
        end=figure.span.end,
        text_start=figure.text_span.start,
        text_end=figure.text_span.end,
        raw=figure.raw,
        value=quantity.value,
        unit=quantity.unit,
        base_value=quantity.base_value,
        base_unit=quantity.base_unit,
        bound=quantity.bound,
        upper=quantity.upper,
        base_upper=quantity.base_upper,
        measure=figure.measure,
        subject=figure.subject,
        nature=figure.nature,
        year=figure.year,
        cues=to_pairs(figure.cues),
        confidence=figure.confidence,
        reason=figure.reason,
    )


def _figure(row: FigureRow, key: str, position: int) -> Figure:
    return Figure(
        report_key=key,
        item=position,
        span=Span(row.start, row.end),
        text_span=Span(row.text_start, row.text_end),
        raw=row.raw,
        quantity=Quantity(row.value, row.unit, row.base_value, row.base_unit, row.bound, row.upper, row.base_upper),
        measure=row.measure,
        subject=row.subject,
        nature=row.nature,
        year=row.year,
        cues=from_pairs(row.cues),
        confidence=row.confidence,
        reason=row.reason,
    )
