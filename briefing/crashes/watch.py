"""Watches over a run: every fault nobody caught becomes a report, once, and the program goes on.

It begins before the first paint: what writes and reads reports is imported when there is a fault.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from briefing import __version__
from briefing.crashes.log import LogFile, begin_log, end_log
from briefing.crashes.session import Session, begin_session
from briefing.locate import Places

if TYPE_CHECKING:
    from briefing.crashes.fault import Fault, FaultKind, Stack
    from briefing.crashes.kept import Faults

_log = logging.getLogger(__name__)

MOST_KINDS = 20
"""So many different faults of one run are reported."""

_QUIET = (KeyboardInterrupt, SystemExit, GeneratorExit)

Heard = Callable[["Fault"], None]


class Watch:
    """From ``begin`` to ``end``: the log, the mark of the run, and the hooks of Python.

    Used as a context. ``native`` lets faulthandler write into the mark of the run.
    """

    def __init__(self, places: Places, library: Path, *, native: bool = True) -> None:
        self.places, self.library = places, library
        self._native = native
        self._session: Session | None = None
        self._log_file: LogFile | None = None
        self._listener = _ErrorListener(self)
        self._known: dict[object, tuple[Path | None, Fault]] = {}
        self._heard: Heard | None = None
        self._waiting: list[Fault] = []
        self._lock, self._own = threading.RLock(), threading.local()
        self._before: tuple[Any, Any, Any] | None = None

    @cached_property
    def faults(self) -> Faults:
        """The reports of this run and of earlier ones."""
        from briefing.crashes.kept import Faults

        return Faults(self.places.crashes)

    def begin(self) -> Self:
        """Begin to watch."""
        self._log_file = begin_log(self.places.log)
        self._session = begin_session(self.places.crashes, self.library, __version__, native=self._native)
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._uncaught, self._in_thread, self._unraisable
        logging.getLogger("briefing").addHandler(self._listener)
        frozen = "bundle" if getattr(sys, "frozen", False) else "source"
        _log.info("started: %s %s %s", __version__, frozen, "portable" if self.places.portable else "installed")
        return self

    def end(self) -> None:
        """The run ends as it should: counts are written, the mark goes."""
        if self._before is None:
            return
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        self._before = None
        logging.getLogger("briefing").removeHandler(self._listener)
        with self._lock:
            for path, fault in self._known.values():
                if path is not None:
                    self.faults.change([path], count=fault.count)
        if self._session is not None:
            self._session.end()
        _log.info("stopped: %s", __version__)
        end_log(self._log_file)

    def __enter__(self) -> Self:
        return self.begin()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None:
            self.report_error(error)
        self.end()

    def listen(self, heard: Heard) -> None:
        """Call ``heard`` on whatever thread a new fault comes from; those from before are told at once."""
        with self._lock:
            self._heard, waiting = heard, self._waiting
            self._waiting = []
        for fault in waiting:
            heard(fault)

    def ignore(self) -> None:
        """Tell nobody any more."""
        self._heard = None

    def report_error(self, error: BaseException) -> bool:
        """A fault that somebody caught at last. Whether it is worth a line: the first time, the 2nd, 4th, 8th."""
        if isinstance(error, _QUIET):
            return True
        from briefing.crashes.fault import FaultKind
        from briefing.crashes.frames import stacks_of

        stacks = stacks_of(error)
        return self.report(FaultKind.PYTHON, stacks[0].title, stacks)

    def report(self, kind: FaultKind, name: str, stacks: tuple[Stack, ...]) -> bool:
        """Write it down, or count it when it is known; the same answer as ``report_error``.

        Never raises: a fault in here must not lead back here.
        """
        if getattr(self._own, "busy", False):
            return True
        self._own.busy = True
        try:
            with self._lock:
                fault = self._note(kind, name, stacks)
            if fault is not None and fault.count == 1:
                self._tell(fault)
        except Exception:
            return True
        else:
            return fault is not None
        finally:
            self._own.busy = False

    def _note(self, kind: FaultKind, name: str, stacks: tuple[Stack, ...]) -> Fault | None:
        key = (kind, name, tuple((stack.title, stack.frames) for stack in stacks))
        if key in self._known:
            path, fault = self._known[key]
            fault = replace(fault, count=fault.count + 1)
            self._known[key] = path, fault
            # At 2, 4, 8 and so on: a thousand times the same costs ten writes.
            if fault.count & (fault.count - 1):
                return None
            if path is not None:
                self.faults.change([path], count=fault.count)
            return fault
        if len(self._known) >= MOST_KINDS:
            return None
        from briefing.crashes.fault import Fault
        from briefing.crashes.kept import moment, system
        from briefing.crashes.log_reading import events_of, last_lines

        lines = last_lines(self.places.log, os.getpid())
        fault = Fault(
            kind,
            moment(time.time()),
            name,
            stacks,
            version=__version__,
            system=system(),
            library=str(self.library),
            events=events_of(lines),
            lines=lines,
        )
        path = self.faults.keep(fault)
        self._known[key] = path, fault
        _log.warning("fault: %s %s", name, stacks[0].frames[-1] if stacks and stacks[0].frames else "")
        return fault

    def _tell(self, fault: Fault) -> None:
        heard = self._heard
        if heard is None:
            self._waiting.append(fault)
        else:
            heard(fault)

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        # Nor is stderr flooded by the same fault again and again.
        if self.report_error(error.with_traceback(trace)) and self._before is not None:
            self._before[0](kind, error, trace)

    def _in_thread(self, given: threading.ExceptHookArgs) -> None:
        worth = given.exc_value is None or self.report_error(given.exc_value)
        if worth and self._before is not None:
            self._before[1](given)

    def _unraisable(self, given: sys.UnraisableHookArgs) -> None:
        worth = given.exc_value is None or self.report_error(given.exc_value)
        if worth and self._before is not None:
            self._before[2](given)


class _ErrorListener(logging.Handler):
    """Hears of what the program caught, logged and went on after: work that failed on a worker."""

    def __init__(self, watch: Watch) -> None:
        super().__init__(logging.ERROR)
        self._watch = watch

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            self._watch.report_error(error)
