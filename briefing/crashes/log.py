"""The local log: what happened, never to what. It rotates, and a place that cannot be written is no fault.

A line is ``time level process logger: event | particulars``. The event is the message as it stands in the program, up
to its first argument; the particulars are the arguments: numbers, names of types, places in the program. Of an
exception stands its type and where, never its words, for those can quote a report. Of other packages' messages stands
only where they were written.
"""

from __future__ import annotations

import contextlib
import logging
import os
from pathlib import Path

LIMIT, KEPT = 512 * 1024, 3
"""Bytes of one file, and how many older ones stay."""

_OURS = "briefing"


class LogFormatter(logging.Formatter):
    """Writes the lines the module speaks of."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and below it the calls of an exception."""
        event, particulars = _told(record)
        time = self.formatTime(record)
        line = f"{time} {record.levelname} {record.process} {record.name}: {event}"
        if particulars:
            line += f" | {particulars}"
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            from briefing.crashes.frames import stacks_of

            for stack in stacks_of(error):
                line += f"\n    {stack.title}"
                line += "".join(f"\n      at {frame}" for frame in stack.frames)
        return line


def _told(record: logging.LogRecord) -> tuple[str, str]:
    if record.name != _OURS and not record.name.startswith(f"{_OURS}."):
        from briefing.crashes.frames import program_relative

        return f"{program_relative(record.pathname)}:{record.lineno}", ""
    event = str(record.msg).partition("%")[0].strip(" :,")
    given = record.args if isinstance(record.args, tuple) else ()
    return event, ", ".join(type(one).__name__ if isinstance(one, BaseException) else _one_line(one) for one in given)


def _one_line(value: object) -> str:
    return " ".join(str(value).split())


class LogFile(logging.Handler):
    """Opens the file for each line and closes it again, so that any process can move it away when it is full, and a
    stick can be pulled out. Where nothing can be written the line is lost, and nothing else happens.

    Two processes that both find the file full may drop one of the older ones too early; no line is torn.
    """

    def __init__(self, file: Path, *, limit: int = LIMIT, kept: int = KEPT) -> None:
        super().__init__()
        self._file, self._limit, self._kept = file, limit, kept
        self.setFormatter(LogFormatter())

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line."""
        try:
            data = (self.format(record) + "\n").encode("utf-8", errors="backslashreplace")
        except Exception:
            return
        with contextlib.suppress(OSError):
            self._make_room(len(data))
            # Below a stick's place there may be an ordinary folder when it is pulled out: none is made there.
            with self._file.open("ab", buffering=0) as file:
                file.write(data)

    def _make_room(self, more: int) -> None:
        try:
            if self._file.stat().st_size + more <= self._limit:
                return
        except FileNotFoundError:
            return
        # Windows moves no file that another has open just now: then the next line tries again.
        with contextlib.suppress(OSError):
            for number in range(self._kept, 0, -1):
                older = self._older(number - 1) if number > 1 else self._file
                if older.exists():
                    os.replace(older, self._older(number))  # noqa: PTH105 - one call, with the error it gives

    def _older(self, number: int) -> Path:
        return self._file.with_name(f"{self._file.name}.{number}")


def begin_log(file: Path) -> LogFile | None:
    """Let everything that is logged be written to ``file``; None where its folder cannot be made."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    handler = LogFile(file)
    logging.getLogger().addHandler(handler)
    logging.getLogger(_OURS).setLevel(logging.INFO)
    return handler


def end_log(handler: LogFile | None) -> None:
    """Write no more."""
    if handler is not None:
        logging.getLogger().removeHandler(handler)
        handler.close()
