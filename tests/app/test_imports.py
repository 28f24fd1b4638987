"""Nothing that needs Qt is imported off the GUI thread: there it would race with Qt and, seldom, end the process."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WATCHED = """
import sys
import threading

QT = ("PySide6", "shiboken6", "pyqtgraph", "briefing.ui", "briefing.charts.screen", "briefing.export.printing")

class Watch:
    def find_spec(self, name, path=None, target=None):
        if name.startswith(QT):
            here = threading.current_thread() is threading.main_thread()
            print("imported" if here else "OFF THE GUI THREAD", name, flush=True)

sys.meta_path.insert(0, Watch())

from pathlib import Path
from PySide6.QtCore import QTimer
from briefing.app import Program, application
from briefing.ui.settings import WindowSettings

app = application(["briefing"])
program = Program(app, Path(sys.argv[1]), WindowSettings(Path(sys.argv[2])))

def settle():
    still = 0
    while still < 10:
        app.processEvents()
        still = 0 if program.tasks.busy else still + 1

def look_around():
    from briefing.domain.place import Place
    from briefing.preferences.setting import Page
    report = program.desk.store.library[0].report
    section = next(section for section in report.sections() if section.own_items())
    program.navigator.go(Place(report.key))
    settle()
    program.navigator.go(Place(report.key, section.path, section.own_items()[0].position))
    settle()
    for name in ("compare", "check", "notes", "bin", "briefings", "hand_on", "confirm", "settle", "guide", "preview"):
        program.window.menus.actions[name].trigger()
        settle()
    program.desk.preferences.open(Page.PRINT)
    settle()
    program.window.close()
    print("left", flush=True)
    app.quit()

program.when_ready(lambda: QTimer.singleShot(0, look_around))
program.window.show()
app.exec()
"""


def test_whatever_page_one_goes_to(library_file: Path, tmp_path: Path) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", WATCHED, str(library_file), str(tmp_path / "window.ini")],
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    lines = answer.stdout.splitlines()
    assert lines[-1:] == ["left"], answer.stderr
    assert [line for line in lines if line.startswith("OFF")] == []
    imported = {line.removeprefix("imported ") for line in lines if line.startswith("imported ")}
    assert {"pyqtgraph", "briefing.ui.desk", "briefing.ui.preferences.page", "PySide6.QtPrintSupport"} <= imported
