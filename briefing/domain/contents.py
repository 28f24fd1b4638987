"""A report with everything the library keeps about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

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
    _of_items: _OfItems | None = field(default=None, init=False, repr=False, compare=False)

    def figures_of(self, items: Iterable[Item]) -> tuple[Figure, ...]:
        """The figures that stand in these items."""
        return tuple(self.figures[at] for at in _those(self._index().figures, items))

    def annotations_of(self, items: Iterable[Item]) -> tuple[Annotation, ...]:
        """The annotations that resolve to these items; deleted ones and mere suggestions are left out."""
        return tuple(self.annotations[at] for at in _those(self._index().annotations, items))

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

    def _index(self) -> _OfItems:
        """Made when it is first asked for: a page asks for every item, and a report may have thousands of each."""
        if self._of_items is None:
            counting = (note.placed and not note.deleted for note in self.annotations)
            notes = (note.item if counts else None for note, counts in zip(self.annotations, counting, strict=True))
            made = _OfItems(_by_item(figure.item for figure in self.figures), _by_item(notes))
            object.__setattr__(self, "_of_items", made)
            return made
        return self._of_items


@dataclass(frozen=True, slots=True)
class _OfItems:
    """Which figures and annotations belong to an item, as places in their order."""

    figures: Mapping[int, list[int]]
    annotations: Mapping[int, list[int]]


def _by_item(positions: Iterable[int | None]) -> Mapping[int, list[int]]:
    found: dict[int, list[int]] = {}
    for at, position in enumerate(positions):
        if position is not None:
            found.setdefault(position, []).append(at)
    return found


def _those(index: Mapping[int, list[int]], items: Iterable[Item]) -> list[int]:
    return sorted(at for position in {item.position for item in items} for at in index.get(position, ()))
