"""Runs the portable program once as a person would: sees the library, writes an annotation, backs up, closes.

Given the words to write. The last line that it prints is what it did, as JSON: the annotations there were before, the
page that is open, and what of Python's own writing went to other places than the program's folder.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from briefing import app, cli
from briefing.actions.annotating import AddAnnotation
from briefing.domain.annotation import AnnotationKind
from briefing.domain.place import Place
from briefing.library.backups import Backups
from briefing.locate import program_folder
from briefing.ui.desk import Desk
from briefing.ui.main_window import MainWindow

TARGETS = "changzhi-2026"
CHANGING = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link", "os.truncate", "sqlite3.connect")

outside: list[str] = []


def watch(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open":
        path, _, flags = arguments
        if not isinstance(flags, int) or not flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            return
        touched: Sequence[object] = (path,)
    elif event in CHANGING:
        touched = arguments[:2] if event == "os.rename" else arguments[:1]
    else:
        return
    for path in touched:
        name = os.fsdecode(path).removeprefix("file://").partition("?")[0] if isinstance(path, str | bytes) else ""
        if name.startswith("/") and not Path(name).is_relative_to(program_folder()) and name != os.devnull:
            outside.append(f"{event} {name}")


class Person:
    """Does one thing after another, as soon as the one before shows."""

    def __init__(self, words: str) -> None:
        self.words, self.before, self.page, self.step = words, list[str](), "", 0
        self.timer = QTimer()
        self.timer.timeout.connect(self.look)
        self.timer.start(20)

    def look(self) -> None:
        windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
        desk = windows[0].findChild(Desk) if windows else None
        if desk is None or not desk.store.library:
            return
        notes = [note.text for one in desk.store.library for note in one.annotations]
        library = program_folder() / "Briefing-data" / "library.db"
        if self.step == 0:
            self.before, self.step, self.page = notes, 1, type(windows[0].page).__name__
            desk.store.submit(
                AddAnnotation(report_key=TARGETS, item=19, kind=AnnotationKind.RISK, text=self.words, author="综合科")
            )
        elif self.step == 1 and self.words in notes:
            self.step = 2
            desk._navigator.go(Place(TARGETS))
            desk.backups.make_due()
        elif self.step == 2 and Backups(library).all():
            self.step = 3
            windows[0].close()


def main() -> int:
    made = app.application
    people: list[Person] = []

    def application(arguments: Sequence[str]) -> QApplication:
        found = made(arguments)
        people.append(Person(sys.argv[1]))
        return found

    app.application = application
    sys.addaudithook(watch)
    status = cli.main(["--portable"])
    told = {"before": people[0].before, "page": people[0].page, "outside": outside}
    sys.stdout.write(json.dumps(told) + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
