"""The 校核 page and the library: what to look at, what the check finds, what people make of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt

from briefing.actions.checking import JudgeFinding
from briefing.domain.verdict import Judgement
from briefing.ui.annotate.controller import AnnotateController
from briefing.ui.check.page import DOUBTFUL
from briefing.ui.correct.controller import CorrectController
from briefing.ui.correct.said import said_by
from briefing.ui.detail.controller import DetailController
from briefing.ui.main_window import MainWindow
from briefing.ui.navigation import Navigator
from briefing.ui.store import Store


class CheckController(QObject):
    """Opens the page, keeps it in step with the library, and carries out what is asked for there."""

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        detail: DetailController,
        navigator: Navigator,
        annotate: AnnotateController,
        correct: CorrectController,
    ) -> None:
        super().__init__(window)
        self._window, self._store, self._detail, self._annotate = window, store, detail, annotate
        self._page = page = window.check_page
        self._run = 0
        correct.join(page.doubtful.bar)
        page.doubtful.place_wanted.connect(navigator.go)
        page.findings.place_wanted.connect(navigator.go)
        page.findings.judge_wanted.connect(self._judge)
        page.back_wanted.connect(lambda: navigator.go(navigator.place))
        window.report_page.check_wanted.connect(
            lambda: self.open(navigator.place.report_key if navigator.place else "")
        )
        # Queued: Qt gives the keyboard to the page that comes, where the widget that has it may not last.
        page.keyboard_lost.connect(window.outline.focus_tree, Qt.ConnectionType.QueuedConnection)
        store.loaded.connect(self._refresh)
        store.failed.connect(page.show_again)

    def open(self, report_key: str = "") -> None:
        """Show the page for one report, or for all."""
        if self._window.page is not self._page:
            self._detail.leaving.emit()
        self._window.show_page(self._page)
        self._page.show_part(DOUBTFUL)
        self._refresh()
        self._page.set_scope(report_key)
        self._page.focus()
        self._detail.shown.emit(None)

    def _refresh(self) -> None:
        if self._window.page is not self._page:
            return
        store = self._store
        self._page.show_library(store.library, said_by(store.corrections))
        self._run += 1
        run = self._run
        store.read(lambda library: library.findings(), lambda found: self._take(run, found))

    def _take(self, run: int, found: Any) -> None:
        if run == self._run:
            self._page.show_findings(found)

    def _judge(self, key: str, judgement: Judgement | None, note: str) -> None:
        self._store.submit(JudgeFinding(finding=key, judgement=judgement, note=note, author=self._annotate.author))
