from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit

from briefing.domain.annotation import Annotation
from briefing.library.library import Library
from briefing.ui.notes.editor import RowEditor
from briefing.ui.notes.page import NotesPage
from tests.ui.driver import Person, visible

Key = Qt.Key


class Notes:
    """The 批注 page as a person uses it."""

    def __init__(self, person: Person) -> None:
        self.person = person

    @property
    def page(self) -> NotesPage:
        return self.person.window.notes_page

    @property
    def editor(self) -> RowEditor:
        assert self.page.editor is not None
        return self.page.editor

    @property
    def field(self) -> QPlainTextEdit:
        return visible(self.editor, QPlainTextEdit)[0]

    def open(self) -> Notes:
        self.person.shortcut("notes")
        self.person.settle()
        return self

    def find(self, words: str) -> Annotation:
        """The one shown that is about these words."""
        (found,) = [note for note in self.page.shown if note.quote == words]
        return found

    def choose(self, words: str) -> Annotation:
        note = self.find(words)
        assert self.page.choose(note.id)
        self.person.settle()
        return note

    def enter(self, words: str) -> Annotation:
        """Open the row of the note about these words."""
        note = self.choose(words)
        QTest.keyClick(self.page.view, Key.Key_Return)
        self.person.settle()
        return note

    def write(self, words: str) -> None:
        self.field.setPlainText(words)

    def save(self) -> None:
        QTest.keyClick(self.field, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.person.settle()

    def filter(self, words: str) -> None:
        self.person.window.note_filters.focus()
        self.person.type(words)
        self.person.settle()

    def quotes(self) -> list[str]:
        return [note.quote for note in self.page.shown]

    def said(self) -> list[str]:
        """All words on labels of the page."""
        return [label.text() for label in visible(self.page, QLabel)]

    def library(self, work: Callable[[Library], object]) -> object:
        """Do something to the library behind the window's back, as another part of the program would."""
        return self.person.desk.door.read(work).result(timeout=30)

    def kept(self, note: Annotation) -> Annotation:
        """The annotation as the library has it now."""
        found = self.library(lambda library: library.annotation(note.id))
        assert isinstance(found, Annotation)
        return found

    def refresh(self) -> None:
        self.person.desk.store.load()
        self.person.settle()


@pytest.fixture
def notes(person: Person) -> Notes:
    return Notes(person).open()
