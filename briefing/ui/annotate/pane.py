"""The margin beside an item: its annotations in the order of the text, and the one being written."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from briefing.domain.annotation import Annotation
from briefing.domain.span import Span
from briefing.ui.annotate.card import NoteCard
from briefing.ui.annotate.editor import NoteEditor
from briefing.ui.parts import button, clear, label, row
from briefing.ui.theme import Theme


class NotesPane(QWidget):
    """Shows annotations with their numbers; asks for changes by signal and makes none itself.

    ``write_wanted(kind, text, status, passage)``; ``change_wanted(id, kind, text, status)``; ``delete_wanted(id)``;
    ``note_chosen(id)``; ``editing_changed(bool)``; ``keyboard_freed`` follows the end of an editor that
    had the keyboard.
    """

    write_wanted = Signal(object, str, object, object)
    change_wanted = Signal(str, object, str, object)
    delete_wanted = Signal(str)
    note_chosen = Signal(str)
    editing_changed = Signal(bool)
    keyboard_freed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._notes: tuple[tuple[Annotation, int], ...] = ()
        self._cards: list[NoteCard] = []
        self._editor: NoteEditor | None = None
        self._passage: Span | None = None
        self._can_write = True
        self.setAccessibleName(self.tr("批注"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._count = label("", "second")
        self._write = button(self.tr("＋ 写批注"), "plain", self.write)
        self._write.setToolTip("Ctrl+Shift+A")
        head = row(label(self.tr("批注"), "heading"), self._count, None, self._write)
        head.setContentsMargins(theme.px(16), theme.px(4), theme.px(8), theme.px(4))
        outer.addLayout(head)
        self._list = QWidget()
        self._list.setObjectName("page")
        self._column = QVBoxLayout(self._list)
        self._column.setContentsMargins(0, 0, 0, theme.px(16))
        self._column.setSpacing(theme.px(16))
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._list)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll = scroll
        outer.addWidget(scroll, 1)
        theme.changed.connect(self._rebuild)

    def set_notes(self, notes: tuple[tuple[Annotation, int], ...]) -> None:
        """Show these, each with its number. A note being written stays."""
        self._notes = notes
        self._rebuild()

    def set_passage(self, passage: Span | None) -> None:
        """The selected stretch that a new note would be about."""
        self._passage = passage

    def set_current(self, note_id: str) -> None:
        """Mark one card as the one in hand, and bring it into view."""
        for card in self._cards:
            card.set_current(card.note.id == note_id)
            if card.note.id == note_id:
                self._scroll.ensureWidgetVisible(card, 0, 8)

    @property
    def editing(self) -> bool:
        """Whether a note is being written."""
        return self._editor is not None

    @property
    def typed(self) -> bool:
        """Whether leaving would lose words."""
        return self._editor is not None and self._editor.typed

    def write(self) -> None:
        """Open the editor for a new note on the selected passage, or on the whole item."""
        if self._editor is None:
            self._open(None)
        else:
            self._editor.focus()

    def close_editor(self) -> None:
        """Put the editor away."""
        if self._editor is not None:
            focused = QApplication.focusWidget()
            within = focused is not None and self._editor.isAncestorOf(focused)
            self._editor = None
            self._rebuild()
            self.editing_changed.emit(False)
            if within:
                self.keyboard_freed.emit()

    def keep_as_draft(self) -> None:
        """Save what was typed so far as a draft."""
        if self._editor is not None:
            self._editor.keep_as_draft()

    def _open(self, note: Annotation | None) -> None:
        passage = note.stretch if note else self._passage
        editor = NoteEditor(self._theme, note, passage)
        editor.given_up.connect(self.close_editor)
        if note:
            editor.saved.connect(lambda kind, text, status: self.change_wanted.emit(note.id, kind, text, status))
        else:
            # The passage is the one that was selected when the editor opened.
            editor.saved.connect(lambda kind, text, status: self.write_wanted.emit(kind, text, status, passage))
        self._editor, self._edited = editor, note
        self._rebuild()
        editor.focus()
        self.editing_changed.emit(True)

    _edited: Annotation | None = None

    def _edit(self, note_id: str) -> None:
        if self._editor is None:
            note = next((note for note, _ in self._notes if note.id == note_id), None)
            if note:
                self._open(note)

    def _rebuild(self) -> None:
        keep = self._editor
        if keep:
            self._column.removeWidget(keep)
            keep.setParent(None)
        clear(self._column)
        self._cards = []
        self._count.setText(str(len(self._notes)) if self._notes else "")
        if keep and self._edited is None:
            self._column.addWidget(self._padded(keep))
        for note, number in self._notes:
            if keep and self._edited and note.id == self._edited.id:
                self._column.addWidget(self._padded(keep))
                continue
            card = NoteCard(self._theme, note, number)
            card.chosen.connect(self.note_chosen)
            card.edit_wanted.connect(self._edit)
            card.delete_wanted.connect(self.delete_wanted)
            self._cards.append(card)
            self._column.addWidget(card)
        if not self._notes and keep is None:
            words = label(
                self.tr("还没有批注。在原文里选中一段，再点“写批注”；什么都不选，就是给整条写。"), "second", wrap=True
            )
            words.setContentsMargins(self._theme.px(16), 0, self._theme.px(16), 0)
            self._column.addWidget(words)
        self._column.addStretch(1)
        if keep:
            keep.show()

    def _padded(self, widget: QWidget) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(self._theme.px(8), 0, self._theme.px(8), 0)
        layout.addWidget(widget)
        return holder
