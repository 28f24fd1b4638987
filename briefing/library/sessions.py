"""How a library reads and writes: one state seen throughout, one commit a change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from briefing.domain.errors import LibraryError
from briefing.library import indexing, reports
from briefing.library.connection import WRITING
from briefing.library.faults import known, lost
from briefing.library.files import identity
from briefing.library.ids import IdMaker
from briefing.library.joining import Joiner
from briefing.library.records import Note
from briefing.library.reports import Kept
from briefing.library.shelf import Shelf


class Sessions:
    """The file at work. What a library can do is written on top of this, one subject a class."""

    def __init__(self, path: Path, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._path = path
        self._engine = engine
        self._writer = engine.execution_options(**{WRITING: True})
        self._clock = clock
        self._new_id = IdMaker()
        self._changing: Session | None = None
        self._stale = False
        self._shelf = Shelf()
        self._joiner = Joiner(self._shelf)
        self._identity = identity(path)

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def close(self) -> None:
        """Give the file back; the write-ahead log is folded into it. Closing twice does no harm."""
        self._engine.dispose()

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """Everything changed within is committed together at the end, or not at all when an error leaves it."""
        with self._writing():
            yield

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        """A session that sees one state throughout; that of the change in progress, when there is one."""
        if self._changing is not None:
            self._join_again(self._changing)
            yield self._changing
            return
        with known(self._path), Session(self._engine) as session:
            yield session

    @contextmanager
    def _writing(self) -> Iterator[Session]:
        """The session of the change in progress, or a new one that is committed at the end."""
        if self._changing is not None:
            yield self._changing
            return
        try:
            with known(self._path), Session(self._writer, expire_on_commit=False) as session, session.begin():
                self._changing, self._stale = session, False
                try:
                    self._be_there()
                    yield session
                    self._join_again(session)
                    self._be_there()
                finally:
                    self._changing = None
            # A file can be taken away while it is written; what went into one without a name must not count as kept.
            self._be_there()
        except BaseException:
            # What was read within the change is not what the file holds.
            self._shelf.forget()
            raise

    def _be_there(self) -> None:
        """Raise LostError when the file that is open is no longer the one at its place."""
        for was, now in zip(self._identity, identity(self._path), strict=True):
            if was is not None and was != now:
                raise lost(self._path)

    def _changed(self, report_key: str | None = None) -> None:
        """Say that what indicators come from has changed: they are joined anew before anyone looks, once a change.

        ``report_key`` names the report that is to be read from the file again.
        """
        self._stale = True
        if report_key is not None:
            self._shelf.forget(report_key)

    def _join_again(self, session: Session) -> None:
        if self._stale:
            self._stale = False
            if self._joiner.refresh(session):
                indexing.index_indicators(session)

    def _note(self, author: str) -> Note:
        return Note(author, self._clock())


def kept_report(session: Session, key: str) -> Kept:
    """The report of that key with its numbers. Raises LibraryError when it is not there."""
    kept = reports.load(session, key)
    if kept is None:
        raise LibraryError("资料库里没有这份报告，请刷新后再试。", detail=key)
    return kept
