"""Into the briefing from everywhere: buttons, a key, the right mouse button, and dragging."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QDrag, QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QMenu, QPushButton, QWidget

from briefing.domain.search import Hit, HitKind
from briefing.ui.compose.controller import ComposeController
from briefing.ui.compose.picks import PICK_TYPE, Pick, mime_of, pick_from
from briefing.ui.detail.chart_slot import ChartSlot
from briefing.ui.main_window import BRIEFINGS, MainWindow
from briefing.ui.navigation import Navigator
from briefing.ui.notes.query import Entry as NoteEntry
from briefing.ui.parts import button
from briefing.ui.theme import Theme

NARROW = 800
"""Pixels at 100 %: below this width of the window the bars of actions are full."""

HOVER = 500
"""Milliseconds over the 简报 tab after which it opens, so that one can drop at a place in the list."""


def pick_of_hit(hit: Hit) -> Pick:
    """What a row of the search palette stands for in a briefing."""
    if hit.kind is HitKind.INDICATOR and hit.indicator is not None:
        return Pick(indicators=(hit.indicator.key,))
    if hit.kind is HitKind.ANNOTATION and hit.annotation is not None:
        return Pick(annotations=(hit.annotation.id,))
    return Pick(places=(hit.place,))


class Gathering(QObject):
    """Puts the ways into a briefing where things are shown."""

    def __init__(self, theme: Theme, window: MainWindow, navigator: Navigator, compose: ComposeController) -> None:
        super().__init__(window)
        self._window, self._navigator, self._compose = window, navigator, compose
        self._theme = theme
        self._tips: list[QObject] = []
        self._added: list[QPushButton] = []
        self._buttons()
        self._menus()
        self._drags()
        self._tab()

    def here(self) -> Pick:
        """What 加入简报 means on the page in front; nothing where there is nothing to add."""
        window, place = self._window, self._navigator.place
        palette = window.palette_box
        if palette.isVisible():
            hit = palette.current_hit
            return pick_of_hit(hit) if hit else Pick()
        if window.page is window.compare_page:
            current = window.compare_page.table.current
            return Pick(indicators=(current.key,)) if current else Pick()
        if window.page is window.notes_page:
            return Pick(annotations=tuple(note.id for note in window.notes_page.view.chosen))
        if window.page is window.item_page and place is not None:
            return Pick(places=(place,), passage=window.item_page.text.selection)
        if window.page in (window.section_page, window.report_page) and place is not None:
            return Pick(places=(place,))
        return Pick()

    def add_here(self) -> None:
        """加入简报, from a button or its key."""
        pick = self.here()
        if pick:
            self._compose.changes.add(pick)
        else:
            self._window.notice.say(self.tr("请先打开条目、章节、对照或批注，再加入简报。"))

    def _buttons(self) -> None:
        window = self._window
        rows = [page.action_row for page in (window.item_page, window.section_page, window.report_page)]
        rows += [window.compare_page.action_row, window.notes_page.bar.action_row]
        for actions in rows:
            add = button(self.tr("加入简报"), "", self.add_here)
            add.setToolTip(self.tr("加入简报 Ctrl+J"))
            actions.insertWidget(actions.count() - 1, add)
            self._added.append(add)
        window.installEventFilter(self)
        self._theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        """Where letters are large and the window small there is room for a sign alone; its name stays."""
        narrow = self._window.width() / self._theme.scale < NARROW
        for add in self._added:
            add.setText("＋" if narrow else self.tr("加入简报"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def _menus(self) -> None:
        window = self._window
        self._offer(window.outline.tree.viewport(), self._in_tree)
        self._offer(window.compare_page.table.viewport(), self._in_comparison)
        self._offer(window.palette_box.list_view.viewport(), self._in_palette)
        for page in (window.item_page, window.section_page):
            self._offer(page.table.viewport(), self._table)
        for charts in (window.item_page.charts, window.section_page.charts, window.report_page.charts):
            self._offer(charts, partial(self._chart, charts))
        detail = window.compare_page.detail
        self._offer(detail, self._comparison_chart)

    def _offer(self, widget: QWidget, pick: Callable[[QPoint], Pick]) -> None:
        offered = _Offered(widget, pick, self._compose.changes.add)
        self._tips.append(offered)

    def _in_tree(self, at: QPoint) -> Pick:
        place = self._window.outline.tree.place_at(self._window.outline.tree.indexAt(at))
        return Pick(places=(place,)) if place else Pick()

    def _in_comparison(self, at: QPoint) -> Pick:
        table = self._window.compare_page.table
        indicator = table.indicator_at(table.indexAt(at))
        return Pick(indicators=(indicator.key,)) if indicator else Pick()

    def _in_palette(self, at: QPoint) -> Pick:
        hit = self._window.palette_box.hit_at(self._window.palette_box.list_view.indexAt(at))
        return pick_of_hit(hit) if hit else Pick()

    def _in_notes(self, at: QPoint) -> Pick:
        view = self._window.notes_page.view
        index = view.indexAt(at)
        found = view.rows[index.row()] if index.isValid() else None
        if not isinstance(found, NoteEntry):
            return Pick()
        chosen = tuple(note.id for note in view.chosen)
        return Pick(annotations=chosen if found.note.id in chosen else (found.note.id,))

    def _table(self, _: QPoint) -> Pick:
        place = self._navigator.place
        return Pick(tables=(place,)) if place else Pick()

    def _chart(self, slot: ChartSlot, at: QPoint) -> Pick:
        place = self._navigator.place
        return Pick(charts=((place, slot.number_at(at)),)) if place else Pick()

    def _comparison_chart(self, _: QPoint) -> Pick:
        current = self._window.compare_page.table.current
        return Pick(charted=(current.key,)) if current else Pick()

    def _drags(self) -> None:
        window = self._window
        for view, pick in (
            (window.outline.tree, self._in_tree),
            (window.compare_page.table, self._in_comparison),
            (window.palette_box.list_view, self._in_palette),
            (window.notes_page.view, self._in_notes),
        ):
            self._tips.append(DragSource(view, pick, self._dragging))

    def _dragging(self) -> None:
        """The palette lies over the list: it goes once something of it is on its way."""
        if self._window.palette_box.isVisible():
            self._window.palette_box.dismiss()

    def _tab(self) -> None:
        tab = self._window.left.tab_button(BRIEFINGS)
        self._tips.append(DropTab(tab, lambda: self._window.left.show_tab(BRIEFINGS), self._compose.changes.add))


class _Offered(QObject):
    """加入简报 under the right mouse button of a widget that has no menu of its own."""

    def __init__(self, widget: QWidget, pick: Callable[[QPoint], Pick], add: Callable[[Pick], object]) -> None:
        super().__init__(widget)
        self._widget, self._pick, self._add = widget, pick, add
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QContextMenuEvent) and watched is self._widget:
            pick = self._pick(event.pos())
            if pick:
                menu = QMenu(self._widget)
                menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
                menu.addAction(self.tr("加入简报"), lambda: self._add(pick))
                menu.popup(event.globalPos())
                return True
        return super().eventFilter(watched, event)


class DragSource(QObject):
    """Lets rows of a view be dragged, without the view knowing of briefings."""

    def __init__(
        self, view: QAbstractItemView, pick: Callable[[QPoint], Pick], begun: Callable[[], object] | None = None
    ) -> None:
        super().__init__(view)
        self._view, self._pick, self._begun = view, pick, begun
        self._from: QPoint | None = None
        self._picked = Pick()
        view.viewport().installEventFilter(self)

    def drag(self) -> QDrag | None:
        """What is on its way now, ready to be let go; None when nothing was taken up."""
        if not self._picked:
            return None
        made = QDrag(self._view)
        made.setMimeData(mime_of(self._picked))
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and watched is self._view.viewport():
            where = event.position().toPoint()
            if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
                self._from, self._picked = where, self._pick(where)
            elif event.type() == QEvent.Type.MouseButtonRelease:
                self._from, self._picked = None, Pick()
            elif event.type() == QEvent.Type.MouseMove and self._from is not None and self._picked:
                far = (where - self._from).manhattanLength() >= QApplication.startDragDistance()
                if far and event.buttons() & Qt.MouseButton.LeftButton:
                    self._carry()
                    return True
        return super().eventFilter(watched, event)

    def _carry(self) -> None:
        made = self.drag()
        self._from, self._picked = None, Pick()
        if made is not None:
            if self._begun:
                self._begun()
            made.exec(Qt.DropAction.CopyAction)


class DropTab(QObject):
    """The 简报 tab: what is dropped on it goes to the end; held over it, it opens."""

    def __init__(self, tab: QAbstractButton, show: Callable[[], object], add: Callable[[Pick], object]) -> None:
        super().__init__(tab)
        self._add = add
        self._hover = QTimer(self)
        self._hover.setSingleShot(True)
        self._hover.setInterval(HOVER)
        self._hover.timeout.connect(show)
        tab.setAcceptDrops(True)
        tab.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent) and event.mimeData().hasFormat(PICK_TYPE):
            event.acceptProposedAction()
            self._hover.start()
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._hover.stop()
        if isinstance(event, QDropEvent) and event.type() == QEvent.Type.Drop:
            self._hover.stop()
            pick = pick_from(event.mimeData())
            if pick:
                event.acceptProposedAction()
                self._add(pick)
            return True
        return super().eventFilter(watched, event)
