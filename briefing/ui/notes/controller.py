"""The 批注 page and the library: opens it, keeps it in step, carries out what is asked there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal

from briefing.actions.annotating import RestoreVersion
from briefing.actions.beginning import DropUnfinished, KeepUnfinished
from briefing.actions.command import Outcome
from briefing.domain.annotation import Annotation, may_rewrite
from briefing.domain.labels import caption, section_label
from briefing.domain.place import Place
from briefing.domain.revision import Version
from briefing.domain.shown import shown
from briefing.domain.unfinished import Unfinished
from briefing.ui.annotate.controller import AnnotateController
from briefing.ui.detail.controller import DetailController
from briefing.ui.main_window import NOTES, MainWindow
from briefing.ui.navigation import Navigator
from briefing.ui.notes.bulk import BulkController, deletions_of
from briefing.ui.notes.catalogue import Catalogue
from briefing.ui.notes.placing_controller import PlacingController
from briefing.ui.notes.query import Filter
from briefing.ui.notes.writing import WritingController
from briefing.ui.store import Store
from briefing.ui.tasks import Tasks


class NotesController(QObject):
    """Joins the page to the library.

    What other parts of the program do is asked for: ``merge_wanted``; ``export_wanted`` and ``print_wanted`` carry the
    ids of annotations in the order shown; ``settle_wanted`` the id of one in conflict; ``continue_wanted`` an
    Unfinished whose place has just been opened.
    """

    merge_wanted = Signal()
    export_wanted = Signal(object)
    print_wanted = Signal(object)
    settle_wanted = Signal(str)
    continue_wanted = Signal(object)

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        tasks: Tasks,
        navigator: Navigator,
        detail: DetailController,
        annotate: AnnotateController,
    ) -> None:
        super().__init__(window)
        self._window, self._store, self._tasks = window, store, tasks
        self._navigator, self._detail, self._annotate = navigator, detail, annotate
        self._asked = 0
        self._begun: tuple[Unfinished, ...] = ()
        self._reading, self._read_next = False, False
        page, filters = window.notes_page, window.note_filters
        self.writing = WritingController(self, window, store)
        self.placing = PlacingController(self, window, navigator, detail)
        self.bulk = BulkController(self, window, store)
        self.writing.settle_wanted.connect(self.settle_wanted)
        self.writing.another_wanted.connect(self.placing.begin)
        filters.filter_changed.connect(self._filter)
        filters.merge_wanted.connect(self.merge_wanted)
        filters.export_wanted.connect(self.export)
        filters.left_below.connect(page.focus_list)
        page.clear_wanted.connect(filters.clear)
        page.bin_left.connect(lambda: filters.show_bin(False))
        page.edit_wanted.connect(self.writing.open)
        page.note_chosen.connect(lambda _: self._read_history())
        page.view.jump_wanted.connect(self.jump)
        page.bar.jump_wanted.connect(self._jump_current)
        page.bar.print_wanted.connect(self.print_shown)
        page.bar.export_wanted.connect(self.export)
        page.detail.open_wanted.connect(self.jump)
        page.detail.place_wanted.connect(navigator.go)
        page.detail.figure_wanted.connect(detail.open_figure)
        page.detail.restore_wanted.connect(self._restore_version)
        page.begun.continue_wanted.connect(self._go_on)
        page.begun.drop_wanted.connect(lambda one: store.submit(DropUnfinished(one.id)))
        detail.notes_wanted.connect(self._show)
        detail.leaving.connect(self.writing.keep)
        store.loaded.connect(self._prepare)
        store.done.connect(self._done)
        store.failed.connect(lambda _: self._stop_reading())

    # Who it is.

    @property
    def author(self) -> str:
        """The name annotations are written under."""
        return self._annotate.author

    @property
    def names(self) -> frozenset[str]:
        """The names under which the person writes."""
        return frozenset({self._annotate.author})

    def own(self, note: Annotation) -> bool:
        """Whether the person may change what an annotation says."""
        return may_rewrite(note, self.names)

    @property
    def retry(self) -> Callable[[], object] | None:
        """How to try again to keep words that could not be kept; None while there are none."""
        return self.writing.retry

    def keep(self) -> None:
        """Keep what is half written."""
        self.writing.keep()

    # Going there, and from there.

    def open(self, note_id: str = "") -> None:
        """Open the page, perhaps with an annotation in hand."""
        self._window.note_filters.show_bin(False)
        self._window.left.show_tab(NOTES)
        self._detail.show_notes()
        if note_id and not self._window.notes_page.choose(note_id):
            self._window.note_filters.clear()
            self._window.notes_page.choose(note_id)

    def open_bin(self) -> None:
        """Open what was deleted."""
        self.open()
        self._window.note_filters.show_bin(True)

    def jump(self, note: Annotation) -> None:
        """Open the place of an annotation, with its passage in hand there."""
        self._navigator.go(self.place_of(note))
        if note.item is not None and note.placed:
            self._window.item_page.text.set_current_note(note.id)
            self._window.notes.set_current(note.id)

    def place_of(self, note: Annotation) -> Place:
        """Where an annotation stands, or might; the report where nothing nearer is known."""
        contents = self._store.contents_of(note.report_key)
        item = contents.report.item_at(note.item) if contents and note.item is not None else None
        if contents is not None and item is not None:
            return Place(note.report_key, contents.report.section_of(item).path, item.position)
        return Place(note.report_key, note.section or ())

    def export(self) -> None:
        """Hand on what is chosen when that is several, else everything shown."""
        self.export_wanted.emit(self._ids())

    def print_shown(self) -> None:
        """The same on paper."""
        self.print_wanted.emit(self._ids())

    def _ids(self) -> tuple[str, ...]:
        page = self._window.notes_page
        chosen = page.chosen
        return tuple(note.id for note in (chosen if len(chosen) > 1 else page.shown))

    def _jump_current(self) -> None:
        if (note := self._window.notes_page.view.current) is not None:
            self.jump(note)

    def _go_on(self, one: Unfinished) -> None:
        self._navigator.go(one.place)
        self.continue_wanted.emit(one)

    # In step with the library.

    def _show(self) -> None:
        page = self._window.notes_page
        self._window.show_page(page)
        self._read_begun()
        page.focus_list()

    def _prepare(self) -> None:
        """Prepare the list on the worker: it takes a while where there are thousands."""
        self._asked += 1
        number, library, before = self._asked, self._store.library, self._window.notes_page.catalogue
        today = date.today()

        def work() -> Catalogue:
            made = Catalogue(library, before)
            made.counts(today)
            made.rows(Filter(), self._window.notes_page.order, today)
            return made

        self._tasks.run(work, lambda made: self._take(number, made, today))

    def _take(self, number: int, made: Catalogue, today: date) -> None:
        if number != self._asked:
            return
        window, store = self._window, self._store
        window.note_filters.set_counts(made.counts(today))
        window.notes_page.show_notes(made, store.library, store.indicators, today)
        self._read_history()
        self._read_deletions()
        if window.page is window.notes_page:
            self._read_begun()
        self._tasks.run(lambda: made.warm(today))

    def _filter(self, chosen: Filter) -> None:
        page = self._window.notes_page
        page.set_filter(chosen)
        self._read_deletions()
        self._show_begun()

    def _read_history(self) -> None:
        """Of the annotation in hand; while one is being read, those that are only passed over are not asked for."""
        page, note = self._window.notes_page, self._window.notes_page.detail.note
        if note is None or self._window.page is not page:
            return
        if self._reading:
            self._read_next = True
            return
        self._reading, note_id = True, note.id
        self._store.read(lambda library: library.history(note_id), lambda found: self._take_history(note_id, found))

    def _take_history(self, note_id: str, found: tuple[Version, ...]) -> None:
        self._window.notes_page.detail.show_history(note_id, found, date.today())
        self._go_on_reading()

    def _stop_reading(self) -> None:
        self._reading = self._read_next = False

    def _go_on_reading(self) -> None:
        again = self._read_next
        self._stop_reading()
        if again:
            self._read_history()

    def _read_deletions(self) -> None:
        page, filters = self._window.notes_page, self._window.note_filters
        if filters.filter.deleted:
            ids = [note.id for note in page.shown]
            self._store.read(lambda library: deletions_of(library, ids), page.set_deletions)

    def _read_begun(self) -> None:
        self._store.read(lambda library: library.unfinished(), self._take_begun)

    def _take_begun(self, begun: tuple[Unfinished, ...]) -> None:
        self._begun = begun
        self._show_begun()

    def _show_begun(self) -> None:
        editor = self._window.notes_page.editor
        open_id = editor.note.id if editor else ""
        found = [(one, self._words_for(one.place)) for one in self._begun if one.id != open_id]
        self._window.notes_page.show_begun(found)

    def _words_for(self, place: Place) -> str:
        contents = self._store.contents_of(place.report_key)
        if contents is None:
            return ""
        report = contents.report
        item = report.item_at(place.item) if place.item is not None else None
        section = report.section_at(place.section) if place.section else None
        words = caption(item) if item else section_label(section) if section else ""
        return " · ".join(shown(part) for part in (report.name, words) if part)

    def _restore_version(self, revision: str) -> None:
        note = self._window.notes_page.detail.note
        if note is not None:
            command = RestoreVersion(id=note.id, revision=revision, author=self.author, names=self.names)
            self.bulk.submit(command, lambda _: self.tr("已恢复到选中的那一版。"))

    def _done(self, outcome: Outcome[Any]) -> None:
        if outcome.name in (KeepUnfinished.name, DropUnfinished.name) and (
            self._window.page is self._window.notes_page
        ):
            self._read_begun()
