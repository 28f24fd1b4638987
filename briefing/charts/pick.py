"""Which figures a chart draws, and how each leads back to its sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefing.charts.spec import Bar, Kind
from briefing.charts.words import series, value_words
from briefing.domain.contents import ReportContents
from briefing.domain.figure import Figure, Measure
from briefing.domain.place import Place
from briefing.domain.report import Item, ItemRole, Nature, Report
from briefing.domain.shown import shown

_STOP = re.compile(r"[。！？]")

GROWING = (Measure.GROWTH, Measure.DECLINE)


class Sources:
    """The reports at hand, so that a figure finds its item, its sentence and its line.

    A figure of a report that is not at hand is described by its own words alone.
    """

    def __init__(self, reports: Iterable[ReportContents]) -> None:
        self._reports: dict[str, Report] = {}
        self._items: dict[tuple[str, int], tuple[Item, tuple[int, ...]]] = {}
        for contents in reports:
            report = contents.report
            self._reports[report.key] = report
            for section in report.sections():
                for item in section.own_items():
                    self._items[report.key, item.position] = (item, section.path)

    def report(self, key: str) -> Report | None:
        """The report of that key, when it is at hand."""
        return self._reports.get(key)

    def item(self, figure: Figure) -> Item | None:
        """The item it stands in, when its report is at hand."""
        found = self._items.get((figure.report_key, figure.item))
        return found[0] if found else None

    def place(self, figure: Figure) -> Place:
        """Where it stands."""
        found = self._items.get((figure.report_key, figure.item))
        return Place(figure.report_key, found[1] if found else (), figure.item)

    def sentence(self, figure: Figure) -> str:
        """The sentence it stands in, with the report's name and the line of the source (from 1)."""
        item, report = self.item(figure), self.report(figure.report_key)
        if item is None or report is None:
            return f"{figure.label}：{value_words(figure.quantity, unit=True)}"
        span, text = figure.text_span, item.text
        before = [stop.end() for stop in _STOP.finditer(text, 0, span.start)]
        after = _STOP.search(text, span.end)
        words = text[before[-1] if before else 0 : after.end() if after else len(text)].strip()
        line = report.source_text.count("\n", 0, figure.span.start) + 1
        return f"{shown(words)}（{shown(report.name)}，第 {line} 行）"

    def bar(self, figure: Figure, *, unit: bool, caveat: str = "") -> Bar:
        """The figure as a bar in its own unit; ``unit`` says whether its words carry the unit."""
        quantity = figure.quantity
        kind = kind_of(figure)
        return Bar(
            label=series(kind, figure.year),
            kind=kind,
            unit=quantity.unit,
            value=quantity.value,
            words=value_words(quantity, unit=unit),
            bound=quantity.bound,
            upper=quantity.upper,
            figures=(figure.ref,),
            place=self.place(figure),
            caveat=caveat,
            sentence=self.sentence(figure),
        )

    def distinct(self, figures: Iterable[Figure]) -> tuple[Figure, ...]:
        """The figures in their order, each said once: a call-out that repeats the text gives way to the text."""
        kept: list[Figure] = []
        for figure in sorted(figures, key=self._is_callout):
            if not any(same_figure(figure, other) for other in kept):
                kept.append(figure)
        return tuple(sorted(kept, key=lambda figure: (figure.report_key, figure.span.start)))

    def _is_callout(self, figure: Figure) -> bool:
        item = self.item(figure)
        return item is not None and item.role is ItemRole.CALLOUT


def kind_of(figure: Figure) -> Kind:
    """Done or promised."""
    return Kind.TARGET if figure.nature is Nature.TARGET else Kind.RESULT


def same_figure(one: Figure, other: Figure) -> bool:
    """Whether two figures say the same thing, one perhaps in a longer subject (消费品以旧换新各类补贴)."""
    a, b = one.quantity, other.quantity
    if (a.base_value, a.base_unit, a.base_upper) != (b.base_value, b.base_unit, b.base_upper):
        return False
    if (one.measure, one.nature, one.year) != (other.measure, other.nature, other.year):
        return False
    return one.subject in other.subject or other.subject in one.subject
