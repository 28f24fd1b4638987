"""Indicators in the library: which figures they set side by side, and on which terms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from briefing.domain.comparison import Indicator, Terms
from briefing.domain.figure import Figure, FigureRef
from briefing.library import figures
from briefing.library.tables import FigureRole, IndicatorFigureRow, IndicatorRow

_LINK = tuple(IndicatorFigureRow.__table__.columns)


def replace(session: Session, indicators: Iterable[Indicator], figure_ids: Mapping[FigureRef, int]) -> bool:
    """Keep these indicators and no others, in this order; one of a known key keeps its number. Whether any changed."""
    indicators = tuple(indicators)
    rows = {row.key: row for row in session.scalars(select(IndicatorRow))}
    links = session.execute(select(*_LINK)).all()
    before = {(row.key, row.position, *_words(row)) for row in rows.values()}, {tuple(link) for link in links}
    for position, indicator in enumerate(indicators):
        row = rows.get(indicator.key) or IndicatorRow(key=indicator.key)
        row.position = position
        row.name, row.theme, row.terms, row.caveat, row.short = _words(indicator)
        rows[indicator.key] = row
        session.add(row)
    session.flush()
    wanted = {link for one in indicators for link in _links(rows[one.key].id, one, figure_ids)}
    after = {(row.key, row.position, *_words(row)) for row in rows.values()}, wanted
    if before == after and len(rows) == len(indicators):
        return False
    keys = {indicator.key for indicator in indicators}
    forget_links(session)
    for key, row in rows.items():
        if key not in keys:
            session.delete(row)
    if wanted:
        names = [column.name for column in _LINK]
        session.execute(insert(IndicatorFigureRow), [dict(zip(names, link, strict=True)) for link in sorted(wanted)])
    session.flush()
    return True


def forget_links(session: Session) -> None:
    """Take every figure out of the indicators, before they are replaced or the figures are read anew."""
    session.execute(delete(IndicatorFigureRow))


def load(session: Session) -> dict[int, Indicator]:
    """The indicators in their order, by number."""
    rows = session.scalars(select(IndicatorRow).order_by(IndicatorRow.position)).all()
    links = session.execute(select(*_LINK).order_by(IndicatorFigureRow.position)).all()
    known = figures.load_some(session, {link.figure_id for link in links})
    results: dict[int, list[Figure]] = {}
    targets: dict[int, Figure] = {}
    for number, role, _, figure_id in links:
        if role is FigureRole.TARGET:
            targets[number] = known[figure_id]
        else:
            results.setdefault(number, []).append(known[figure_id])
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
    }


def _words(worded: IndicatorRow | Indicator) -> tuple[str, str, Terms, str, str]:
    return worded.name, worded.theme, worded.terms, worded.caveat, worded.short


def _links(
    number: int, indicator: Indicator, figure_ids: Mapping[FigureRef, int]
) -> Iterator[tuple[int, FigureRole, int, int]]:
    for place, figure in enumerate(indicator.results):
        yield number, FigureRole.RESULT, place, figure_ids[figure.ref]
    yield number, FigureRole.TARGET, 0, figure_ids[indicator.target.ref]
