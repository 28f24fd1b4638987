"""The outline as plain nodes: what a row says, what it opens, how much stands below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from briefing.domain.contents import ReportContents
from briefing.domain.labels import caption, heading_label, section_title
from briefing.domain.place import Place
from briefing.domain.report import Item, ItemRole, Section
from briefing.domain.shown import shown


class NodeKind(StrEnum):
    """What a row stands for. A lead opens a part and is not one of its items."""

    REPORT = "report"
    SECTION = "section"
    LEAD = "lead"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Node:
    """One row and the rows below it.

    ``number`` is a section's own, as text, else empty. ``name`` is what pinyin initials are looked up by, in the
    source's punctuation; ``label`` and ``full`` (the whole heading or text) are in the form shown. ``figures`` and
    ``notes`` count the node and everything below it.
    """

    kind: NodeKind
    place: Place
    number: str
    label: str
    name: str
    full: str
    figures: int
    notes: int
    children: tuple[Node, ...] = ()

    @property
    def caption(self) -> str:
        """Number and label in one string."""
        return f"{self.number} {self.label}" if self.number else self.label


@dataclass(frozen=True, slots=True)
class Counts:
    """How many figures and annotations the items of a report have, by position."""

    figures: Mapping[int | None, int]
    notes: Mapping[int | None, int]

    @classmethod
    def of(cls, contents: ReportContents) -> Counts:
        """Those of a report; deleted annotations do not count."""
        return cls(
            Counter(figure.item for figure in contents.figures),
            Counter(note.item for note in contents.annotations if not note.deleted),
        )

    def at(self, item: int) -> tuple[int, int]:
        """Those of one item."""
        return self.figures.get(item, 0), self.notes.get(item, 0)


def report_nodes(contents: Iterable[ReportContents]) -> tuple[Node, ...]:
    """One node a report, in the given order."""
    return tuple(_Reader(one).node() for one in contents)


class _Reader:
    """Makes the nodes of one report."""

    def __init__(self, contents: ReportContents) -> None:
        self._report = contents.report
        self._counts = Counts.of(contents)

    def node(self) -> Node:
        report = self._report
        parts = tuple(self._section(part) for part in report.parts)
        full = " ".join(words for words in (report.title, report.subtitle) if words)
        return _above(NodeKind.REPORT, Place(report.key), "", report.name, report.name, full, parts)

    def _section(self, section: Section) -> Node:
        label = heading_label(section)
        number = "" if section.number is None else str(section.number)
        items = tuple(self._item(item, section) for item in section.own_items())
        below = items + tuple(self._section(one) for one in section.sections)
        place = Place(self._report.key, section.path)
        name = section.heading or label
        return _above(NodeKind.SECTION, place, number, label, name, section_title(section), below)

    def _item(self, item: Item, section: Section) -> Node:
        kind = NodeKind.LEAD if item.role is ItemRole.LEAD else NodeKind.ITEM
        place = Place(self._report.key, section.path, item.position)
        name = caption(item)
        return Node(kind, place, "", shown(name), name, shown(item.text), *self._counts.at(item.position))


def _above(
    kind: NodeKind, place: Place, number: str, label: str, name: str, full: str, children: tuple[Node, ...]
) -> Node:
    figures, notes = sum(node.figures for node in children), sum(node.notes for node in children)
    return Node(kind, place, number, shown(label), name, shown(full), figures, notes, children)
