"""Keeps the joined indicators: what the rules join out of all figures, with what people decided about it.

They are kept as rows so that showing them costs nothing; they are made anew whenever what they come from changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from briefing import __version__
from briefing.domain.comparison import Indicator
from briefing.domain.decision import decide
from briefing.domain.figure import Figure
from briefing.domain.report import Report
from briefing.library import decisions, figures, indicators, reports
from briefing.library.tables import MetaRow

VERSION = f"1 {__version__}"
"""With another version of the program the rules may join otherwise."""

_META = "indicators_version"

Read = tuple[Report, tuple[Figure, ...]]


def ready(session: Session) -> bool:
    """Whether the indicators are those that this version of the program joins."""
    row = session.get(MetaRow, _META)
    return row is not None and row.value == VERSION


def refresh(session: Session) -> bool:
    """Join everything anew and keep it. Whether anything of it changed."""
    kept = reports.load_all(session)
    found = figures.numbered(session, kept)
    numbers = {one.read.ref: one.number for of_report in found.values() for one in of_report}
    read = [(one.report, tuple(n.figure for n in figures.standing(found[one.report.key]))) for one in kept]
    known = {figure.ref: figure for _, held in read for figure in held}
    joined = decide(_rules(read), decisions.load(session), known)
    changed = indicators.replace(session, joined, numbers)
    session.merge(MetaRow(name=_META, value=VERSION))
    session.flush()
    return changed


def _rules(read: Sequence[Read]) -> tuple[Indicator, ...]:
    """What the rules join; they are imported only where something changed."""
    if not read:
        return ()
    from briefing.reading.indicators import join

    return join(read)
