"""Joining, splitting and wording indicators: asks the store, and offers to take it back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from briefing.actions.command import Outcome
from briefing.actions.comparing import JoinFigures, RewordIndicator, SplitIndicator
from briefing.domain.comparison import Indicator
from briefing.domain.decision import Wording
from briefing.domain.figure import FigureRef
from briefing.ui.annotate.controller import AnnotateController
from briefing.ui.main_window import MainWindow
from briefing.ui.store import Store


class CompareController(QObject):
    """Joins the comparison page to the library."""

    def __init__(self, window: MainWindow, store: Store, annotate: AnnotateController) -> None:
        super().__init__(window)
        self._window, self._store, self._annotate = window, store, annotate
        page = window.compare_page
        page.reword_wanted.connect(self._reword)
        page.split_wanted.connect(self._split)
        page.join_wanted.connect(self._join)
        store.done.connect(self._settled)

    def _reword(self, indicator: Indicator, wording: Wording) -> None:
        results = tuple(figure.ref for figure in indicator.results)
        self._store.submit(
            RewordIndicator(results=results, target=indicator.target.ref, wording=wording, author=self._annotate.author)
        )

    def _split(self, indicator: Indicator) -> None:
        results = tuple(figure.ref for figure in indicator.results)
        self._store.submit(SplitIndicator(results=results, target=indicator.target.ref, author=self._annotate.author))

    def _join(self, results: tuple[FigureRef, ...], target: FigureRef) -> None:
        self._store.submit(JoinFigures(results=results, target=target, author=self._annotate.author))

    def _settled(self, outcome: Outcome[Any]) -> None:
        said = {
            SplitIndicator.name: self.tr("这项指标已拆开，不再对照。"),
            JoinFigures.name: self.tr("已合并为一项指标，请核对口径说明。"),
            RewordIndicator.name: self.tr("口径说明已改。"),
        }.get(outcome.name)
        if said:
            self._window.compare_page.close_editor()
            self._window.notice.say(said, self.tr("撤销"), self._store.undo)
