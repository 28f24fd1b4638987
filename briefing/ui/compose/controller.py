"""The composer and the library: which briefing is open, what is asked of it, its rows and pages kept in step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

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
from briefing.export.briefing.starts import Offer, Selection, offers, start
from briefing.export.fonts import FontShelf
from briefing.library.ids import IdMaker
from briefing.ui.annotate.controller import AnnotateController
from briefing.ui.compose.faces import faces_in_words
from briefing.ui.compose.picks import Pick, name_of
from briefing.ui.compose.rows import Row, rows_of, with_pages
from briefing.ui.compose.shelf import BriefingShelf
from briefing.ui.compose.typesetting import Laid, Typesetting
from briefing.ui.detail.controller import DetailController
from briefing.ui.main_window import BRIEFINGS, MainWindow
from briefing.ui.navigation import Navigator
from briefing.ui.store import Store
from briefing.ui.tasks import Tasks
from briefing.ui.theme import Theme

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class ComposeController(QObject):
    """Joins the 简报 tab and its page to the library. Everything that looks into reports runs on the worker."""

    def __init__(
        self,
        theme: Theme,
        window: MainWindow,
        store: Store,
        tasks: Tasks,
        navigator: Navigator,
        detail: DetailController,
        annotate: AnnotateController,
    ) -> None:
        super().__init__(window)
        self._theme, self._window, self._store, self._tasks = theme, window, store, tasks
        self._navigator, self._detail, self._annotate = navigator, detail, annotate
        self._pane, self._page = window.composer, window.composer_page
        self.new_id: Callable[[], str] = IdMaker()
        self.shelf = FontShelf()
        self.typesetting = Typesetting(tasks, self.shelf, self)
        self._current_id = ""
        self._sources = Sources((), ())
        self._known: tuple[object, object] = (None, None)
        self._laid: Laid | None = None
        self._shown: Briefing | None = None
        self._rows: tuple[Row, ...] = ()
        self._said = ""
        self._choose_next: tuple[str, ...] = ()
        self._run = 0
        self._connect()

    def _connect(self) -> None:
        pane, page, store = self._pane, self._page, self._store
        store.loaded.connect(self._refresh)
        store.done.connect(self._done)
        pane.briefing_chosen.connect(self.choose)
        pane.new_wanted.connect(self.new)
        pane.others_wanted.connect(self.open_shelf)
        pane.add_wanted.connect(self._add_kind)
        pane.remove_wanted.connect(self.remove_chosen)
        pane.pick_dropped.connect(self.add)
        pane.details.changed.connect(self._set_details)
        pane.list.entry_chosen.connect(self._frame)
        pane.list.opened.connect(self._frame)
        pane.list.step_wanted.connect(self._step)
        pane.list.remove_wanted.connect(self.remove_chosen)
        pane.list.entries.move_wanted.connect(self._move)
        pane.list.panel.changed.connect(self._set_entry)
        pane.list.panel.renew_wanted.connect(self._renew)
        page.entry_wanted.connect(self._go_to_entry)
        page.draw_wanted.connect(lambda at, dots, later: self.typesetting.draw(at, dots, later=later))
        page.empty.offer_taken.connect(self._take_offer)
        page.empty.selection_taken.connect(self._take_selection)
        page.empty.title_given.connect(self._give_title)
        page.empty.copy_wanted.connect(self.copy_last)
        self.typesetting.laid.connect(self._lay)
        self.typesetting.drawn.connect(page.show_image)
        self.typesetting.refused.connect(lambda sentence: page.show_progress(1.0, sentence))
        self._detail.briefings_wanted.connect(self._show)

    # What is open.

    @property
    def author(self) -> str:
        """The name changes are made under."""
        return self._annotate.author

    @property
    def briefings(self) -> tuple[Briefing, ...]:
        """Those that are not removed, the one changed last first."""
        return tuple(one for one in self._store.briefings if not one.removed)

    @property
    def current(self) -> Briefing | None:
        """The briefing that is open: the one chosen, else the one changed last."""
        there = self.briefings
        return next((one for one in there if one.id == self._current_id), there[0] if there else None)

    @property
    def sources(self) -> Sources:
        """What entries are about, as the library stands; to be looked into on the worker."""
        return self._sources

    @property
    def laid(self) -> Laid | None:
        """The pages as they were laid out last."""
        return self._laid

    @property
    def in_front(self) -> bool:
        """Whether the page of a briefing is shown."""
        return self._window.page is self._page

    def open(self, entry: str = "") -> None:
        """Open the 简报 tab with its page, perhaps with an entry in hand."""
        self._window.left.show_tab(BRIEFINGS)
        self._detail.show_briefings()
        if entry:
            self._pane.list.choose(entry)

    def choose(self, briefing_id: str) -> None:
        """Open another briefing."""
        self._pane.keep()
        self._current_id = briefing_id
        self._refresh()

    def keep(self) -> None:
        """Keep what is half typed."""
        self._pane.keep()

    def _show(self) -> None:
        self._window.show_page(self._page)
        self._refresh()
        if self._page.is_empty:
            self._page.empty.setFocus()
        else:
            self._pane.list.setFocus()

    def _refresh(self) -> None:
        store = self._store
        if self._known != (store.library, store.indicators):
            self._known = store.library, store.indicators
            self._sources = Sources(store.library, store.indicators)
            self._shown = None
        current = self.current
        self._current_id = current.id if current else ""
        self._pane.show_briefings(self.briefings, current)
        if not self.in_front and self._window.left.tab != BRIEFINGS:
            self._shown = None
            return
        if current is None or not current.entries:
            self._show_empty(current)
        elif current != self._shown:
            self._show_filled(current)

    def _show_empty(self, current: Briefing | None) -> None:
        self.typesetting.stop()
        self._run += 1
        self._shown, self._laid, self._rows = current, None, ()
        self._pane.list.entries.set_rows(())
        self._page.show_empty(current.details.title if current else "")
        sources, place = self._sources, self._navigator.place
        others = [one for one in self.briefings if one.entries]
        last = others[0].name if others else ""

        def work() -> tuple[tuple[Offer, ...], str]:
            try:
                named = "" if place is None else EntryMaker(sources, self.new_id).place_title(place)
            except LookupError:
                named = ""
            return offers(sources), named

        self._tasks.run(work, lambda found: self._page.empty.show_offers(found[0], selected=found[1], last=last))

    def _show_filled(self, current: Briefing) -> None:
        another = self._shown is None or self._shown.id != current.id
        self._shown = current
        self._page.show_filled()
        sources, run = self._sources, self._run + 1
        self._run = run

        def done(rows: tuple[Row, ...]) -> None:
            if run == self._run:
                self._rows = rows
                self._show_rows()
                self._choose_new(another)

        self._tasks.run(lambda: rows_of(current, sources), done)
        self.typesetting.show(current, sources, now=another)

    def _show_rows(self) -> None:
        laid = (
            self._laid if self._laid is not None and self._shown and self._laid.briefing.id == self._shown.id else None
        )
        pages: dict[str, int] = {}
        remarks: dict[str, str] = {}
        for mark in laid.layout.marks if laid else ():
            pages.setdefault(mark.entry, mark.page + 1)
        for one in laid.complaints if laid else ():
            remarks.setdefault(one.entry, one.sentence)
        self._pane.list.entries.set_rows(with_pages(self._rows, pages, remarks))
        self._pane.list.refresh()

    def _choose_new(self, another: bool) -> None:
        if self._choose_next:
            self._pane.list.select_all_of(self._choose_next)
            self._choose_next = ()
        elif another or self._pane.list.current is None:
            self._pane.list.select_all_of(tuple(row.entry.id for row in self._rows[:1]))

    def _lay(self, laid: Laid) -> None:
        if self._shown is None or laid.briefing.id != self._shown.id:
            return
        self._laid = laid
        words, tip = faces_in_words(laid.faces)
        if laid.layout.missing:
            words = self.tr("打印不出的字符以“〓”代替：{0}").format("".join(laid.layout.missing[:6]))
        elif laid.layout.excess:
            words = self.tr("超出一页 {0} 行，请删减或换一种形式。").format(laid.layout.excess)
        self._page.show_layout(laid.layout, duplex=laid.briefing.paper.duplex, words=words, tip=tip)
        self._page.show_complaints(laid.complaints)
        self._page.show_progress(1.0, "")
        self._show_rows()
        row = self._pane.list.current
        self._page.sheets.frame(row.entry.id if row else "", scroll=bool(row and self._pane.list.hasFocus()))

    def _frame(self, entry: str) -> None:
        self._page.sheets.frame(entry)

    def _go_to_entry(self, entry: str) -> None:
        if entry:
            self._pane.list.choose(entry)
        else:
            self._pane.unfold_details(True)

    # Changes.

    def new(self) -> None:
        """Begin an empty briefing."""
        self._pane.keep()
        self._store.submit(NewBriefing(form=Form.MEETING, details=Details(""), author=self.author))

    def copy_last(self) -> None:
        """Begin a briefing with what the one before it holds."""
        current = self.current
        if current is not None and not current.entries:
            current = None
        source = current or next((one for one in self.briefings if one.entries), None)
        if source is None:
            self._window.notice.say(self.tr("还没有可以复制的简报。"))
            return
        self._store.submit(CopyBriefing(id=source.id, title=source.details.title, author=self.author))

    def open_shelf(self) -> None:
        """All briefings, removed ones too."""
        self._pane.show_briefings(self.briefings, self.current)
        shelf = BriefingShelf(self._theme, self._store, self._window)
        shelf.open_wanted.connect(self._open_chosen)
        shelf.copy_wanted.connect(
            lambda one: self._store.submit(CopyBriefing(id=one.id, title=one.details.title, author=self.author))
        )
        shelf.remove_wanted.connect(
            lambda one, removed: self._store.submit(RemoveBriefing(id=one.id, author=self.author, removed=removed))
        )
        shelf.open()

    def _open_chosen(self, briefing: Briefing) -> None:
        self.choose(briefing.id)
        self.open()

    def add(self, pick: Pick, before: str = "") -> None:
        """Put what was picked into the briefing that is open, or begin one with it."""
        sources = self._sources
        if self._known == (None, None):
            return

        def work() -> tuple[tuple[Entry, ...], str]:
            entries = pick.entries(sources, self.new_id)
            made = Briefing("", Form.MEETING, Details(""), entries, "", _EPOCH, _EPOCH)
            return entries, name_of(entries, tuple(row.title for row in rows_of(made, sources)[:1]))

        self._tasks.run(work, lambda made: self._put_in(made[0], made[1], before))

    def _put_in(self, entries: tuple[Entry, ...], name: str, before: str = "") -> None:
        if not entries:
            self._window.notice.say(self.tr("这里没有可以加入简报的内容。"))
            return
        self._said = name
        self._choose_next = tuple(entry.id for entry in entries)
        current = self.current
        if current is None:
            self._store.submit(
                NewBriefing(form=Form.MEETING, details=Details(""), author=self.author, entries=entries)
            )  # fmt: skip
        else:
            self._store.submit(
                AddEntries(id=current.id, entries=entries, author=self.author, before=before or None)
            )  # fmt: skip

    def _add_kind(self, kind: str) -> None:
        """From the menu: after the entry in hand."""
        at = self._pane.list.currentIndex().row()
        before = self._pane.list.entries.id_before(at + 1) if at >= 0 else ""
        make = EntryMaker(Sources((), ()), self.new_id)
        if kind == "heading":
            self._put_in((make.heading(self.tr("新标题")),), self.tr("标题"), before)
        elif kind == "text":
            self._put_in((make.text(self.tr("（在这里写）")),), self.tr("文字"), before)
        elif kind == "page":
            self._put_in((make.page_end(),), self.tr("分页"), before)
        elif kind in ("comparison", "chart"):
            keys = tuple(self._sources.indicators)
            self.add(Pick(indicators=keys) if kind == "comparison" else Pick(charted=keys), before)
        elif self._navigator.place is not None:
            self.add(Pick(places=(self._navigator.place,)), before)
        else:
            self._window.notice.say(self.tr("请先在“报告”里打开一个条目或章节。"))

    def remove_chosen(self) -> None:
        """Take the entries selected out."""
        current, chosen = self.current, self._pane.list.chosen
        if current is None or not chosen:
            return
        last = max(self._pane.list.entries.row_of(key) for key in chosen)
        after = self._pane.list.entries.id_before(last + 1)
        self._choose_next = (after,) if after else ()
        self._said = ""
        self._store.submit(RemoveEntries(id=current.id, entries=chosen, author=self.author))

    def _move(self, ids: tuple[str, ...], before: str) -> None:
        if self.current is not None:
            self._store.submit(
                MoveEntries(id=self.current.id, entries=ids, author=self.author, before=before or None)
            )  # fmt: skip

    def _step(self, step: int) -> None:
        """The entries selected one place up or down, together."""
        current, chosen = self.current, self._pane.list.chosen
        if current is None or not chosen:
            return
        entries = self._pane.list.entries
        rows = [entries.row_of(key) for key in chosen]
        to = min(rows) - 1 if step < 0 else max(rows) + 2
        if to >= 0 and (step < 0 or to <= len(entries.rows)):
            self._move(chosen, entries.id_before(to))

    def _set_entry(self, entry: Entry) -> None:
        if self.current is not None:
            self._store.submit(SetEntry(id=self.current.id, entry=entry, author=self.author))

    def _renew(self, entry_id: str) -> None:
        current, sources = self.current, self._sources
        entry = current.entry(entry_id) if current else None
        if entry is not None:
            self._tasks.run(lambda: adopted(entry, sources), self._set_entry)

    def _set_details(self, details: Details, form: Form, paper: Paper) -> None:
        current = self.current
        if current is not None:
            self._store.submit(
                SetDetails(
                    id=current.id,
                    author=self.author,
                    details=None if details == current.details else details,
                    form=None if form == current.form else form,
                    paper=None if paper == current.paper else paper,
                )
            )

    def _give_title(self, title: str) -> None:
        current = self.current
        if current is None:
            self._store.submit(NewBriefing(form=Form.MEETING, details=Details(title), author=self.author))
        else:
            details = replace(current.details, title=title, title_breaks=())
            self._store.submit(SetDetails(id=current.id, author=self.author, details=details))

    def _take_offer(self, offer: Offer) -> None:
        self._begin(offer.form, offer.selection)

    def _take_selection(self, form: Form) -> None:
        place = self._navigator.place
        self._begin(form, Selection(places=(place,) if place else ()))

    def _begin(self, form: Form, selection: Selection) -> None:
        """Fill the empty briefing that is open, or begin one, as one step."""
        sources, current = self._sources, self.current
        if form is Form.BLANK:
            self._begin_blank()
            return

        def done(made: tuple[Details, tuple[Entry, ...]]) -> None:
            details, entries = made
            if current is None:
                self._store.submit(NewBriefing(form=form, details=details, author=self.author, entries=entries))
                return
            if current.details.title:
                details = current.details
            filled = replace(current, form=form, details=replace(current.details, title=details.title), entries=entries)
            self._store.submit(PutBriefing(briefing=filled, author=self.author))

        self._tasks.run(lambda: start(form, selection, sources, self.new_id), done)

    def _begin_blank(self) -> None:
        if self.current is None:
            self._store.submit(NewBriefing(form=Form.BLANK, details=Details(""), author=self.author))
        self._page.empty.focus_title()

    # What came of it.

    def _done(self, outcome: Outcome[Any]) -> None:
        value = outcome.value
        if outcome.name in (NewBriefing.name, CopyBriefing.name) and isinstance(value, Briefing):
            self._current_id = value.id
        words, self._said = self._said, "" if outcome.name in (AddEntries.name, NewBriefing.name) else self._said
        notice = self._window.notice
        if outcome.name in (AddEntries.name, NewBriefing.name) and words:
            shown = self.tr("已加入“{0}”。").format(words)
            more = None if self.in_front else (self.tr("打开"), self.open)
            notice.say(shown, self.tr("撤销"), self._store.undo, more=more)
        elif outcome.name == RemoveEntries.name:
            notice.say(self.tr("已移出简报。"), self.tr("撤销"), self._store.undo)
        elif outcome.name == RemoveBriefing.name and isinstance(value, Briefing):
            said = self.tr("简报“{0}”已移除。") if value.removed else self.tr("简报“{0}”已恢复。")
            notice.say(said.format(value.name), self.tr("撤销"), self._store.undo)
        elif outcome.name == CopyBriefing.name and isinstance(value, Briefing):
            notice.say(self.tr("已复制为新的一份，日期留空。"), self.tr("撤销"), self._store.undo)
