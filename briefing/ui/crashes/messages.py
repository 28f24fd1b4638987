"""What Qt itself complains of: said where it always was, and what ends the program written down first."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qFormatLogMessage, qInstallMessageHandler

if TYPE_CHECKING:
    from briefing.crashes.watch import Watch

_log = logging.getLogger(__name__)
_DEEPEST = 40


@contextmanager
def qt_watched(watch: Watch) -> Iterator[None]:
    """Hear Qt's messages for as long as the context lasts; who heard them before does so again afterwards."""

    def hear(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind is QtMsgType.QtFatalMsg:
            _report(watch, _category(context), message)
        elif kind is QtMsgType.QtCriticalMsg:
            _log.warning("qt complains: %s", _category(context))
        # A windowed program on Windows has no stderr.
        if sys.stderr is not None:
            sys.stderr.write(qFormatLogMessage(kind, context, message) + "\n")

    before = qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _category(context: QMessageLogContext) -> str:
    return str(getattr(context, "category", None) or "qt")


def _report(watch: Watch, category: str, message: str) -> None:
    import traceback

    from briefing.crashes.fault import FaultKind, Frame, Stack
    from briefing.crashes.frames import program_relative

    calls = tuple(
        Frame(program_relative(frame.f_code.co_filename), line, frame.f_code.co_name)
        for frame, line in reversed(list(traceback.walk_stack(sys._getframe(1)))[1 : _DEEPEST + 1])
    )
    watch.report(FaultKind.QT, category, (Stack(category, calls, message),))
