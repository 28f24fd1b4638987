"""The library: one SQLite file with reports, figures, indicators and annotations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from briefing.domain.anchor import Anchor, anchor_at, item_offset
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.domain.errors import LibraryError
from briefing.domain.figure import Figure
from briefing.domain.report import Report
from briefing.domain.search import Hit
from briefing.domain.span import Span
from briefing.library import annotations as notes
from briefing.library import figures, indexing, indicators, pinyin, reports, search, search_index, seeding
from briefing.library.annotations import Change, Draft, Edit
from briefing.library.connection import PATIENCE, WRITING, look
from briefing.library.faults import known
from briefing.library.files import copy_database
from briefing.library.health import Health, examine
from briefing.library.ids import IdMaker
from briefing.library.reports import Kept
from briefing.library.schema import prepare
from briefing.locate import data_folder


def utc_now() -> datetime:
    """The time, aware."""
    return datetime.now(UTC)


class Library:
    """What is kept, as domain values. One thread at a time may use it; it need not be the one that opened it.

    Reading methods raise LibraryError when the file cannot be read any more (removed disk, damage). Changing ones
    raise it as well when it cannot be written; then nothing has changed.
    """

    def __init__(self, path: Path, engine: Engine, clock: Callable[[], datetime]) -> None:
        self._path = path
        self._engine = engine
        self._writer = engine.execution_options(**{WRITING: True})
        self._clock = clock
        self._new_id = IdMaker()
        self._changing: Session | None = None

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        seed: bool = True,
        patience: float = PATIENCE,
        clock: Callable[[], datetime] = utc_now,
    ) -> Self:
        """Open the library at ``path``; make it, with its seeds, when the file is missing or empty.

        ``patience`` is how many seconds to wait for another program's lock. Raises LibraryError, and leaves the file
        byte for byte as it was, when it is no library, damaged, another program's, newer, read-only or locked.
        """

        def fill(connection: Connection) -> None:
            with Session(connection) as session:
                if seed:
                    seeding.seed(session, data_folder("seeds"), clock())
                indexing.rebuild(session)
            pinyin.forget()

        engine = prepare(path, look(path, patience=patience), patience=patience, fill=fill)
        library = cls(path, engine, clock)
        try:
            library._mend_index()
        except BaseException:
            library.close()
            raise
        return library

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    def close(self) -> None:
        """Give the file back; the write-ahead log is folded into it. Closing twice does no harm."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # What is there.

    def contents(self) -> tuple[ReportContents, ...]:
        """Every report with its figures and annotations, newest first: by its year, then the one imported later."""
        with self._reading() as session:
            return tuple(_contents(session, kept) for kept in reports.load_all(session))

    def report(self, key: str) -> ReportContents | None:
        """One report with its figures and annotations, or None."""
        with self._reading() as session:
            kept = reports.load(session, key)
            return None if kept is None else _contents(session, kept)

    def report_of_file(self, sha256: str) -> tuple[str, bool] | None:
        """The key of the report that was read from a file of these bytes, and whether it is marked removed; or None."""
        with self._reading() as session:
            return reports.by_digest(session, sha256)

    def indicators(self) -> tuple[Indicator, ...]:
        """Every indicator, in the order of the comparison page."""
        with self._reading() as session:
            return tuple(indicators.load(session).values())

    def annotation(self, annotation_id: str) -> Annotation | None:
        """The annotation of that id, deleted or not, or None."""
        with self._reading() as session:
            return notes.one(session, annotation_id)

    def history(self, annotation_id: str) -> tuple[Change, ...]:
        """What happened to an annotation, oldest first."""
        with self._reading() as session:
            return notes.history(session, annotation_id)

    def search(self, words: str, limit: int = 50) -> tuple[Hit, ...]:
        """Where all the words stand, grouped in HitKind's order, newest report first; any text is a query."""
        with self._reading() as session:
            return search.find(session, words, limit)

    def initials(self) -> dict[str, str]:
        """The pinyin initials of all that the outline shows: reports, headings, captions."""
        with self._reading() as session:
            return search_index.names(session)

    def health(self) -> Health:
        """Check the whole file and count what is in it."""
        with self._reading() as session:
            return examine(session, self._path)

    def backup(self, to: Path) -> None:
        """Write a whole copy to ``to``, replacing it. Raises LibraryError when it cannot be written there."""
        copy_database(self._path, to)

    # What changes it.

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """Everything changed within is committed together at the end, or not at all when an error leaves it."""
        with self._writing():
            yield

    def add_report(self, report: Report, found: tuple[Figure, ...]) -> None:
        """Keep a report with its figures."""
        with self._writing() as session:
            kept = reports.add(session, report, self._clock())
            figures.add(session, kept, found)
            indexing.index_report(session, kept)

    def set_report_removed(self, key: str, removed: bool) -> bool:
        """Mark a report removed, or bring it back with all that was kept about it. False when it is so already."""
        with self._writing() as session:
            before = reports.load(session, key)
            changed = reports.set_removed(session, key, removed)
            after = reports.load(session, key)
            if changed and before is not None:
                search_index.forget_report(session, before.id)
            if changed and after is not None:
                indexing.index_report(session, after)
            return changed

    def add_annotation(
        self,
        report_key: str,
        item: int,
        stretch: Span | None,
        *,
        kind: AnnotationKind,
        text: str,
        author: str,
        title: str = "",
        status: AnnotationStatus = AnnotationStatus.DRAFT,
        source: str = "",
        computed: bool = False,
    ) -> Annotation:
        """Write an annotation about a stretch of an item's text, or about the whole item when there is none.

        Raises LibraryError when the report or the item is not there.
        """
        with self._writing() as session:
            kept = _kept(session, report_key)
            anchor = _anchor(kept, item, stretch)
            draft = Draft(self._new_id(), kind, status, title, text, author, anchor, source, computed)
            notes.add(session, kept, [draft], self._clock())
            indexing.index_annotation(session, kept, draft.id)
            note = notes.one(session, draft.id)
            assert note is not None
            return note

    def edit_annotation(self, annotation_id: str, change: Edit, *, author: str, action: str = "edit") -> Edit | None:
        """Change an annotation's fields. Returns the values that undo it, or None when they were so already.

        Raises LibraryError for an unknown id.
        """
        with self._writing() as session:
            undo = notes.edit(session, annotation_id, change, author=author, action=action, now=self._clock())
            note = notes.one(session, annotation_id)
            kept = None if note is None else reports.load(session, note.report_key)
            if undo is not None and kept is not None:
                indexing.index_annotation(session, kept, annotation_id)
            return undo

    def _mend_index(self) -> None:
        with self._reading() as session:
            ready = search_index.ready(session)
        if not ready:
            with self._writing() as session:
                indexing.rebuild(session)
            pinyin.forget()

    @contextmanager
    def _reading(self) -> Iterator[Session]:
        """A session that sees one state throughout; that of the change in progress, when there is one."""
        if self._changing is not None:
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
        with known(self._path), Session(self._writer, expire_on_commit=False) as session, session.begin():
            self._changing = session
            try:
                yield session
            finally:
                self._changing = None


def _contents(session: Session, kept: Kept) -> ReportContents:
    return ReportContents(kept.report, figures.load(session, kept), notes.of_report(session, kept))


def _kept(session: Session, key: str) -> Kept:
    kept = reports.load(session, key)
    if kept is None:
        raise LibraryError("资料库里没有这份报告，请刷新后再试。", detail=key)
    return kept


def _anchor(kept: Kept, position: int, stretch: Span | None) -> Anchor:
    item = kept.report.item_at(position)
    if item is None:
        raise LibraryError("报告里没有这一条，请刷新后再试。", detail=f"{kept.report.key}/{position}")
    if stretch is not None:
        return anchor_at(kept.report, item, stretch)
    start = item_offset(kept.report, item)
    return Anchor("", "", "", start, start)
