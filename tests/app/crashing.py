"""The real program, made to go wrong: ``crashing.py FOLDER LIBRARY ACT``. Run as a process of its own.

What the window says after a fault that it survives is printed, a line each time.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer, qFatal

from briefing import app
from briefing.actions.annotating import AddAnnotation
from briefing.domain.annotation import AnnotationKind
from briefing.domain.errors import LibraryError
from briefing.locate import Places

SECRET = "不可外传的话"
NOTE = "写在批注里的机密"
WORDS = "搜过的秘密词"
OFTEN = 1000


class Program(app.Program):
    """Does what it is told once it is ready, as a person would."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.when_ready(partial(QTimer.singleShot, 0, self._work))

    def _work(self) -> None:
        assert self.desk is not None
        note = AddAnnotation(report_key="changzhi-2026", item=19, kind=AnnotationKind.RISK, text=NOTE, author="甲")
        self.desk.store.submit(note)
        self.desk.store.read(lambda library: library.search(WORDS), lambda _: ACTS[sys.argv[3]](self))

    def _settle(self, then: Callable[[], object]) -> None:
        if self.tasks.busy:
            QTimer.singleShot(5, partial(self._settle, then))
        else:
            QTimer.singleShot(0, then)

    def tell_and_leave(self) -> None:
        self._settle(lambda: (sys.stdout.write(self.window.notice.sentence + "\n"), self.window.close()))


def fail(kind: type[Exception]) -> None:
    raise kind(SECRET)


def survived(program: Program) -> None:
    """A known error, a fault on a worker, one in a slot, and one in a slot again and again."""

    def refuse() -> None:
        raise LibraryError("磁盘满了，请清出空间再试。", detail=SECRET)

    program.tasks.run(refuse)
    program.tasks.run(partial(fail, ZeroDivisionError))
    QTimer.singleShot(0, partial(fail, ValueError))
    timer = QTimer(program.window)
    timer.timeout.connect(partial(fail, KeyError))
    timer.timeout.connect(Turns(timer, program))
    timer.start(0)


class Turns:
    """Ends after as many as are wanted."""

    def __init__(self, timer: QTimer, program: Program) -> None:
        self._timer, self._program, self._turns = timer, program, 0

    def __call__(self) -> None:
        self._turns += 1
        if self._turns == OFTEN:
            self._timer.stop()
            self._program.tell_and_leave()


def segmentation_fault(program: Program) -> None:
    faulthandler._sigsegv()  # type: ignore[attr-defined]


def killed(program: Program) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def fatal(program: Program) -> None:
    qFatal(SECRET)


ACTS: dict[str, Callable[[Program], None]] = {
    "faults": survived,
    "segv": segmentation_fault,
    "kill": killed,
    "fatal": fatal,
}

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    app.Program = Program  # type: ignore[misc]
    sys.exit(app.run(Path(sys.argv[2]), Places(Path(sys.argv[2]), folder / "window.ini", folder / "logs")))
