from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from briefing.actions.command import Command
from briefing.domain.annotation import Annotation
from briefing.domain.unfinished import Unfinished
from briefing.ui.annotate.card import NoteCard
from briefing.ui.annotate.pane import NotesPane
from tests.ui.driver import TARGETS, Person, visible

NONE = Qt.KeyboardModifier.NoModifier


class Margin:
    """The notes beside an item, as a person uses them."""

    def __init__(self, person: Person) -> None:
        self.person = person

    @property
    def pane(self) -> NotesPane:
        return self.person.window.notes

    @property
    def field(self) -> QPlainTextEdit:
        return visible(self.pane, QPlainTextEdit)[0]

    def open(self, words: str) -> None:
        self.person.open(words)

    def writing(self) -> bool:
        return self.pane.editing

    def type(self, words: str) -> None:
        assert self.field.hasFocus(), self.person.focused()
        self.field.insertPlainText(words)

    def save(self) -> None:
        QTest.keyClick(self.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.person.settle()

    def says(self, words: str) -> bool:
        return any(label.text() == words for label in visible(self.pane, QLabel))

    def note_cards(self) -> list[NoteCard]:
        return visible(self.pane, NoteCard)

    def cards(self) -> list[str]:
        """What stands on each card."""
        return [f"{card.accessibleName()} {card.accessibleDescription()}" for card in self.note_cards()]

    def names(self) -> list[str]:
        """What a screen reader says of each card."""
        return [card.accessibleName() for card in self.note_cards()]

    def card_of(self, note: Annotation) -> NoteCard:
        return next(card for card in self.note_cards() if card.note.id == note.id)

    def edit(self, note: Annotation) -> None:
        self.press(note, Qt.Key.Key_Return)

    def delete(self, note: Annotation) -> None:
        self.press(note, Qt.Key.Key_Delete)

    def press(self, note: Annotation, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press a key on a note's card."""
        card = self.card_of(note)
        card.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(card, key, modifier)
        self.person.settle()

    def begun(self) -> tuple[Unfinished, ...]:
        """What was begun and not saved, as the library has it now."""
        self.person.settle()
        return self.person.desk.door.read(lambda library: library.unfinished()).result(timeout=30)

    def do(self, command: Command[Any]) -> Any:
        """What somebody else does to the library meanwhile, and the window takes up."""
        self.person.desk.store.submit(command)
        self.person.settle()

    def kept(self, words: str) -> tuple[Annotation, ...]:
        """The annotations of an item, as the library has them now."""
        place = self.person.place(words)
        asked = self.person.desk.door.read(lambda library: library.report(TARGETS))
        contents = asked.result(timeout=30)
        assert contents is not None
        return contents.annotations_of([item for item in contents.report.items() if item.position == place.item])


@pytest.fixture
def margin(person: Person) -> Margin:
    return Margin(person)
