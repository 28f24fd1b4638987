"""Every annotation in one list, the chosen one's place and history beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QLabel, QSplitter, QVBoxLayout, QWidget

from briefing.domain.annotation import Annotation
from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.domain.unfinished import Unfinished
from briefing.ui.notes.bar import NotesBar, TagStrip
from briefing.ui.notes.begun import BegunList
from briefing.ui.notes.catalogue import Catalogue
from briefing.ui.notes.delegate import EDGE
from briefing.ui.notes.detail import NoteDetail
from briefing.ui.notes.editor import RowEditor
from briefing.ui.notes.query import Entry, Filter, Order
from briefing.ui.notes.view import NotesView
from briefing.ui.parts import button, label, row, rule
from briefing.ui.theme import Theme

FOLD = 900
"""Below this width, in pixels at 100 %, the chosen annotation lies under the list instead of beside it."""

SIDE = 368
"""Pixels at 100 % of the column beside the list."""


class NotesPage(QWidget):
    """List and detail in step. ``edit_wanted`` carries an Annotation to be opened in its row.

    ``note_chosen`` carries the Annotation in hand or None; ``clear_wanted`` asks for the filter to be emptied,
    ``bin_left`` for the way out of the bin. What can be done with the chosen ones is asked for by ``bar`` and ``tags``.
    """

    edit_wanted = Signal(object)
    note_chosen = Signal(object)
    clear_wanted = Signal()
    bin_left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("page")
        self._catalogue = Catalogue()
        self._library: tuple[ReportContents, ...] = ()
        self._indicators: tuple[Indicator, ...] = ()
        self._filter, self._order = Filter(), Order.ITEM
        self._editor: RowEditor | None = None
        self._today = date.today()
        self.view = NotesView(theme)
        self.view.note_chosen.connect(self._show)
        self.view.selection_changed.connect(self._show_bar)
        self.view.open_wanted.connect(self.edit_wanted)
        self.detail = NoteDetail(theme)
        self.detail.setMinimumWidth(280)
        self.begun = BegunList(theme)
        self.bar = NotesBar(theme)
        self.view.menu_wanted.connect(self.bar.ask)
        self.bar.open_wanted.connect(self._open_current)
        self.tags = TagStrip(theme)
        self.bar.tags_wanted.connect(lambda: self.tags.ask(sorted(self._catalogue.counts(self._today).tags)))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._fit_editor)
        self._title = label("", "heading")
        self._count = label("", "second")
        self._back = button(self.tr("回到批注"), "link", self.bin_left.emit)
        self._nothing = QLabel()
        self._nothing.setProperty("role", "second")
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setWordWrap(True)
        self._widen = button(self.tr("清空筛选"), "", self.clear_wanted.emit)
        self._splitter = splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._middle())
        splitter.addWidget(self.detail)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([678, SIDE])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)
        theme.changed.connect(self._soon.start)
        self._arrange()

    def _middle(self) -> QWidget:
        px = self._theme.px
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = row(self._title, self._count, self._back, None, self._orders())
        head.setContentsMargins(px(EDGE), px(4), px(EDGE), px(4))
        column.addLayout(head)
        column.addWidget(rule("rule"))
        column.addWidget(self.begun)
        self._empty = QWidget()
        empty = QVBoxLayout(self._empty)
        empty.setContentsMargins(px(EDGE), px(24), px(EDGE), px(24))
        empty.setSpacing(px(12))
        empty.addWidget(self._nothing)
        empty.addLayout(row(self._widen, None))
        empty.addStretch(1)
        column.addWidget(self._empty, 1)
        column.addWidget(self.view, 1)
        column.addWidget(self.tags)
        column.addWidget(self.bar)
        return holder

    def _orders(self) -> QComboBox:
        box = self._order_box = QComboBox()
        box.setAccessibleName(self.tr("排序"))
        for words, order in (
            (self.tr("按条目排"), Order.ITEM),
            (self.tr("按时间排"), Order.TIME),
            (self.tr("按状态排"), Order.STATUS),
            (self.tr("按期限排"), Order.DUE),
        ):
            box.addItem(words, order)
        box.currentIndexChanged.connect(lambda at: self.set_order(Order(box.itemData(at))))
        return box

    # What is shown.

    def show_notes(
        self,
        catalogue: Catalogue,
        library: Sequence[ReportContents],
        indicators: Sequence[Indicator],
        today: date,
    ) -> None:
        """Show these, as the filter in force lets through."""
        self._catalogue, self._library, self._indicators = catalogue, tuple(library), tuple(indicators)
        self._today = today
        before = self.detail.note
        self._arrange()
        if self.view.current is before:
            self._show(before)

    def set_filter(self, chosen: Filter) -> None:
        """Let through what the left pane says."""
        if chosen.deleted != self._filter.deleted:
            self.close_editor()
        self._filter = chosen
        self._arrange()

    def set_order(self, order: Order) -> None:
        """Group and sort by item, time, status or date."""
        self._order = order
        self._arrange()

    def set_deletions(self, deletions: Mapping[str, tuple[str, datetime]]) -> None:
        """Who deleted what, and when, by id."""
        self.view.set_deletions(deletions)

    def show_begun(self, begun: Sequence[tuple[Unfinished, str]]) -> None:
        """Show what was begun and not saved, with the words for where."""
        self.begun.show_begun(() if self._filter.deleted else begun, self._today)

    @property
    def catalogue(self) -> Catalogue:
        """All annotations, prepared."""
        return self._catalogue

    @property
    def order(self) -> Order:
        """How rows follow each other."""
        return self._order

    @property
    def chosen(self) -> tuple[Annotation, ...]:
        """The annotations selected, in the order shown."""
        return self.view.chosen

    @property
    def shown(self) -> tuple[Annotation, ...]:
        """All annotations in the list, in the order shown."""
        return tuple(one.note for one in self.view.rows if isinstance(one, Entry))

    def choose(self, note_id: str) -> bool:
        """Make an annotation current. False when the filter holds it back."""
        return self.view.choose(note_id)

    def focus_list(self) -> None:
        """Put the keyboard on the list, or on what says that it is empty."""
        if self.view.isVisibleTo(self):
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._order_box.setFocus(Qt.FocusReason.OtherFocusReason)

    # The opened row.

    @property
    def editor(self) -> RowEditor | None:
        """The row that is open."""
        return self._editor

    def open_editor(self, note: Annotation, *, own: bool) -> RowEditor | None:
        """Open an annotation in its row; None while another one with words in it is open, which then says so."""
        if self._editor is not None:
            if self._editor.note.id == note.id or self._editor.typed:
                self._editor.ask_first() if self._editor.note.id != note.id else self._editor.focus()
                return None
            self.close_editor()
        width = self.view.viewport().width()
        editor = RowEditor(self._theme, note, self._catalogue.contents_of(note), self._today, width, own=own)
        editor.given_up.connect(self.close_editor)
        editor.typed_changed.connect(self._soon.start)
        self._editor = editor
        editor.setParent(self.view.viewport())
        self.view.open_editor(note.id, editor, editor.high(self.view.viewport().width()))
        editor.focus()
        self._soon.start()
        return editor

    def close_editor(self) -> None:
        """Make the opened row a row again, whatever was written in it."""
        if self._editor is not None:
            self._editor = None
            self.view.close_editor()
            self._arrange()

    def _fit_editor(self) -> None:
        if self._editor is not None:
            self.view.resize_editor(self._editor.high(self.view.viewport().width()))

    def _open_current(self) -> None:
        if self.view.current is not None:
            self.edit_wanted.emit(self.view.current)

    # In step.

    def _arrange(self) -> None:
        keep = self._editor.note.id if self._editor else ""
        self.view.set_rows(self._catalogue.rows(self._filter, self._order, self._today, keep), self._today)
        counts = self._catalogue.counts(self._today)
        whole = counts.deleted if self._filter.deleted else counts.whole
        shown = self.view.shown_count
        self._title.setText(self.tr("回收站") if self._filter.deleted else self.tr("批注"))
        words = self.tr("{0} 条").format(whole)
        self._count.setText(words if shown == whole else self.tr("{0} 条中的 {1} 条").format(whole, shown))
        self._back.setVisible(self._filter.deleted)
        self.view.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        self._widen.setVisible(whole > 0)
        if whole:
            self._nothing.setText(self.tr("没有符合的批注。请放宽左边的筛选。"))
        elif self._filter.deleted:
            self._nothing.setText(self.tr("回收站是空的。删除的批注都留在这里，随时可以恢复。"))
        else:
            self._nothing.setText(
                self.tr("还没有批注。在“报告”里打开一个条目，选中一段原文，按 Ctrl+Shift+A 写下第一条；")
                + self.tr("同事的批注可以用左下的“并入批注”收进来。")
            )
        self._show_bar()

    def _show_bar(self) -> None:
        chosen = self.view.chosen_count
        self.bar.show_state(chosen, len(self.view.rows), deleted=self._filter.deleted)
        if not chosen:
            self.tags.put_away()

    def _show(self, note: Annotation | None) -> None:
        contents = self._catalogue.contents_of(note) if note is not None else None
        self.detail.show_note(note, contents, self._library, self._indicators)
        self.note_chosen.emit(note)
        if self._editor is not None and note is not None and note.id != self._editor.note.id and not self._editor.typed:
            self.close_editor()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self.width() < FOLD * self._theme.scale
        wanted = Qt.Orientation.Vertical if folded else Qt.Orientation.Horizontal
        if self._splitter.orientation() != wanted:
            self._splitter.setOrientation(wanted)
            high = self.height() * 2 // 3
            self._splitter.setSizes([high, self.height() - high] if folded else [self.width() - SIDE, SIDE])
        self._soon.start()
