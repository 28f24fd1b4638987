"""The outline as plain nodes: what a row says, what it opens, how much stands below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
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
    figures: int = 0
    standing: Standing = NOTHING
    children: tuple[Node, ...] = ()

    @property
    def caption(self) -> str:
        """Number and label in one string."""
        return f"{self.number} {self.label}" if self.number else self.label

    @property
    def notes(self) -> int:
        """How many annotations."""
        return self.standing.whole


Kept = tuple[ReportContents, Node]
"""A report with the node that was made of it."""


def report_nodes(contents: Iterable[ReportContents], before: Iterable[Kept] = ()) -> tuple[Node, ...]:
    """One node a report, in the given order. ``before`` lends the words of reports that are still the same."""
    known = {id(one.report): (one, node) for one, node in before}
    found = []
    for one in contents:
        old, node = known.get(id(one.report), (None, None))
        same = old is not None and old.figures is one.figures and old.annotations is one.annotations
        found.append(node if same and node is not None else _Reader(one, node).node())
    return tuple(found)


class _Reader:
    """Makes the nodes of one report, from those it had where only counts can have changed."""

    def __init__(self, contents: ReportContents, known: Node | None) -> None:
        self._report = contents.report
        self._figures = Counter(figure.item for figure in contents.figures)
        self._notes = standings(contents.annotations)
        self._known = {} if known is None else {node.place: node for node in _walk(known)}

    def node(self) -> Node:
        report = self._report
        parts = tuple(self._section(part) for part in report.parts)
        full = " ".join(words for words in (report.title, report.subtitle) if words)
        node = Node(NodeKind.REPORT, Place(report.key), "", shown(report.name), report.name, shown(full))
        return _counted(node, self._notes.get((), NOTHING), parts)

    def _section(self, section: Section) -> Node:
        items = tuple(self._item(item, section) for item in section.own_items())
        below = items + tuple(self._section(one) for one in section.sections)
        place = Place(self._report.key, section.path)
        node = self._known.get(place)
        if node is None:
            label = heading_label(section)
            number = "" if section.number is None else str(section.number)
            full = shown(section_title(section))
            node = Node(NodeKind.SECTION, place, number, shown(label), section.heading or label, full)
        return _counted(node, self._notes.get(section.path, NOTHING), below)

    def _item(self, item: Item, section: Section) -> Node:
        figures, standing = self._figures[item.position], self._notes.get(item.position, NOTHING)
        place = Place(self._report.key, section.path, item.position)
        node = self._known.get(place)
        if node is None:
            kind = NodeKind.LEAD if item.role is ItemRole.LEAD else NodeKind.ITEM
            name = caption(item)
            return Node(kind, place, "", shown(name), name, shown(item.text), figures, standing)
        same = node.figures == figures and node.standing == standing
        return node if same else replace(node, figures=figures, standing=standing)


def _counted(node: Node, own: Standing, children: tuple[Node, ...]) -> Node:
    figures = sum(child.figures for child in children)
    return replace(
        node, figures=figures, standing=summed((own, *(child.standing for child in children))), children=children
    )


def _walk(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _walk(child)
