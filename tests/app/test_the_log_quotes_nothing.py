"""Whatever is done with the program, and whatever goes wrong with it: no word that people wrote is in its log."""

from __future__ import annotations

import logging
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from sqlalchemy.exc import OperationalError

from briefing.crashes.watch import Watch
from briefing.domain.errors import LibraryError
from briefing.library.library import Library
from briefing.locate import Places
from tests.app.test_reading_in import LINES
from tests.library.stick import mounted, pull
from tests.ui.driver import TARGETS, Person
from tests.ui.test_journey import search

REPORT, NOTE, SOUGHT, TITLE = "玄黄镇", "天地批注", "宇宙", "洪荒简报"
SECRETS = (REPORT, NOTE, SOUGHT, TITLE, "精准务实抓招商", "就业", "招商引资")


@pytest.fixture
def person(qapp: QApplication, library_file: Path, tmp_path: Path) -> Iterator[Person]:
    places = Places(library_file, tmp_path / "window.ini", tmp_path / "logs")
    watch = Watch(places, library_file, native=False).begin()
    someone = Person(qapp, library_file, tmp_path / "window.ini", watch)
    yield someone.start()
    someone.leave()
    watch.end()


def break_sql(library: Library) -> None:
    raise OperationalError(f"SELECT {SOUGHT}", {"words": NOTE}, sqlite3.OperationalError(REPORT))


def refuse(library: Library) -> None:
    raise LibraryError(f"“{REPORT}”读不了，请再试。", detail=NOTE) from UnicodeDecodeError(
        "utf-8", REPORT.encode(), 0, 1, NOTE
    )


def test_a_working_day(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logged_warnings: list[logging.LogRecord]
) -> None:
    report = tmp_path / f"{REPORT}.txt"
    report.write_text("\n\n".join(LINES).replace("某县", REPORT) + "\n", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(report), ""))
    for _ in range(2):
        person.shortcut("import")
        person.settle()
    assert any(REPORT in one.report.source_text for one in person.contents.values())
    report.write_bytes(REPORT.encode("gb18030") * 200 + b"\xff\x00")
    person.shortcut("import")
    person.settle()

    search(person, "就业")
    QTest.keyClick(person.focused(), Qt.Key.Key_Escape)
    person.open("精准务实抓招商")
    person.shortcut("write")
    person.type(NOTE)
    QTest.keyClick(person.focused(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.settle()
    assert NOTE in [note.text for note in person.contents[TARGETS].annotations]
    person.shortcut("add_to_briefing")
    person.settle()
    for name in ("简报.pdf", "没有这个文件夹/简报.docx"):
        person.desk.briefing_exports.export_to(tmp_path / name)
        person.settle()
    assert (tmp_path / "简报.pdf").exists()
    for work in (break_sql, refuse):
        person.desk.store.read(work, lambda _: None)
        person.settle()
    logging.getLogger("sqlalchemy.engine").error(f"no such table: {SOUGHT}")
    try:
        raise ValueError(NOTE)
    except ValueError as error:
        monkeypatch.setattr(person.program._watch, "_before", (lambda *_: None,) * 3)
        sys.excepthook(ValueError, error, error.__traceback__)
    person.settle()

    text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "logs").glob("briefing.log*"))
    assert "work failed" in text
    assert "known error | briefing.domain.errors.LibraryError < UnicodeDecodeError" in text
    assert "fault | ValueError" in text
    for words in SECRETS:
        assert words not in text
    reports = list((tmp_path / "logs" / "crashes").glob("*.json"))
    assert len(reports) == 2
    logged_warnings.clear()


def test_a_stick_with_everything_on_it_is_pulled_out(
    qapp: QApplication, seeded: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], logged_warnings: list[object]
) -> None:
    with mounted(tmp_path, "16m") as stick:
        (stick / "library.db").write_bytes(seeded.read_bytes())
        places = Places(stick / "library.db", tmp_path / "window.ini", stick / "logs", portable=True)
        watch = Watch(places, places.library, native=False).begin()
        person = Person(qapp, places.library, places.settings, watch).start()
        assert {path.name for path in places.logs.iterdir()} == {"briefing.log", "crashes"}
        pull(stick)
        person.desk.store.read(break_sql, lambda _: None)
        person.settle()
        assert "程序内部出了错" in person.sentence
        person.leave()
        watch.end()
        assert list(stick.iterdir()) == []
        logged_warnings.clear()
        heard = capfd.readouterr()
        assert "Traceback" not in heard.err
        assert "Logging error" not in heard.err
