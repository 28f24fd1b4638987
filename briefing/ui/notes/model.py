"""The list of annotations as a Qt model: headings and annotations, one a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from briefing.domain.annotation import Annotation
from briefing.domain.shown import shown
from briefing.ui.annotate.card import day_words
from briefing.ui.notes.catalogue import Heading, Row
from briefing.ui.notes.query import Entry
from briefing.ui.notes.words import first_words, warnings_of

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """``ROW`` gives the Entry or the Heading, ``META`` whose an annotation is and of which day."""

    ROW = Qt.ItemDataRole.UserRole + 1
    META = Qt.ItemDataRole.UserRole + 2


class NotesModel(QAbstractListModel):
    """Headings can be neither chosen nor made current."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._at: dict[str, int] | None = {}
        self._headings: tuple[int, ...] = ()
        self._deletions: Mapping[str, tuple[str, datetime]] = {}
        self.today = date.today()

    def set_rows(self, rows: tuple[Row, ...], today: date) -> None:
        """Show these, on that day."""
        self.beginResetModel()
        self._rows, self._at, self.today = rows, None, today
        self._headings = _headings(rows)
        self.endResetModel()

    def set_deletions(self, deletions: Mapping[str, tuple[str, datetime]]) -> None:
        """Who deleted what, and when, by id."""
        self._deletions = deletions
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows now shown."""
        return self._rows

    @property
    def headings(self) -> tuple[int, ...]:
        """The rows that are headings."""
        return self._headings

    def entry_at(self, row: int) -> Entry | None:
        """The entry of a row; None for a heading or no row."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, Entry) else None

    def rows_of(self, entries: Sequence[Entry]) -> list[int]:
        """Where these stand now, in order; what is not shown is left out.

        They are known again as they are, and only those that are not by their annotations' ids: reading 20,000 of
        those takes longer than all the rest.
        """
        wanted = {id(entry) for entry in entries}
        found = [at for at, row in enumerate(self._rows) if id(row) in wanted] if wanted else []
        if len(found) == len(wanted):
            return found
        left = wanted - {id(self._rows[at]) for at in found}
        ids = {entry.note.id for entry in entries if id(entry) in left}
        again = [at for at, row in enumerate(self._rows) if isinstance(row, Entry) and row[0].id in ids]
        return sorted({*found, *again})

    def note_at(self, row: int) -> Annotation | None:
        """The annotation of a row; None for a heading or no row."""
        found = self.entry_at(row)
        return found.note if found else None

    def row_of(self, note_id: str) -> int:
        """The row of an annotation, -1 when it is not shown."""
        if self._at is None:
            self._at = {row.note.id: at for at, row in enumerate(self._rows) if isinstance(row, Entry)}
        return self._at.get(note_id, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self._rows[index.row()], Heading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Role.ROW:
            return row
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Role.META):
            return None
        if isinstance(row, Heading):
            return self.tr("{0}，{1} 条").format(row.words, row.size) if role != Role.META else row.report
        if role == Role.META:
            return self._meta(row.note)
        return first_words(row.note) if role == Qt.ItemDataRole.DisplayRole else self._spoken(row.note)

    def _meta(self, note: Annotation) -> str:
        if note.deleted:
            author, at = self._deletions.get(note.id, ("", note.changed))
            day = day_words(at, self.today)
            return self.tr("{0} {1}删除").format(author, day) if author else self.tr("{0}删除").format(day)
        computed = self.tr("测算 · ") if note.computed else ""
        return f"{computed}{note.author} · {day_words(note.changed, self.today)}"

    def _spoken(self, note: Annotation) -> str:
        """A whole row in words: what it is, about what, how far it may be trusted, whose it is."""
        about = f"“{shown(note.quote)}”" if note.quote else note.scope.label
        parts = (note.kind.label, about, first_words(note), note.status.label, *warnings_of(note, self.today))
        return "，".join(part for part in (*parts, self._meta(note)) if part)


def _headings(rows: Sequence[Row]) -> tuple[int, ...]:
    """Each says how many rows follow it."""
    found, at = [], 0
    while at < len(rows):
        row = rows[at]
        assert isinstance(row, Heading)
        found.append(at)
        at += row.size + 1
    return tuple(found)
