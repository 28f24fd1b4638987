"""Narrowing the outline to what is typed, by words or by pinyin initials."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from briefing.domain.shown import shown
from briefing.ui.outline.model import OutlineModel, Role
from briefing.ui.outline.node import NodeKind

UNFOLDED = 200
"""Matches up to which all that holds one is unfolded."""


@dataclass(frozen=True, slots=True)
class _Verdict:
    """Ids of the rows that match by themselves, and of all that are shown."""

    found: frozenset[int]
    kept: frozenset[int]


class OutlineFilter(QSortFilterProxyModel):
    """Keeps rows that hold every typed word, the items of a section whose heading does, and whatever stands above.

    Words are looked for in headings, captions and item texts as typed, and in the initials of headings and captions.
    A row kept only for what stands below it answers True to ``Role.MUTED``.
    """

    def __init__(self, source: OutlineModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self._words: tuple[str, ...] = ()
        self._verdict: _Verdict | None = None
        self._texts: tuple[str, ...] = ()
        source.modelAboutToBeReset.connect(self._forget_rows)
        self.setSourceModel(source)

    @property
    def active(self) -> bool:
        """Whether anything was typed."""
        return bool(self._words)

    def set_words(self, text: str) -> None:
        """Narrow to rows that hold every blank-separated word of ``text``; an empty text shows everything."""
        self._words = tuple(shown(text).casefold().split())
        self.refresh()

    def refresh(self) -> None:
        """Look again, after the words or the initials changed; everything is reset.

        Taking rows out one by one would make a tree that has thousands of them unfolded work for seconds.
        """
        self.setSourceModel(None)  # type: ignore[arg-type]
        self._forget()
        self.setSourceModel(self._source)

    def _look(self) -> _Verdict:
        """What matches, worked out when it is first asked for: a reset of the source empties it."""
        if self._verdict is None:
            self._verdict = self._judge()
        return self._verdict

    def _judge(self) -> _Verdict:
        rows = self._source.rows()
        if not self._texts:
            self._texts = tuple(f"{row.node.caption}\n{row.node.full}".casefold() for row in rows)
        found = set(range(len(rows))) if self._words else set()
        for word in self._words:
            found = {at for at in found if word in self._texts[at]} | self._heard(word, found)
        kept = set(found)
        for at in found:
            above = rows[at].parent
            while above >= 0 and above not in kept:
                kept.add(above)
                above = rows[above].parent
            if rows[at].node.kind is NodeKind.SECTION:
                kept.update(child for child in rows[at].children if rows[child].node.kind is not NodeKind.SECTION)
        return _Verdict(frozenset(found), frozenset(kept))

    def first_found(self) -> QModelIndex:
        """The first row that matches by itself, as an index of this model; invalid when none does."""
        found = self._look().found
        return self._index(min(found)) if found else QModelIndex()

    def above_found(self) -> tuple[QModelIndex, ...]:
        """The rows that must be unfolded for the first matches to be seen, as indexes of this model.

        Past ``UNFOLDED`` matches nobody looks at each, and laying all of them out would hold up the typing.
        """
        first = nsmallest(UNFOLDED, self._look().found)
        above = {parent for at in first for parent in self._source.ancestors(at)}
        return tuple(self._index(at) for at in sorted(above))

    def _index(self, at: int) -> QModelIndex:
        return self.mapFromSource(self._source.index_of(self._source.rows()[at].node.place))

    def filterAcceptsRow(self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex) -> bool:
        if not self._words:
            return True
        return self._source.child_of(source_parent, source_row) in self._look().kept

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Role.MUTED and self._words and index.isValid():
            at = self.mapToSource(index).internalId()
            return at not in self._look().found and bool(self._source.rows()[at].children)
        return super().data(index, role)

    def _heard(self, word: str, among: set[int]) -> set[int]:
        """Rows whose initials hold the word."""
        if not word.isascii():
            return set()
        rows, initials_of = self._source.rows(), self._source.initials_of
        return {at for at in among if word in initials_of(rows[at].node)}

    def _forget(self) -> None:
        self._verdict = None

    def _forget_rows(self) -> None:
        """Ids of the old rows mean nothing in the new ones."""
        self._verdict, self._texts = None, ()
