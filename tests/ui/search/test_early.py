"""Somebody in a hurry types before the library is on the screen, or goes on to another page with the palette open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from tests.ui.driver import Person, visible


def test_what_is_typed_while_the_library_opens_stays_in_the_palette(qapp: QApplication, library_file: Path) -> None:
    person = Person(qapp, library_file, library_file.with_name("window.ini"))
    try:
        person.window.resize(1366, 768)
        person.window.show()
        person.window.activateWindow()
        person.until(lambda: person.program.desk is not None)
        person.desk.search.open()
        QTest.keyClicks(person.focused(), "j")
        ready: list[bool] = []
        person.program.when_ready(lambda: ready.append(True))
        person.until(lambda: bool(ready))
        person.settle()
        words = person.focused()
        assert isinstance(words, QLineEdit)
        QTest.keyClicks(words, "y")
        assert words.text() == "jy"
        QTest.keyClick(words, Qt.Key.Key_Escape)
    finally:
        person.leave()


def test_until_the_library_is_open_the_outline_says_so(qapp: QApplication, library_file: Path) -> None:
    person = Person(qapp, library_file, library_file.with_name("window.ini"))
    try:
        person.window.show()
        said = [label.text() for label in visible(person.window.outline, QLabel)]
        assert "正在打开资料库……" in said
        (read_in,) = [b for b in visible(person.window.outline, QPushButton) if b.text() == "读入报告…"]
        assert not read_in.isEnabled()
        person.start()
        assert "正在打开资料库……" not in [label.text() for label in visible(person.window.outline, QLabel)]
        assert read_in.isEnabled()
    finally:
        person.leave()


def test_another_command_leads_away_from_the_palette(person: Person) -> None:
    person.desk.search.open()
    person.window.menus.actions["notes"].trigger()
    person.settle()
    assert person.window.palette_box.isHidden()
    assert person.window.page is person.window.notes_page
