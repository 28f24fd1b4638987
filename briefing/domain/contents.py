"""A report with everything the library keeps about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.domain.annotation import Annotation
from briefing.domain.figure import Figure
from briefing.domain.report import Item, Report


@dataclass(frozen=True, slots=True)
class ReportContents:
    """One report with its figures (in the order of the text) and its annotations (in the order of their anchors)."""

    report: Report
    figures: tuple[Figure, ...]
    annotations: tuple[Annotation, ...]

    def figures_of(self, items: Iterable[Item]) -> tuple[Figure, ...]:
        """The figures that stand in these items."""
        positions = {item.position for item in items}
        return tuple(figure for figure in self.figures if figure.item in positions)

    def annotations_of(self, items: Iterable[Item]) -> tuple[Annotation, ...]:
        """The annotations that resolve to these items; deleted ones are left out."""
        positions = {item.position for item in items}
        return tuple(note for note in self.annotations if note.item in positions and not note.deleted)
