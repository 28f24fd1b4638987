"""The outline's tree: rows painted by its delegate, keys and clicks that open, unfold and find by typing."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QStyleOptionViewItem, QTreeView, QWidget

from briefing.domain.place import Place
from briefing.ui.outline.delegate import COUNT, INDENT, OutlineDelegate, RowState
from briefing.ui.outline.filter import OutlineFilter
from briefing.ui.outline.header import CountHeader
from briefing.ui.outline.model import Column, OutlineModel, Role
from briefing.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex


class OutlineTree(QTreeView):
    """Shows the filter over the model. ``opened`` carries the Place of a row that was clicked or entered."""

    opened = Signal(object)

    def __init__(self, theme: Theme, source: OutlineModel, shown: OutlineFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._source, self._filter = theme, source, shown
        self._delegate = OutlineDelegate(theme, self)
        self._hovered = QPersistentModelIndex()
        self._keyboard = False
        self._typed, self._typing = "", QElapsedTimer()
        self.setModel(shown)
        self.setItemDelegate(self._delegate)
        self.setHeader(CountHeader(theme, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setRootIsDecorated(False)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        self.setAccessibleName(self.tr("报告目录"))
        self.restyle()
        theme.changed.connect(self.restyle)

    def restyle(self) -> None:
        """Lay out anew after a change of the theme."""
        self.setIndentation(self._theme.px(INDENT))
        self.verticalScrollBar().setSingleStep(self._theme.px(32))
        self._fit_columns()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def place_at(self, index: Index) -> Place | None:
        """The place of a row, None for no row."""
        found = index.data(Role.PLACE) if index.isValid() else None
        return found if isinstance(found, Place) else None

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Counts keep their place whether or not a scroll bar stands beside them."""
        header, bar = self.header(), self.verticalScrollBar()
        self._delegate.set_scroll_bar(bar.width() if bar.isVisibleTo(self) else 0)
        count = self._theme.px(COUNT)
        widths = {Column.NOTES: count + self._delegate.edge, Column.FIGURES: count}
        widths[Column.LABEL] = max(0, self.viewport().width() - sum(widths.values()))
        if header.count() == len(Column):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            for column, width in widths.items():
                if header.sectionSize(column) != width:
                    header.resizeSection(column, width)

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        first = index.sibling(index.row(), Column.LABEL)
        current = first == self.currentIndex().siblingAtColumn(Column.LABEL)
        children = self.model().rowCount(first) > 0
        state = RowState(
            depth=self._depth(first),
            children=children,
            expanded=children and self.isExpanded(first),
            current=current,
            hovered=self._hovered == first,
            ringed=current and self._keyboard and self.hasFocus(),
        )
        self._delegate.paint_row(painter, option.rect, first, state)  # type: ignore[attr-defined]

    def drawBranches(self, painter: QPainter, rect: object, index: Index) -> None:
        """No branch lines: the delegate paints the chevrons."""

    def _depth(self, index: Index) -> int:
        depth = 0
        while (index := index.parent()).isValid():
            depth += 1
        return depth

    def _chevron_under(self, event: QMouseEvent) -> QModelIndex:
        index = self.indexAt(event.position().toPoint()).siblingAtColumn(Column.LABEL)
        if index.isValid() and self.model().rowCount(index):
            row = self.visualRect(index)
            row.setLeft(0)
            if self._delegate.chevron_cell(row, self._depth(index)).contains(event.position().toPoint()):
                return index
        return QModelIndex()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._keyboard = False
        chevron = self._chevron_under(event)
        if chevron.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self.setExpanded(chevron, not self.isExpanded(chevron))
            return
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            self._open(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second press of two quick ones counts as a press, on a chevron too."""
        if self._chevron_under(event).isValid():
            self.mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).siblingAtColumn(Column.LABEL))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(QModelIndex())

    def _hover(self, index: QModelIndex) -> None:
        if self._hovered != index:
            self._hovered = QPersistentModelIndex(index)
            self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        first = index.siblingAtColumn(Column.LABEL)
        if place := self.place_at(first):
            if self.model().rowCount(first):
                self.expand(first)
            self.opened.emit(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._keyboard = True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)
        self.viewport().update()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Words composed by an input method find rows just as typed letters do."""
        if event.commitString():
            self.keyboardSearch(event.commitString())
        event.accept()

    def keyboardSearch(self, search: str) -> None:
        """Go to the next visible row whose number, label or initials begin with what is typed in quick succession."""
        pause = QGuiApplication.styleHints().keyboardInputInterval()
        fresh = not self._typing.isValid() or self._typing.elapsed() > pause
        self._typing.restart() if self._typing.isValid() else self._typing.start()
        self._typed = search if fresh else self._typed + search
        typed = self._typed.casefold()
        start = self.currentIndex()
        index = self.indexBelow(start) if fresh and start.isValid() else start
        index = index if index.isValid() else self._filter.index(0, 0)
        first = index
        while index.isValid():
            node = index.data(Role.NODE)
            begins = (node.caption.casefold(), node.label.casefold(), self._source.initials_of(node))
            if any(text.startswith(typed) for text in begins):
                self.setCurrentIndex(index.siblingAtColumn(Column.LABEL))
                return
            below = self.indexBelow(index)
            index = below if below.isValid() else self._filter.index(0, 0)
            if index == first:
                return

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._keyboard = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.setCurrentIndex(self._filter.index(0, 0))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
