"""The one door to the library: one worker, one command after the other, undo, and news of what changed."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from briefing.actions.command import Changes, Command, Done, Outcome
from briefing.actions.holding import Holding
from briefing.library.backups import Backup, Backups
from briefing.library.faults import LostError
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

    A path is held until the door is closed, so that no second window changes the same file; where another has it,
    ``opened`` carries OccupiedError. A library whose file was taken away is opened anew once it is back.
    """

    def __init__(self, library: Path | Callable[[], Library], prepare: Callable[[], object] | None = None) -> None:
        """Begin to open ``library``, a path or what opens one; ``opened`` tells when it is open, or why it is not.

        ``prepare`` is called on the worker before each attempt, and may raise LibraryError.
        """
        self._holding = Holding(library, prepare)
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="library")
        self._undo: tuple[_Step, ...] = ()
        self._redo: tuple[_Step, ...] = ()
        self._listeners: tuple[Callable[[Changes], None], ...] = ()
        self._error_listeners: tuple[Callable[[str, Exception], None], ...] = ()
        self.opened: Future[None] = self._worker.submit(self._open)

    # Asking and changing.

    def read(self, question: Callable[[Library], T]) -> Future[T]:
        """Ask the library something. ``question`` runs on the worker and must only read."""
        return self._worker.submit(self._ask, question)

    def submit(self, command: Command[T]) -> Future[Outcome[T]]:
        """Carry a command out. What could be done again before can no longer be, once something changed."""
        return self._worker.submit(self._carry_out, command)

    def undo(self) -> Future[Outcome[Any] | None]:
        """Take the last change back; None when there is none."""
        return self._worker.submit(self._step_back)

    def redo(self) -> Future[Outcome[Any] | None]:
        """Make the change again that was last taken back; None when there is none."""
        return self._worker.submit(self._step_forward)

    def open_again(self) -> Future[None]:
        """Try once more to open a library that did not open; nothing happens when it is open."""
        return self._worker.submit(self._open_again)

    def restore(self, backup: Path, backups: Backups | None = None) -> Future[Backup | None]:
        """Put a backup in the library's place, whether the library opened or not.

        The present state is kept among ``backups`` first; that copy is the result, None when there was no file.
        Nothing can be undone or done again afterwards, and listeners are told that everything changed. A LibraryError
        means that the library is as it was.
        """
        return self._worker.submit(self._restore, backup, backups)

    @property
    def held(self) -> bool:
        """Whether the library is this door's: False once opening has found it in another window."""
        return self._holding.held

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
            self._worker.submit(self._holding.close)
        except RuntimeError:
            return
        self._worker.shutdown(wait=True)

    # On the worker.

    def _open(self) -> None:
        self._holding.open()

    def _open_again(self) -> None:
        try:
            self._library()
        except Exception:
            self._holding.open()
            self._forget_steps()

    def _library(self) -> Library:
        """The library, or the error that keeps it from opening, as often as it is asked for."""
        library, anew = self._holding.library()
        if anew:
            self._forget_steps()
        return library

    def _forget_steps(self) -> None:
        """Another file, or the same after who knows what: steps of before mean nothing in it."""
        self._undo = self._redo = ()
        self._tell_listeners(Changes(everything=True))

    def _ask(self, question: Callable[[Library], T]) -> T:
        try:
            return question(self._library())
        except LostError:
            self._holding.lose()
            raise

    def _restore(self, backup: Path, backups: Backups | None) -> Backup | None:
        before = self._holding.restore(backup, backups)
        self._forget_steps()
        return before

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
            library = self._library()
            with library.atomic():
                return command.apply(library)
        except Exception as error:
            if isinstance(error, LostError):
                self._holding.lose()
            for heard in self._error_listeners:
                _call(heard, name, error)
            raise

    def _tell(self, name: str, done: Done[T]) -> Outcome[T]:
        if done.changes:
            self._tell_listeners(done.changes)
        return Outcome(name, done.changes, done.value)

    def _tell_listeners(self, changes: Changes) -> None:
        for heard in self._listeners:
            _call(heard, changes)


def _call(listener: Callable[..., None], *news: object) -> None:
    """The change is committed: a listener that fails must not make it look undone."""
    try:
        listener(*news)
    except Exception:
        _log.exception("a listener of the door failed")
