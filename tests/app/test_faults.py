"""Full disk, read-only medium, a stick pulled out: a sentence, the words still in the editor, and saved in the end.

The file system itself is full, read-only or gone; nothing stands in for it.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton

from briefing.actions.annotating import AddAnnotation
from briefing.domain.annotation import AnnotationKind
from briefing.library.backups import BackupReason, Backups
from briefing.library.library import Library
from briefing.library.occupancy import Occupancy
from briefing.ui.backups.dialog import BackupsDialog
from tests.library.stick import fill, mounted, pull, put, write_protect
from tests.ui.conftest import Sit
from tests.ui.driver import TARGETS, Person, visible

WORDS = "要紧的话，丢不得"


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path, "8m") as place:
        yield place


def begin_note(person: Person, words: str = WORDS) -> None:
    person.open("改造升级传统产业")
    person.shortcut("write")
    person.type(words)


def typed(person: Person) -> list[str]:
    return [editor.toPlainText() for editor in visible(person.window.notes, QPlainTextEdit)]


def save(person: Person) -> None:
    person.press("保存")
    person.settle()


def kept(person: Person) -> list[str]:
    person.desk.store.load()
    person.settle()
    return [note.text for note in person.contents[TARGETS].annotations]


def is_one_sentence(text: str) -> bool:
    return text.endswith("。") and text.count("。") == 1


def test_a_full_disk(sit: Sit, stick: Path, seeded: Path) -> None:
    person = sit(Path(shutil.copy(seeded, stick / "library.db")))
    words = WORDS + "长" * 60_000
    begin_note(person, words)
    ballast = fill(stick)
    save(person)
    assert "磁盘空间不足" in person.sentence
    assert is_one_sentence(person.sentence)
    assert typed(person) == [words]
    assert words not in kept(person)
    ballast.unlink()
    person.press("再存一次", person.window.notice)
    person.settle()
    assert typed(person) == []
    assert kept(person).count(words) == 1
    person.leave()
    with Library.open(stick / "library.db") as library:
        assert library.health().ok


def test_a_stick_that_is_pulled_out_and_put_back(sit: Sit, stick: Path, seeded: Path) -> None:
    person = sit(Path(shutil.copy(seeded, stick / "library.db")))
    begin_note(person)
    pull(stick)
    save(person)
    assert "U盘" in person.sentence
    assert is_one_sentence(person.sentence)
    assert typed(person) == [WORDS]
    assert list(stick.iterdir()) == []
    save(person)
    assert "U盘" in person.sentence
    assert typed(person) == [WORDS]
    put(stick)
    save(person)
    assert typed(person) == []
    assert kept(person).count(WORDS) == 1
    person.leave()
    with Library.open(stick / "library.db") as library:
        assert WORDS in [note.text for one in library.contents() for note in one.annotations]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files from being taken away")
def test_a_file_that_was_moved_away_and_back(person: Person, tmp_path: Path) -> None:
    begin_note(person)
    logs = [name for name in ("library.db", "library.db-wal", "library.db-shm") if (tmp_path / name).exists()]
    (tmp_path / "away").mkdir()
    for name in logs:
        (tmp_path / name).rename(tmp_path / "away" / name)
    save(person)
    assert "放回原处" in person.sentence
    assert typed(person) == [WORDS]
    assert not (tmp_path / "library.db").exists()
    for name in logs:
        (tmp_path / "away" / name).rename(tmp_path / name)
    save(person)
    assert typed(person) == []
    assert kept(person).count(WORDS) == 1


def test_a_read_only_medium(sit: Sit, stick: Path, seeded: Path) -> None:
    path = Path(shutil.copy(seeded, stick / "library.db"))
    before = path.read_bytes()
    write_protect(stick, True)
    person = sit(path)
    assert "只读" in person.sentence
    assert is_one_sentence(person.sentence)
    assert person.window.page is person.window.start_page
    assert path.read_bytes() == before
    write_protect(stick, False)
    person.press("再试一次")
    person.settle()
    person.window.activateWindow()
    begin_note(person)
    save(person)
    assert kept(person).count(WORDS) == 1


def test_a_second_window_is_refused_and_offers_nothing_that_would_write(sit: Sit, library_file: Path) -> None:
    other = Occupancy(library_file)
    before = library_file.read_bytes()
    person = sit(library_file)
    assert "另一个简报台窗口" in person.sentence
    assert str(os.getpid()) in person.sentence
    assert is_one_sentence(person.sentence)
    page = person.window.start_page
    assert person.window.page is page
    assert "资料库没有打开" in [label.text() for label in visible(page, QLabel)]
    assert [b.text() for b in visible(page, QPushButton)] == ["再试一次"]
    (read_in,) = [b for b in visible(person.window.outline, QPushButton) if b.text() == "读入报告…"]
    assert not read_in.isEnabled()
    assert "资料库没有打开。" in [label.text() for label in visible(person.window.outline, QLabel)]
    actions = person.window.menus.actions
    for name in ("import", "write", "correct", "add_figure", "check", "undo", "redo", "backups", "preview"):
        assert not actions[name].isEnabled(), name
    person.shortcut("start")
    person.settle()
    assert [b.text() for b in visible(page, QPushButton)] == ["再试一次"]
    person.press("再试一次")
    person.settle()
    assert "另一个简报台窗口" in person.sentence
    assert library_file.read_bytes() == before

    other.release()
    person.press("再试一次")
    person.settle()
    assert "两份报告已经读好" in [label.text() for label in visible(page, QLabel)]
    assert actions["import"].isEnabled()
    assert actions["backups"].isEnabled()
    person.window.activateWindow()
    begin_note(person)
    save(person)
    assert kept(person).count(WORDS) == 1


def test_two_windows_at_once(sit: Sit, library_file: Path) -> None:
    first, second = sit(library_file), sit(library_file)
    assert first.sentence == ""
    assert "另一个简报台窗口" in second.sentence
    first.desk.store.submit(
        AddAnnotation(report_key=TARGETS, item=19, kind=AnnotationKind.RISK, text=WORDS, author="综合科")
    )
    first.settle()
    assert kept(first).count(WORDS) == 1
    second.leave()
    first.leave()
    third = sit(library_file)
    assert third.sentence == ""


def test_a_damaged_library_is_replaced_by_a_backup_from_the_first_page(
    sit: Sit, library_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDialog, "exec", lambda dialog: dialog.show())
    Backups(library_file).make(BackupReason.DAILY)
    library_file.write_text("这不是资料库。" * 50, encoding="utf-8")
    person = sit(library_file)
    assert "不是资料库" in person.sentence
    person.press("资料库备份…", person.window.start_page)
    person.settle()
    (dialog,) = person.window.findChildren(BackupsDialog)
    person.press("恢复到这一份…", dialog)
    person.press("恢复", dialog)
    person.settle()
    assert person.sentence.startswith("已恢复到 ")
    assert len(person.contents) == 2
    assert "两份报告已经读好" in [label.text() for label in visible(person.window.start_page, QLabel)]
    person.window.activateWindow()
    begin_note(person)
    save(person)
    assert kept(person).count(WORDS) == 1
