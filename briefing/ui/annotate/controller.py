"""Writing, changing and deleting annotations: asks the store, tells the person what can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog

from briefing.actions.annotating import AddAnnotation, DeleteAnnotation, EditAnnotation
from briefing.actions.command import Outcome
from briefing.domain.annotation import AnnotationKind, AnnotationStatus
from briefing.domain.place import Place
from briefing.domain.span import Span
from briefing.library.writing import Edit
from briefing.ui.detail.controller import DetailController
from briefing.ui.main_window import MainWindow
from briefing.ui.settings import WindowSettings
from briefing.ui.store import Store


class AnnotateController(QObject):
    """Joins the margin to the library."""

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        detail: DetailController,
        settings: WindowSettings,
    ) -> None:
        super().__init__(window)
        self._window, self._store, self._settings = window, store, settings
        self._sent, self._refused = False, False
        self._unsaved: AddAnnotation | EditAnnotation | None = None
        self._place: Place | None = None
        notes, page = window.notes, window.item_page
        notes.write_wanted.connect(self._write)
        notes.change_wanted.connect(self._change)
        notes.delete_wanted.connect(self._delete)
        notes.note_chosen.connect(self._show_note)
        notes.keyboard_freed.connect(self._return_keyboard)
        notes.editing_changed.connect(self._change_editor)
        page.note_chosen.connect(self._show_note)
        page.passage_selected.connect(notes.set_passage)
        page.annotate_wanted.connect(notes.write)
        detail.leaving.connect(self.keep_draft)
        detail.shown.connect(self._remember)
        store.done.connect(self._settled)
        store.failed.connect(self._failed)

    @property
    def author(self) -> str:
        """The name annotations are written under."""
        return self._settings.author or self.tr("本机")

    def ask_author(self) -> None:
        """Let a person give the name that stands under annotations."""
        name, given = QInputDialog.getText(
            self._window, self.tr("署名"), self.tr("写在批注下面的名字或科室："), text=self._settings.author
        )
        if given:
            self._settings.author = name.strip()

    def write(self) -> None:
        """Open the editor beside the item that is open."""
        if self._window.page is self._window.item_page:
            self._window.notes.write()

    def keep_draft(self) -> None:
        """Leaving a note half written keeps it as a draft: nothing that was typed is lost."""
        notes = self._window.notes
        if notes.typed:
            notes.keep_as_draft()
            self._window.notice.say(self.tr("没写完的批注已存为草稿。"))
            self._close()

    def _remember(self, place: Place | None) -> None:
        self._place = place

    def _close(self) -> None:
        self._sent = self._refused = False
        self._window.notes.close_editor()

    def _write(self, kind: AnnotationKind, text: str, status: AnnotationStatus, passage: object) -> None:
        place = self._place
        if place is None or place.item is None:
            return
        self._sent = True
        stretch = passage if isinstance(passage, Span) else None
        command = AddAnnotation(
            report_key=place.report_key,
            item=place.item,
            stretch=stretch,
            kind=kind,
            text=text,
            status=status,
            author=self.author,
        )
        self._submit(command)

    def _change(self, note_id: str, kind: AnnotationKind, text: str, status: AnnotationStatus) -> None:
        self._sent = True
        self._submit(EditAnnotation(id=note_id, author=self.author, change=Edit(kind=kind, text=text, status=status)))

    def _submit(self, command: AddAnnotation | EditAnnotation) -> None:
        self._unsaved = command
        self._store.submit(command)

    @property
    def retry(self) -> Callable[[], object] | None:
        """How to try again to keep words that could not be kept; None while there are none."""
        command = self._unsaved
        return None if command is None else partial(self._submit_again, command)

    def _submit_again(self, command: AddAnnotation | EditAnnotation) -> None:
        """The editor that still holds these words closes when they are kept; no other does."""
        self._sent = self._refused
        self._submit(command)

    def _delete(self, note_id: str) -> None:
        self._store.submit(DeleteAnnotation(id=note_id, author=self.author))

    def _show_note(self, note_id: str) -> None:
        self._window.item_page.text.set_current_note(note_id)
        self._window.notes.set_current(note_id)

    def _settled(self, outcome: Outcome[Any]) -> None:
        """The editor closes when its words are committed, not before."""
        if outcome.name in (AddAnnotation.name, EditAnnotation.name):
            self._unsaved = None
        if self._sent:
            self._close()
            self._window.item_page.text.select(None)
        if outcome.name == DeleteAnnotation.name:
            self._window.notice.say(self.tr("批注已删除。"), self.tr("撤销"), self._store.undo)

    def _return_keyboard(self) -> None:
        """From an editor that is gone the keyboard goes back to the words it was about."""
        if self._window.page is self._window.item_page:
            self._window.item_page.focus_text()

    def _change_editor(self) -> None:
        self._refused = False

    def _failed(self) -> None:
        self._refused, self._sent = self._sent or self._refused, False
