"""The real program goes wrong, in every way it can; the next start says so, and hands nothing personal on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from briefing.crashes.fault import FaultKind
from briefing.crashes.kept import Faults
from briefing.crashes.watch import Watch
from briefing.library.backups import BackupReason, Backups
from briefing.locate import Places
from briefing.ui.backups.dialog import BackupsDialog
from briefing.ui.crashes.dialog import FaultDialog
from tests.app.crashing import NOTE, OFTEN, SECRET, WORDS
from tests.library.ruined import damaged
from tests.ui.driver import Person, visible

ROOT = Path(__file__).resolve().parents[2]
CRASHING = Path(__file__).with_name("crashing.py")
USER = "保密人名"
QUOTED = "精准务实抓招商"
"""Words of a report."""

PERSONAL = (USER, SECRET, NOTE, WORDS, QUOTED, "机密文件夹")


@pytest.fixture(scope="module")
def aftermath(seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Path, str]]:
    """What the program left when it was told to go wrong, and what it said on stdout; each way is gone once."""
    gone: dict[str, tuple[Path, str]] = {}

    def go(act: str) -> tuple[Path, str]:
        if act not in gone:
            folder = tmp_path_factory.mktemp(act) / USER / "机密文件夹"
            folder.mkdir(parents=True)
            shutil.copy(seeded, folder / "library.db")
            answer = subprocess.run(
                [sys.executable, CRASHING, folder, folder / "library.db", act],
                env={**os.environ, "PYTHONPATH": str(ROOT), "USER": USER, "LOGNAME": USER},
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            assert (answer.returncode == 0) == (act == "faults"), answer.stderr
            gone[act] = folder, answer.stdout
        return gone[act]

    return go


def places_in(folder: Path) -> Places:
    return Places(folder / "library.db", folder / "window.ini", folder / "logs")


class Starter:
    """Starts the program again on a copy of what was left."""

    def __init__(self, qapp: QApplication, tmp_path: Path) -> None:
        self._app, self._tmp = qapp, tmp_path
        self.people: list[tuple[Person, Watch]] = []

    def copy(self, left: Path) -> Places:
        folder = self._tmp / USER / "机密文件夹"
        shutil.copytree(left, folder)
        for path in (folder / "logs" / "crashes").iterdir():
            # The library lies elsewhere now, and the mark and the reports speak of where it was.
            old, new = (json.dumps(str(place))[1:-1].encode() for place in (left, folder))
            path.write_bytes(path.read_bytes().replace(old, new))
        return places_in(folder)

    def start(self, places: Places) -> Person:
        watch = Watch(places, places.library, native=False).begin()
        person = Person(self._app, places.library, places.settings, watch)
        self.people.append((person, watch))
        return person.start()

    def leave(self) -> None:
        for person, watch in self.people:
            person.leave()
            watch.end()
        self.people.clear()


@pytest.fixture
def starter(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Starter]:
    monkeypatch.setattr(QDialog, "exec", lambda dialog: dialog.show())
    made = Starter(qapp, tmp_path)
    yield made
    made.leave()


def dialogs(person: Person) -> list[FaultDialog]:
    return [dialog for dialog in person.window.findChildren(FaultDialog) if dialog.isVisible()]


def the_dialog(person: Person) -> FaultDialog:
    (dialog,) = dialogs(person)
    return dialog


def said(dialog: FaultDialog) -> str:
    return " ".join(label.text() for label in visible(dialog, QLabel))


def shown(dialog: FaultDialog) -> str:
    return dialog.findChildren(QPlainTextEdit)[0].toPlainText()


def test_what_goes_wrong_in_the_window_is_written_down_once_and_the_program_goes_on(
    aftermath: Callable[[str], tuple[Path, str]],
) -> None:
    folder, told = aftermath("faults")
    kept = [one.fault for one in Faults(places_in(folder).crashes).all()]
    assert sorted((fault.name, fault.count) for fault in kept) == [
        ("KeyError", OFTEN),
        ("ValueError", 1),
        ("ZeroDivisionError", 1),
    ]
    assert {fault.kind for fault in kept} == {FaultKind.PYTHON}
    assert told.startswith("程序内部出了")
    assert list(places_in(folder).crashes.glob("*.run")) == []
    assert "stopped | " in places_in(folder).log.read_text(encoding="utf-8")


@pytest.mark.parametrize("act", ["faults", "segv", "fatal", "kill"])
def test_no_word_of_what_people_wrote_is_in_the_log(act: str, aftermath: Callable[[str], tuple[Path, str]]) -> None:
    text = places_in(aftermath(act)[0]).log.read_text(encoding="utf-8")
    assert "started | " in text
    for words in (SECRET, NOTE, WORDS, QUOTED):
        assert words not in text


@pytest.mark.parametrize(
    ("act", "heading", "in_the_text"),
    [
        ("faults", "简报台里出过 3 个错", ["ValueError", "crashing.py", "briefing/ui/tasks.py", f"次数：{OFTEN}"]),
        ("segv", "简报台上次突然中止了", ["信号：Segmentation fault", "segmentation_fault"]),
        ("fatal", "简报台上次突然中止了", ["信号：Aborted", "界面部件报告的严重错误"]),
    ],
)
def test_the_next_start_offers_a_file_with_nothing_personal_in_it_unless_ticked(
    act: str,
    heading: str,
    in_the_text: list[str],
    aftermath: Callable[[str], tuple[Path, str]],
    starter: Starter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    person = starter.start(starter.copy(aftermath(act)[0]))
    dialog = the_dialog(person)
    assert heading in said(dialog)
    assert ("资料库检查过了，完好。" in said(dialog)) == (act != "faults")
    text = shown(dialog)
    for words in in_the_text:
        assert words in text
    for words in PERSONAL:
        assert words not in text
    assert str(tmp_path) not in text
    assert not any(box.isChecked() for box in dialog.findChildren(QCheckBox))

    for box in visible(dialog, QCheckBox):
        box.click()
    person.settle()
    dialog.findChildren(QLineEdit)[0].setText("正在写材料")
    text = shown(dialog)
    assert "正在写材料" in text
    assert USER in text, "诊断 names the place of the library"
    assert (SECRET in text) == (act == "faults"), "what an exception said"
    assert NOTE not in text and WORDS not in text and QUOTED not in text

    to = tmp_path / "交给支持"
    monkeypatch.setattr("briefing.ui.help.text_file.QFileDialog.getSaveFileName", lambda *_: (str(to), ""))
    person.press("保存为文件…", dialog)
    person.settle()
    assert to.with_suffix(".txt").read_text(encoding="utf-8-sig") == text
    assert person.sentence == "故障报告已存为“交给支持.txt”。"
    assert dialogs(person) == []


def test_what_was_saved_or_deleted_is_not_offered_again_and_what_was_put_off_is(
    aftermath: Callable[[str], tuple[Path, str]], starter: Starter
) -> None:
    places = starter.copy(aftermath("segv")[0])
    person = starter.start(places)
    QTest.keyClick(the_dialog(person), Qt.Key.Key_Escape)
    starter.leave()
    person = starter.start(places)
    dialog = the_dialog(person)
    assert "资料库" not in said(dialog), "it was found sound the first time"
    person.press("以后再说", dialog)
    starter.leave()
    person = starter.start(places)
    person.press("不再提示，删除记录", the_dialog(person))
    person.settle()
    starter.leave()
    person = starter.start(places)
    assert dialogs(person) == []
    assert person.sentence == ""
    starter.leave()
    assert list(places.crashes.iterdir()) == []


def test_after_a_kill_there_is_one_quiet_sentence_once(
    aftermath: Callable[[str], tuple[Path, str]], starter: Starter
) -> None:
    places = starter.copy(aftermath("kill")[0])
    person = starter.start(places)
    assert dialogs(person) == []
    assert person.sentence == "上次没有正常结束，资料库完好。"
    person.press("查看…", person.window.notice)
    person.settle()
    dialog = the_dialog(person)
    assert "简报台上次没有正常结束" in said(dialog)
    assert "没有留下痕迹" in shown(dialog)
    for words in PERSONAL:
        assert words not in shown(dialog)
    person.press("以后再说", dialog)
    starter.leave()
    person = starter.start(places)
    assert dialogs(person) == []
    assert person.sentence == ""


@pytest.mark.parametrize("act", ["kill", "segv"])
def test_a_damaged_library_leads_to_the_last_backup(
    act: str, aftermath: Callable[[str], tuple[Path, str]], starter: Starter
) -> None:
    places = starter.copy(aftermath(act)[0])
    for log in places.library.parent.glob("library.db-*"):
        if log.is_file():
            log.unlink()
    Backups(places.library).make(BackupReason.DAILY)
    damaged(places.library)
    person = starter.start(places)
    dialog = the_dialog(person)
    assert "资料库有损坏。可以恢复到" in said(dialog)
    person.press("恢复备份…", dialog)
    person.settle()
    (backups,) = [one for one in person.window.findChildren(BackupsDialog) if one.isVisible()]
    person.press("恢复到这一份…", backups)
    person.press("恢复", backups)
    person.settle()
    assert person.sentence.startswith("已恢复到 ")
    assert len(person.contents) == 2


def test_a_damaged_library_without_a_backup_is_not_to_be_touched(
    aftermath: Callable[[str], tuple[Path, str]], starter: Starter
) -> None:
    places = starter.copy(aftermath("kill")[0])
    for log in places.library.parent.glob("library.db-*"):
        if log.is_file():
            log.unlink()
    damaged(places.library)
    dialog = the_dialog(starter.start(places))
    assert "没有完好的备份" in said(dialog)
    assert "恢复备份…" not in [button.text() for button in visible(dialog, QPushButton)]


def test_another_library_is_not_checked_and_nothing_is_said_of_it(
    aftermath: Callable[[str], tuple[Path, str]], starter: Starter, library_file: Path
) -> None:
    places = starter.copy(aftermath("kill")[0])
    other = Places(library_file, places.settings, places.logs)
    person = starter.start(other)
    assert (person.sentence, dialogs(person)) == ("", [])
    starter.leave()
    assert starter.start(places).sentence == "上次没有正常结束，资料库完好。"


def test_it_died_of_what_it_was_told_to(aftermath: Callable[[str], tuple[Path, str]]) -> None:
    """Else the tests above would prove nothing."""
    for act in ("segv", "kill", "fatal"):
        assert len(list(places_in(aftermath(act)[0]).crashes.glob("*.run"))) == 1
