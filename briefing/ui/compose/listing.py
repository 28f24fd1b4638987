"""The list of entries: the current one unfolds; drag, keys and the mouse put them into another order."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QMenu

from briefing.ui.compose.delegate import ROW, EntryDelegate
from briefing.ui.compose.model import EntryModel
from briefing.ui.compose.panel import EntryPanel
from briefing.ui.compose.rows import Row
from briefing.ui.theme import Theme


class EntryList(QListView):
    """``entry_chosen`` carries the id of the entry that became current, ``step_wanted`` -1 or 1, ``remove_wanted``
    nothing: it is about ``chosen``. ``opened`` asks to see the current one's page.
    """

    entry_chosen = Signal(str)
    step_wanted = Signal(int)
    remove_wanted = Signal()
    opened = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.entries = EntryModel(self)
        self._delegate = EntryDelegate(theme, self)
        self.panel = EntryPanel(theme, self.viewport())
        self.panel.resized.connect(self._unfold)
        self.panel.left.connect(lambda: self.setFocus(Qt.FocusReason.OtherFocusReason))
        self.setModel(self.entries)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setAccessibleName(self.tr("简报内容"))
        self.selectionModel().currentChanged.connect(self._follow)
        self.entries.dataChanged.connect(lambda *_: self._fill())
        theme.changed.connect(self._dress)
        self._dress()

    @property
    def current(self) -> Row | None:
        """The entry that is unfolded."""
        return self.entries.at(self.currentIndex())

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the entries that are selected, in their order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        if not rows and (row := self.current) is not None:
            return (row.entry.id,)
        return tuple(self.entries.rows[at].entry.id for at in rows)

    def choose(self, entry_id: str) -> None:
        """Make an entry current and bring it into view."""
        at = self.entries.row_of(entry_id)
        if at >= 0:
            self._select_alone(at)
            self.scrollTo(self.currentIndex())

    def select_all_of(self, ids: tuple[str, ...]) -> None:
        """Select these entries, the first of them current."""
        mode = self.selectionModel().SelectionFlag
        for number, entry_id in enumerate(ids):
            at = self.entries.row_of(entry_id)
            if at < 0:
                continue
            if number == 0:
                self._select_alone(at)
            self.selectionModel().select(self.entries.index(at), mode.Select)

    def _select_alone(self, at: int) -> None:
        """Whatever key is held: ``setCurrentIndex`` would take Ctrl or Shift for a wish to select more."""
        model = self.selectionModel()
        model.setCurrentIndex(self.entries.index(at), model.SelectionFlag.ClearAndSelect)

    def refresh(self) -> None:
        """What is unfolded may have changed with the rows."""
        self._follow(self.currentIndex())

    def _dress(self) -> None:
        self.verticalScrollBar().setSingleStep(self._theme.px(ROW))
        self._unfold()

    def _follow(self, index: QModelIndex) -> None:
        row = self.entries.at(index)
        entry_id = row.entry.id if row else ""
        changed = entry_id != self._delegate.current
        self._delegate.current = entry_id
        self._fill()
        if changed:
            self.entry_chosen.emit(entry_id)

    def _fill(self) -> None:
        self.panel.show_row(self.current)
        self._unfold()

    def _unfold(self) -> None:
        row = self.current
        high = 0
        if row is not None:
            self.panel.setFixedWidth(max(1, self.viewport().width()))
            high = self.panel.high(self.panel.width())
            if not row.options and not row.worded:
                high = 0
        if high != self._delegate.unfolded:
            self._delegate.unfolded = high
            self.scheduleDelayedItemsLayout()
        self.panel.setFixedHeight(max(1, high))
        self.panel.setVisible(high > 0)
        self._place_panel()
        self.viewport().update()

    def _place_panel(self) -> None:
        index = self.currentIndex()
        if index.isValid() and self._delegate.unfolded:
            top = self.visualRect(index).top() + self._theme.px(ROW)
            self.panel.move(QPoint(0, top))

    def updateGeometries(self) -> None:
        super().updateGeometries()
        if hasattr(self, "panel"):
            if self.panel.width() != self.viewport().width():
                self._unfold()
            self._place_panel()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_panel()

    def event(self, event: QEvent) -> bool:
        """Alt and an arrow are the list's own while it has the keyboard, whatever the menus mean by them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _steps(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._delegate.ringed = True
        if step := _steps(event):
            self.step_wanted.emit(step)
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_wanted.emit()
        elif event.key() == Qt.Key.Key_F2:
            self.panel.edit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if row := self.current:
                self.opened.emit(row.entry.id)
        else:
            super().keyPressEvent(event)
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._delegate.ringed = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._delegate.ringed = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._delegate.ringed = False
        super().focusOutEvent(event)
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.current is None:
            return
        menu = QMenu(self)
        menu.addAction(self.tr("改文字…"), self.panel.edit).setEnabled(bool(self.current.worded))
        menu.addAction(self.tr("上移"), lambda: self.step_wanted.emit(-1))
        menu.addAction(self.tr("下移"), lambda: self.step_wanted.emit(1))
        menu.addSeparator()
        menu.addAction(self.tr("移除"), self.remove_wanted.emit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())  # type: ignore[attr-defined]
            row = self.entries.at(index)
            self.setToolTip(row.spoken if row else "")
        return super().viewportEvent(event)


def _steps(event: QKeyEvent) -> int:
    """-1 or 1 for Alt with an arrow, else 0."""
    if not event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return 0
    return {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
