"""Starting: quickly and light, and with a sentence where the library can not be opened."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from briefing.app import Program
from briefing.library.library import Library
from briefing.ui.settings import WindowSettings
from tests.library.ruined import a_letter, damaged, from_the_future
from tests.ui.conftest import Sit
from tests.ui.driver import visible

ROOT = Path(__file__).resolve().parents[2]
HEAVY = (
    "pyqtgraph",
    "numpy",
    "typst",
    "pypdfium2",
    "alembic",
    "openpyxl",
    "docx",
    "sqlalchemy",
    "pypinyin",
    "hypothesis",
)

BEFORE_THE_FIRST_PAINT = """
import sys
from pathlib import Path
from briefing.app import Program, application
from briefing.ui.settings import WindowSettings

app = application(["briefing"])
program = Program(app, Path(sys.argv[1]), WindowSettings(Path(sys.argv[2])))
heavy = set(sys.argv[3:])

def painted():
    print("painted", *sorted(heavy & set(sys.modules)))

def ready():
    print("ready", *sorted(heavy & set(sys.modules)))
    program.window.close()

program.window.painted.connect(painted)
program.when_ready(ready)
program.window.show()
app.exec()
"""


def test_nothing_heavy_is_imported_before_the_first_paint(library_file: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", BEFORE_THE_FIRST_PAINT, library_file, tmp_path / "window.ini", *HEAVY]
    answer = subprocess.run(
        [str(part) for part in command],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    painted, ready = answer.stdout.splitlines()
    assert painted == "painted"
    assert {"pyqtgraph", "numpy", "sqlalchemy"} <= set(ready.split())
    assert {"alembic", "docx", "openpyxl", "typst"}.isdisjoint(ready.split())


@pytest.mark.parametrize(
    ("spoil", "says"),
    [(from_the_future, "升级"), (damaged, "损坏"), (a_letter, "不是资料库")],
    ids=["from the future", "damaged", "a letter"],
)
def test_a_library_that_can_not_be_opened_is_said_and_left_alone(
    sit: Sit, library_file: Path, spoil: Callable[[Path], None], says: str
) -> None:
    spoil(library_file)
    before = library_file.read_bytes()
    person = sit(library_file)
    assert says in person.sentence
    assert person.sentence.endswith("。")
    assert person.sentence.count("。") == 1
    assert person.window.page is person.window.start_page
    person.leave()
    assert library_file.read_bytes() == before


def test_a_missing_folder_is_said_and_not_made(sit: Sit, tmp_path: Path) -> None:
    person = sit(tmp_path / "没有" / "library.db")
    assert "找不到文件夹" in person.sentence
    person.leave()
    assert not (tmp_path / "没有").exists()


def test_a_library_that_can_not_be_opened_does_not_forget_what_was_open(sit: Sit, library_file: Path) -> None:
    person = sit(library_file)
    person.open("精准务实抓招商")
    rows = person.rows()
    person.leave()
    whole = library_file.read_bytes()
    a_letter(library_file)
    person = sit(library_file)
    assert "不是资料库" in person.sentence
    person.leave()
    library_file.write_bytes(whole)
    person = sit(library_file)
    assert person.heading == "精准务实抓招商"
    assert person.rows() == rows


def test_a_new_library_is_made_and_filled_at_the_first_start(sit: Sit, tmp_path: Path) -> None:
    (tmp_path / "新 资料").mkdir()
    person = sit(tmp_path / "新 资料" / "library.db")
    assert "两份报告已经读好" in [label.text() for label in visible(person.window.start_page, QLabel)]
    assert person.sentence == ""


def test_the_file_is_whole_after_closing(sit: Sit, library_file: Path) -> None:
    person = sit(library_file)
    person.leave()
    with Library.open(library_file) as library:
        assert library.health().ok


def test_closing_right_after_showing_leaves_nothing_behind(
    qapp: QApplication, library_file: Path, tmp_path: Path
) -> None:
    program = Program(qapp, library_file, WindowSettings(tmp_path / "window.ini"))
    program.window.show()
    program.window.close()
    program.close()
    program.window.deleteLater()
    qapp.setStyleSheet("")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["library.db", "window.ini"]
