"""A report with everything the library keeps about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefing.domain.anchor import AnchorState, Scope
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
        """The annotations that resolve to these items; deleted ones and mere suggestions are left out."""
        positions = {item.position for item in items}
        return tuple(note for note in self.annotations if note.item in positions and note.placed and not note.deleted)

    def suggested_of(self, items: Iterable[Item]) -> tuple[Annotation, ...]:
        """The annotations that may belong to these items, if a person confirms it."""
        positions = {item.position for item in items}
        return tuple(
            note
            for note in self.annotations
            if note.item in positions and note.state is AnchorState.SUGGESTED and not note.deleted
        )

    def annotations_about(self, path: tuple[int, ...]) -> tuple[Annotation, ...]:
        """The annotations about the section of that path as a whole, or, with an empty path, about the report."""
        scope = Scope.SECTION if path else Scope.REPORT
        return tuple(
            note
            for note in self.annotations
            if note.scope is scope and note.placed and not note.deleted and (note.section or ()) == path
        )
