"""Changing and answering an annotation in its row: kept as one types, closed when it is committed, not before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from briefing.actions.annotating import AddAnnotation, DismissSuggestion, EditAnnotation, PlaceAnnotation
from briefing.actions.beginning import DropUnfinished, KeepUnfinished
from briefing.actions.command import Command, Outcome
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.unfinished import Unfinished
from briefing.library.writing import Edit
from briefing.ui.main_window import MainWindow
from briefing.ui.notes.editor import RowEditor
from briefing.ui.store import Store

if TYPE_CHECKING:
    from briefing.ui.notes.controller import NotesController

KEEP_MS = 700
"""How long after a key what was typed is kept in the library."""


class WritingController(QObject):
    """``another_wanted`` carries an Annotation that is to be about other words, ``settle_wanted`` the id of one in
    conflict.
    """

    another_wanted = Signal(object)
    settle_wanted = Signal(str)

    def __init__(self, notes: NotesController, window: MainWindow, store: Store) -> None:
        super().__init__(notes)
        self._notes, self._window, self._store = notes, window, store
        self._sent: list[Command[Any]] = []
        self._failed: tuple[Command[Any], ...] = ()
        self._open_id = self._answer_id = ""
        self._kept = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEEP_MS)
        self._soon.timeout.connect(self._keep_now)
        store.done.connect(self._settled)
        store.failed.connect(lambda _: self._fail())

    def open(self, note: Annotation) -> None:
        """Open an annotation in its row; a deleted one is only looked at beside the list."""
        if note.deleted:
            return
        editor = self._window.notes_page.open_editor(note, own=self._notes.own(note))
        if editor is None:
            return
        self._open_id, self._answer_id, self._kept, self._failed = note.id, "", False, ()
        editor.saved.connect(self._save)
        editor.given_up.connect(self._drop)
        editor.typed_changed.connect(self._soon.start)
        editor.answering.connect(self._begin_answer)
        editor.settle_wanted.connect(lambda: self.settle_wanted.emit(note.id))
        editor.another_wanted.connect(lambda: self.another_wanted.emit(note))
        editor.confirmed.connect(lambda: self._confirm(note))
        editor.refused.connect(lambda: self._refuse(note))

    @property
    def retry(self) -> Callable[[], object] | None:
        """How to try again to keep words that could not be kept; None while there are none."""
        failed = self._failed
        return (lambda: self._submit(*failed)) if failed else None

    def keep(self) -> None:
        """Leaving a row half written keeps its words among those that are not finished."""
        page = self._window.notes_page
        editor = page.editor
        if editor is None or self._sent:
            return
        if editor.typed and editor.text.strip():
            self._keep_now()
            self._window.notice.say(self.tr("没写完的批注已经存着，在批注列表的“没写完的”里继续。"))
        page.close_editor()

    def _begin_answer(self) -> None:
        self._store.read(lambda library: library.new_annotation_id(), self._take_answer_id)

    def _take_answer_id(self, answer_id: str) -> None:
        self._answer_id = answer_id

    def _keep_now(self) -> None:
        self._soon.stop()
        editor = self._window.notes_page.editor
        if editor is None or self._sent or not editor.typed or not editor.text.strip():
            return
        if editor.is_answer and not self._answer_id:
            # Its id is on its way.
            self._soon.start()
            return
        self._kept = True
        self._store.submit(KeepUnfinished(self._unfinished(editor)))

    def _unfinished(self, editor: RowEditor) -> Unfinished:
        note, edit = editor.note, editor.edit
        begun = Unfinished(
            id=note.id,
            place=self._notes.place_of(note),
            stretch=note.stretch,
            kind=edit.kind or note.kind,
            status=edit.status or note.status,
            text=editor.text,
            author=self._notes.author,
            at=datetime.now(UTC),
            change=True,
            title=note.title,
            tags=note.tags,
            due=note.due,
            attachments=note.attachments,
        )
        if not editor.is_answer:
            return begun
        return replace(
            begun,
            id=self._answer_id,
            change=False,
            kind=AnnotationKind.ANSWER,
            status=AnnotationStatus.DRAFT,
            title="",
            tags=(),
            due=None,
            attachments=(),
            answers=note.id,
        )

    def _drop(self) -> None:
        """What was given up is not offered again."""
        self._soon.stop()
        editor_id = self._answer_id or self._open_id
        if self._kept and editor_id:
            self._store.submit(DropUnfinished(editor_id))
        self._kept = False

    def _save(self, edit: Edit, answer: str) -> None:
        editor = self._window.notes_page.editor
        if editor is None or self._sent:
            return
        self._soon.stop()
        note, commands = editor.note, list[Command[Any]]()
        if edit != Edit():
            commands.append(EditAnnotation(id=note.id, author=self._notes.author, names=self._notes.names, change=edit))
        if answer:
            commands.append(
                AddAnnotation(
                    report_key=note.report_key,
                    kind=AnnotationKind.ANSWER,
                    text=answer,
                    author=self._notes.author,
                    answers=note.id,
                    id=self._answer_id,
                )
            )
        if commands:
            self._submit(*commands)
        else:
            self._drop()
            self._window.notes_page.close_editor()

    def _submit(self, *commands: Command[Any]) -> None:
        self._sent, self._failed = list(commands), ()
        for command in commands:
            self._store.submit(command)

    def _settled(self, outcome: Outcome[Any]) -> None:
        if not self._sent or outcome.name != self._sent[0].name:
            return
        self._sent.pop(0)
        if not self._sent:
            self._window.notes_page.close_editor()

    def _fail(self) -> None:
        """The row stays open with everything in it."""
        self._failed, self._sent = tuple(self._sent), []

    def _confirm(self, note: Annotation) -> None:
        if note.item is not None:
            self._ask(
                PlaceAnnotation(id=note.id, item=note.item, stretch=note.stretch, author=self._notes.author),
                self.tr("已确认批注的位置。"),
            )

    def _refuse(self, note: Annotation) -> None:
        self._ask(DismissSuggestion(id=note.id), self.tr("已记下不是这里。批注留在“找不到”里，可以换一段原文。"))

    def _ask(self, command: Command[Any], said: str) -> None:
        """Settle where it belongs; what is being written in the row goes on being written, or else the row closes."""
        editor = self._window.notes_page.editor
        if editor is not None and not editor.typed:
            self._window.notes_page.close_editor()
        self._notes.bulk.submit(command, lambda _: said)
