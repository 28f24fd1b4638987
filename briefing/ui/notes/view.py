"""The list on the screen: many can be chosen at once, and one opens into its editor at its own place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from datetime import date, datetime

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from briefing.domain.annotation import Annotation
from briefing.ui.notes.catalogue import Row
from briefing.ui.notes.delegate import HEADING, ROW, NotesDelegate
from briefing.ui.notes.model import NotesModel
from briefing.ui.notes.query import Entry
from briefing.ui.theme import Theme


class NotesView(QTableView):
    """``note_chosen`` carries the Annotation of the current row or None, ``selection_changed`` follows any change of
    what is chosen, ``open_wanted`` an Annotation that is to be opened, ``menu_wanted`` where on the screen a menu is
    asked for; ``delete_wanted`` and ``jump_wanted`` follow their keys.

    One column: a table view knows the heights of thousands of rows without asking for each.
    """

    note_chosen = Signal(object)
    selection_changed = Signal()
    open_wanted = Signal(object)
    menu_wanted = Signal(object)
    delete_wanted = Signal()
    jump_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.keyboard_focus = False
        self._editor: QWidget | None = None
        self._edited = ""
        self._high = 0
        self._filling = False
        self._odd: list[int] = []
        self._told: Annotation | None = None
        self._model = NotesModel(self)
        self._delegate = NotesDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setModel(self._model)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("批注列表"))
        self.selectionModel().currentRowChanged.connect(lambda *_: self._tell())
        self.selectionModel().selectionChanged.connect(lambda *_: self._selected())
        self.doubleClicked.connect(self._open)
        theme.changed.connect(self._measure)
        self._measure()

    # What is shown.

    def set_rows(self, rows: tuple[Row, ...], today: date) -> None:
        """Show these; what was chosen stays so where it is still among them, and the row at the top stays there."""
        chosen, at = self._chosen_entries(), self.currentIndex().row()
        current = self._model.entry_at(at)
        held, offset = self._held(current)
        self._filling = True
        self._delegate.today = today
        self._model.set_rows(rows, today)
        self._measure()
        self._choose_again(chosen, current, at)
        self._hold(held, offset)
        self._filling = False
        self._place_editor()
        self._tell()
        self.selection_changed.emit()

    def set_deletions(self, deletions: Mapping[str, tuple[str, datetime]]) -> None:
        """Who deleted what, and when, by id."""
        self._model.set_deletions(deletions)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows now shown."""
        return self._model.rows

    @property
    def current(self) -> Annotation | None:
        """The annotation of the current row."""
        return self._model.note_at(self.currentIndex().row())

    @property
    def chosen(self) -> tuple[Annotation, ...]:
        """What is selected, in the order shown."""
        return tuple(entry.note for entry in self._chosen_entries())

    @property
    def chosen_count(self) -> int:
        """How many are selected."""
        headings = self._model.headings
        return sum(last - first + 1 - bisect_right(headings, last) + bisect_left(headings, first)
                   for first, last in self._chosen_ranges())  # fmt: skip

    @property
    def shown_count(self) -> int:
        """How many annotations are in the list."""
        return len(self._model.rows) - len(self._model.headings)

    def _chosen_ranges(self) -> list[tuple[int, int]]:
        selection = self.selectionModel().selection()
        parts = [selection.at(number) for number in range(selection.count())]
        return sorted((part.top(), part.bottom()) for part in parts)

    def _chosen_entries(self) -> list[Entry]:
        rows = [row for first, last in self._chosen_ranges() for row in self._model.rows[first : last + 1]]
        return [row for row in rows if isinstance(row, Entry)]

    def choose(self, note_id: str) -> bool:
        """Make an annotation current and bring it into view. False when it is not shown."""
        at = self._model.row_of(note_id)
        if at < 0:
            return False
        # Said outright: a key that is still held down would make it a step of choosing several.
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(self._model.index(at), flag.ClearAndSelect)
        self.scrollTo(self._model.index(at))
        return True

    def step_to_first(self) -> None:
        """Make the first annotation current where none is."""
        if self.current is None and len(self._model.rows) > 1:
            self.setCurrentIndex(self._model.index(1))

    # The editor.

    def open_editor(self, note_id: str, editor: QWidget, high: int) -> None:
        """Put an editor over the row of an annotation; the row keeps its top edge and becomes ``high`` pixels high."""
        self.close_editor()
        at = self._model.row_of(note_id)
        if at < 0:
            editor.deleteLater()
            return
        self._editor, self._edited, self._high = editor, note_id, high
        self._odd.append(at)
        editor.setParent(self.viewport())
        self.setRowHeight(at, high)
        self._place_editor()
        editor.show()
        self._reveal(at)

    def close_editor(self) -> None:
        """Take the editor away; its row is a row again."""
        if self._editor is None:
            return
        at, editor = self._model.row_of(self._edited), self._editor
        within = editor.isAncestorOf(self.window().focusWidget() or self)
        self._editor, self._edited = None, ""
        editor.hide()
        editor.deleteLater()
        if at >= 0:
            self.setRowHeight(at, self._theme.px(ROW))
        if within:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def resize_editor(self, high: int) -> None:
        """Make the editor's row as high as it has become."""
        at = self._model.row_of(self._edited)
        if at >= 0 and high != self._high:
            self._high = high
            self.setRowHeight(at, high)
            self._place_editor()

    @property
    def editor(self) -> QWidget | None:
        """What lies open."""
        return self._editor

    def _place_editor(self) -> None:
        if self._editor is None:
            return
        at = self._model.row_of(self._edited)
        self._editor.setVisible(at >= 0)
        if at >= 0:
            box = self.visualRect(self._model.index(at))
            self._editor.setGeometry(0, box.top(), self.viewport().width(), box.height())

    def _reveal(self, at: int) -> None:
        """Scroll no further than is needed for the whole of an opened row to be seen."""
        box = self.visualRect(self._model.index(at))
        bar = self.verticalScrollBar()
        below = box.bottom() - self.viewport().height() + 1
        if below > 0:
            bar.setValue(bar.value() + min(below, box.top()))
        elif box.top() < 0:
            bar.setValue(bar.value() + box.top())
        self._place_editor()

    # How it lies.

    def _measure(self) -> None:
        header, px = self.verticalHeader(), self._theme.px
        blocked = header.blockSignals(True)
        # Heights outlive a reset of the model, so those of other rows are taken back.
        for at in self._odd:
            if at < header.count():
                header.resizeSection(at, px(ROW))
        header.setDefaultSectionSize(px(ROW))
        self._odd = list(self._model.headings)
        for at in self._odd:
            header.resizeSection(at, px(HEADING))
        if self._edited and (at := self._model.row_of(self._edited)) >= 0:
            self._odd.append(at)
            header.resizeSection(at, self._high)
        header.blockSignals(blocked)
        self.verticalScrollBar().setSingleStep(px(32))
        self.updateGeometries()
        self.viewport().update()

    def _held(self, current: Entry | None) -> tuple[Entry | None, int]:
        """The annotation whose row is to keep its place on the screen: the current one where it can be seen, else the
        first that can; and where its top edge is."""
        if current is not None:
            box = self.visualRect(self.currentIndex())
            if 0 <= box.top() < self.viewport().height():
                return current, box.top()
        first = max(0, self.rowAt(0))
        for at in range(first, min(first + 3, len(self._model.rows))):
            if (entry := self._model.entry_at(at)) is not None:
                return entry, self.visualRect(self._model.index(at)).top()
        return None, 0

    def _hold(self, held: Entry | None, offset: int) -> None:
        for at in self._model.rows_of([held] if held else []):
            self.verticalScrollBar().setValue(self.verticalHeader().sectionPosition(at) - offset)

    def _choose_again(self, chosen: list[Entry], current: Entry | None, at: int) -> None:
        """Select what was selected; where the current row has gone, the one that took its place becomes current."""
        model, selection = self._model, QItemSelection()
        rows = model.rows_of(chosen)
        for first, last in _ranges(rows):
            selection.select(model.index(first), model.index(last))
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(selection, flag.ClearAndSelect)
        row = next(iter(rows if chosen == [current] else model.rows_of([current] if current else [])), -1)
        if row >= 0:
            self.selectionModel().setCurrentIndex(model.index(row), flag.NoUpdate)
        elif current is not None:
            near = range(min(at, len(model.rows) - 1), -1, -1)
            row = next((one for one in near if model.note_at(one)), -1)
            if row >= 0:
                self.selectionModel().setCurrentIndex(model.index(row), flag.NoUpdate if rows else flag.ClearAndSelect)

    # Keys and mouse.

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """As in a list: Home and End lead to the first and the last, and nothing leads to a heading."""
        cursor, last = QAbstractItemView.CursorAction, len(self._model.rows) - 1
        if action is cursor.MoveHome or not self.currentIndex().isValid():
            return self._model.index(min(1, last))
        if action is cursor.MoveEnd:
            return self._model.index(last)
        index = super().moveCursor(action, modifiers)
        return index if self._model.note_at(index.row()) else self._model.index(index.row() + 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keyboard_focus = True
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            if control and self.current is not None:
                self.jump_wanted.emit(self.current)
            else:
                self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.keyboard_focus = False
        super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            at = self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).center())
        self.menu_wanted.emit(QPoint(at))

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.keyboard_focus = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)
        self.step_to_first()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_editor()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_editor()

    def _tell(self) -> None:
        if not self._filling and self.current is not self._told:
            self._told = self.current
            self.note_chosen.emit(self._told)

    def _selected(self) -> None:
        if not self._filling:
            self.selection_changed.emit()

    def _open(self, index: QModelIndex) -> None:
        if note := self._model.note_at(index.row()):
            self.open_wanted.emit(note)


def _ranges(rows: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
