"""A file named at the start, or sent to the running window, opens where it belongs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel

from briefing.app import Program
from briefing.library.backups import BackupReason, Backups
from briefing.library.library import Library
from briefing.library.occupancy import Occupancy
from briefing.locate import Places
from briefing.ui.backups.dialog import BackupsDialog
from briefing.ui.opening.title import name_window
from briefing.ui.settings import WindowSettings
from tests.app.test_reading_in import typed, written
from tests.ui.conftest import Sit
from tests.ui.driver import Person, visible
from tests.ui.exchange.colleague import Away


@pytest.fixture
def package(seeded: Path, tmp_path: Path) -> Path:
    """A colleague's annotation about the seeds, as a file."""
    away = Away(Path(shutil.copy(seeded, tmp_path / "other.db")), "乙科")
    away.write("乙科写的口径。")
    return away.hand_on(tmp_path / "乙科的 批注.bnotes")


def opened(person: Person, path: Path) -> Person:
    person.program.open(path)
    person.settle()
    return person


def started_with(qapp: QApplication, library: Path, path: Path) -> Person:
    person = Person(qapp, library, library.with_name("window.ini"))
    person.program.open(path)
    return person.start()


def words_on(person: Person) -> str:
    return " ".join(label.text() for label in visible(person.window.page, QLabel))


def test_annotations_named_at_the_start_are_previewed_and_nothing_is_taken_in(
    qapp: QApplication, library_file: Path, package: Path
) -> None:
    person = started_with(qapp, library_file, package)
    try:
        person.until(lambda: person.window.page is person.window.merge_page)
        person.settle()
        assert package.name in words_on(person)
        assert "乙科" in words_on(person)
        assert not [note for one in person.contents.values() for note in one.annotations if note.author == "乙科"]
    finally:
        person.leave()


def test_annotations_are_known_under_another_name(person: Person, package: Path) -> None:
    opened(person, package.rename(package.with_name("收到.txt")))
    assert person.window.page is person.window.merge_page
    assert "收到.txt" in words_on(person)


@pytest.mark.parametrize(("make", "name"), [(written, "县报告.txt"), (typed, "县报告.docx")])
def test_a_report_is_read_in(person: Person, tmp_path: Path, make: object, name: str) -> None:
    assert callable(make)
    opened(person, make(tmp_path / name))
    assert person.sentence == "报告已读入资料库。"
    assert "2025年政府工作报告" in [one.report.title for one in person.contents.values()]


@pytest.mark.parametrize(("name", "says"), [("没有了.bnotes", "找不到“没有了.bnotes”"), ("画.png", "打不开“画.png”")])
def test_what_cannot_be_opened_gets_a_sentence(person: Person, tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "画.png").write_bytes(b"\x89PNG")
    page = person.window.page
    opened(person, tmp_path / name)
    assert says in person.sentence
    assert person.sentence.endswith("。")
    assert person.window.page is page


def test_a_library_gets_a_window_of_its_own_and_the_same_library_none(person: Person, seeded: Path) -> None:
    started: list[Path] = []
    person.desk.opening.start = started.append
    other = Path(shutil.copy(seeded, person.library.with_name("市政府.briefing")))
    opened(person, other)
    opened(person, person.library)
    assert started == [other]
    assert person.sentence == ""


def test_a_backup_of_this_library_is_not_opened_but_offered_for_going_back(
    person: Person, dialogs: list[QDialog]
) -> None:
    backups = Backups(person.library)
    first, _ = backups.make(BackupReason.DAILY), backups.make(BackupReason.MANUAL)
    before = first.path.read_bytes()
    opened(person, first.path)
    assert "没有直接打开" in person.sentence
    person.press("资料库备份…", person.window.notice)
    person.settle()
    (dialog,) = person.window.findChildren(BackupsDialog)
    assert dialog.table.current is not None
    assert dialog.table.current.path == first.path
    assert first.path.read_bytes() == before


def test_any_backup_is_looked_at_in_a_copy(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seeded: Path
) -> None:
    made = Backups(Path(shutil.copy(seeded, tmp_path / "旧.db"))).make(BackupReason.MANUAL)
    before, started, proposed = made.path.read_bytes(), list[Path](), list[str]()
    person.desk.opening.start = started.append

    def choose(*asked: str) -> tuple[str, str]:
        proposed.append(asked[2])
        return str(tmp_path / "看看"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    opened(person, made.path)
    person.press("打开一份副本…", person.window.notice)
    person.settle()
    assert proposed[0].endswith("副本.briefing")
    assert started == [tmp_path / "看看.briefing"]
    with Library.open(started[0]) as copy:
        assert len(copy.contents()) == 2
    assert made.path.read_bytes() == before


def test_a_copy_never_lands_on_a_library_that_is_in_use(
    person: Person, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seeded: Path
) -> None:
    made = Backups(Path(shutil.copy(seeded, tmp_path / "旧.db"))).make(BackupReason.MANUAL)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(person.library), ""))
    started: list[Path] = []
    person.desk.opening.start = started.append
    opened(person, made.path)
    person.press("打开一份副本…", person.window.notice)
    person.settle()
    assert "窗口里打开" in person.sentence
    assert started == []


def test_a_file_waits_while_a_dialog_stands_before_the_window(
    person: Person, package: Path, dialogs: list[QDialog]
) -> None:
    person.window.menus.actions["backups"].trigger()
    person.settle()
    opened(person, package)
    assert person.window.page is not person.window.merge_page
    dialogs[0].close()
    person.window.activateWindow()
    person.until(lambda: person.window.page is person.window.merge_page)
    person.settle()


def test_a_file_waits_until_a_library_that_was_in_use_is_free(sit: Sit, library_file: Path, package: Path) -> None:
    other = Occupancy(library_file)
    person = sit(library_file)
    opened(person, package)
    assert person.window.page is person.window.start_page
    assert "另一个简报台窗口" in person.sentence
    other.release()
    person.press("再试一次")
    person.until(lambda: person.window.page is person.window.merge_page)
    person.settle()


def test_the_title_says_which_library_it_is_unless_it_is_the_usual_one(qapp: QApplication, tmp_path: Path) -> None:
    usual = Places(tmp_path / "library.db", tmp_path / "window.ini", tmp_path / "logs")
    stick = Places(tmp_path / "library.db", tmp_path / "window.ini", tmp_path / "logs", portable=True)
    window = Program(qapp, usual.library, WindowSettings(usual.settings), places=usual).window
    other = tmp_path / "市政府.briefing"
    said = []
    for library, places in ((usual.library, usual), (other, usual), (usual.library, stick), (other, stick)):
        name_window(window, library, places)
        said.append(window.windowTitle())
        assert window.accessibleName() == window.windowTitle()
        assert str(library) in window.accessibleDescription()
    assert said == ["简报台", "市政府 — 简报台", "便携 — 简报台", "市政府 · 便携 — 简报台"]
    window.deleteLater()


def test_a_minimised_window_comes_back_as_it_was(person: Person) -> None:
    person.window.setWindowState(Qt.WindowState.WindowMaximized | Qt.WindowState.WindowMinimized)
    person.desk.opening.asked(None)
    assert not person.window.isMinimized()
    assert person.window.isMaximized()
    person.window.showNormal()
