"""The outline as a Qt model: label, figures, annotations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefing.domain.contents import ReportContents
from briefing.domain.place import Place
from briefing.ui.outline.node import Kept, Node, NodeKind, report_nodes

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns."""

    LABEL = 0
    FIGURES = 1
    NOTES = 2


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
        self._rows: tuple[Row, ...] = ()
        self._kept: tuple[Kept, ...] = ()
        self._top: tuple[int, ...] = ()
        self._ids: dict[Place, int] = {}
        self._items: dict[tuple[str, int], int] = {}
        self._initials: Mapping[str, str] = {}

    def set_contents(self, contents: tuple[ReportContents, ...], made: Mapping[str, Node] | None = None) -> bool:
        """Show these reports. Where only counts changed every index stays valid, and the answer is False.

        ``made`` may hold their nodes, by key: thousands of rows are work for the worker.
        """
        nodes = tuple(made[each.report.key] for each in contents) if made else report_nodes(contents, self._kept)
        self._kept = tuple(zip(contents, nodes, strict=True))
        rows, top = _rows(nodes)
        if len(rows) == len(self._rows) and all(map(_alike, rows, self._rows)):
            changed = [at for at, row in enumerate(rows) if not _counts_alike(row.node, self._rows[at].node)]
            self._rows = rows
            for at in changed:
                self.dataChanged.emit(self._index(at, Column.LABEL), self._index(at, Column.NOTES))
            return False
        self.beginResetModel()
        self._rows, self._top = rows, top
        self._ids = {row.node.place: at for at, row in enumerate(rows)}
        self._items = {(p.report_key, p.item): at for p, at in self._ids.items() if p.item is not None}
        self.endResetModel()
        return True

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

    def rows(self) -> tuple[Row, ...]:
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
        children = self._children(parent)
        if not (0 <= row < len(children) and 0 <= column < len(Column)):
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    def parent(self, child: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]  # noqa: B008
        if not child.isValid():
            return QModelIndex()
        above = self._rows[child.internalId()].parent
        return QModelIndex() if above < 0 else self._index(above, Column.LABEL)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(self._children(parent))

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        node = self._rows[index.internalId()].node
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(node, index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return self._standing(node) if index.column() == Column.NOTES and node.notes else node.full
            case Qt.ItemDataRole.AccessibleDescriptionRole:
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
        notes = self._standing(node)
        if column == Column.FIGURES:
            return figures
        if column == Column.NOTES:
            return notes
        kind = self.tr("总述，") if node.kind is NodeKind.LEAD else ""
        return f"{kind}{node.caption}，{figures}，{notes}"

    def _standing(self, node: Node) -> str:
        """How many annotations, and how they stand."""
        notes = self.tr("{0} 条批注").format(node.notes)
        return f"{notes}（{node.standing.words}）" if node.notes else notes

    def _children(self, parent: Index) -> tuple[int, ...]:
        if not parent.isValid():
            return self._top
        return self._rows[parent.internalId()].children if parent.column() == Column.LABEL else ()

    def _index(self, at: int, column: int) -> QModelIndex:
        return self.createIndex(self._rows[at].row, column, at)


def _rows(reports: tuple[Node, ...]) -> tuple[tuple[Row, ...], tuple[int, ...]]:
    """All nodes in reading order, and which of them are reports."""
    rows: list[Row | None] = []

    def place(node: Node, parent: int, row: int) -> int:
        at = len(rows)
        rows.append(None)
        children = tuple(place(child, at, number) for number, child in enumerate(node.children))
        rows[at] = Row(node, parent, row, children)
        return at

    top = tuple(place(node, -1, number) for number, node in enumerate(reports))
    return tuple(row for row in rows if row is not None), top


def _alike(one: Row, other: Row) -> bool:
    """Whether two rows are the same but for their counts."""
    if one.parent != other.parent or one.row != other.row:
        return False
    return one.node is other.node or _without_counts(one.node) == _without_counts(other.node)


def _counts_alike(one: Node, other: Node) -> bool:
    return one is other or (one.figures == other.figures and one.standing == other.standing)


def _without_counts(node: Node) -> tuple[object, ...]:
    return (node.kind, node.place, node.number, node.label, node.name, node.full)
