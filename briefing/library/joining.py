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
from briefing.library import decisions, indicators
from briefing.library.shelf import Shelf
from briefing.library.tables import MetaRow

VERSION = f"1 {__version__}"
"""With another version of the program the rules may join otherwise."""

_META = "indicators_version"

Read = tuple[Report, tuple[Figure, ...]]
"""A report and its figures as they stand."""


def ready(session: Session) -> bool:
    """Whether the indicators are those that this version of the program joins."""
    row = session.get(MetaRow, _META)
    return row is not None and row.value == VERSION


class Joiner:
    """Joins the figures of a library, and remembers what it joined in each region until that changes."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._joined: dict[str, tuple[tuple[Read, ...], tuple[Indicator, ...]]] = {}

    def refresh(self, session: Session) -> bool:
        """Join everything anew and keep it. Whether anything of it changed."""
        volumes = self._shelf.all(session)
        numbers = {one.read.ref: one.number for volume in volumes for one in volume.everything}
        known = {figure.ref: figure for volume in volumes for figure in volume.figures}
        rules = self._rules([(volume.kept.report, volume.figures) for volume in volumes])
        changed = indicators.replace(session, decide(rules, decisions.load(session), known), numbers)
        session.merge(MetaRow(name=_META, value=VERSION))
        session.flush()
        return changed

    def _rules(self, reads: Sequence[Read]) -> tuple[Indicator, ...]:
        """What ``join`` makes of all reports: it joins within a region only, so an unchanged region need not be
        joined again. The rules are imported only where something changed.
        """
        if not reads:
            return ()
        from briefing.reading.indicators import join
        from briefing.reading.indicators_context import regions_of
        from briefing.reading.indicators_names import place_of

        regions: dict[str, list[Read]] = {}
        for region, read in zip(regions_of(report for report, _ in reads), reads, strict=True):
            regions.setdefault(region, []).append(read)
        joined = {}
        for region, of_region in regions.items():
            before = self._joined.get(region)
            same = before is not None and _same(before[0], of_region)
            joined[region] = before if before is not None and same else (tuple(of_region), join(of_region))
        self._joined = joined
        found = [indicator for _, of_region in joined.values() for indicator in of_region]
        return tuple(sorted(found, key=lambda indicator: place_of(indicator.theme)))


def _same(before: Sequence[Read], now: Sequence[Read]) -> bool:
    """Whether these are the very values that were joined before."""
    return len(before) == len(now) and all(a is c and b is d for (a, b), (c, d) in zip(before, now, strict=True))
