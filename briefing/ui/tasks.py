"""Work off the GUI thread: run it, come back to the window with what it gave, or with why it failed."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from briefing.domain.errors import KnownError

T = TypeVar("T")
log = logging.getLogger(__name__)

TURN_SECONDS = 0.01
"""How long the steps of one turn of the event loop may take together."""


class Stopped(Exception):  # noqa: N818 - nothing went wrong
    """Raised by work that was asked to stop; nobody is told."""


class Cancel:
    """A flag that the work looks at between its steps."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop."""
        self._event.set()

    def __call__(self) -> bool:
        return self._event.is_set()


class Tasks(QObject):
    """Brings results back to the GUI thread.

    ``failed`` follows work that failed and had no ``on_error`` of its own: a sentence for the person.
    """

    failed = Signal(str)
    _arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="briefing-work")
        self._open: set[Future[Any]] = set()
        self._closed = False
        self._arrived.connect(lambda deliver: deliver(), Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], object] | None = None,
        on_error: Callable[[str], object] | None = None,
    ) -> Future[T]:
        """Run ``work`` on the worker and hand its result to ``done`` on the GUI thread."""
        future = self._pool.submit(work)
        self.watch(future, done, on_error)
        return future

    def run_in_turns(
        self,
        steps: Iterator[object],
        done: Callable[[], object] | None = None,
        on_error: Callable[[str], object] | None = None,
    ) -> None:
        """Do on the GUI thread what no other may do: as many steps in a turn of its event loop as take no time to
        speak of, until there are no more."""
        future: Future[None] = Future()
        self.watch(future, (lambda _: done()) if done else None, on_error)
        timer = QTimer(self)

        def turn() -> None:
            until = time.monotonic() + TURN_SECONDS
            try:
                while not self._closed and time.monotonic() < until:
                    next(steps)
            except StopIteration:
                future.set_result(None)
            except Exception as error:
                future.set_exception(error)
            if self._closed or future.done():
                timer.stop()
                timer.deleteLater()

        timer.timeout.connect(turn)
        timer.start(0)

    def watch(
        self,
        future: Future[T],
        done: Callable[[T], object] | None = None,
        on_error: Callable[[str], object] | None = None,
    ) -> None:
        """The same for work that runs elsewhere."""
        self._open.add(future)

        def deliver() -> None:
            self._open.discard(future)
            if self._closed:
                return
            try:
                result = future.result()
            except (CancelledError, Stopped):
                return
            except KnownError as error:
                from briefing.crashes.frames import told_of

                log.info("known error: %s", told_of(error))
                (on_error or self.failed.emit)(str(error))
            except Exception:
                log.exception("work failed")
                (on_error or self.failed.emit)(self.fault_sentence)
            else:
                if done:
                    done(result)

        future.add_done_callback(lambda _: None if self._closed else self._arrived.emit(deliver))

    @property
    def fault_sentence(self) -> str:
        """What is said of work that failed by a fault of ours."""
        return self.tr("程序内部出了错，资料没有变动。请重试；详情已记入日志。")

    @property
    def busy(self) -> bool:
        """Whether something is under way or on its way back."""
        return bool(self._open)

    def close(self) -> None:
        """Wait for the work at hand and deliver nothing more."""
        self._closed = True
        self._pool.shutdown(wait=True, cancel_futures=True)
