"""The margin beside a page: its annotations, the one being written, or one annotation's history."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedLayout, QVBoxLayout, QWidget

from briefing.domain.revision import Version
from briefing.domain.span import Span
from briefing.ui.annotate.beside import Beside, Wish
from briefing.ui.annotate.card import NoteCard
from briefing.ui.annotate.editor import NoteEditor
from briefing.ui.annotate.history import HistoryPanel
from briefing.ui.annotate.margin import Margin, Slot
from briefing.ui.parts import button, label, row
from briefing.ui.theme import Theme

AT_ONCE = 12
"""Cards made in one turn of the event loop: more than a screen shows, and less than anybody has to wait for."""


class NotesPane(QWidget):
    """Shows annotations with their numbers; asks for changes by signal and makes none itself.

    ``write_wanted`` asks for a new note; ``note_chosen(id)``; ``wished(Wish, id)``; ``settle_wanted(id)`` asks for the
    window in which a conflict is settled; ``menu_wanted(id, point)``; ``open_wanted(Attachment)``;
    ``restore_wanted(id, revision)``; ``editing_changed(bool)``; ``keyboard_freed`` follows the end of an editor or a
    history that had the keyboard; ``standing_changed`` when it begins or ceases to have something to show.
    """

    write_wanted = Signal()
    note_chosen = Signal(str)
    wished = Signal(object, str)
    settle_wanted = Signal(str)
    menu_wanted = Signal(str, QPoint)
    open_wanted = Signal(object)
    restore_wanted = Signal(str, str)
    editing_changed = Signal(bool)
    keyboard_freed = Signal()
    standing_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._beside: tuple[Beside, ...] = ()
        self._cards: list[NoteCard] = []
        self._editor: NoteEditor | None = None
        self._current = ""
        self._told: str | None = None
        self._hint: QWidget | None = None
        self._more = QTimer(self)
        self._more.setSingleShot(True)
        self._more.timeout.connect(self._fill)
        self.height_of: Callable[[Span | None], int | None] = lambda _: None
        self.setAccessibleName(self.tr("批注"))
        self._stack = QStackedLayout(self)
        front = QWidget()
        outer = QVBoxLayout(front)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._count = label("", "second")
        self._write = button(self.tr("＋ 写批注"), "plain", self.write)
        self._write.setToolTip("Ctrl+Shift+A")
        head = row(label(self.tr("批注"), "heading"), self._count, None, self._write)
        head.setContentsMargins(theme.px(16), theme.px(4), theme.px(8), theme.px(4))
        outer.addLayout(head)
        self.margin = Margin(theme)
        self.margin.measure_wanted.connect(self._measure)
        outer.addWidget(self.margin, 1)
        self._history = HistoryPanel(theme)
        self._history.left.connect(self.close_history)
        self._history.restore_wanted.connect(lambda revision: self.restore_wanted.emit(self._told or "", revision))
        self._stack.addWidget(front)
        self._stack.addWidget(self._history)
        theme.changed.connect(self._rebuild)

    # What it shows.

    def set_beside(self, beside: Sequence[Beside]) -> None:
        """Show these. A note being written stays, and so does what has not changed."""
        standing = self.stands
        self._beside = tuple(beside)
        self._fill()
        if standing != self.stands:
            self.standing_changed.emit()

    def set_current(self, note_id: str) -> None:
        """Mark one card as the one in hand, and bring it to the height of its passage."""
        self._current = note_id
        if any(one.note.id == note_id for one in self._beside):
            while self._more.isActive():
                self._more.stop()
                self._fill()
        head: NoteCard | None = None
        for card in self._cards:
            card.set_current(card.note.id == note_id)
            head = card if not card.shown.depth else head
            if card.note.id == note_id:
                self.margin.fix(head)
                self.margin.ensureWidgetVisible(card, 0, 8)

    def card(self, note_id: str) -> NoteCard | None:
        """The card of an annotation."""
        return next((card for card in self._cards if card.note.id == note_id), None)

    @property
    def stands(self) -> bool:
        """Whether there is something in it: a note, or one being written."""
        return bool(self._beside) or self._editor is not None

    # Writing.

    def write(self) -> None:
        """Ask for a new note, or go on with the one being written."""
        if self._editor is None:
            self.write_wanted.emit()
        else:
            self._editor.focus()

    @property
    def editor(self) -> NoteEditor | None:
        """Where a note is being written."""
        return self._editor

    @property
    def editing(self) -> bool:
        """Whether a note is being written."""
        return self._editor is not None

    @property
    def typed(self) -> bool:
        """Whether leaving would lose words."""
        return self._editor is not None and self._editor.typed

    def open_editor(self, editor: NoteEditor) -> None:
        """Show an editor at the height of its passage, in place of the card that it changes."""
        standing = self.stands
        self.close_history()
        self._editor = editor
        self._fill(lay=False)
        if not standing:
            self.standing_changed.emit()
        self.margin.fix(editor if not editor.task.start.answers else None)
        self.margin.ensureWidgetVisible(editor, 0, 8)
        self.editing_changed.emit(True)

    def close_editor(self) -> None:
        """Put the editor away."""
        if self._editor is None:
            return
        focused = QApplication.focusWidget()
        within = focused is not None and self._editor.isAncestorOf(focused)
        self._editor = None
        self._fill()
        self.editing_changed.emit(False)
        if not self.stands:
            self.standing_changed.emit()
        if within:
            self.keyboard_freed.emit()

    # A history.

    def show_history(self, note_id: str, about: str, versions: Sequence[Version], *, own: bool) -> None:
        """Show what happened to an annotation."""
        self._told = note_id
        self._stack.setCurrentWidget(self._history)
        self._history.show_versions(about, versions, own=own)

    @property
    def told(self) -> str | None:
        """The id of the annotation whose history is shown."""
        return self._told

    def close_history(self) -> None:
        """Back to the notes, with the keyboard on the one whose history was shown."""
        if self._told is None:
            return
        card, self._told = self.card(self._told), None
        self._stack.setCurrentIndex(0)
        if card is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    # How it is filled.

    def _rebuild(self) -> None:
        """In another size or other colours nothing can stay as it was painted."""
        self._cards = []
        self._fill()

    def _fill(self, *, lay: bool = True) -> None:
        had = {card.note.id: card for card in self._cards}
        focused = next((key for key, card in had.items() if card.hasFocus()), None)
        self._count.setText(str(len(self._beside)) if self._beside else "")
        self._cards = self._made(had, AT_ONCE)
        self.margin.set_slots(self._slots())
        if lay:
            self.margin.lay_out()
        self._order()
        if focused is not None and had[focused] not in self._cards and (card := self.card(focused)):
            card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, had: Mapping[str, NoteCard], most: int) -> list[NoteCard]:
        """The cards, with at most so many new ones; the others follow when the event loop comes round."""
        cards = []
        for one in self._beside:
            card = had.get(one.note.id)
            if card is None or card.shown != one:
                if most <= 0:
                    self._more.start()
                    continue
                card, most = self._card(one), most - 1
            cards.append(card)
        return cards

    def _card(self, one: Beside) -> NoteCard:
        card = NoteCard(self._theme, one)
        card.chosen.connect(self.note_chosen)
        card.wished.connect(self._wish)
        card.menu_wanted.connect(self.menu_wanted)
        card.open_wanted.connect(self.open_wanted)
        card.stepped.connect(self._step)
        card.set_current(one.note.id == self._current)
        return card

    def _wish(self, wish: Wish, note_id: str) -> None:
        if wish is Wish.SETTLE:
            self.settle_wanted.emit(note_id)
        else:
            self.wished.emit(wish, note_id)

    def _slots(self) -> list[Slot]:
        slots = [Slot(card) for card in self._cards]
        hint, self._hint = self._hint, None
        if self._editor is not None:
            start = self._editor.task.start
            editor = Slot(self._editor, inset=self._theme.px(8))
            at = next((at for at, card in enumerate(self._cards) if card.note.id == start.id), None)
            if at is not None:
                self._cards.pop(at)
                slots[at] = editor
            else:
                slots.insert(self._place_of(start.answers, start.stretch), editor)
        elif not slots:
            self._hint = hint or self._empty()
            slots.append(Slot(self._hint))
        return slots

    def _place_of(self, answers: str, stretch: Span | None) -> int:
        """Before which card a new note is written: after what it answers, else in the order of the text."""
        if answers:
            ids = [card.note.id for card in self._cards]
            at = ids.index(answers) if answers in ids else len(ids) - 1
            depth = self._cards[at].shown.depth if ids else 0
            at += 1
            while at < len(ids) and self._cards[at].shown.depth > depth:
                at += 1
            return at
        if stretch is None:
            return 0
        for at, card in enumerate(self._cards):
            begins = card.note.stretch
            if not card.shown.depth and (begins is None or begins.start >= stretch.start):
                return at
        return len(self._cards)

    def _empty(self) -> QWidget:
        words = self.tr("还没有批注。在原文里选中一段，再点“写批注”；什么都不选，就是给整条写。")
        made = label(words, "second", wrap=True)
        made.setContentsMargins(self._theme.px(16), self._theme.px(8), self._theme.px(16), 0)
        return made

    def _measure(self) -> None:
        """Say how high each passage stands."""
        for slot in self.margin.standing:
            if isinstance(slot.widget, NoteCard):
                head = not slot.widget.shown.depth
                slot.top = self.height_of(slot.widget.note.stretch) if head else None
            elif isinstance(slot.widget, NoteEditor) and not slot.widget.task.start.answers:
                top = self.height_of(slot.widget.contents.stretch)
                slot.top = None if top is None else max(0, top - self._theme.px(14))

    def _order(self) -> None:
        """Let the keyboard walk the cards as they stand."""
        before: QWidget = self._write
        for slot in self.margin.standing:
            if isinstance(slot.widget, NoteCard):
                for part in (slot.widget, *slot.widget.buttons):
                    QWidget.setTabOrder(before, part)
                    before = part

    def _step(self, by: int) -> None:
        at = next((at for at, card in enumerate(self._cards) if card.hasFocus()), None)
        if at is not None and 0 <= at + by < len(self._cards):
            self._cards[at + by].setFocus(Qt.FocusReason.OtherFocusReason)
