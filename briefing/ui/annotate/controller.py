"""The margin joined to the window and the library: what stands in it, and what is done with a note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QInputDialog, QMenu

from briefing.actions.annotating import (
    DeleteAnnotation,
    DismissSuggestion,
    EditAnnotation,
    PlaceAnnotation,
    RestoreVersion,
)
from briefing.actions.command import Outcome
from briefing.domain.anchor import Scope
from briefing.domain.annotation import Annotation, AnnotationStatus
from briefing.domain.contents import ReportContents
from briefing.domain.markup import plain
from briefing.domain.place import Place
from briefing.domain.revision import Version
from briefing.domain.span import Span
from briefing.library.writing import Edit
from briefing.ui.annotate.attaching import Attaching
from briefing.ui.annotate.beside import Wish, beside
from briefing.ui.annotate.editor import STATUSES
from briefing.ui.annotate.keeping import Keeper
from briefing.ui.annotate.step import Step
from briefing.ui.annotate.writing import Writer
from briefing.ui.detail.controller import DetailController
from briefing.ui.detail.marks import note_marks
from briefing.ui.main_window import MainWindow
from briefing.ui.settings import WindowSettings
from briefing.ui.store import Store
from briefing.ui.tasks import Tasks
from briefing.ui.theme import Theme


class AnnotateController(QObject):
    """Joins the margin to the library. ``settle_wanted`` carries the id of a note whose conflicts want settling."""

    settle_wanted = Signal(str)

    def __init__(
        self,
        theme: Theme,
        window: MainWindow,
        store: Store,
        detail: DetailController,
        settings: WindowSettings,
        tasks: Tasks,
    ) -> None:
        super().__init__(window)
        self._window, self._store, self._detail, self._settings = window, store, detail, settings
        self._place: Place | None = None
        self.keeper = Keeper(store, self)
        self.attaching = Attaching(store, tasks, window)
        self.writer = Writer(theme, window, store, settings, self.keeper, self.attaching)
        self.step = Step(window)
        notes, page = window.notes, window.item_page
        notes.write_wanted.connect(self.write)
        notes.wished.connect(self._carry_out)
        notes.settle_wanted.connect(self.settle_wanted)
        notes.menu_wanted.connect(lambda key, at: self._pop_up(key, at))
        notes.open_wanted.connect(self.attaching.open)
        notes.restore_wanted.connect(self._restore)
        notes.note_chosen.connect(self._choose)
        notes.keyboard_freed.connect(self._return_keyboard)
        page.note_chosen.connect(self._choose)
        page.annotate_wanted.connect(self.write)
        window.report_page.annotate_wanted.connect(self.write)
        window.section_page.annotate_wanted.connect(self._write_there)
        detail.leaving.connect(self._leave)
        detail.shown.connect(self._show)
        self.attaching.refused.connect(window.notice.say)
        self.writer.settled.connect(self._show_saved)
        self.keeper.loaded.connect(self._offer)
        store.done.connect(self._settled)
        store.loaded.connect(self.keeper.load, Qt.ConnectionType.SingleShotConnection)

    @property
    def author(self) -> str:
        """The name annotations are written under."""
        return self.writer.author

    @property
    def names(self) -> frozenset[str]:
        """Every name that was written under on this computer."""
        return self.writer.names

    @property
    def retry(self) -> Callable[[], object] | None:
        """How to try again to keep words that could not be kept; None while there are none."""
        return self.writer.retry

    def ask_author(self) -> None:
        """Let a person give the name that stands under annotations."""
        name, given = QInputDialog.getText(
            self._window, self.tr("署名"), self.tr("写在批注下面的名字或科室："), text=self._settings.author
        )
        if given:
            self._settings.author = name.strip()

    def write(self) -> None:
        """Open the editor about the selected words, the figure in hand, the item, the section or the report."""
        window, place = self._window, self._place
        if window.notes.editing:
            window.notes.write()
        elif window.page is window.item_page and place is not None:
            text = window.item_page.text
            figure = text.selection is None and text.passage is not None
            self.writer.begin(place, text.passage, widen=figure)
        elif window.page is window.section_page and (passage := window.section_page.passage):
            self._write_there(*passage)
        elif window.page in (window.section_page, window.report_page) and place is not None:
            self.writer.begin(place, None)

    def close(self) -> None:
        """Keep what is half written, and take away what lay about."""
        self.writer.keep()
        self.attaching.close()

    # Where one is.

    def _write_there(self, place: Place | None, stretch: Span | None) -> None:
        """Write about a passage of an item that is shown on a section's page."""
        if place is None:
            if self._place is not None and not self._window.notes.editing:
                self.writer.begin(self._place, None)
            return
        self._window.section_page.place_wanted.emit(place)
        if stretch is not None:
            self._window.item_page.text.select(stretch)
        self.write()

    def _leave(self) -> None:
        if self.writer.leave():
            self._window.notice.say(self.tr("没写完的批注已留着，回到这里可以接着写。"))
        self._window.notes.close_history()

    def _show(self, place: Place | None) -> None:
        fresh, self._place = place != self._place, place
        if place is None:
            return
        if fresh:
            self._window.notes.set_current("")
        self._fill(self._detail.contents)
        self.writer.mark()
        if fresh:
            self._go_on(focus=False)

    def _fill(self, contents: ReportContents | None) -> None:
        if contents is not None and self._place is not None:
            self._window.notes.set_beside(beside(contents, self._place, self.names))

    def _go_on(self, *, focus: bool) -> None:
        """What was begun here stands in its editor again."""
        window, place = self._window, self._place
        one = self.keeper.at(place) if place is not None else None
        if one is None or place is None or window.notes.editing:
            return
        contents = self._store.contents_of(place.report_key)
        note = next((note for note in contents.annotations if note.id == one.id), None) if contents else None
        self.writer.go_on(one, note, focus=focus)

    def _offer(self) -> None:
        """Say at the start what was left unfinished, and lead there."""
        left = [one for one in self.keeper.all if self._store.contents_of(one.place.report_key)]
        if not left:
            return
        words = self.tr("上次有 {0} 条没写完的批注。").format(len(left))
        self._window.notice.say(words, self.tr("继续写"), partial(self.resume, left[0].place))
        self._go_on(focus=False)

    def resume(self, place: Place) -> None:
        """Go on with what was begun at a place, with the keyboard."""
        if place != self._place:
            self._window.item_page.place_wanted.emit(place)
        if self._window.notes.editing:
            self._window.notes.write()
        else:
            self._go_on(focus=True)

    def _choose(self, note_id: str) -> None:
        note = self._note(note_id)
        self._window.item_page.text.set_current_note(note_id)
        if note is not None:
            self.step.reveal(note.stretch)
        self._window.notes.set_current(note_id)

    def _return_keyboard(self) -> None:
        """From an editor that is gone the keyboard goes back to the words it was about."""
        if self._window.page is self._window.item_page:
            self._window.item_page.focus_text()
        else:
            self._window.outline.focus_tree()

    # What is done with a note.

    def menu(self, note_id: str) -> QMenu:
        """What can be done with a note, for the keyboard as well."""
        menu, card = QMenu(self._window), self._window.notes.card(note_id)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if card is None:
            return menu
        note, own = card.note, card.shown.own
        text = self._window.item_page.text
        if own:
            menu.addAction(self.tr("改\tEnter"), partial(self._carry_out, Wish.EDIT, note_id))
        menu.addAction(self.tr("答复\tCtrl+R"), partial(self._carry_out, Wish.ANSWER, note_id))
        statuses = menu.addMenu(self.tr("状态"))
        for status in STATUSES:
            action = statuses.addAction(status.label, partial(self._set_status, note_id, status))
            action.setCheckable(True)
            action.setChecked(status is note.status)
        if not own:
            menu.addAction(self.tr("状态和标签…"), partial(self._carry_out, Wish.MARK, note_id))
        menu.addSeparator()
        if note.scope is Scope.PASSAGE:
            moved = menu.addAction(self.tr("改到选中的文字"), partial(self._carry_out, Wish.PLACE, note_id))
            moved.setEnabled(text.selection is not None and self._window.page is self._window.item_page)
        menu.addAction(self.tr("历史\tCtrl+H"), partial(self._carry_out, Wish.HISTORY, note_id))
        menu.addAction(self.tr("复制文字"), lambda: QGuiApplication.clipboard().setText(plain(note.text)))
        if own:
            menu.addSeparator()
            menu.addAction(self.tr("删除\tDel"), partial(self._carry_out, Wish.DELETE, note_id))
        return menu

    def _pop_up(self, note_id: str, at: QPoint) -> None:
        self.menu(note_id).popup(at)

    def _carry_out(self, wish: Wish, note_id: str) -> None:
        note, place = self._note(note_id), self._place
        card = self._window.notes.card(note_id)
        if note is None or place is None:
            return
        free = not self._window.notes.editing
        match wish:
            case Wish.EDIT if free:
                self.writer.change(place, note)
            case Wish.MARK if free:
                self.writer.change(place, note, foreign=True)
            case Wish.ANSWER if free:
                self.writer.answer(place, note)
            case Wish.EDIT | Wish.MARK | Wish.ANSWER:
                self._window.notes.write()
            case Wish.DELETE:
                self._store.submit(DeleteAnnotation(id=note_id, author=self.author, names=self.names))
            case Wish.CONFIRM if note.item is not None:
                self._move(note, note.stretch)
            case Wish.DISMISS:
                self._store.submit(DismissSuggestion(id=note_id))
            case Wish.PLACE if self._window.item_page.text.selection is not None:
                self._move(note, self._window.item_page.text.selection)
            case Wish.HISTORY:
                own = card is not None and card.shown.own
                self._store.read(lambda library: library.history(note_id), partial(self._show_history, note, own))

    def _move(self, note: Annotation, stretch: Span | None) -> None:
        if note.item is not None:
            self._store.submit(PlaceAnnotation(id=note.id, item=note.item, stretch=stretch, author=self.author))

    def _set_status(self, note_id: str, status: AnnotationStatus) -> None:
        change = Edit(status=status)
        self._store.submit(EditAnnotation(id=note_id, author=self.author, names=self.names, change=change))

    def _show_history(self, note: Annotation, own: bool, versions: tuple[Version, ...]) -> None:
        words = " ".join((note.title or plain(note.text)).split())
        about = f"{note.kind.label} · {words[:24]}{'…' if len(words) > 24 else ''}"
        self._window.notes.show_history(note.id, about, versions, own=own)

    def _restore(self, note_id: str, revision: str) -> None:
        self._store.submit(RestoreVersion(id=note_id, revision=revision, author=self.author, names=self.names))

    def _note(self, note_id: str) -> Annotation | None:
        contents = self._detail.contents
        return next((note for note in contents.annotations if note.id == note_id), None) if contents else None

    def _show_saved(self, note: Annotation) -> None:
        """Its card and its underline stand there before the whole library has been read anew."""
        contents, place = self._detail.contents, self._place
        if contents is None or place is None or note.report_key != contents.report.key:
            return
        others = tuple(one for one in contents.annotations if one.id != note.id)
        now = replace(contents, annotations=(*others, note))
        self._fill(now)
        item = contents.report.item_at(place.item) if place.item is not None else None
        if item is not None and self._window.page is self._window.item_page:
            self._window.item_page.text.set_notes(note_marks(item, now.annotations))

    def _settled(self, outcome: Outcome[Any]) -> None:
        if outcome.name == DeleteAnnotation.name:
            self._window.notice.say(self.tr("批注已删除。"), self.tr("撤销"), self._store.undo)
        elif outcome.name == RestoreVersion.name:
            self._window.notes.close_history()
            self._window.notice.say(self.tr("已恢复旧版。"), self.tr("撤销"), self._store.undo)
