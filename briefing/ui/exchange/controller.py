"""Taking in what a colleague wrote: a file becomes a page, the page a step that can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog

from briefing.actions.command import Outcome
from briefing.actions.door import Door
from briefing.actions.exchanging import TakeInAnnotations
from briefing.domain.exchange import MergePreview, MergeReport
from briefing.library.library import Library
from briefing.ui.annotate.controller import AnnotateController
from briefing.ui.detail.controller import DetailController
from briefing.ui.exchange.keyboard import return_keyboard
from briefing.ui.exchange.merge_page import Rows, rows_of
from briefing.ui.main_window import MainWindow
from briefing.ui.navigation import Navigator
from briefing.ui.settings import WindowSettings
from briefing.ui.store import Store
from briefing.ui.tasks import Tasks


class MergeController(QObject):
    """``settle_wanted`` asks for the conflicts that were taken in. ``backup`` copies the library and names the copy."""

    settle_wanted = Signal()

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        door: Door,
        tasks: Tasks,
        navigator: Navigator,
        detail: DetailController,
        annotate: AnnotateController,
        settings: WindowSettings,
        backup: Callable[[], str],
    ) -> None:
        super().__init__(window)
        self._backup = backup
        self._window, self._store, self._door, self._tasks = window, store, door, tasks
        self._navigator, self._detail, self._annotate, self._settings = navigator, detail, annotate, settings
        self._page = page = window.merge_page
        self._path: Path | None = None
        self._run = 0
        self._reading: Future[tuple[MergePreview, Rows]] | None = None
        self._taking = False
        page.back_wanted.connect(self._leave)
        page.take_wanted.connect(self._take)
        page.undo_wanted.connect(self._undo)
        page.settle_wanted.connect(self.settle_wanted)
        page.keyboard_lost.connect(partial(return_keyboard, window), Qt.ConnectionType.QueuedConnection)
        store.done.connect(self._done)
        store.stepped.connect(self._stepped)
        store.failed.connect(self._failed)
        store.loaded.connect(self._let_undo)
        window.file_dropped.connect(self.preview)

    def take_in(self) -> None:
        """Ask for a colleague's file and show what it would bring."""
        words = self.tr("批注文件 (*.bnotes *.jsonld);;所有文件 (*)")
        title = self.tr("并入批注")
        chosen, _ = QFileDialog.getOpenFileName(self._window, title, self._settings.folder, words)
        if chosen:
            self.preview(Path(chosen))

    def preview(self, path: Path) -> None:
        """Show what a file would bring; nothing changes."""
        if self._taking:
            return
        self._stop()
        self._path = path
        run = self._run
        page = self._page
        if self._window.page is not page:
            self._detail.leaving.emit()
        page.read(path.name)
        self._window.show_page(page)
        page.focus()
        self._detail.shown.emit(None)
        self._reading = self._door.read(partial(_read, path))

        def come(found: tuple[MergePreview, Rows]) -> None:
            if run == self._run:
                page.show_preview(*found)
                page.focus()

        def fail(sentence: str) -> None:
            if run == self._run:
                page.refuse(sentence)
                page.focus()

        self._tasks.watch(self._reading, come, fail)

    def _stop(self) -> None:
        """Whatever is being read is wanted no more; what is waiting its turn is not even begun."""
        self._run += 1
        if self._reading is not None:
            self._reading.cancel()
        self._reading = None

    def _take(self) -> None:
        if self._path is not None and not self._taking:
            self._taking = True
            self._page.take()
            self._store.submit(TakeInAnnotations(self._path, self._annotate.author, self._backup))

    def _done(self, outcome: Outcome[Any]) -> None:
        if outcome.name == TakeInAnnotations.name and isinstance(outcome.value, MergeReport):
            self._taking = False
            self._page.show_report(outcome.value)
            self._let_undo()
            if self._window.page is self._page:
                self._page.focus()
            else:
                self._window.notice.say(self.tr("批注已并入。"), self.tr("撤销"), self._undo)

    def _failed(self) -> None:
        if self._taking:
            self._taking = False
            self._page.show_again()

    def _let_undo(self) -> None:
        self._page.let_undo(self._store.undo_name == TakeInAnnotations.name)

    def _undo(self) -> None:
        if self._store.undo_name == TakeInAnnotations.name:
            self._store.undo()

    def _stepped(self, name: str) -> None:
        """Taken back from the page or from the menu: what the page says is no longer so."""
        if name == TakeInAnnotations.name and self._window.page is self._page and self._page.brought is not None:
            self._navigator.go(self._navigator.place)
            self._window.notice.say(self.tr("已撤销并入，批注回到并入以前。"))

    def _leave(self) -> None:
        if not self._taking:
            self._stop()
            self._navigator.go(self._navigator.place)


def _read(path: Path, library: Library) -> tuple[MergePreview, Rows]:
    preview = library.preview_package(path)
    return preview, rows_of(preview)
