"""Narrowing the outline to what is typed, by words or by pinyin initials."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from briefing.domain.shown import shown
from briefing.ui.outline.model import OutlineModel, Role, Row
from briefing.ui.outline.node import NodeKind


class OutlineFilter(QSortFilterProxyModel):
    """Keeps rows that hold every typed word, the items of a section whose heading does, and whatever stands above.

    Words are looked for in headings, captions and item texts as typed, and in the initials of headings and captions.
    A row kept only for what stands below it answers True to ``Role.MUTED``.
    """

    def __init__(self, source: OutlineModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._words: tuple[str, ...] = ()
        self._found: frozenset[int] = frozenset()
        self._kept: frozenset[int] = frozenset()
        source.modelAboutToBeReset.connect(self._forget)
        self.setSourceModel(source)
        source.modelReset.connect(self.refresh)

    @property
    def active(self) -> bool:
        """Whether anything was typed."""
        return bool(self._words)

    def set_words(self, text: str) -> None:
        """Narrow to rows that hold every blank-separated word of ``text``; an empty text shows everything."""
        self._words = tuple(shown(text).casefold().split())
        self.refresh()

    def refresh(self) -> None:
        """Look again, after the reports or the initials changed."""
        rows = self._source.rows()
        found = {at for at, row in enumerate(rows) if self._matches(row)} if self._words else set()
        kept = set(found)
        for at in found:
            kept.update(self._source.ancestors(at))
            if rows[at].node.kind is NodeKind.SECTION:
                kept.update(child for child in rows[at].children if rows[child].node.kind is not NodeKind.SECTION)
        self._found, self._kept = frozenset(found), frozenset(kept)
        self.invalidateRowsFilter()

    def found(self) -> tuple[QModelIndex, ...]:
        """The rows that match by themselves, in reading order, as indexes of this model."""
        rows = self._source.rows()
        indexes = (self._source.index_of(rows[at].node.place) for at in sorted(self._found))
        return tuple(self.mapFromSource(index) for index in indexes)

    def filterAcceptsRow(self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex) -> bool:
        if not self._words:
            return True
        return self._source.index(source_row, 0, source_parent).internalId() in self._kept

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Role.MUTED and self._words and index.isValid():
            at = self.mapToSource(index).internalId()
            return at not in self._found and bool(self._source.rows()[at].children)
        return super().data(index, role)

    def _matches(self, row: Row) -> bool:
        node = row.node
        text = f"{node.caption}\n{node.full}".casefold()
        initials = self._source.initials_of(node)
        return all(word in text or (word.isascii() and word in initials) for word in self._words)

    def _forget(self) -> None:
        """Ids of the old rows mean nothing in the new ones."""
        self._found = self._kept = frozenset()
