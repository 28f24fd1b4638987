"""A fault in the window that goes on: said once, with a way to see it, and handed on as a file."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPlainTextEdit, QPushButton

from briefing.crashes.watch import Watch
from briefing.library.library import Library
from briefing.locate import Places
from briefing.ui.crashes.dialog import FaultDialog
from tests.library.stick import fill, mounted
from tests.ui.driver import Person, visible

SECRET = "不可外传"


@pytest.fixture
def person(
    qapp: QApplication,
    library_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    logged_warnings: list[logging.LogRecord],
) -> Iterator[Person]:
    # The test runner's own hook would take what is done here on purpose for a failure.
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    places = Places(library_file, tmp_path / "window.ini", tmp_path / "logs")
    watch = Watch(places, library_file, native=False).begin()
    someone = Person(qapp, library_file, places.settings, watch)
    yield someone.start()
    someone.leave()
    watch.end()
    logged_warnings.clear()


def fail(*_: object) -> None:
    raise ValueError(SECRET)


def in_a_slot(person: Person) -> None:
    """In the event loop itself: what a test runs by hand would come back to the test."""
    over: list[bool] = []
    QTimer.singleShot(0, fail)
    QTimer.singleShot(1, lambda: over.append(True))
    person.until(lambda: bool(over))
    person.settle()


def on_the_worker(person: Person) -> None:
    def ask(library: Library) -> None:
        fail()

    person.desk.store.read(ask, fail)
    person.settle()


def seen(person: Person) -> FaultDialog:
    person.press("查看…", person.window.notice)
    person.settle()
    (dialog,) = [one for one in person.window.findChildren(FaultDialog) if one.isVisible()]
    return dialog


def test_a_fault_in_a_slot_is_said_once(person: Person) -> None:
    in_a_slot(person)
    assert person.sentence.startswith("程序内部出了一个错，已经记下")
    person.press("知道了", person.window.notice)
    in_a_slot(person)
    assert person.sentence == ""


def test_a_fault_on_the_worker_keeps_its_sentence_and_its_way_out(person: Person) -> None:
    person.desk.store.failed.disconnect()
    person.desk.store.failed.connect(lambda words: person.window.notice.say(words, "再存一次", lambda: None))
    on_the_worker(person)
    assert person.sentence == "程序内部出了错，资料没有变动。请重试；详情已记入日志。"
    links = [b.text() for b in visible(person.window.notice, QPushButton)]
    assert links == ["再存一次", "查看…", "知道了"]
    assert "ValueError" in seen(person).text


def test_what_is_shown_is_what_is_saved_and_ticks_change_both(person: Person) -> None:
    in_a_slot(person)
    dialog = seen(person)
    text = dialog.findChildren(QPlainTextEdit)[0]
    assert text.toPlainText() == dialog.text
    assert SECRET not in dialog.text
    messages, lines, diagnosis = dialog.findChildren(QCheckBox)
    messages.click()
    assert SECRET in text.toPlainText() == dialog.text
    messages.click()
    assert SECRET not in text.toPlainText()
    lines.click()
    assert "| " in text.toPlainText()
    dialog.findChildren(QLineEdit)[0].setText("在打印")
    assert "当时在做什么\n　在打印" in text.toPlainText()
    save = next(b for b in visible(dialog, QPushButton) if b.text() == "保存为文件…")
    diagnosis.click()
    assert not save.isEnabled()
    assert dialog.sentence == "正在诊断……"
    person.settle()
    assert save.isEnabled()
    assert dialog.sentence == ""
    assert str(person.library) in text.toPlainText() == dialog.text
    assert text.isReadOnly()


def test_the_keyboard_alone_is_enough(person: Person) -> None:
    in_a_slot(person)
    dialog = seen(person)
    dialog.activateWindow()
    names = []
    for _ in range(9):
        names.append(person.focused().accessibleName() or getattr(person.focused(), "text", str)())
        QTest.keyClick(person.focused(), Qt.Key.Key_Tab)
    for name in ("保存为文件…", "以后再说", "不再提示，删除记录", "当时在做什么", "文件的全部内容"):
        assert name in names
    assert any("提示文字" in name for name in names)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not visible(person.window, FaultDialog)


def test_a_full_disk_is_said_and_the_report_is_offered_again(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_a_slot(person)
    dialog = seen(person)
    with mounted(tmp_path, "1m") as stick:
        fill(stick)
        to = stick / "报告.txt"
        monkeypatch.setattr("briefing.ui.help.text_file.QFileDialog.getSaveFileName", lambda *_: (str(to), ""))
        person.press("保存为文件…", dialog)
        person.settle()
        assert "磁盘空间不足" in dialog.sentence
        assert [path.name for path in stick.iterdir()] == ["ballast"]
    person.press("以后再说", dialog)
    on_the_worker(person)
    assert "故障 2" in seen(person).text
