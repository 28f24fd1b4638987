from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox

from briefing.domain.place import Place
from briefing.ui.preview.page import PreviewPage
from tests.ui.driver import Person, visible


class Desk:
    """The preview, as a person uses it."""

    def __init__(self, person: Person) -> None:
        self.person = person

    @property
    def page(self) -> PreviewPage:
        return self.person.window.preview_page

    def open(self, place: Place) -> None:
        self.person.go(place)
        self.person.shortcut("preview")
        self.wait()

    def wait(self) -> None:
        """Until pages are there and nothing is under way, the pause after a tick included."""
        self.person.settle()
        self.person.until(lambda: self.page.sheets.count > 0)

    def tick(self, words: str, on: bool) -> None:
        """Tick or untick the one box with these words, and wait for the pages that follow."""
        (box,) = [box for box in visible(self.page, QCheckBox) if words in box.text()]
        assert box.isChecked() != on
        before = self.picture()
        box.click()
        self.person.until(lambda: self.picture() != before)
        self.person.settle()

    def picture(self) -> QImage:
        """The whole desk with its sheets, however far it is scrolled."""
        return self.page.sheets.widget().grab().toImage()

    def export(self, path: Path) -> None:
        self.person.desk.preview.export_to(path)
        self.person.settle()


@pytest.fixture
def desk(person: Person) -> Desk:
    return Desk(person)
