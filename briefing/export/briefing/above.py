"""What the table above a chart has said already, so that the chart need not repeat it."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.charts.spec import ChartSpec
from briefing.domain.briefing import ChartPick, ComparisonTable, Entry, FigureTable
from briefing.domain.briefing_sources import Sources
from briefing.domain.figure import Figure, FigureRef
from briefing.domain.shown import shown
from briefing.export.briefing.tables import told_by
from briefing.export.document import Block, Table


class Above:
    """Remembers the last table, until something other than a chart follows it."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._words: tuple[str, ...] = ()
        self._named: set[FigureRef] = set()

    def passed(self, entry: Entry, blocks: Iterable[Block]) -> None:
        """An entry was printed as these blocks."""
        if not isinstance(entry.content, ChartPick):
            self._words = tuple(words for block in blocks for words in _told_below(block))
            self._named = self._cited(entry)

    def restricts(self, spec: ChartSpec) -> bool:
        """Whether the table says all that restricts the chart."""
        return bool(self._words) and all(any(words in said for said in self._words) for words in _restrictions(spec))

    def names(self, figures: Iterable[Figure]) -> bool:
        """Whether the table names the places of all these figures."""
        return {figure.ref for figure in figures} <= self._named

    def _cited(self, entry: Entry) -> set[FigureRef]:
        if not entry.options.sources:
            return set()
        if isinstance(entry.content, ComparisonTable):
            return {figure.ref for figure in told_by(self._sources.chosen(entry.content.indicators))}
        if isinstance(entry.content, FigureTable):
            own = [self._sources.figures[ref] for ref in entry.content.figures if ref in self._sources.figures]
            return {figure.ref for figure in (*own, *told_by(self._sources.paired(own)))}
        return set()


def _told_below(block: Block) -> tuple[str, ...]:
    """What a table says of its values, wherever it is printed."""
    if not isinstance(block, Table):
        return ()
    feet = (cell.footnote for row in block.rows for cell in row if cell.footnote)
    return (*block.notes, *feet, block.remark)


def _restrictions(spec: ChartSpec) -> tuple[str, ...]:
    """The caveats of a chart as tables word them: without the names they begin with."""
    names = {panel.title for panel in spec.panels} | {row.label for panel in spec.panels for row in panel.rows}
    found = []
    for caveat in spec.caveats:
        head, colon, words = caveat.partition("：")
        found.append(shown(words if colon and set(head.split("、")) <= names else caveat))
    return (*found, *(("相隔",) if "相隔" in spec.caption else ()))
