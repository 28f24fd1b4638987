"""What is asked of briefings: beginning, filling, ordering, wording; each one named step that can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from briefing.actions.command import Outcome
from briefing.actions.composing import (
    AddEntries,
    CopyBriefing,
    MoveEntries,
    NewBriefing,
    PutBriefing,
    RemoveBriefing,
    RemoveEntries,
    SetDetails,
    SetEntry,
)
from briefing.domain.briefing import Briefing, Details, Entry, Form, Paper
from briefing.domain.briefing_changes import adopted
from briefing.domain.briefing_entries import EntryMaker
from briefing.domain.briefing_sources import Sources
from briefing.export.briefing.starts import Offer, Selection, start
from briefing.export.briefing.usual import usual_details, with_usual
from briefing.ui.compose.picks import Pick, name_of
from briefing.ui.compose.rows import rows_of
from briefing.ui.compose.shelf import BriefingShelf
from briefing.ui.main_window import MainWindow
from briefing.ui.navigation import Navigator
from briefing.ui.store import Store
from briefing.ui.tasks import Tasks
from briefing.ui.theme import Theme

if TYPE_CHECKING:
    from briefing.ui.compose.controller import ComposeController

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class BriefingChanges(QObject):
    """Makes the changes that the composer's widgets ask for, to the briefing that is open.

    ``new_entries`` are the ids of what was put in last, to be chosen in the list when they are there.
    """

    def __init__(
        self,
        compose: ComposeController,
        theme: Theme,
        window: MainWindow,
        store: Store,
        tasks: Tasks,
        navigator: Navigator,
    ) -> None:
        super().__init__(compose)
        self._compose, self._theme, self._window = compose, theme, window
        self._store, self._tasks, self._navigator = store, tasks, navigator
        self._pane, self._page = window.composer, window.composer_page
        self._said = ""
        self.new_entries: tuple[str, ...] = ()
        store.done.connect(self._done)
        pane, page = self._pane, self._page
        pane.new_wanted.connect(self.new)
        pane.others_wanted.connect(self.open_shelf)
        pane.add_wanted.connect(self._add_kind)
        pane.remove_wanted.connect(self.remove_chosen)
        pane.pick_dropped.connect(self.add)
        pane.details.changed.connect(self._set_details)
        pane.list.step_wanted.connect(self._step)
        pane.list.remove_wanted.connect(self.remove_chosen)
        pane.list.entries.move_wanted.connect(self._move)
        pane.list.panel.changed.connect(self._set_entry)
        pane.list.panel.renew_wanted.connect(self._renew)
        page.empty.offer_taken.connect(self._take_offer)
        page.empty.selection_taken.connect(self._take_selection)
        page.empty.title_given.connect(self._give_title)
        page.empty.copy_wanted.connect(self.copy_last)

    @property
    def _author(self) -> str:
        return self._compose.author

    def new(self) -> None:
        """Begin an empty briefing."""
        self._pane.keep()
        self._begin_new(Form.MEETING)

    def copy_last(self) -> None:
        """Begin a briefing with what the one before it holds."""
        current = self._compose.current
        if current is not None and not current.entries:
            current = None
        source = current or next((one for one in self._compose.briefings if one.entries), None)
        if source is None:
            self._window.notice.say(self.tr("还没有可以复制的简报。"))
            return
        self._store.submit(CopyBriefing(id=source.id, title=source.details.title, author=self._author))

    def open_shelf(self) -> None:
        """All briefings, removed ones too."""
        self._pane.show_briefings(self._compose.briefings, self._compose.current)
        shelf = BriefingShelf(self._theme, self._store, self._window)
        shelf.open_wanted.connect(self._open_chosen)
        shelf.copy_wanted.connect(
            lambda one: self._store.submit(CopyBriefing(id=one.id, title=one.details.title, author=self._author))
        )
        shelf.remove_wanted.connect(
            lambda one, removed: self._store.submit(RemoveBriefing(id=one.id, author=self._author, removed=removed))
        )
        shelf.open()

    def _open_chosen(self, briefing: Briefing) -> None:
        self._compose.choose(briefing.id)
        self._compose.open()

    def add(self, pick: Pick, before: str = "") -> None:
        """Put what was picked into the briefing that is open, or begin one with it."""
        sources = self._compose.sources
        if not self._compose.ready:
            return

        def work() -> tuple[tuple[Entry, ...], str]:
            entries = pick.entries(sources, self._compose.new_id)
            made = Briefing("", Form.MEETING, Details(""), entries, "", _EPOCH, _EPOCH)
            return entries, name_of(entries, tuple(row.title for row in rows_of(made, sources)[:1]))

        self._tasks.run(work, lambda made: self._put_in(made[0], made[1], before))

    def _put_in(self, entries: tuple[Entry, ...], name: str, before: str = "") -> None:
        if not entries:
            self._window.notice.say(self.tr("这里没有可以加入简报的内容。"))
            return
        self._said = name
        self.new_entries = tuple(entry.id for entry in entries)
        current = self._compose.current
        if current is None:
            self._begin_new(Form.MEETING, entries=entries)
        else:
            self._store.submit(AddEntries(id=current.id, entries=entries, author=self._author, before=before or None))

    def _add_kind(self, kind: str) -> None:
        """From the menu: after the entry in hand."""
        at = self._pane.list.currentIndex().row()
        before = self._pane.list.entries.id_before(at + 1) if at >= 0 else ""
        make = EntryMaker(Sources((), ()), self._compose.new_id)
        if kind == "heading":
            self._put_in((make.heading(self.tr("新标题")),), self.tr("标题"), before)
        elif kind == "text":
            self._put_in((make.text(self.tr("（在这里写）")),), self.tr("文字"), before)
        elif kind == "page":
            self._put_in((make.page_end(),), self.tr("分页"), before)
        elif kind in ("comparison", "chart"):
            keys = tuple(self._compose.sources.indicators)
            self.add(Pick(indicators=keys) if kind == "comparison" else Pick(charted=keys), before)
        elif self._navigator.place is not None:
            self.add(Pick(places=(self._navigator.place,)), before)
        else:
            self._window.notice.say(self.tr("请先在“报告”里打开一个条目或章节。"))

    def remove_chosen(self) -> None:
        """Take the entries selected out."""
        current, chosen = self._compose.current, self._pane.list.chosen
        if current is None or not chosen:
            return
        last = max(self._pane.list.entries.row_of(key) for key in chosen)
        after = self._pane.list.entries.id_before(last + 1)
        self.new_entries = (after,) if after else ()
        self._said = ""
        self._store.submit(RemoveEntries(id=current.id, entries=chosen, author=self._author))

    def _move(self, ids: tuple[str, ...], before: str) -> None:
        if self._compose.current is not None:
            self._store.submit(
                MoveEntries(id=self._compose.current.id, entries=ids, author=self._author, before=before or None)
            )

    def _step(self, step: int) -> None:
        """The entries selected one place up or down, together."""
        current, chosen = self._compose.current, self._pane.list.chosen
        if current is None or not chosen:
            return
        entries = self._pane.list.entries
        rows = [entries.row_of(key) for key in chosen]
        to = min(rows) - 1 if step < 0 else max(rows) + 2
        if to >= 0 and (step < 0 or to <= len(entries.rows)):
            self._move(chosen, entries.id_before(to))

    def _set_entry(self, entry: Entry) -> None:
        if self._compose.current is not None:
            self._store.submit(SetEntry(id=self._compose.current.id, entry=entry, author=self._author))

    def _renew(self, entry_id: str) -> None:
        current, sources = self._compose.current, self._compose.sources
        entry = current.entry(entry_id) if current else None
        if entry is not None:
            self._tasks.run(lambda: adopted(entry, sources), self._set_entry)

    def _set_details(self, details: Details, form: Form, paper: Paper) -> None:
        current = self._compose.current
        if current is not None:
            self._store.submit(
                SetDetails(
                    id=current.id,
                    author=self._author,
                    details=None if details == current.details else details,
                    form=None if form == current.form else form,
                    paper=None if paper == current.paper else paper,
                )
            )

    def _give_title(self, title: str) -> None:
        current = self._compose.current
        if current is None:
            self._begin_new(Form.MEETING, title)
        else:
            details = replace(current.details, title=title, title_breaks=())
            self._store.submit(SetDetails(id=current.id, author=self._author, details=details))

    def _take_offer(self, offer: Offer) -> None:
        self._begin(offer.form, offer.selection)

    def _take_selection(self, form: Form) -> None:
        place = self._navigator.place
        self._begin(form, Selection(places=(place,) if place else ()))

    def _begin(self, form: Form, selection: Selection) -> None:
        """Fill the empty briefing that is open, or begin one, as one step."""
        sources, current = self._compose.sources, self._compose.current
        if form is Form.BLANK:
            self._begin_blank()
            return

        def done(made: tuple[Details, tuple[Entry, ...]]) -> None:
            details, entries = made
            if current is None:
                usual = with_usual(details, self._compose.settings.chosen.now)
                self._store.submit(NewBriefing(form=form, details=usual, author=self._author, entries=entries))
                return
            if current.details.title:
                details = current.details
            filled = replace(current, form=form, details=replace(current.details, title=details.title), entries=entries)
            self._store.submit(PutBriefing(briefing=filled, author=self._author))

        self._tasks.run(lambda: start(form, selection, sources, self._compose.new_id), done)

    def _begin_new(self, form: Form, title: str = "", entries: tuple[Entry, ...] = ()) -> None:
        details = usual_details(self._compose.settings.chosen.now, title)
        self._store.submit(NewBriefing(form=form, details=details, author=self._author, entries=entries))

    def _begin_blank(self) -> None:
        if self._compose.current is None:
            self._begin_new(Form.BLANK)
        self._page.empty.focus_title()

    # What came of it.

    def _done(self, outcome: Outcome[Any]) -> None:
        value = outcome.value
        if outcome.name in (NewBriefing.name, CopyBriefing.name) and isinstance(value, Briefing):
            self._compose.follow(value.id)
        words, self._said = self._said, "" if outcome.name in (AddEntries.name, NewBriefing.name) else self._said
        notice = self._window.notice
        if outcome.name in (AddEntries.name, NewBriefing.name) and words:
            shown = self.tr("已加入“{0}”。").format(words)
            more = None if self._compose.in_front else (self.tr("打开"), self._compose.open)
            notice.say(shown, self.tr("撤销"), self._store.undo, more=more)
        elif outcome.name == RemoveEntries.name:
            notice.say(self.tr("已移出简报。"), self.tr("撤销"), self._store.undo)
        elif outcome.name == RemoveBriefing.name and isinstance(value, Briefing):
            said = self.tr("简报“{0}”已移除。") if value.removed else self.tr("简报“{0}”已恢复。")
            notice.say(said.format(value.name), self.tr("撤销"), self._store.undo)
        elif outcome.name == CopyBriefing.name and isinstance(value, Briefing):
            notice.say(self.tr("已复制为新的一份，日期留空。"), self.tr("撤销"), self._store.undo)
