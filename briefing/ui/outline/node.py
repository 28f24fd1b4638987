"""The outline as plain nodes: what a row says, what it opens, how much stands below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from briefing.domain.contents import ReportContents
from briefing.domain.labels import caption, heading_label, section_title
from briefing.domain.place import Place
from briefing.domain.report import Item, ItemRole, Section
from briefing.domain.shown import shown
from briefing.ui.outline.standing import NOTHING, Standing, standings, summed


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
    ``standing`` count the node and everything below it.
    """

    kind: NodeKind
    place: Place
    number: str
    label: str
    name: str
    full: str
    figures: int
    standing: Standing
    children: tuple[Node, ...] = ()

    @property
    def caption(self) -> str:
        """Number and label in one string."""
        return f"{self.number} {self.label}" if self.number else self.label

    @property
    def notes(self) -> int:
        """How many annotations."""
        return self.standing.whole


def report_nodes(contents: Iterable[ReportContents]) -> tuple[Node, ...]:
    """One node a report, in the given order."""
    return tuple(_Reader(one).node() for one in contents)


class _Reader:
    """Makes the nodes of one report."""

    def __init__(self, contents: ReportContents) -> None:
        self._report = contents.report
        self._figures = Counter(figure.item for figure in contents.figures)
        self._notes = standings(contents.annotations)

    def node(self) -> Node:
        report = self._report
        parts = tuple(self._section(part) for part in report.parts)
        full = " ".join(words for words in (report.title, report.subtitle) if words)
        own = self._notes.get((), NOTHING)
        return _above(NodeKind.REPORT, Place(report.key), "", report.name, report.name, full, parts, own)

    def _section(self, section: Section) -> Node:
        label = heading_label(section)
        number = "" if section.number is None else str(section.number)
        items = tuple(self._item(item, section) for item in section.own_items())
        below = items + tuple(self._section(one) for one in section.sections)
        place = Place(self._report.key, section.path)
        name = section.heading or label
        own = self._notes.get(section.path, NOTHING)
        return _above(NodeKind.SECTION, place, number, label, name, section_title(section), below, own)

    def _item(self, item: Item, section: Section) -> Node:
        kind = NodeKind.LEAD if item.role is ItemRole.LEAD else NodeKind.ITEM
        place = Place(self._report.key, section.path, item.position)
        name = caption(item)
        counts = self._figures[item.position], self._notes.get(item.position, NOTHING)
        return Node(kind, place, "", shown(name), name, shown(item.text), *counts)


def _above(
    kind: NodeKind,
    place: Place,
    number: str,
    label: str,
    name: str,
    full: str,
    children: tuple[Node, ...],
    own: Standing,
) -> Node:
    figures, notes = sum(node.figures for node in children), summed((own, *(node.standing for node in children)))
    return Node(kind, place, number, shown(label), name, shown(full), figures, notes, children)
