"""The outline as a Qt model: label, figures, annotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefing.domain.contents import ReportContents
from briefing.domain.place import Place
from briefing.ui.outline.node import Counts, Node, NodeKind, report_nodes

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns."""

    LABEL = 0
    FIGURES = 1
    NOTES = 2


_COLUMNS = len(Column)
"""Asked for at every index, where counting the members anew would take longer than all the rest."""


class Role(IntEnum):
    """What a row tells besides its texts: the node itself, and (in the filter) whether it is shown only as a parent."""

    PLACE = Qt.ItemDataRole.UserRole + 1
    KIND = Qt.ItemDataRole.UserRole + 2
    NODE = Qt.ItemDataRole.UserRole + 3
    MUTED = Qt.ItemDataRole.UserRole + 4


@dataclass(frozen=True, slots=True)
class Row:
    """A node where it stands: ids are places in reading order; ``parent`` is -1 for a report."""

    node: Node
    parent: int
    row: int
    children: tuple[int, ...]


class OutlineModel(QAbstractItemModel):
    """Reports, parts, sections and items, in the order in which they were given.

    An index's internal id is the row's place in reading order, so no index can outlive a Python object.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._contents: tuple[ReportContents, ...] = ()
        self._rows: list[Row] = []
        self._top: tuple[int, ...] = ()
        self._ids: dict[Place, int] = {}
        self._items: dict[tuple[str, int], int] = {}
        self._initials: Mapping[str, str] = {}

    def set_contents(self, contents: tuple[ReportContents, ...], nodes: Mapping[str, Node] | None = None) -> bool:
        """Show these reports. Where only counts changed every index stays valid, and the answer is False.

        ``nodes`` may hold what was made of these very reports before, by key, whatever they counted then.
        """
        before, self._contents = self._contents, contents
        if [each.report for each in contents] == [each.report for each in before]:
            for now, old in zip(contents, before, strict=True):
                if now is not old:
                    for at in self._count(now):
                        self.dataChanged.emit(self._index(at, Column.LABEL), self._index(at, Column.NOTES))
            return False
        made = nodes or {node.place.report_key: node for node in report_nodes(contents)}
        self.beginResetModel()
        self._rows, self._top = _rows(tuple(made[each.report.key] for each in contents))
        self._ids = {row.node.place: at for at, row in enumerate(self._rows)}
        self._items = {(p.report_key, p.item): at for p, at in self._ids.items() if p.item is not None}
        for each in contents:
            self._count(each)
        self.endResetModel()
        return True

    def _count(self, contents: ReportContents) -> list[int]:
        """Count a report's figures and annotations anew. The ids of the rows that say something else now."""
        key, counts = contents.report.key, Counts.of(contents)
        more: dict[int, tuple[int, int]] = {}
        for item in contents.report.items():
            at = self._items[key, item.position]
            node, (figures, notes) = self._rows[at].node, counts.at(item.position)
            if (node.figures, node.notes) != (figures, notes):
                by = figures - node.figures, notes - node.notes
                for row in (at, *self.ancestors(at)):
                    known = more.get(row, (0, 0))
                    more[row] = known[0] + by[0], known[1] + by[1]
        for at, (figures, notes) in more.items():
            node = self._rows[at].node
            node = replace(node, figures=node.figures + figures, notes=node.notes + notes)
            self._rows[at] = replace(self._rows[at], node=node)
        return sorted(more)

    def set_initials(self, initials: Mapping[str, str] | None) -> bool:
        """Pinyin initials of ``names``, lower case; None while there are none. Whether these were known already."""
        known = initials is not None and initials is self._initials
        self._initials = {} if initials is None else initials
        return known

    def initials_of(self, node: Node) -> str:
        """The initials of a node's name, empty when they are not known."""
        return self._initials.get(node.name, "")

    def names(self) -> tuple[str, ...]:
        """What initials are wanted for: headings and captions, each once, in the source's punctuation."""
        return tuple(dict.fromkeys(row.node.name for row in self._rows))

    def rows(self) -> Sequence[Row]:
        """Every row; an index's internal id is its place here."""
        return self._rows

    def index_of(self, place: Place) -> QModelIndex:
        """Where a place stands; an item's place may leave out its section. Invalid when it is not in the model."""
        at = self._ids.get(place)
        if at is None and place.item is not None:
            at = self._items.get((place.report_key, place.item))
        return QModelIndex() if at is None else self._index(at, Column.LABEL)

    def child_of(self, parent: Index, row: int) -> int:
        """The id of the row at that place below a row, or among the reports."""
        return self._children(parent)[row]

    def ancestors(self, at: int) -> Iterator[int]:
        """The ids above a row, from the nearest."""
        while (at := self._rows[at].parent) >= 0:
            yield at

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        # Called thousands of times at each letter typed into the filter.
        if not parent.isValid():
            children = self._top
        elif parent.column():
            return QModelIndex()
        else:
            children = self._rows[parent.internalId()].children
        if 0 <= row < len(children) and 0 <= column < _COLUMNS:
            return self.createIndex(row, column, children[row])
        return QModelIndex()

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        if not child.isValid():
            return QModelIndex()
        above = self._rows[child.internalId()].parent
        return QModelIndex() if above < 0 else self._index(above, Column.LABEL)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._children(parent))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return _COLUMNS

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self._rows[index.internalId()].node
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(node, index.column())
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return node.full
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(node, index.column())
            case Qt.ItemDataRole.TextAlignmentRole if index.column() != Column.LABEL:
                return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            case Role.PLACE:
                return node.place
            case Role.KIND:
                return node.kind
            case Role.NODE:
                return node
            case Role.MUTED:
                return False
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return ("", self.tr("数据"), self.tr("批注"))[section] if 0 <= section < len(Column) else None
        return None

    def _text(self, node: Node, column: int) -> str:
        if column == Column.LABEL:
            return node.caption
        count = node.figures if column == Column.FIGURES else node.notes
        return str(count) if count else ""

    def _spoken(self, node: Node, column: int) -> str:
        """A whole row in words on its label, since the counts alone say nothing when they are read out."""
        figures = self.tr("{0} 个数据").format(node.figures)
        notes = self.tr("{0} 条批注").format(node.notes)
        if column == Column.FIGURES:
            return figures
        if column == Column.NOTES:
            return notes
        kind = self.tr("总述，") if node.kind is NodeKind.LEAD else ""
        return f"{kind}{node.caption}，{figures}，{notes}"

    def _children(self, parent: Index) -> tuple[int, ...]:
        if not parent.isValid():
            return self._top
        return self._rows[parent.internalId()].children if parent.column() == Column.LABEL else ()

    def _index(self, at: int, column: int) -> QModelIndex:
        return self.createIndex(self._rows[at].row, column, at)


def _rows(reports: tuple[Node, ...]) -> tuple[list[Row], tuple[int, ...]]:
    """All nodes in reading order, and which of them are reports. A row knows what is below it, so its node need not."""
    rows: list[Row | None] = []

    def place(node: Node, parent: int, row: int) -> int:
        at = len(rows)
        rows.append(None)
        children = tuple(place(child, at, number) for number, child in enumerate(node.children))
        rows[at] = Row(replace(node, children=()) if children else node, parent, row, children)
        return at

    top = tuple(place(node, -1, number) for number, node in enumerate(reports))
    return [row for row in rows if row is not None], top
