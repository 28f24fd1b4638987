"""Settling conflicts: what there is to choose, asked of the library, and each choice as a step of its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt

from briefing.actions.settling import SettleConflict
from briefing.domain.revision import Value
from briefing.ui.annotate.controller import AnnotateController
from briefing.ui.detail.controller import DetailController
from briefing.ui.exchange.keyboard import return_keyboard
from briefing.ui.exchange.settling import edit_of, settlings, unsettled
from briefing.ui.main_window import MainWindow
from briefing.ui.navigation import Navigator
from briefing.ui.store import Store


class ConflictController(QObject):
    """Joins the page of conflicts to the library."""

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        navigator: Navigator,
        detail: DetailController,
        annotate: AnnotateController,
    ) -> None:
        super().__init__(window)
        self._window, self._store, self._navigator = window, store, navigator
        self._detail, self._annotate = detail, annotate
        self._page = page = window.conflict_page
        self._run = 0
        page.back_wanted.connect(lambda: navigator.go(navigator.place))
        page.settle_wanted.connect(self._settle)
        page.keyboard_lost.connect(partial(return_keyboard, window), Qt.ConnectionType.QueuedConnection)
        store.loaded.connect(self._refresh)
        store.failed.connect(page.show_again)

    def settle(self, annotation_id: str = "") -> None:
        """Show the conflicts, that annotation's first when one is named."""
        if self._window.page is not self._page:
            self._detail.leaving.emit()
        self._window.show_page(self._page)
        self._detail.shown.emit(None)
        self._refresh(annotation_id)
        self._page.focus()

    def _refresh(self, annotation_id: str = "") -> None:
        if self._window.page is not self._page:
            return
        self._run += 1
        run, found = self._run, unsettled(self._store.library)

        def come(made: Any) -> None:
            if run == self._run and self._window.page is self._page:
                focused = self._window.focusWidget()
                keyboard = focused is None or self._page.isAncestorOf(focused)
                self._page.show_settlings(made, annotation_id)
                if keyboard:
                    self._page.focus()

        self._store.read(lambda library: settlings(library, found), come)

    def _settle(self, annotation_id: str, chosen: Mapping[str, Value]) -> None:
        self._store.submit(SettleConflict(id=annotation_id, author=self._annotate.author, change=edit_of(chosen)))
