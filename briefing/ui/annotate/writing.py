"""Beginning, going on with and saving a note: the editor in the margin, joined to the library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from briefing.actions.annotating import AddAnnotation, EditAnnotation
from briefing.actions.command import Outcome
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.place import Place
from briefing.domain.span import Span
from briefing.domain.unfinished import Unfinished
from briefing.library.ids import IdMaker
from briefing.library.writing import Edit
from briefing.ui.annotate.attaching import Attaching
from briefing.ui.annotate.editor import NoteEditor, Task
from briefing.ui.annotate.keeping import Keeper
from briefing.ui.main_window import MainWindow
from briefing.ui.settings import WindowSettings
from briefing.ui.store import Store
from briefing.ui.theme import Theme


class Writer(QObject):
    """Opens the editor and carries out what it asks for. ``settled`` carries the Annotation that was saved."""

    settled = Signal(object)

    def __init__(
        self,
        theme: Theme,
        window: MainWindow,
        store: Store,
        settings: WindowSettings,
        keeper: Keeper,
        attaching: Attaching,
    ) -> None:
        super().__init__(window)
        self._theme, self._window, self._store, self._settings = theme, window, store, settings
        self._keeper, self._attaching = keeper, attaching
        self._new_id = IdMaker()
        self._unsaved: AddAnnotation | EditAnnotation | None = None
        store.done.connect(self._done)
        theme.changed.connect(self._again)

    @property
    def author(self) -> str:
        """The name annotations are written under."""
        return self._settings.author or self.tr("本机")

    @property
    def names(self) -> frozenset[str]:
        """Every name that was written under on this computer."""
        return self._settings.names | {self.tr("本机")}

    @property
    def retry(self) -> Callable[[], object] | None:
        """How to try again to keep words that could not be kept; None while there are none."""
        command = self._unsaved
        return partial(self._submit, command) if command is not None else self._keeper.retry

    # Opening.

    def begin(self, place: Place, stretch: Span | None, *, widen: bool = False) -> None:
        """Open the editor for a new note about a passage, or about the whole place."""
        base = self._blank(place, stretch, AnnotationKind.BACKGROUND)
        self._open(base, base, self.tr("新批注"), widen=widen)

    def answer(self, place: Place, note: Annotation) -> None:
        """Open the editor for an answer."""
        base = replace(self._blank(place, note.stretch, AnnotationKind.ANSWER), answers=note.id)
        self._open(base, base, self.tr("答复 {0}").format(note.author))

    def change(self, place: Place, note: Annotation, *, foreign: bool = False) -> None:
        """Open the editor for a note that is there; of somebody else's only what is everybody's."""
        base = _of(place, note)
        left = self._keeper.of(note.id)
        heading = self.tr("状态和标签") if foreign else self.tr("改批注")
        self._open(left if left and left.change and not foreign else base, base, heading, foreign=foreign)

    def go_on(self, one: Unfinished, note: Annotation | None, *, focus: bool) -> None:
        """Open the editor with what was begun; ``note`` is the one being changed, where that is still there."""
        if one.change and note is not None and not note.deleted:
            self._open(one, _of(one.place, note), self.tr("改批注"), focus=focus)
            return
        if one.change:
            # What was being changed is gone: the words are kept as a note of their own.
            self._keeper.drop(one.id)
            one = replace(one, id=self._new_id(), change=False)
        base = replace(self._blank(one.place, one.stretch, one.kind), id=one.id, answers=one.answers)
        self._open(one, base, self.tr("答复") if one.answers else self.tr("新批注"), focus=focus)

    def leave(self) -> bool:
        """Put the editor away and keep what is in it. Returns whether there was something."""
        editor = self._window.notes.editor
        if editor is None:
            return False
        kept = self._keeper.keep_now() if editor.typed else False
        if not kept:
            self._keeper.drop(editor.task.start.id)
        self._close()
        return kept

    def keep(self) -> None:
        """Keep what is in the editor now, and leave it open."""
        self._keeper.keep_now()

    def _open(
        self, start: Unfinished, base: Unfinished, heading: str, *, foreign: bool = False, widen: bool = False,
        focus: bool = True,
    ) -> None:  # fmt: skip
        task = Task(
            start, base, heading, self._about(start), foreign, self._known,
            ask_author=not self._settings.author_asked and not foreign, widen=widen,
        )  # fmt: skip
        self._show(task, focus=focus)

    def _known(self) -> set[str]:
        """Every tag used so far."""
        return {tag for contents in self._store.library for note in contents.annotations for tag in note.tags}

    def _show(self, task: Task, *, focus: bool) -> None:
        editor = NoteEditor(self._theme, task)
        editor.saved.connect(partial(self._save, editor))
        editor.given_up.connect(self._give_up)
        editor.widened.connect(partial(self._widen, editor))
        editor.attach_wanted.connect(lambda paths: self._attaching.take(paths, partial(self._attach, editor)))
        editor.open_wanted.connect(self._attaching.open)
        self._keeper.watch(self._worth_keeping)
        editor.changed.connect(self._keeper.touch)
        self._window.notes.open_editor(editor)
        self.mark()
        if focus:
            editor.focus()

    def _worth_keeping(self) -> Unfinished | None:
        editor = self._window.notes.editor
        return editor.contents if editor and editor.typed and not editor.task.foreign else None

    def mark(self) -> None:
        """Mark the passage that is being written about."""
        editor = self._window.notes.editor
        self._window.item_page.text.set_writing(editor.contents.stretch if editor else None)

    def _again(self) -> None:
        """In another size or other colours the editor is made anew, with all that is in it."""
        editor = self._window.notes.editor
        if editor is not None:
            focused = editor.isAncestorOf(self._window.focusWidget() or self._window)
            self._show(replace(editor.task, start=editor.contents), focus=focused)

    def _about(self, one: Unfinished) -> str:
        if one.stretch is not None:
            return self.tr("原文 {0} 字").format(len(one.stretch))
        if one.place.item is not None:
            return self.tr("整条")
        return self.tr("整章") if one.place.section else self.tr("整份报告")

    def _blank(self, place: Place, stretch: Span | None, kind: AnnotationKind) -> Unfinished:
        now = datetime.now(UTC)
        return Unfinished(self._new_id(), place, stretch, kind, AnnotationStatus.DRAFT, "", self.author, now)

    # What the editor asks for.

    def _widen(self, editor: NoteEditor) -> None:
        editor.set_about(self.tr("整条"), whole=True)
        self.mark()
        self._window.notes.margin.later()

    def _attach(self, editor: NoteEditor, file: object) -> None:
        # A file may arrive after its editor was closed: then nobody wants it any more.
        if self._window.notes.editor is editor:
            editor.add_file(file)  # type: ignore[arg-type]

    def _give_up(self) -> None:
        editor = self._window.notes.editor
        if editor is not None:
            self._keeper.rest()
            self._keeper.drop(editor.task.start.id)
        self._close()

    def _save(self, editor: NoteEditor, one: Unfinished) -> None:
        if editor.task.ask_author:
            self._settings.keep_author_asked()
            if editor.author:
                self._settings.author = editor.author
        if one.change:
            self._submit(EditAnnotation(id=one.id, author=self.author, names=self.names,
                                        change=_edit(one, editor.task)))  # fmt: skip
            return
        place = one.place
        self._submit(
            AddAnnotation(
                report_key=place.report_key, item=place.item, stretch=one.stretch,
                section=place.section if place.item is None else (), kind=one.kind, status=one.status, text=one.text,
                title=one.title, author=self.author, tags=one.tags, due=one.due, attachments=one.attachments,
                answers=one.answers, id=one.id,
            )
        )  # fmt: skip

    def _submit(self, command: AddAnnotation | EditAnnotation) -> None:
        self._keeper.keep_now()
        self._unsaved = command
        self._store.submit(command)

    def _done(self, outcome: Outcome[Any]) -> None:
        """The editor closes when its words are committed, not before; its underline follows at once."""
        note = outcome.value
        if outcome.name not in (AddAnnotation.name, EditAnnotation.name) or not isinstance(note, Annotation):
            return
        if self._unsaved is not None and note.id == self._unsaved.id:
            self._unsaved = None
            self._keeper.forget(note.id)
            editor = self._window.notes.editor
            if editor is not None and editor.task.start.id == note.id:
                self._close()
                self._window.item_page.text.select(None)
        self.settled.emit(note)

    def _close(self) -> None:
        # What was sent in vain and then left or given up is not to be sent again by a notice about something else.
        self._unsaved = None
        self._keeper.rest()
        self._window.notes.close_editor()
        self.mark()


def _of(place: Place, note: Annotation) -> Unfinished:
    """A note as an editor is opened with it."""
    return Unfinished(
        id=note.id, place=place, stretch=note.stretch, kind=note.kind, status=note.status, text=note.text,
        author=note.author, at=note.changed, change=True, title=note.title, tags=note.tags, due=note.due,
        attachments=note.attachments, answers=note.answers,
    )  # fmt: skip


def _edit(one: Unfinished, task: Task) -> Edit:
    """What was changed in the editor; what was not touched stays as it is, whatever became of it meanwhile."""
    base = task.base
    return Edit(
        kind=one.kind if one.kind is not base.kind else None,
        status=one.status if one.status is not base.status else None,
        title=one.title if one.title != base.title else None,
        text=one.text if one.text != base.text.strip() else None,
        due=(one.due.isoformat() if one.due else "") if one.due != base.due else None,
        tags=one.tags if set(one.tags) != set(base.tags) else None,
        attachments=one.attachments if one.attachments != base.attachments else None,
    )
