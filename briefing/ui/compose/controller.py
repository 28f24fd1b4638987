"""The composer and the library: which briefing is open, what is asked of it, its rows and pages kept in step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from briefing.actions.command import Outcome
from briefing.actions.composing import RecordExport
from briefing.domain.briefing import Briefing, Export
from briefing.domain.briefing_entries import EntryMaker
from briefing.domain.briefing_sources import Sources
from briefing.export.briefing.starts import Offer, offers
from briefing.export.fonts import FontShelf
from briefing.library.ids import IdMaker
from briefing.ui.annotate.controller import AnnotateController
from briefing.ui.compose.changes import BriefingChanges
from briefing.ui.compose.faces import faces_in_words
from briefing.ui.compose.rows import Row, rows_of, with_pages
from briefing.ui.compose.typesetting import Laid, Typesetting
from briefing.ui.detail.controller import DetailController
from briefing.ui.main_window import BRIEFINGS, MainWindow
from briefing.ui.navigation import Navigator
from briefing.ui.settings import WindowSettings
from briefing.ui.store import Store
from briefing.ui.tasks import Tasks
from briefing.ui.theme import Theme


class ComposeController(QObject):
    """Joins the 简报 tab and its page to the library. Everything that looks into reports runs on the worker."""

    def __init__(
        self,
        theme: Theme,
        window: MainWindow,
        store: Store,
        tasks: Tasks,
        navigator: Navigator,
        detail: DetailController,
        annotate: AnnotateController,
        *,
        settings: WindowSettings,
        shelf: FontShelf,
    ) -> None:
        super().__init__(window)
        self._theme, self._window, self._store, self._tasks = theme, window, store, tasks
        self._navigator, self._detail, self._annotate = navigator, detail, annotate
        self._pane, self._page = window.composer, window.composer_page
        self.new_id: Callable[[], str] = IdMaker()
        self.settings, self.shelf = settings, shelf
        self.typesetting = Typesetting(tasks, self.shelf, self)
        self._current_id = ""
        self._sources = Sources((), ())
        self._known: tuple[object, object] = (None, None)
        self._laid: Laid | None = None
        self._shown: Briefing | None = None
        self._rows: tuple[Row, ...] = ()
        self._fresh = False
        self._run = 0
        self.changes = BriefingChanges(self, theme, window, store, tasks, navigator)
        self._connect()

    def _connect(self) -> None:
        pane, page, store = self._pane, self._page, self._store
        store.loaded.connect(self._refresh)
        store.done.connect(self._settled)
        pane.briefing_chosen.connect(self.choose)
        pane.list.entry_chosen.connect(self._frame)
        pane.list.opened.connect(self._frame)
        page.entry_wanted.connect(self._go_to_entry)
        page.draw_wanted.connect(lambda at, dots, later: self.typesetting.draw(at, dots, later=later))
        self.typesetting.laid.connect(self._lay)
        self.typesetting.drawn.connect(page.show_image)
        self.typesetting.refused.connect(lambda sentence: page.show_progress(1.0, sentence))
        self._detail.briefings_wanted.connect(self._show)

    # What is open.

    @property
    def author(self) -> str:
        """The name changes are made under."""
        return self._annotate.author

    @property
    def briefings(self) -> tuple[Briefing, ...]:
        """Those that are not removed, the one changed last first."""
        return tuple(one for one in self._store.briefings if not one.removed)

    @property
    def current(self) -> Briefing | None:
        """The briefing that is open: the one chosen, else the one changed last."""
        there = self.briefings
        return next((one for one in there if one.id == self._current_id), there[0] if there else None)

    @property
    def sources(self) -> Sources:
        """What entries are about, as the library stands; to be looked into on the worker."""
        return self._sources

    @property
    def ready(self) -> bool:
        """Whether the library was read."""
        return self._known != (None, None)

    @property
    def laid(self) -> Laid | None:
        """The pages as they were laid out last."""
        return self._laid

    @property
    def in_front(self) -> bool:
        """Whether the page of a briefing is shown."""
        return self._window.page is self._page

    def open(self, entry: str = "") -> None:
        """Open the 简报 tab with its page, perhaps with an entry in hand."""
        self._window.left.show_tab(BRIEFINGS)
        self._detail.show_briefings()
        if entry:
            self._pane.list.choose(entry)

    def set_again(self) -> None:
        """Other faces are preferred now: the pages are set in them, at once or when they are looked at."""
        shown, self._shown = self._shown, None
        if shown is not None and shown.entries and self.in_front:
            self._refresh()

    def choose(self, briefing_id: str) -> None:
        """Open another briefing."""
        self._pane.keep()
        self._current_id = briefing_id
        self._refresh()

    def follow(self, briefing_id: str) -> None:
        """Open a briefing that was just begun, once it is read."""
        self._current_id = briefing_id

    def keep(self) -> None:
        """Keep what is half typed."""
        self._pane.keep()

    def close(self) -> None:
        """Keep what is half typed, and let go of the pages."""
        self._pane.keep()
        self.typesetting.close()

    def _show(self) -> None:
        self._window.show_page(self._page)
        self._refresh()
        if self._page.is_empty:
            self._page.empty.setFocus()
        else:
            self._pane.list.setFocus()

    def _refresh(self) -> None:
        store = self._store
        # What has not changed is the very same object; to compare a whole library value by value takes 50 ms.
        if self._known[0] is not store.library or self._known[1] is not store.indicators:
            self._known = store.library, store.indicators
            self._sources = Sources(store.library, store.indicators)
            self._shown = None
        current = self.current
        self._current_id = current.id if current else ""
        self._pane.show_briefings(self.briefings, current)
        if not self.in_front and self._window.left.tab != BRIEFINGS:
            self._shown = None
            return
        if current is None or not current.entries:
            self._show_empty(current)
        elif current != self._shown:
            self._show_filled(current)

    def _show_empty(self, current: Briefing | None) -> None:
        self.typesetting.stop()
        self._run += 1
        self._shown, self._laid, self._rows = current, None, ()
        self._pane.list.entries.set_rows(())
        self._page.show_empty(current.details.title if current else "")
        sources, place = self._sources, self._navigator.place
        others = [one for one in self.briefings if one.entries]
        last = others[0].name if others else ""

        def work() -> tuple[tuple[Offer, ...], str]:
            try:
                named = "" if place is None else EntryMaker(sources, self.new_id).place_title(place)
            except LookupError:
                named = ""
            return offers(sources), named

        self._tasks.run(work, lambda found: self._page.empty.show_offers(found[0], selected=found[1], last=last))

    def _show_filled(self, current: Briefing) -> None:
        another = self._shown is None or self._shown.id != current.id
        self._shown = current
        self._fresh = self._fresh or another
        self._page.show_filled()
        self._list(current, another)
        self.typesetting.show(current, self._sources, now=another)

    def _list(self, current: Briefing, another: bool) -> None:
        """Make the rows anew: what each entry is, and how it stands to its source and to the last export."""
        sources, run = self._sources, self._run + 1
        self._run = run

        def done(rows: tuple[Row, ...]) -> None:
            if run == self._run:
                self._rows = rows
                self._show_rows()
                self._choose_new(another)

        def make(exports: tuple[Export, ...]) -> None:
            if run == self._run:
                last = exports[0] if exports else None
                self._tasks.run(lambda: rows_of(current, sources, last), done)

        self._store.read(lambda library: library.exports(current.id), make)

    def _settled(self, outcome: Outcome[Any]) -> None:
        if outcome.name == RecordExport.name and self._shown is not None and self._shown.entries:
            self._list(self._shown, False)

    def _show_rows(self) -> None:
        laid = self._laid
        if laid is not None and (self._shown is None or laid.briefing.id != self._shown.id):
            laid = None
        pages: dict[str, int] = {}
        remarks: dict[str, str] = {}
        for mark in laid.layout.marks if laid else ():
            pages.setdefault(mark.entry, mark.page + 1)
        for one in laid.complaints if laid else ():
            remarks.setdefault(one.entry, one.sentence)
        self._pane.list.entries.set_rows(with_pages(self._rows, pages, remarks))
        self._pane.list.refresh()

    def _choose_new(self, another: bool) -> None:
        there = {row.entry.id for row in self._rows}
        if there.intersection(self.changes.new_entries):
            self._pane.list.select_all_of(self.changes.new_entries)
            self.changes.new_entries = ()
        elif another or self._pane.list.current is None:
            self._pane.list.select_all_of(tuple(row.entry.id for row in self._rows[:1]))

    def _lay(self, laid: Laid) -> None:
        if self._shown is None or laid.briefing.id != self._shown.id:
            return
        self._laid = laid
        words, tip = faces_in_words(laid.faces)
        if laid.layout.missing:
            words = self.tr("打印不出的字符以“〓”代替：{0}").format("".join(laid.layout.missing[:6]))
        elif laid.layout.excess:
            words = self.tr("超出一页 {0} 行，请删减或换一种形式。").format(laid.layout.excess)
        self._page.show_layout(laid.layout, duplex=laid.briefing.paper.duplex, words=words, tip=tip)
        self._page.show_complaints(laid.complaints)
        self._page.show_progress(1.0, "")
        self._show_rows()
        row = self._pane.list.current
        follow = row is not None and self._pane.list.hasFocus() and not self._fresh
        self._page.sheets.frame(row.entry.id if row else "", scroll=follow)
        if self._fresh:
            self._page.sheets.go(0)
        self._fresh = False

    def _frame(self, entry: str) -> None:
        self._page.sheets.frame(entry)

    def _go_to_entry(self, entry: str) -> None:
        if entry:
            self._pane.list.choose(entry)
        else:
            self._pane.unfold_details(True)
