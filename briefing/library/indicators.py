"""Indicators in the library: which figures they set side by side, and on which terms."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from briefing.domain.comparison import Indicator
from briefing.domain.figure import Figure, FigureRef
from briefing.library import figures
from briefing.library.tables import FigureRole, FigureRow, IndicatorFigureRow, IndicatorRow, ReportRow


def add(session: Session, indicators: Iterable[Indicator], figure_ids: dict[FigureRef, int]) -> dict[str, int]:
    """Write indicators after those that are there. Returns the number of each by its key."""
    indicators = tuple(indicators)
    first = len(session.scalars(select(IndicatorRow.id)).all())
    rows = [
        IndicatorRow(
            key=indicator.key,
            position=position,
            name=indicator.name,
            theme=indicator.theme,
            terms=indicator.terms,
            caveat=indicator.caveat,
            short=indicator.short,
        )
        for position, indicator in enumerate(indicators, first)
    ]
    session.add_all(rows)
    session.flush()
    for row, indicator in zip(rows, indicators, strict=True):
        parts = [(FigureRole.RESULT, place, figure) for place, figure in enumerate(indicator.results)]
        for role, place, figure in [*parts, (FigureRole.TARGET, 0, indicator.target)]:
            session.add(
                IndicatorFigureRow(indicator_id=row.id, role=role, position=place, figure_id=figure_ids[figure.ref])
            )
    session.flush()
    return {row.key: row.id for row in rows}


def load(session: Session) -> dict[int, Indicator]:
    """The indicators whose reports are all there, in their order, by number."""
    rows = session.scalars(select(IndicatorRow).order_by(IndicatorRow.position)).all()
    links = session.execute(
        select(IndicatorFigureRow, ReportRow.removed)
        .join(FigureRow, FigureRow.id == IndicatorFigureRow.figure_id)
        .join(ReportRow, ReportRow.id == FigureRow.report_id)
        .order_by(IndicatorFigureRow.position)
    ).all()
    known = figures.load_some(session, {link.figure_id for link, _ in links})
    results: dict[int, list[Figure]] = {}
    targets: dict[int, Figure] = {}
    gone: set[int] = set()
    for link, removed in links:
        if removed:
            gone.add(link.indicator_id)
        elif link.role is FigureRole.TARGET:
            targets[link.indicator_id] = known[link.figure_id]
        else:
            results.setdefault(link.indicator_id, []).append(known[link.figure_id])
    return {
        row.id: Indicator(
            key=row.key,
            name=row.name,
            theme=row.theme,
            results=tuple(results[row.id]),
            target=targets[row.id],
            terms=row.terms,
            caveat=row.caveat,
            short=row.short,
        )
        for row in rows
        if row.id not in gone
    }
