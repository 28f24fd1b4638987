"""Somebody with a library of their own, who hands annotations on and takes them in through the window."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QRadioButton

from briefing.actions.annotating import AddAnnotation, DeleteAnnotation, EditAnnotation
from briefing.actions.command import Command
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.library.library import Library
from briefing.library.writing import Edit
from briefing.ui.exchange.marked_text import MarkedText
from tests.ui.driver import TARGETS, Person, visible

PASSAGE = "精准务实抓招商"


class Colleague:
    """Somebody with a name, a library and a window of their own."""

    def __init__(self, person: Person, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.person, self.name, self._monkeypatch = person, name, monkeypatch

    # Writing, as other pages let a person do it.

    def submit(self, command: Command[Any]) -> None:
        self.person.desk.store.submit(command)
        self.person.settle()

    def write(self, text: str, words: str = PASSAGE) -> str:
        """Write about the item that holds these words; returns the annotation's id."""
        before = {note.id for note in self.notes}
        place = self.person.place(words)
        self.submit(
            AddAnnotation(report_key=TARGETS, item=place.item, kind=AnnotationKind.WORDING, text=text, author=self.name)
        )
        (new,) = (note.id for note in self.notes if note.id not in before)
        return new

    def edit(self, note: str, change: Edit, *names: str) -> None:
        self.submit(EditAnnotation(id=note, author=self.name, change=change, names=frozenset(names)))

    def delete(self, note: str, *names: str) -> None:
        self.submit(DeleteAnnotation(id=note, author=self.name, names=frozenset(names)))

    # The windows.

    def front(self) -> None:
        self.person.window.activateWindow()
        self.person.until(self.person.window.isActiveWindow)

    def take_in(self, path: Path) -> None:
        """Choose a file from the menu and look at what it would bring; with no name the dialog is left."""
        self.front()
        self._monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path) if path.name else "", ""))
        self.person.shortcut("take_in")
        self.person.settle()

    def accept(self) -> None:
        """Press 并入, whatever number stands on it."""
        self.front()
        page = self.person.window.merge_page
        self.person.press(f"并入 {self.bringing} 条", page)
        self.person.settle()

    @property
    def bringing(self) -> int:
        preview = self.person.window.merge_page.preview
        assert preview is not None
        counts = {arrival.label: count for arrival, count in preview.counts.items()}
        return counts["新增"] + counts["改动"] + counts["冲突"]

    def hand_on(self, path: Path, form: str = "给同事并入") -> Path:
        """Export everything from the menu."""
        self.front()
        self._monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
        self.person.shortcut("hand_on")
        page = self.person.window.export_page
        next(one for one in visible(page, QRadioButton) if one.text() == form).click()
        self.person.press("导出…", page)
        self.person.settle()
        return path

    def says(self, words: str) -> bool:
        """Whether the page in front says these words anywhere."""
        page = self.person.window.page
        labels = [label.text() for label in visible(page, QLabel)]
        return any(words in text for text in (*labels, *(one.text for one in visible(page, MarkedText))))

    # What is kept.

    @property
    def notes(self) -> tuple[Annotation, ...]:
        return self.person.contents[TARGETS].annotations

    def note(self, key: str) -> Annotation:
        return next(note for note in self.notes if note.id == key)

    def own(self) -> set[tuple[str, str, AnnotationStatus, bool, tuple[str, ...]]]:
        """What the annotations of people (not the seeds) come to."""
        return {
            (note.id, note.text, note.status, note.deleted, note.conflicts) for note in self.notes if not note.source
        }


class Away:
    """A colleague on another computer whose window nobody looks at here: only the library and the files."""

    def __init__(self, library: Path, name: str) -> None:
        self.library, self.name = library, name

    def write(self, text: str, words: str = PASSAGE) -> str:
        with Library.open(self.library) as library:
            contents = library.report(TARGETS)
            assert contents is not None
            item = next(item for item in contents.report.items() if words in item.text)
            kind = AnnotationKind.WORDING
            return library.add_annotation(TARGETS, item.position, None, kind=kind, text=text, author=self.name).id

    def edit(self, note: str, change: Edit) -> None:
        with Library.open(self.library) as library:
            library.edit_annotation(note, change, author=self.name)

    def delete(self, note: str) -> None:
        with Library.open(self.library) as library:
            library.edit_annotation(note, Edit(deleted=True), author=self.name, action="delete")

    def hand_on(self, path: Path) -> Path:
        with Library.open(self.library) as library:
            library.export_package(path, author=self.name)
        return path

    def take_in(self, path: Path) -> None:
        with Library.open(self.library) as library:
            library.take_in(path, author=self.name)

    def text_of(self, note: str) -> str:
        with Library.open(self.library) as library:
            found = library.annotation(note)
        assert found is not None
        return found.text
