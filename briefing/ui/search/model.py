"""The rows of the palette's list: hits, and over each group its name."""

from __future__ import annotations

from collections import Counter
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefing.domain.figure import Figure
from briefing.domain.search import Hit, HitKind
from briefing.domain.shown import shown

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """The hit of a row, None for a group's name."""

    HIT = Qt.ItemDataRole.UserRole + 1


class HitList(QAbstractListModel):
    """All hits in groups, or the hits of one kind. Group names cannot be selected."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[HitKind | Hit] = []

    def set_hits(self, hits: tuple[Hit, ...], kind: HitKind | None = None) -> None:
        """Show these hits: of one kind, or of all kinds, each under its name."""
        self.beginResetModel()
        self._rows = []
        for group in HitKind:
            found = [hit for hit in hits if hit.kind is group]
            if found and kind is None:
                self._rows.append(group)
            if kind in (None, group):
                self._rows.extend(found)
        self.endResetModel()

    def hit_at(self, row: int) -> Hit | None:
        """The hit of a row, None for a group's name or no row."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Hit) else None

    def next_hit(self, row: int, steps: int) -> int:
        """The row ``steps`` hits on (back when negative), staying inside the list; -1 when it has no hit."""
        hits = [at for at, one in enumerate(self._rows) if isinstance(one, Hit)]
        if not hits:
            return -1
        at = hits.index(row) + steps if row in hits else 0
        return hits[max(0, min(at, len(hits) - 1))]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.hit_at(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Role.HIT:
            return row if isinstance(row, Hit) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(row.text) if isinstance(row, Hit) else row.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row) if isinstance(row, Hit) else row.label
        return None


def counts(hits: tuple[Hit, ...]) -> dict[HitKind, int]:
    """How many hits there are of each kind; kinds without hits are left out."""
    found = Counter(hit.kind for hit in hits)
    return {kind: found[kind] for kind in HitKind if found[kind]}


def spoken(hit: Hit) -> str:
    """A row in words, for screen readers: kind, text, values, where it is."""
    return "，".join(words for words in (hit.kind.label, shown(hit.text), _values(hit), shown(hit.trail)) if words)


def _values(hit: Hit) -> str:
    def words(figures: tuple[Figure, ...]) -> str:
        return "、".join(figure.quantity.words for figure in figures)

    if hit.indicator is not None:
        return f"{words(hit.indicator.results)} → {words((hit.indicator.target,))}"
    return words(hit.figures)
