"""A corrected edition in a report's place: looked at first, put there as one step, its annotations confirmed after."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from briefing.actions.command import Outcome
from briefing.actions.door import Door
from briefing.actions.importing import ImportReport, ReplaceReport
from briefing.domain.anchor import AnchorState
from briefing.domain.errors import LibraryError
from briefing.domain.place import Place
from briefing.library.library import Library
from briefing.ui.detail.controller import DetailController
from briefing.ui.edition.changes import changed_sentences
from briefing.ui.edition.confirm_controller import ConfirmController
from briefing.ui.edition.page import EditionLook
from briefing.ui.edition.same_report import Candidate, candidate
from briefing.ui.exchange.keyboard import return_keyboard
from briefing.ui.main_window import MainWindow
from briefing.ui.navigation import Navigator
from briefing.ui.settings import WindowSettings
from briefing.ui.store import Store
from briefing.ui.tasks import Tasks

if TYPE_CHECKING:
    from briefing.reading.sources import SourceFile


class EditionController(QObject):
    """Opens the page of a corrected edition, and puts it in its report's place."""

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        door: Door,
        tasks: Tasks,
        navigator: Navigator,
        detail: DetailController,
        settings: WindowSettings,
        confirming: ConfirmController,
    ) -> None:
        super().__init__(window)
        self._confirming = confirming
        self._window, self._store, self._door, self._tasks = window, store, door, tasks
        self._navigator, self._detail, self._settings = navigator, detail, settings
        self._page = page = window.edition_page
        self._run = 0
        self._key, self._path = "", Path()
        self._source: SourceFile | None = None
        self._sent = ""
        page.back_wanted.connect(self._leave)
        page.replace_wanted.connect(self._replace)
        page.keep_wanted.connect(self._keep)
        page.keyboard_lost.connect(partial(return_keyboard, window), Qt.ConnectionType.QueuedConnection)
        store.done.connect(self._done)
        store.failed.connect(self._failed)

    def replace(self, report_key: str = "") -> None:
        """Ask for a corrected edition of a report, the one that is open where none is named, and show what it
        changes."""
        key = report_key or (self._navigator.place.report_key if self._navigator.place else "")
        if self._store.contents_of(key) is None:
            return
        words = self.tr("报告 (*.txt *.md *.docx);;所有文件 (*)")
        chosen, _ = QFileDialog.getOpenFileName(self._window, self.tr("换成更正稿"), self._settings.folder, words)
        if chosen:
            self.preview(key, Path(chosen))

    def confirm(self, report_key: str = "") -> None:
        """Show the annotations that wait for a person, of one report or of all."""
        self._confirming.open(report_key)

    def read_in(self, path: Path) -> None:
        """Read a file in as a report; one that may be a corrected edition of a kept report is shown first."""
        library = self._store.library

        def judged(found: Candidate | None) -> None:
            if found is None:
                self._store.submit(ImportReport(path))
            else:
                self.preview(found.key, path, choice=True)

        self._tasks.run(partial(candidate, path, library), judged)

    def preview(self, report_key: str, path: Path, *, choice: bool = False) -> None:
        """Show what a file would change in that report's place; nothing changes."""
        if self._sent:
            return
        self._run += 1
        run, page = self._run, self._page
        self._key, self._path, self._source = report_key, path, None
        if self._window.page is not page:
            self._detail.leaving.emit()
        page.read(path.name)
        self._window.show_page(page)
        page.focus()
        self._detail.shown.emit(None)

        def come(found: tuple[SourceFile, EditionLook]) -> None:
            if run == self._run:
                self._source = found[0]
                page.show_look(found[1], choice=choice)
                page.focus()

        def fail(sentence: str) -> None:
            if run == self._run:
                page.refuse(sentence)
                page.focus()

        self._tasks.watch(self._door.read(partial(_look, report_key, path)), come, fail)

    def _replace(self) -> None:
        if self._source is not None and not self._sent:
            self._sent = self._key
            self._page.take()
            self._store.submit(ReplaceReport(self._key, self._source))

    def _keep(self) -> None:
        if not self._sent:
            self._sent = self._key
            self._page.take()
            self._store.submit(ImportReport(self._path))

    def _done(self, outcome: Outcome[Any]) -> None:
        sent, self._sent = self._sent, ""
        if sent and outcome.name == ReplaceReport.name:
            connection = Qt.ConnectionType.SingleShotConnection
            self._store.loaded.connect(lambda: self._show_replaced(sent), connection)

    def _show_replaced(self, key: str) -> None:
        contents = self._store.contents_of(key)
        if contents is None:
            return
        self._navigator.go(Place(key))
        waiting = sum(
            1
            for note in contents.annotations
            if note.state in (AnchorState.SUGGESTED, AnchorState.ORPHAN) and not note.deleted
        )
        confirm = self.tr("去确认 {0} 条").format(waiting) if waiting else ""
        self._window.notice.say(
            self.tr("已换成更正稿，原来的文字留存着。"),
            self.tr("撤销"),
            self._store.undo,
            more=(confirm, partial(self.confirm, key)) if waiting else None,
        )

    def _failed(self) -> None:
        if self._sent:
            self._sent = ""
            self._page.show_again()

    def _leave(self) -> None:
        if not self._sent:
            self._run += 1
            self._navigator.go(self._navigator.place)


def _look(report_key: str, path: Path, library: Library) -> tuple[SourceFile, EditionLook]:
    from briefing.reading.sources import load

    source = load(path)
    if library.report_of_file(source.sha256) is not None:
        raise LibraryError(f"“{path.name}”的文字资料库里已经有了，不用换。", detail=report_key)
    preview = library.preview_edition(report_key, source)
    contents = library.report(report_key)
    notes = {note.id: note for note in contents.annotations} if contents else {}
    return source, EditionLook(path.name, preview, changed_sentences(preview.old, preview.new), notes)
