"""Keeps the margin in step with the item's words: heights of passages, scrolling, sizes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QSplitter

from briefing.domain.span import Span
from briefing.ui.main_window import MainWindow


class Step(QObject):
    """Only beside an item, and only while the margin stands beside it: under the page there are no heights."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.notes.height_of = self._height
        page = window.item_page
        bar = page.area.verticalScrollBar()
        bar.valueChanged.connect(lambda _: self._follow())
        bar.rangeChanged.connect(lambda *_: self._follow())
        for widget in (page.text, page.area.viewport()):
            widget.installEventFilter(self)
        window.notes.installEventFilter(self)

    def reveal(self, span: Span | None) -> None:
        """Scroll the page to a passage, if it is not in sight."""
        page = self._window.item_page
        if span is not None and self._window.page is page and len(span):
            box = page.text.box_of(span).toRect()
            middle = page.text.mapTo(page.body, box.center())
            page.area.ensureVisible(middle.x(), middle.y(), 0, box.height() // 2 + 24)

    def _in_step(self) -> bool:
        holder = self._window.notes.parentWidget()
        beside = isinstance(holder, QSplitter) and holder.orientation() == Qt.Orientation.Horizontal
        return beside and self._window.page is self._window.item_page

    def _height(self, span: Span | None) -> int | None:
        page, margin = self._window.item_page, self._window.notes.margin
        margin.in_step = self._in_step()
        if not margin.in_step:
            return None
        text = page.text
        box = text.box_of(span) if span is not None and len(span) else text.box_of(Span(0, 1))
        top = text.mapTo(page.body, QPoint(0, round(box.top()))).y()
        ends = page.area.viewport().mapToGlobal(QPoint(0, 0)).y() - margin.viewport().mapToGlobal(QPoint(0, 0)).y()
        return max(0, top + ends)

    def _follow(self) -> None:
        bar = self._window.item_page.area.verticalScrollBar()
        self._window.notes.margin.follow(bar.value(), bar.maximum())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._window.notes.margin.later()
        return super().eventFilter(watched, event)
