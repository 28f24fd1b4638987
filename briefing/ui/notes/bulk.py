"""Changing many annotations at once, deleting and bringing back; what came of it is said, with a way back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from briefing.actions.annotating import (
    DeleteAnnotation,
    EditAnnotation,
    EditAnnotations,
    RestoreAnnotation,
    Several,
)
from briefing.actions.command import Command, Outcome
from briefing.domain.annotation import Annotation, AnnotationStatus
from briefing.domain.revision import DELETED
from briefing.library.library import Library
from briefing.library.writing import Edit
from briefing.ui.main_window import MainWindow
from briefing.ui.store import Store

if TYPE_CHECKING:
    from briefing.ui.notes.controller import NotesController


class BulkController(QObject):
    """Joins the bar under the list, and its menu, to the library."""

    def __init__(self, notes: NotesController, window: MainWindow, store: Store) -> None:
        super().__init__(notes)
        self._notes, self._window, self._store = notes, window, store
        self._waiting: list[tuple[str, Callable[[Outcome[Any]], str]]] = []
        page = window.notes_page
        page.bar.status_wanted.connect(self._status)
        page.bar.delete_wanted.connect(self._delete)
        page.view.delete_wanted.connect(self._delete)
        page.bar.restore_wanted.connect(self._restore)
        page.tags.added.connect(lambda tag: self._tag(tag, wanted=True))
        page.tags.removed.connect(lambda tag: self._tag(tag, wanted=False))
        store.done.connect(self._settled)
        store.failed.connect(lambda _: self._waiting.clear())

    def submit(self, command: Command[Any], say: Callable[[Outcome[Any]], str]) -> None:
        """Make a change and say what came of it, with a way back."""
        self._waiting.append((command.name, say))
        self._store.submit(command)

    def _settled(self, outcome: Outcome[Any]) -> None:
        at = next((at for at, (name, _) in enumerate(self._waiting) if name == outcome.name), None)
        if at is None:
            return
        _, say = self._waiting.pop(at)
        if outcome.changes:
            self._window.notice.say(say(outcome), self.tr("撤销"), self._store.undo)
        else:
            self._window.notice.say(self.tr("没有需要改的：已经是这样了。"))

    def _status(self, status: AnnotationStatus) -> None:
        chosen = self._window.notes_page.chosen
        if chosen:
            words = self.tr("{0} 条批注改为{1}。")
            self._edit(chosen, Edit(status=status), lambda count: words.format(count, status.label))

    def _tag(self, tag: str, *, wanted: bool) -> None:
        author, names = self._notes.author, self._notes.names
        edits = tuple(
            EditAnnotation(
                id=note.id,
                author=author,
                names=names,
                change=Edit(tags=tuple({*note.tags, tag} if wanted else {*note.tags} - {tag})),
            )
            for note in self._window.notes_page.chosen
        )
        words = self.tr("{0} 条批注加上了标签“{1}”。") if wanted else self.tr("{0} 条批注去掉了标签“{1}”。")
        if edits:
            self.submit(Several(edits=edits), lambda outcome: words.format(int(outcome.value), tag))
        self._window.notes_page.focus_list()

    def _delete(self) -> None:
        """Delete the chosen ones that the person may; what others wrote stays and is said to."""
        page = self._window.notes_page
        if self._window.note_filters.filter.deleted:
            return
        chosen = page.chosen
        own = [note for note in chosen if self._notes.own(note)]
        rest = (
            self.tr("另有 {0} 条是别人写的，没有动。").format(len(chosen) - len(own)) if len(own) < len(chosen) else ""
        )
        if not own:
            if chosen:
                self._window.notice.say(self.tr("这是别人写的批注，不能删除；可以写一条答复，或改为“不采用”。"))
            return
        page.close_editor()
        if len(own) == 1:
            command = DeleteAnnotation(id=own[0].id, author=self._notes.author, names=self._notes.names)
            self.submit(command, lambda _: self.tr("批注已删除，可在回收站里恢复。") + rest)
        else:
            words = self.tr("{0} 条批注已删除，可在回收站里恢复。")
            self._edit(own, Edit(deleted=True), lambda count: words.format(count) + rest)

    def _restore(self) -> None:
        chosen = self._window.notes_page.chosen
        own = [note for note in chosen if self._notes.own(note)]
        rest = self.tr("另有 {0} 条是别人写的，要由写的人恢复。").format(len(chosen) - len(own))
        rest = rest if len(own) < len(chosen) else ""
        if not own:
            if chosen:
                self._window.notice.say(self.tr("这是别人写的批注，要由写的人恢复。"))
        elif len(own) == 1:
            command = RestoreAnnotation(id=own[0].id, author=self._notes.author, names=self._notes.names)
            self.submit(command, lambda _: self.tr("批注已恢复。") + rest)
        else:
            words = self.tr("{0} 条批注已恢复。")
            self._edit(own, Edit(deleted=False), lambda count: words.format(count) + rest)

    def _edit(self, notes: Iterable[Annotation], change: Edit, say: Callable[[int], str]) -> None:
        ids = tuple(note.id for note in notes)
        command = EditAnnotations(ids=ids, author=self._notes.author, names=self._notes.names, change=change)
        self.submit(command, lambda outcome: say(int(outcome.value)))


def deletions_of(library: Library, ids: Iterable[str]) -> dict[str, tuple[str, datetime]]:
    """Who deleted each of these annotations last, and when."""
    found = {}
    for note_id, revisions in library.revisions(ids).items():
        deleted = [one for one in revisions if DELETED in one.writes and one.writes[DELETED].value]
        if deleted:
            last = max(deleted, key=lambda one: (one.at, one.id))
            found[note_id] = (last.author, last.at)
    return found
