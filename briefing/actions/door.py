"""The one door to the library: one worker, one command after the other, undo, and news of what changed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from briefing.actions.command import Changes, Command, Done, Outcome
from briefing.library.library import Library

T = TypeVar("T")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Step:
    """Something that can be undone or done again: what the person called it, and the command that does so."""

    name: str
    command: Command[Any]


class Door:
    """Opens the library on a thread of its own and lets every question and every change through, in order.

    A command is committed before the next one is taken. Futures carry what comes out of it, or the error: a
    KnownError to show, any other a fault of ours. Listeners run on the worker; a user interface must hand them on.
    """

    def __init__(self, library: Path | Callable[[], Library]) -> None:
        """Begin to open ``library``, a path or what opens one; ``opened`` tells when it is open, or why it is not."""
        self._opener = library if callable(library) else lambda: Library.open(library)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library")
        self._library: Library | None = None
        self._undo: tuple[_Step, ...] = ()
        self._redo: tuple[_Step, ...] = ()
        self._listeners: tuple[Callable[[Changes], None], ...] = ()
        self._error_listeners: tuple[Callable[[str, Exception], None], ...] = ()
        self.opened: Future[None] = self._worker.submit(self._open)

    # Asking and changing.

    def read(self, question: Callable[[Library], T]) -> Future[T]:
        """Ask the library something. ``question`` runs on the worker and must only read."""
        return self._worker.submit(lambda: question(self._open_library()))

    def submit(self, command: Command[T]) -> Future[Outcome[T]]:
        """Carry a command out. What could be done again before can no longer be, once something changed."""
        return self._worker.submit(self._carry_out, command)

    def undo(self) -> Future[Outcome[Any] | None]:
        """Take the last change back; None when there is none."""
        return self._worker.submit(self._step_back)

    def redo(self) -> Future[Outcome[Any] | None]:
        """Make the change again that was last taken back; None when there is none."""
        return self._worker.submit(self._step_forward)

    @property
    def undo_name(self) -> str | None:
        """What would be undone, in words, or None."""
        steps = self._undo
        return steps[-1].name if steps else None

    @property
    def redo_name(self) -> str | None:
        """What would be done again, in words, or None."""
        steps = self._redo
        return steps[-1].name if steps else None

    # Listening.

    def listen(self, heard: Callable[[Changes], None]) -> Callable[[], None]:
        """Call ``heard`` on the worker after each commit that changed something. Returns what ends it."""
        self._listeners = (*self._listeners, heard)

        def end() -> None:
            self._listeners = tuple(other for other in self._listeners if other is not heard)

        return end

    def listen_errors(self, heard: Callable[[str, Exception], None]) -> Callable[[], None]:
        """Call ``heard`` on the worker with the name of each change that failed, and why. Returns what ends it."""
        self._error_listeners = (*self._error_listeners, heard)

        def end() -> None:
            self._error_listeners = tuple(other for other in self._error_listeners if other is not heard)

        return end

    def close(self) -> None:
        """Finish what was asked for, close the library and end the worker. Not to be called from a listener."""
        try:
            self._worker.submit(self._close)
        except RuntimeError:
            return
        self._worker.shutdown(wait=True)

    # On the worker.

    def _open(self) -> None:
        self._library = self._opener()

    def _open_library(self) -> Library:
        """The library, or the error that kept it from opening, as often as it is asked for."""
        self.opened.result()
        assert self._library is not None
        return self._library

    def _close(self) -> None:
        if self._library is not None:
            self._library.close()

    def _carry_out(self, command: Command[T]) -> Outcome[T]:
        done = self._apply(command.name, command)
        if done.inverse is not None:
            self._undo = (*self._undo, _Step(command.name, done.inverse))
            self._redo = ()
        return self._tell(command.name, done)

    def _step_back(self) -> Outcome[Any] | None:
        if not self._undo:
            return None
        step = self._undo[-1]
        done = self._apply(step.name, step.command)
        self._undo = self._undo[:-1]
        if done.inverse is not None:
            self._redo = (*self._redo, _Step(step.name, done.inverse))
        return self._tell(step.name, done)

    def _step_forward(self) -> Outcome[Any] | None:
        if not self._redo:
            return None
        step = self._redo[-1]
        done = self._apply(step.name, step.command)
        self._redo = self._redo[:-1]
        if done.inverse is not None:
            self._undo = (*self._undo, _Step(step.name, done.inverse))
        return self._tell(step.name, done)

    def _apply(self, name: str, command: Command[T]) -> Done[T]:
        try:
            library = self._open_library()
            with library.atomic():
                return command.apply(library)
        except Exception as error:
            for heard in self._error_listeners:
                _call(heard, name, error)
            raise

    def _tell(self, name: str, done: Done[T]) -> Outcome[T]:
        if done.changes:
            for heard in self._listeners:
                _call(heard, done.changes)
        return Outcome(name, done.changes, done.value)


def _call(listener: Callable[..., None], *news: object) -> None:
    """The change is committed: a listener that fails must not make it look undone."""
    try:
        listener(*news)
    except Exception:
        _log.exception("a listener of the door failed")
