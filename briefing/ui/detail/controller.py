"""Which page shows what: follows the navigator and the library."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from briefing.domain.contents import ReportContents
from briefing.domain.figure import FigureRef
from briefing.domain.place import Place
from briefing.domain.search import Hit, HitKind
from briefing.domain.span import Span
from briefing.ui.correct.said import said_by
from briefing.ui.main_window import BRIEFINGS, COMPARISONS, NOTES, REPORTS, MainWindow
from briefing.ui.navigation import Navigator
from briefing.ui.store import Store


class DetailController(QObject):
    """Shows the navigator's place, refreshes it when the library changed, and keeps tree, page and notes in step.

    ``shown`` carries the Place after it is on the screen, or None for a page that is none; ``leaving`` comes before
    another place takes the present one's. ``notes_wanted`` asks for the list of annotations,
    ``briefings_wanted`` for the briefing that is open.
    """

    shown = Signal(object)
    leaving = Signal()
    notes_wanted = Signal()
    briefings_wanted = Signal()

    def __init__(self, window: MainWindow, store: Store, navigator: Navigator) -> None:
        super().__init__(window)
        self._window, self._store, self._navigator = window, store, navigator
        self._hit: tuple[str, Span | None] | None = None
        self._figure: FigureRef | None = None
        navigator.went.connect(self._show)
        store.loaded.connect(self._refresh)
        for page in (window.report_page, window.section_page, window.item_page, window.compare_page):
            page.place_wanted.connect(navigator.go)
            page.figure_wanted.connect(self.open_figure)
        window.start_page.place_wanted.connect(navigator.go)
        window.start_page.compare_wanted.connect(self.show_comparisons)
        window.outline.place_chosen.connect(navigator.go)
        window.left.tab_chosen.connect(self._tab)
        window.comparisons.filter_changed.connect(window.compare_page.set_filter)

    @property
    def contents(self) -> ReportContents | None:
        """The report that is open."""
        place = self._navigator.place
        return self._store.contents_of(place.report_key) if place else None

    def open_figure(self, ref: object) -> None:
        """Open the item of a figure and frame the figure there."""
        if isinstance(ref, FigureRef) and (place := self._store.place_of(ref)):
            self._figure = ref
            self._navigator.go(place)

    def open_hit(self, hit: Hit, words: str) -> None:
        """Open what a search found, with the words marked."""
        if hit.kind is HitKind.ITEM and hit.marks:
            self._hit = (words, None)
        elif hit.kind in (HitKind.FIGURE, HitKind.INDICATOR) and hit.figures:
            self._figure = hit.figures[-1].ref
        if hit.kind in (HitKind.ITEM, HitKind.FIGURE, HitKind.INDICATOR):
            self._hit = (words, None)
        self._navigator.go(hit.place)
        if hit.annotation:
            self._window.item_page.text.set_current_note(hit.annotation.id)
            self._window.notes.set_current(hit.annotation.id)

    def show_comparisons(self) -> None:
        """Open the 对照 tab with its page."""
        self._window.left.show_tab(COMPARISONS)
        self._tab(COMPARISONS)

    def show_notes(self) -> None:
        """Open the 批注 tab with its page."""
        self._window.left.show_tab(NOTES)
        self._tab(NOTES)

    def show_briefings(self) -> None:
        """Open the 简报 tab with its page."""
        self._window.left.show_tab(BRIEFINGS)
        self._tab(BRIEFINGS)

    def _tab(self, number: int) -> None:
        if number == COMPARISONS:
            self.leaving.emit()
            self._last = None
            self._window.compare_page.show_indicators(self._store.indicators, self._store.library)
            self._window.show_page(self._window.compare_page)
            self._window.compare_page.focus_table()
            self.shown.emit(None)
        elif number == NOTES:
            self.leaving.emit()
            self._last = None
            self.notes_wanted.emit()
            self.shown.emit(None)
        elif number == BRIEFINGS:
            self.leaving.emit()
            self._last = None
            self.briefings_wanted.emit()
            self.shown.emit(None)
        else:
            self._show(self._navigator.place)

    def _refresh(self) -> None:
        window, store = self._window, self._store
        window.outline.set_contents(store.library, store.nodes)
        window.comparisons.set_indicators(store.indicators)
        if window.page is window.compare_page:
            window.compare_page.show_indicators(store.indicators, store.library)
        elif window.page in (window.start_page, window.report_page, window.section_page, window.item_page):
            self._show(self._navigator.place)

    def _show(self, place: object) -> None:
        """Show a place; whoever pressed something that is gone now finds the keyboard on the tree."""
        pages = self._window.pages
        focused = QApplication.focusWidget()
        inside = focused is not None and pages.isAncestorOf(focused)
        self._open(place)
        focused = QApplication.focusWidget()
        if inside and (focused is None or not pages.isAncestorOf(focused)):
            self._window.outline.focus_tree()

    def _open(self, place: object) -> None:
        window = self._window
        if place != self._last:
            self.leaving.emit()
        window.left.show_tab(REPORTS)
        contents = self._store.contents_of(place.report_key) if isinstance(place, Place) else None
        if not isinstance(place, Place) or contents is None:
            window.start_page.show_library(self._store.library, len(self._store.indicators))
            window.show_page(window.start_page)
            self._last = None
            self.shown.emit(None)
            return
        item = contents.report.item_at(place.item) if place.item is not None else None
        section = contents.report.section_at(place.section) if place.section else None
        if item is not None:
            self._show_item(contents, place)
        elif section is not None:
            fresh = window.page is not window.section_page or self._last != place
            window.section_page.show_section(contents, section, self._store.indicators, fresh=fresh)
            window.show_page(window.section_page)
        else:
            window.report_page.show_report(contents, self._store.library, self._store.indicators)
            window.show_page(window.report_page)
        self._last = place
        window.outline.select(place)
        self.shown.emit(place)

    _last: Place | None = None

    def _show_item(self, contents: ReportContents, place: Place) -> None:
        window, store = self._window, self._store
        item = contents.report.item_at(place.item) if place.item is not None else None
        assert item is not None
        said = said_by(store.corrections)
        window.item_page.show_item(contents, item, store.library, store.indicators, said)
        window.show_page(window.item_page)
        if self._hit:
            window.item_page.mark_words(*self._hit)
        if self._figure:
            window.item_page.choose_figure(self._figure)
        self._hit, self._figure = None, None
