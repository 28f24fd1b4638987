"""Another passage for an annotation: it is taken in hand, one looks for the words, and says that it is these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from briefing.actions.annotating import PlaceAnnotation
from briefing.domain.annotation import Annotation
from briefing.domain.span import Span
from briefing.ui.detail.controller import DetailController
from briefing.ui.main_window import MainWindow
from briefing.ui.navigation import Navigator

if TYPE_CHECKING:
    from briefing.ui.notes.controller import NotesController


class PlacingController(QObject):
    """Joins the strip above the item to the library."""

    def __init__(
        self, notes: NotesController, window: MainWindow, navigator: Navigator, detail: DetailController
    ) -> None:
        super().__init__(notes)
        self._notes, self._window, self._navigator = notes, window, navigator
        strip = self._strip = window.placing
        strip.placed.connect(self._place)
        strip.given_up.connect(lambda: notes.open(self._last))
        window.item_page.passage_selected.connect(self._select)
        detail.shown.connect(lambda _: self._follow())

    _last = ""

    def begin(self, note: Annotation) -> None:
        """Go where the annotation is, or else to its report, with it in hand."""
        self._notes.keep()
        self._last = note.id
        self._strip.begin(note)
        self._navigator.go(self._notes.place_of(note))

    def _in_report(self) -> bool:
        place, note = self._navigator.place, self._strip.note
        here = self._window.page is self._window.item_page
        return here and place is not None and note is not None and place.report_key == note.report_key

    def _select(self, stretch: object) -> None:
        if self._strip.note is not None:
            self._strip.set_passage(stretch, in_item=self._in_report())

    def _follow(self) -> None:
        """Another page is shown: in the list itself nothing is in hand any more."""
        if self._strip.note is None:
            return
        if self._window.page is self._window.notes_page:
            self._strip.end()
        else:
            self._strip.set_passage(self._window.item_page.text.selection, in_item=self._in_report())

    def _place(self, note_id: str, stretch: object) -> None:
        place = self._navigator.place
        if place is None or place.item is None:
            return
        span = stretch if isinstance(stretch, Span) else None
        self._strip.end()
        command = PlaceAnnotation(id=note_id, item=place.item, stretch=span, author=self._notes.author)
        self._notes.bulk.submit(command, lambda _: self.tr("批注已放到选中的原文上。"))
        self._notes.open(note_id)
