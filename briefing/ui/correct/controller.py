"""Correcting, confirming, adding and removing figures: asks the store, tells the person what can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from briefing.actions.command import Command, Outcome
from briefing.actions.correcting import AddFigure, ConfirmFigure, CorrectFigure, RemoveFigure
from briefing.domain.correction import FigureFields
from briefing.domain.figure import FigureRef
from briefing.domain.span import Span
from briefing.ui.annotate.controller import AnnotateController
from briefing.ui.correct.bar import CorrectionBar
from briefing.ui.correct.typed import Typed
from briefing.ui.detail.controller import DetailController
from briefing.ui.main_window import MainWindow
from briefing.ui.store import Store


class CorrectController(QObject):
    """Joins the bars that speak of figures to the library."""

    def __init__(
        self, window: MainWindow, store: Store, detail: DetailController, annotate: AnnotateController
    ) -> None:
        super().__init__(window)
        self._window, self._store, self._annotate = window, store, annotate
        self._sent: CorrectionBar | None = None
        self._half: dict[FigureRef, Typed] = {}
        page = window.item_page
        self.join(page.correction, lambda span, fields: self._add(span, fields))
        page.correct_wanted.connect(self.correct)
        detail.leaving.connect(self._keep)
        store.done.connect(self._settled)
        store.failed.connect(self._failed)

    def join(self, bar: CorrectionBar, add: Callable[[Span, FigureFields], object] | None = None) -> None:
        """Let a bar's wishes be carried out; without ``add`` nothing can be added there."""
        bar.correct_wanted.connect(lambda ref, fields: self._correct(bar, ref, fields))
        bar.confirm_wanted.connect(lambda ref: self._submit(bar, ConfirmFigure(ref=ref, author=self._author)))
        bar.remove_wanted.connect(lambda ref: self._submit(bar, RemoveFigure(ref=ref, author=self._author)))
        if add is not None:
            bar.add_wanted.connect(add)

    def correct(self) -> None:
        """Open the editor for the figure in hand; what was half written about it stands there again."""
        page = self._window.item_page
        if self._window.page is self._window.check_page:
            self._window.check_page.doubtful.bar.correct()
        if self._window.page is not page:
            return
        bar = page.correction
        if bar.figure is None:
            page.choose_first()
        elif bar.editing != bar.figure.ref:
            bar.correct(self._half.pop(bar.figure.ref, None))
        else:
            bar.correct()

    def add(self) -> None:
        """Open the editor for a figure made of the selected words."""
        if self._window.page is self._window.item_page:
            self._window.item_page.correction.add()

    @property
    def _author(self) -> str:
        return self._annotate.author

    def _correct(self, bar: CorrectionBar, ref: FigureRef, fields: FigureFields) -> None:
        self._half.pop(ref, None)
        self._submit(bar, CorrectFigure(ref=ref, fields=fields, author=self._author))

    def _add(self, span: Span, fields: FigureFields) -> None:
        page = self._window.item_page
        if page.item is None or page.report is None:
            return
        command = AddFigure(
            report_key=page.report.key, item=page.item.position, stretch=span, fields=fields, author=self._author
        )
        self._submit(page.correction, command)

    def _submit(self, bar: CorrectionBar, command: Command[Any]) -> None:
        self._sent = bar
        self._store.submit(command)

    def _keep(self) -> None:
        """Leaving a correction half written keeps what was typed until one comes back to it."""
        bar = self._window.item_page.correction
        typed, about = bar.typed, bar.editing
        if typed is not None and isinstance(about, FigureRef):
            self._half[about] = typed
            self._window.notice.say(self.tr("没写完的更正没有保存；回到那个数据点“更正”，可以接着写。"))

    def _settled(self, outcome: Outcome[Any]) -> None:
        """The editor closes when its words are committed, not before."""
        bar, self._sent = self._sent, None
        if bar is None:
            return
        bar.close_editor()
        if outcome.name == AddFigure.name:
            self._window.item_page.text.select(None)
            self._window.item_page.expect_figure(outcome.value.ref)
        elif outcome.name == RemoveFigure.name:
            self._window.notice.say(self.tr("数据已移除。"), self.tr("撤销"), self._store.undo)

    def _failed(self) -> None:
        self._sent = None
