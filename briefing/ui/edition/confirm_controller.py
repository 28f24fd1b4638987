"""Saying where annotations belong: what waits for a person, and each answer as a step of its own."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from briefing.actions.annotating import DismissSuggestion, PlaceAnnotation
from briefing.domain.anchor import AnchorState
from briefing.domain.span import Span
from briefing.ui.annotate.controller import AnnotateController
from briefing.ui.detail.controller import DetailController
from briefing.ui.edition.confirm_page import Waiting
from briefing.ui.exchange.keyboard import return_keyboard
from briefing.ui.main_window import MainWindow
from briefing.ui.navigation import Navigator
from briefing.ui.store import Store


class ConfirmController(QObject):
    """Joins the page of 确认位置 to the library."""

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        navigator: Navigator,
        detail: DetailController,
        annotate: AnnotateController,
    ) -> None:
        super().__init__(window)
        self._window, self._store = window, store
        self._detail, self._annotate = detail, annotate
        self._page = page = window.confirm_page
        self._key = ""
        page.back_wanted.connect(lambda: navigator.go(navigator.place))
        page.place_wanted.connect(self._place)
        page.dismiss_wanted.connect(lambda key: store.submit(DismissSuggestion(id=key)))
        page.keyboard_lost.connect(partial(return_keyboard, window), Qt.ConnectionType.QueuedConnection)
        store.loaded.connect(self._refresh)
        store.failed.connect(page.show_again)

    def open(self, report_key: str = "") -> None:
        """Show what waits for a person, of one report or of all."""
        self._key = report_key
        if self._window.page is not self._page:
            self._detail.leaving.emit()
        self._window.show_page(self._page)
        self._detail.shown.emit(None)
        self._refresh()
        self._page.focus()

    def _refresh(self) -> None:
        if self._window.page is not self._page:
            return
        focused = QApplication.focusWidget()
        keyboard = focused is not None and self._page.isAncestorOf(focused)
        self._page.show_waiting(
            [
                Waiting(note, contents.report)
                for contents in self._store.library
                for note in contents.annotations
                if self._key in ("", contents.report.key)
                and note.state in (AnchorState.SUGGESTED, AnchorState.ORPHAN)
                and not note.deleted
            ]
        )
        if keyboard:
            self._page.focus()

    def _place(self, key: str, item: int | None, stretch: Span | None, section: tuple[int, ...]) -> None:
        self._store.submit(
            PlaceAnnotation(id=key, item=item, stretch=stretch, section=section, author=self._annotate.author)
        )
