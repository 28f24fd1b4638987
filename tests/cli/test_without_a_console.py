"""A program of Windows that has a window has no console: Python's streams are None, here as there.

Python makes them None on every system when it starts with the descriptors closed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REPORT = ROOT / "seeds" / "reports" / "000_1ff4209f0700c3b5.txt"

READING_THE_BOX = """
import sys
from pathlib import Path
assert sys.stdout is None and sys.stderr is None
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from briefing.app import application
from briefing.cli import main

app = application(["briefing"])

def read():
    box = QApplication.activeModalWidget()
    if isinstance(box, QMessageBox):
        Path(sys.argv[1]).write_text(box.text(), encoding="utf-8")
        box.accept()
    else:
        timer.start()

timer = QTimer(singleShot=True, interval=20)
timer.timeout.connect(read)
timer.start()
sys.exit(main(sys.argv[2:]))
"""


def run_without_streams(*command: str) -> int:
    variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    # The shell closes what a windowed program of Windows never has, and becomes the program.
    closing = ["/bin/sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh", sys.executable, *command]
    return subprocess.run(closing, env=variables, check=False, timeout=120).returncode


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there it is tried with the frozen program itself")


@pytest.mark.parametrize(
    ("call", "status"),
    [
        (("--version",), 0),
        (("--help",), 0),
        (("nonsense",), 2),
        (("figures", str(REPORT)), 0),
        (("search", "招商"), 0),
        (("--quit-when-shown",), 0),
    ],
)
def test_what_would_be_said_on_a_console_goes_nowhere(call: tuple[str, ...], status: int, library_file: Path) -> None:
    assert run_without_streams("-m", "briefing", "--library", str(library_file), *call) == status


def test_what_cannot_be_done_is_said_in_a_window(tmp_path: Path, library_file: Path) -> None:
    said, missing = tmp_path / "said.txt", tmp_path / "没有.bnotes"
    call = ("--library", str(library_file), "annotations", "import", str(missing))
    assert run_without_streams("-c", READING_THE_BOX, str(said), *call) == 1
    assert "没有.bnotes" in said.read_text(encoding="utf-8")
