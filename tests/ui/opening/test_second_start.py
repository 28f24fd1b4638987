"""The program is started while its window is open: the window comes to the front, and takes the file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from briefing.library.handover import folder_of
from briefing.library.holder import Holder
from tests.library.test_occupancy import elsewhere, end
from tests.ui.conftest import Sit
from tests.ui.driver import Person
from tests.ui.exchange.colleague import Away

ROOT = Path(__file__).resolve().parents[3]
PATIENCE = 60

ANSWER = """
import sys
from pathlib import Path
from threading import Event
from briefing.library.handover import Inbox
from briefing.library.occupancy import Occupancy
held, inbox = Occupancy(Path(sys.argv[1])), Inbox(Path(sys.argv[1]))
assert inbox.open()
sys.stdout.reconfigure(encoding="utf-8")
print("held", flush=True)
while not (taken := inbox.take()):
    Event().wait(0.01)
print(taken[0].file.name, flush=True)
sys.stdin.read()
"""
"""A window that is well, without one."""

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts the program; whatever still runs at the end is ended."""
    running: list[subprocess.Popen[str]] = []

    def begin(*arguments: str | Path) -> subprocess.Popen[str]:
        running.append(
            subprocess.Popen(
                [sys.executable, "-m", "briefing", *(str(argument) for argument in arguments)],
                env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
            )
        )
        return running[-1]

    yield begin
    for process in running:
        process.kill()
        process.communicate()


def ended(person: Person, process: subprocess.Popen[str]) -> tuple[int, str]:
    """How the other start ended, while the window lives on; its status and all that it said."""
    person.until(lambda: process.poll() is not None)
    out, errors = process.communicate(timeout=PATIENCE)
    return process.returncode, out + errors


def test_the_window_takes_the_file_and_the_second_start_ends_well(
    person: Person, start: Start, seeded: Path, tmp_path: Path
) -> None:
    away = Away(Path(shutil.copy(seeded, tmp_path / "other.db")), "乙科")
    away.write("乙科写的口径。")
    package = away.hand_on(tmp_path / "乙科的 批注.bnotes")
    person.window.setWindowState(Qt.WindowState.WindowMinimized)
    process = start("--library", person.library, "open", package)
    assert ended(person, process) == (0, "")
    person.until(lambda: person.window.page is person.window.merge_page)
    person.settle()
    assert not person.window.isMinimized()
    assert list(folder_of(person.library).iterdir()) == []


def test_started_twice_without_a_file_it_comes_to_the_front(person: Person, start: Start) -> None:
    person.window.setWindowState(Qt.WindowState.WindowMinimized)
    page = person.window.page
    assert ended(person, start("--library", person.library)) == (0, "")
    assert not person.window.isMinimized()
    assert person.window.page is page


def test_a_library_file_that_is_open_already_is_not_opened_twice(
    sit: Sit, start: Start, seeded: Path, tmp_path: Path
) -> None:
    person = sit(Path(shutil.copy(seeded, tmp_path / "市政府.briefing")))
    assert ended(person, start("open", person.library)) == (0, "")
    assert person.sentence == ""


def test_nothing_is_left_beside_the_library_when_the_window_closes(person: Person) -> None:
    assert folder_of(person.library).is_dir()
    person.leave()
    assert not folder_of(person.library).exists()
    assert Holder.read(person.library) is None


def test_a_window_that_finds_the_library_taken_gives_way_to_the_one_that_answers(
    qapp: QApplication, library_file: Path
) -> None:
    """Started twice in a moment, the second has its window before the first has the library."""
    first = elsewhere(library_file, ANSWER)
    person = Person(qapp, library_file, library_file.with_name("window.ini"))
    try:
        person.program.open(library_file.with_name("来件.bnotes"))
        person.window.show()
        person.until(lambda: person.window.isHidden())
        assert first.stdout is not None
        assert first.stdout.readline() == "来件.bnotes\n"
    finally:
        end(first)
        person.leave()


def test_a_window_that_finds_the_library_taken_by_one_that_hangs_stays_and_says_so(
    sit: Sit, library_file: Path
) -> None:
    first = elsewhere(library_file)
    try:
        folder_of(library_file).mkdir(mode=0o700)
        person = sit(library_file)
        assert person.window.isVisible()
        assert "另一个简报台窗口" in person.sentence
        assert list(folder_of(library_file).iterdir()) == []
    finally:
        end(first)
