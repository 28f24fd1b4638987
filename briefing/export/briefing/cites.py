"""Where what a briefing says stands in its sources, as footnotes name it."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.domain.briefing_sources import Sources
from briefing.domain.figure import Figure
from briefing.domain.report import Report
from briefing.export.passages import report_name

_MOST_LINES = 12
"""Of more lines only the first and the last are named."""


class Citations:
    """Names sources as one reads on: a report named just before is 同前, as long as no other came between."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._last = ""

    def lines(self, report: Report, lines: Iterable[int]) -> str:
        """《title subtitle》第60行, or 同前，第60行 where the note before named the same report."""
        where = _lines(lines)
        if report.key == self._last:
            return f"同前，{where}。"
        self._last = report.key
        return f"{report_name(report)}{where}。"

    def figures(self, figures: Iterable[Figure]) -> str:
        """The reports and lines these figures stand in, each report once and by its full name."""
        found = self._by_report(figures)
        if len(found) == 1:
            self._last = found[0][0].key
        elif found:
            self._last = ""
        return "；".join(f"{report_name(report)}{_lines(lines)}" for report, lines in found)

    def _by_report(self, figures: Iterable[Figure]) -> list[tuple[Report, set[int]]]:
        lines: dict[str, set[int]] = {}
        for figure in figures:
            contents = self._sources.library.get(figure.report_key)
            item = None if contents is None else contents.report.item_at(figure.item)
            if item is not None:
                lines.setdefault(figure.report_key, set()).add(item.line)
        return [(self._sources.library[key].report, found) for key, found in lines.items()]


def _lines(lines: Iterable[int]) -> str:
    found = sorted(set(lines))
    if len(found) > _MOST_LINES:
        return f"第{found[0]}行至第{found[-1]}行"
    return f"第{'、'.join(map(str, found))}行"
