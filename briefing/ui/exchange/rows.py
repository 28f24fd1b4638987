"""A list of annotations or passages in groups: a heading, then rows of two lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from briefing.domain.shown import shown
from briefing.ui.theme import Theme

HEADING, ROW = 32, 64
NARROW = 520
"""Below this width, in pixels at 100 %, a row leaves out what stands at its left and at its right end."""

_ROW = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """One line for the quote, one for the words. ``kind`` stands before them, ``first`` and ``second`` behind each."""

    key: str
    kind: str
    quote: str
    text: str
    first: str = ""
    second: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        quote = f"“{shown(self.quote)}”" if self.quote else ""
        return "，".join(part for part in (self.kind, quote, self.text, self.second, self.first) if part)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading; the heading stands with its count, zero too."""

    words: str
    rows: tuple[Row, ...]


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: tuple[Row | Group, ...] = ()
        self.rows: tuple[Row, ...] = ()
        self.headings: tuple[int, ...] = ()
        self.places: dict[str, tuple[int, int]] = {}
        """Where each row is: among the entries, and among the rows."""

    def show_groups(self, groups: Sequence[Group]) -> None:
        self.beginResetModel()
        entries: list[Row | Group] = []
        for group in groups:
            entries += (group, *group.rows)
        self.entries = tuple(entries)
        self.rows = tuple(row for group in groups for row in group.rows)
        self.headings = tuple(at for at, entry in enumerate(entries) if isinstance(entry, Group))
        numbered = (at for at, entry in enumerate(entries) if isinstance(entry, Row))
        self.places = {row.key: (at, number) for number, (row, at) in enumerate(zip(self.rows, numbered, strict=True))}
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own default)
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entries[index.row()]
        if role == _ROW:
            return entry
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.words} {len(entry.rows)}" if isinstance(entry, Group) else entry.spoken
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.words if isinstance(entry, Group) else entry.text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.entries[index.row()], Group):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry, theme = index.data(_ROW), self._theme
        box, state = QRectF(option.rect), option.state  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(entry, Group):
            self._heading(painter, box, entry)
        else:
            assert isinstance(entry, Row)
            current = bool(state & QStyle.StateFlag.State_Selected)
            if current:
                painter.fillRect(box, theme.colour("selected"))
            elif state & QStyle.StateFlag.State_MouseOver:
                painter.fillRect(box, theme.colour("hover"))
            if current and state & QStyle.StateFlag.State_Active:
                painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), theme.colour("ink"))
            self._row(painter, box, entry)
            if state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(QPen(theme.colour("ink"), 2))
                painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.setPen(theme.colour("line"))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.restore()

    def _heading(self, painter: QPainter, box: QRectF, group: Group) -> None:
        theme, px = self._theme, self._theme.px
        room = box.adjusted(px(24), 0, -px(16), 0)
        used = self._words(painter, room, group.words, theme.sans(15, bold=True), "ink")
        self._words(painter, room.adjusted(used + px(8), 0, 0, 0), str(len(group.rows)), theme.sans(14), "ink2")

    def _row(self, painter: QPainter, box: QRectF, entry: Row) -> None:
        theme, px = self._theme, self._theme.px
        wide = box.width() >= px(NARROW)
        room = box.adjusted(px(24), px(6), -px(16), -px(6))
        half = room.height() / 2
        if wide:
            kind = QRectF(room.left(), room.top(), px(64), half)
            self._words(painter, kind, entry.kind, theme.sans(15), "ink2")
            room.setLeft(room.left() + px(72))
        for at, (words, end, font) in enumerate(
            (
                (f"“{entry.quote}”" if entry.quote else "", entry.first, theme.serif(16)),
                (entry.text if wide else f"{entry.kind}　{entry.text}", entry.second, theme.sans(15)),
            )
        ):
            line = QRectF(room.left(), room.top() + at * half, room.width(), half)
            if end and (wide or at):
                line.setRight(line.right() - self._end(painter, line, end) - px(16))
            self._words(painter, line, shown(words).replace("\n", " "), font, "ink")

    def _end(self, painter: QPainter, line: QRectF, words: str) -> float:
        """Paint what stands at a line's right end; returns how wide that is."""
        font = self._theme.sans(13)
        wide = min(QFontMetricsF(font).horizontalAdvance(words) + 1, line.width() * 0.4)
        self._words(painter, QRectF(line.right() - wide, line.top(), wide, line.height()), words, font, "ink2")
        return wide

    def _words(self, painter: QPainter, box: QRectF, words: str, font: QFont, role: str) -> float:
        metrics = QFontMetricsF(font)
        shorter = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0.0, box.width()))
        painter.setFont(font)
        painter.setPen(self._theme.colour(role))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shorter)
        return metrics.horizontalAdvance(shorter)


class RowList(QTableView):
    """``row_chosen`` carries the key of the row that came in hand; ``opened`` follows Enter or a double click on it.

    A table of one column, for its rows have heights without anybody's being asked for each of twenty thousand.
    """

    row_chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(_Delegate(theme, self))
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.doubleClicked.connect(lambda _: self.opened.emit(self.current))
        theme.changed.connect(self._measure)

    @property
    def current(self) -> str:
        """The key of the row in hand; empty for none."""
        entry = self.currentIndex().data(_ROW) if self.currentIndex().isValid() else None
        return entry.key if isinstance(entry, Row) else ""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows listed."""
        return self._model.rows

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups listed."""
        return tuple(entry for entry in self._model.entries if isinstance(entry, Group))

    def show_groups(self, groups: Sequence[Group], *, headings: bool = True) -> None:
        """List these. What was in hand stays; when it is gone, what follows it is taken."""
        key, at = self.current, self._number()
        entries = groups if headings else [Group("", tuple(row for group in groups for row in group.rows))]
        # A header keeps the heights of lines whatever comes to stand in them.
        for number in self._model.headings:
            self.setRowHidden(number, False)
            self.setRowHeight(number, self._theme.px(ROW))
        self._model.show_groups(entries)
        self._headings = headings
        self._measure()
        rows = self.rows
        if rows:
            self.choose(key if key in self._model.places else rows[min(max(at, 0), len(rows) - 1)].key)

    _headings = True

    def _measure(self) -> None:
        """Rows grow with the text."""
        px = self._theme.px
        self.verticalHeader().setDefaultSectionSize(px(ROW))
        self.verticalScrollBar().setSingleStep(px(ROW))
        for number in self._model.headings:
            self.setRowHeight(number, px(HEADING))
            self.setRowHidden(number, not self._headings)
        self.viewport().update()

    def choose(self, key: str) -> None:
        """Take a row in hand."""
        if (place := self._model.places.get(key)) is not None:
            self.setCurrentIndex(self._model.index(place[0]))

    def step(self, steps: int = 1) -> None:
        """Take the next row in hand, or the one before; after the last comes the first."""
        if self.rows:
            self.choose(self.rows[(self._number() + steps) % len(self.rows)].key)

    def _number(self) -> int:
        return self._model.places.get(self.current, (0, 0))[1]

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if key := self.current:
            self.row_chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.opened.emit(self.current)
        else:
            super().keyPressEvent(event)
