"""Figures in the library: as they were read, and with what people settled about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, delete, select
from sqlalchemy.orm import Session

from briefing.domain.figure import Figure, FigureRef
from briefing.domain.quantity import Quantity
from briefing.domain.span import Span
from briefing.library import standings
from briefing.library.reports import Kept, from_pairs, to_pairs
from briefing.library.standings import Settled
from briefing.library.tables import FigureRow, ItemRow, ReportRow

_COLUMNS = tuple(FigureRow.__table__.columns)
_ROWS: Select[Any] = select(*_COLUMNS)
_PLACED: Select[Any] = (
    select(*_COLUMNS, ItemRow.position, ReportRow.key)
    .join(ItemRow, ItemRow.id == FigureRow.item_id)
    .join(ReportRow, ReportRow.id == FigureRow.report_id)
)
"""Figures with what their report and item are called."""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A figure with the number of its row and what is settled about it, if anything."""

    number: int
    read: Figure
    settled: Settled | None

    @property
    def figure(self) -> Figure:
        """The figure as it stands."""
        return self.read if self.settled is None else self.settled.over(self.read)

    @property
    def added(self) -> bool:
        """Whether a person found it."""
        return self.settled is not None and self.settled.added

    @property
    def by_hand(self) -> bool:
        """Whether ``read`` is what a person wrote, because the reader has none there."""
        return self.settled is not None and self.settled.by_hand

    @property
    def removed(self) -> bool:
        """Whether a person held it to be none."""
        return self.settled is not None and self.settled.standing.removed


def add(session: Session, kept: Kept, figures: Iterable[Figure]) -> dict[FigureRef, int]:
    """Write a report's figures. Returns the number of each row by the figure's name."""
    rows = [_row(kept, figure) for figure in figures]
    session.add_all(rows)
    session.flush()
    return {FigureRef(kept.report.key, row.start, row.end): row.id for row in rows}


def forget(session: Session, kept: Kept) -> None:
    """Take out a report's figures, to be read anew. Nothing may refer to them any more."""
    session.execute(delete(FigureRow).where(FigureRow.report_id == kept.id))


def load(session: Session, kept: Kept) -> tuple[Figure, ...]:
    """A report's figures as they stand, in the order of the text; removed ones are left out."""
    return tuple(one.figure for one in standing(all_of(session, kept)))


def all_of(session: Session, kept: Kept) -> tuple[Numbered, ...]:
    """Everything that was read or added in a report, in the order of the text, removed ones too."""
    return numbered(session, [kept])[kept.report.key]


def numbered(session: Session, reports: Sequence[Kept]) -> dict[str, tuple[Numbered, ...]]:
    """What ``all_of`` gives, for each of these reports by its key."""
    ids = [kept.id for kept in reports]
    known = standings.of_reports(session, ids)
    positions = {number: position for kept in reports for position, number in kept.items.items()}
    keys = {kept.id: kept.report.key for kept in reports}
    found: dict[str, list[Numbered]] = {key: [] for key in keys.values()}
    for row in session.execute(_ROWS.where(FigureRow.report_id.in_(ids))):
        key = keys[row.report_id]
        found[key].append(Numbered(row.id, _figure(row, key, positions[row.item_id]), known.get(row.id)))
    for figures in found.values():
        figures.sort(key=_order)
    return {key: tuple(figures) for key, figures in found.items()}


def standing(found: Sequence[Numbered]) -> tuple[Numbered, ...]:
    """Those that count: not removed, and not overlapped by what a person added in their place."""
    left = [one for one in found if not one.removed]
    by_hand = [one.read.span for one in left if one.added]
    return tuple(one for one in left if one.added or not any(span.overlaps(one.read.span) for span in by_hand))


def load_some(session: Session, ids: Iterable[int]) -> dict[int, Figure]:
    """The figures of these numbers as they stand, removed ones too."""
    ids = list(ids)
    known = standings.of_figures(session, ids)
    rows = session.execute(_PLACED.where(FigureRow.id.in_(ids)))
    return {row.id: _stands(row, known) for row in rows}


def of_items(session: Session, ids: Iterable[int]) -> dict[int, list[Figure]]:
    """The figures of these items as they stand, in the order of the text, by the item's number."""
    found: dict[int, list[Numbered]] = {}
    rows = session.execute(_PLACED.where(FigureRow.item_id.in_(list(ids)))).all()
    known = standings.of_figures(session, [row.id for row in rows])
    for row in rows:
        read = _figure(row, row.key, row.position)
        found.setdefault(row.item_id, []).append(Numbered(row.id, read, known.get(row.id)))
    return {number: [one.figure for one in standing(sorted(held, key=_order))] for number, held in found.items()}


def _order(one: Numbered) -> tuple[int, int, int]:
    figure = one.read
    return figure.item, figure.text_span.start, figure.text_span.end


def _stands(row: Row[Any], known: Mapping[int, Settled]) -> Figure:
    read = _figure(row, row.key, row.position)
    return Numbered(row.id, read, known.get(row.id)).figure


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


def _figure(row: Row[Any], key: str, position: int) -> Figure:
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
