"""The library: one SQLite file with reports, figures, indicators and annotations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from briefing import __version__
from briefing.domain.anchor import Anchor, anchor_at, item_offset
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.contents import ReportContents
from briefing.domain.errors import LibraryError
from briefing.domain.figure import Figure
from briefing.domain.report import Report
from briefing.domain.search import Hit
from briefing.domain.span import Span
from briefing.library import annotations as notes
from briefing.library import figures, indexing, joining, pinyin, reports, rereading, search, search_index, seeding
from briefing.library.annotations import Draft, Edit
from briefing.library.backups import utc_now
from briefing.library.connection import PATIENCE, look
from briefing.library.decision_desk import DecisionDesk
from briefing.library.figure_desk import FigureDesk
from briefing.library.files import copy_database
from briefing.library.finding_desk import FindingDesk
from briefing.library.health import Health, examine
from briefing.library.joining import Joiner
from briefing.library.records import Change
from briefing.library.reports import Kept
from briefing.library.schema import prepare
from briefing.library.sessions import kept_report
from briefing.library.shelf import Shelf
from briefing.locate import data_folder


class Library(FigureDesk, DecisionDesk, FindingDesk):
    """What is kept, as domain values. One thread at a time may use it; it need not be the one that opened it.

    Reading methods raise LibraryError when the file cannot be read any more (removed disk, damage). Changing ones
    raise it as well when it cannot be written; then nothing has changed.
    """

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
                Joiner(Shelf()).refresh(session)
                indexing.rebuild(session)
            pinyin.forget()

        engine = prepare(path, look(path, patience=patience), patience=patience, fill=fill, clock=clock)
        library = cls(path, engine, clock)
        try:
            library._mend()
        except BaseException:
            library.close()
            raise
        return library

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
            return tuple(
                ReportContents(one.kept.report, one.figures, notes.of_report(session, one.kept))
                for one in self._shelf.all(session)
            )

    def report(self, key: str) -> ReportContents | None:
        """One report with its figures and annotations, or None."""
        with self._reading() as session:
            kept = reports.load(session, key)
            return None if kept is None else _contents(session, kept)

    def report_of_file(self, sha256: str) -> tuple[str, bool] | None:
        """The key of the report that was read from a file of these bytes, and whether it is marked removed; or None."""
        with self._reading() as session:
            return reports.by_digest(session, sha256)

    def read_by_others(self) -> tuple[str, ...]:
        """The keys of the reports that another version of the program has read: reading them again may find more."""
        with self._reading() as session:
            return reports.read_by_others(session, __version__)

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

    def add_report(self, report: Report, found: tuple[Figure, ...]) -> None:
        """Keep a report with its figures."""
        with self._writing() as session:
            kept = reports.add(session, report, self._clock())
            figures.add(session, kept, found)
            indexing.index_report(session, kept)
            self._changed(report.key)

    def reread(self, key: str) -> bool:
        """Read a kept report's source text again with today's readers. Whether anything of it came out otherwise.

        What people wrote is tied to what was read; what no longer fits is listed (annotations without an item,
        ``orphan_corrections``, decisions that are orphans). Raises LibraryError when the report is not there.
        """
        with self._writing() as session:
            again = rereading.reread(session, kept_report(session, key), self._clock())
            if again is not None:
                indexing.index_report(session, again)
                self._changed(key)
            return again is not None

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
            if changed:
                self._changed(key)
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
            kept = kept_report(session, report_key)
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

    def _mend(self) -> None:
        """Make anew what the program keeps only for speed, when another version of it wrote that."""
        with self._reading() as session:
            joined, indexed = joining.ready(session), search_index.ready(session)
        if joined and indexed:
            return
        with self._writing() as session:
            changed = not joined and self._joiner.refresh(session)
            if not indexed:
                indexing.rebuild(session)
            elif changed:
                indexing.index_indicators(session)
        pinyin.forget()


def _contents(session: Session, kept: Kept) -> ReportContents:
    return ReportContents(kept.report, figures.load(session, kept), notes.of_report(session, kept))


def _anchor(kept: Kept, position: int, stretch: Span | None) -> Anchor:
    item = kept.report.item_at(position)
    if item is None:
        raise LibraryError("报告里没有这一条，请刷新后再试。", detail=f"{kept.report.key}/{position}")
    if stretch is not None:
        return anchor_at(kept.report, item, stretch)
    start = item_offset(kept.report, item)
    return Anchor("", "", "", start, start)
