"""The search palette: a box over the window in which everything can be found and opened from the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QListView, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from briefing.domain.search import Hit, HitKind
from briefing.ui.search.delegate import HEADING, ROW, HitDelegate
from briefing.ui.search.hints import Hints
from briefing.ui.search.keys import HEIGHT as KEYS
from briefing.ui.search.keys import KeyHelp
from briefing.ui.search.model import HitList, counts, spoken
from briefing.ui.search.tabs import KindTabs
from briefing.ui.search.words import HEIGHT as WORDS
from briefing.ui.search.words import WordsLine
from briefing.ui.theme import Theme

WIDTH, TOP, TABS, ROWS, MARGIN = 767, 56, 40, 7, 16
"""Pixels at 100 %, but for ROWS: hits that show before the list scrolls."""

DEBOUNCE = 60
"""Milliseconds of rest after a key before the words are searched for."""


class SearchPalette(QWidget):
    """Covers ``window`` with a scrim and shows the box on it; hidden until ``open`` is called.

    ``words_changed`` carries the words to search for; whoever searches answers with ``show_hits``. ``hit_chosen``
    carries the Hit to open, once the palette has closed; ``closed`` follows every closing.
    """

    words_changed = Signal(str)
    hit_chosen = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self._page: QWidget | None = None
        self._before: QWidget | None = None
        self._answered = ""
        self._hits: tuple[Hit, ...] = ()
        self._enter_waits = False
        self._box = _Box(theme, self)
        self._line = WordsLine(theme)
        self._tabs = KindTabs(theme)
        self._model = HitList(self)
        self._list = _list_view(theme, self._model)
        self._hints = Hints(theme)
        self._body = QStackedWidget()
        self._body.addWidget(self._hints)
        self._body.addWidget(self._list)
        self._keys = KeyHelp(theme)
        self._rules = [QFrame(), QFrame()]
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(DEBOUNCE)
        self._lay_out()
        self._connect()
        self.setAccessibleName(self.tr("搜索"))
        window.installEventFilter(self)
        self._answer("", ())
        self.hide()

    def set_page(self, page: QWidget) -> None:
        """Stand over this widget's column; without one in the middle of the window."""
        self._page = page

    def open(self, words: str = "") -> None:
        """Show the palette, with words to begin with; what was typed last is kept, selected, when none are given."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
        if words:
            self._line.setText(words)
        self._place()
        self.show()
        self.raise_()
        self._line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not words:
            self._line.selectAll()
        if self._words():
            self._search()

    def dismiss(self) -> None:
        """Hide the palette and give the focus back to where it was."""
        if self.isHidden():
            return
        self._rest.stop()
        self._enter_waits = False
        self.hide()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None
        self.closed.emit()

    def show_hits(self, words: str, hits: tuple[Hit, ...], *, more: bool = False) -> None:
        """Show what was found for ``words``; an answer to other words than those typed now is passed over.

        ``more`` says that only the first hits were asked for and there are others.
        """
        if words != self._words() or not words:
            return
        self._answer(words, hits, more)
        if self._enter_waits:
            self._enter_waits = False
            self._choose(self._current_hit())

    @property
    def list_view(self) -> QListView:
        """The list of hits."""
        return self._list

    @property
    def current_hit(self) -> Hit | None:
        """The hit in hand."""
        return self._current_hit()

    def hit_at(self, index: QModelIndex) -> Hit | None:
        """The hit of a row of the list."""
        return self._model.hit_at(index.row())

    def _words(self) -> str:
        return self._line.text().strip()

    def _answer(self, words: str, hits: tuple[Hit, ...], more: bool = False) -> None:
        self._answered = words
        self._hits = hits
        self._tabs.set_counts(counts(hits))
        self._model.set_hits(hits, self._tabs.current)
        if not words:
            self._hints.invite()
            self._line.set_result("")
        elif not hits:
            self._hints.miss(words)
            self._line.set_result(self.tr("没有结果"))
        else:
            said = self.tr("前 {0} 条结果") if more else self.tr("{0} 条结果")
            self._line.set_result(said.format(len(hits)))
        listed = bool(hits)
        self._body.setCurrentWidget(self._list if listed else self._hints)
        for widget in (self._tabs, self._rules[1]):
            widget.setVisible(listed)
        self._go(self._model.next_hit(-1, 0))
        self._place()

    def _lay_out(self) -> None:
        for rule, role in zip(self._rules, ("rule", "hairline"), strict=True):
            rule.setProperty("role", role)
        column = QVBoxLayout(self._box)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        for widget in (self._line, self._rules[0], self._tabs, self._rules[1]):
            column.addWidget(widget)
        column.addWidget(self._body, 1)
        column.addWidget(self._keys)

    def _connect(self) -> None:
        self._line.textChanged.connect(self._typed)
        self._rest.timeout.connect(self._search)
        self._line.stepped.connect(lambda steps: self._go(self._model.next_hit(self._row(), steps)))
        self._line.paged.connect(self._page_on)
        self._line.tab_stepped.connect(self._tabs.step)
        self._line.entered.connect(self._enter)
        self._line.escaped.connect(self.dismiss)
        self._tabs.chosen.connect(self._show_kind)
        self._hints.tried.connect(self._line.setText)
        self._list.clicked.connect(lambda index: self._choose(self._model.hit_at(index.row())))
        self._theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self._list.verticalScrollBar().setSingleStep(self._theme.px(ROW))
        self._list.scheduleDelayedItemsLayout()
        self._place()
        self.update()

    def _typed(self) -> None:
        self._enter_waits = False
        if self._words():
            self._rest.start()
        else:
            self._rest.stop()
            self._answer("", ())

    def _search(self) -> None:
        self._rest.stop()
        self.words_changed.emit(self._words())

    def _enter(self) -> None:
        """Open the current hit; when the answer is still to come, the first hit of that answer."""
        if self._answered == self._words():
            self._choose(self._current_hit())
        elif self._words():
            self._enter_waits = True
            if self._rest.isActive():
                self._search()

    def _choose(self, hit: Hit | None) -> None:
        if hit is not None:
            self.dismiss()
            self.hit_chosen.emit(hit)

    def _show_kind(self, kind: HitKind | None) -> None:
        self._model.set_hits(self._hits, kind)
        self._go(self._model.next_hit(-1, 0))
        self._place()

    def _row(self) -> int:
        return self._list.currentIndex().row()

    def _current_hit(self) -> Hit | None:
        return self._model.hit_at(self._row())

    def _go(self, row: int) -> None:
        index = self._model.index(row, 0) if row >= 0 else QModelIndex()
        self._list.setCurrentIndex(index)
        first = row >= 0 and self._model.next_hit(-1, 0) == row
        if first:
            self._list.scrollToTop()
        else:
            self._list.scrollTo(index)
        hit = self._current_hit()
        self._line.setAccessibleDescription(spoken(hit) if hit else "")

    def _page_on(self, steps: int) -> None:
        rows = max(1, self._list.viewport().height() // self._theme.px(ROW) - 1)
        self._go(self._model.next_hit(self._row(), steps * rows))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the box closes it, and goes no further."""
        if not self._box.geometry().contains(event.position().toPoint()):
            self.dismiss()

    def paintEvent(self, event: QPaintEvent) -> None:
        scrim = self._theme.colour("scrim")
        scrim.setAlpha(self._theme.colours.scrim_alpha)
        QPainter(self).fillRect(self.rect(), scrim)

    def _place(self) -> None:
        """Over the page's column, as high as the rows need and the window allows."""
        window, px = self._window.rect(), self._theme.px
        self.setGeometry(window)
        width = min(px(WIDTH), window.width() - 2 * MARGIN)
        left = (window.width() - width) // 2
        if self._page is not None:
            left = self._page.mapTo(self._window, QPoint(0, 0)).x()
        left = max(MARGIN, min(left, window.width() - MARGIN - width))
        room = window.height() - TOP - MARGIN
        height = self._body_height()
        fixed = 2 + px(WORDS) + (px(TABS) if self._hits else 0)
        # In a low window at a large scale rows are worth more than the reminder of the keys.
        keys = room - fixed - px(KEYS) >= min(height, 3 * px(ROW))
        self._keys.setVisible(keys)
        fixed += px(KEYS) if keys else 0
        self._box.setGeometry(QRect(left, TOP, width, min(room, fixed + height)))

    def _body_height(self) -> int:
        px = self._theme.px
        if not self._hits:
            width = self._box.width() - 2
            return max(self._hints.sizeHint().height(), self._hints.heightForWidth(width))
        height = hits = 0
        for row in range(self._model.rowCount()):
            hit = self._model.hit_at(row)
            if hit is not None and hits == ROWS:
                break
            hits += hit is not None
            height += px(HEADING if hit is None else ROW)
        return height + px(4)


class _Box(QWidget):
    """The sheet of paper that everything stands on."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.colour("ink2"), 1))
        painter.setBrush(self._theme.colour("paper"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the paper is no press beside it."""
        event.accept()


def _list_view(theme: Theme, model: HitList) -> QListView:
    view = QListView()
    view.setModel(model)
    view.setItemDelegate(HitDelegate(theme, view))
    view.setFrameShape(QFrame.Shape.NoFrame)
    view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    view.setMouseTracking(True)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
    view.verticalScrollBar().setSingleStep(theme.px(ROW))
    view.setAccessibleName(QApplication.translate("SearchPalette", "搜索结果"))
    return view
