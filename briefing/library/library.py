"""The library: one SQLite file with reports, figures, indicators and annotations."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from briefing import __version__
from briefing.domain.briefing_sources import Sources
from briefing.domain.contents import ReportContents
from briefing.domain.edition import EditionPreview
from briefing.domain.errors import LibraryError
from briefing.domain.figure import Figure
from briefing.domain.report import Report
from briefing.domain.search import Hit
from briefing.library import annotations as notes
from briefing.library import (
    briefing_seeding,
    figures,
    indexing,
    joining,
    pinyin,
    reports,
    rereading,
    search,
    search_index,
    seeding,
)
from briefing.library.backups import Backups, utc_now
from briefing.library.briefing_carrying import AUTHOR as CARRIED
from briefing.library.briefing_carrying import Luggage
from briefing.library.briefing_desk import BriefingDesk
from briefing.library.connection import PATIENCE, look
from briefing.library.decision_desk import DecisionDesk
from briefing.library.exchange_desk import ExchangeDesk
from briefing.library.figure_desk import FigureDesk
from briefing.library.files import copy_database
from briefing.library.finding_desk import FindingDesk
from briefing.library.health import Health, examine
from briefing.library.joining import Joiner
from briefing.library.note_desk import NoteDesk
from briefing.library.reports import Kept
from briefing.library.schema import prepare
from briefing.library.seed_files import read_catalog, read_compiled
from briefing.library.sessions import kept_report
from briefing.library.shelf import Shelf
from briefing.locate import data_folder

if TYPE_CHECKING:
    from briefing.reading.sources import SourceFile


class Library(NoteDesk, ExchangeDesk, FigureDesk, DecisionDesk, FindingDesk, BriefingDesk):
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
        backups: Backups | None = None,
        clock: Callable[[], datetime] = utc_now,
    ) -> Self:
        """Open the library at ``path``; make it, with its seeds, when the file is missing or empty.

        An older one is backed up first, among ``backups`` or beside it.
        ``patience`` is how many seconds to wait for another program's lock. Raises LibraryError, and leaves the
        file byte for byte as it was, when it is no library, damaged, another program's, newer, read-only or locked.
        """

        def fill(connection: Connection) -> None:
            with Session(connection) as session:
                if seed:
                    seeding.seed(session, data_folder("seeds"), clock())
                Joiner(Shelf()).refresh(session)
                indexing.rebuild(session)
            pinyin.forget()

        found = look(path, patience=patience)
        engine = prepare(path, found, patience=patience, fill=fill, backups=backups, clock=clock)
        library = cls(path, engine, clock)
        try:
            library._mend()
            if seed:
                library._bring_examples()
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

    def contents(self, keys: Collection[str] | None = None) -> tuple[ReportContents, ...]:
        """Every report, or those of these keys, with figures and annotations, in the order of ``report_keys``."""
        with self._reading() as session:
            return tuple(
                ReportContents(one.kept.report, one.figures, notes.of_report(session, one.kept))
                for one in self._shelf.all(session)
                if keys is None or one.kept.report.key in keys
            )

    def report_keys(self) -> tuple[str, ...]:
        """The key of every report, newest first: by its year, then the one imported later."""
        with self._reading() as session:
            return reports.keys(session)

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
            kept = kept_report(session, key)
            luggage = Luggage(session, kept)
            again = rereading.reread(session, kept, self._clock())
            if again is not None:
                luggage.unpack(session, again, self._note(CARRIED))
                indexing.index_report(session, again)
                self._changed(key)
            return again is not None

    def preview_edition(self, key: str, source: SourceFile) -> EditionPreview:
        """What would become of a report's annotations with this corrected edition in its place.

        Raises SourceError when it is no readable report, LibraryError when the report is not there.
        """
        with self._reading() as session:
            return rereading.preview(session, kept_report(session, key), source)

    def replace_report(self, key: str, source: SourceFile) -> SourceFile:
        """Put a corrected edition in a report's place. Returns what it replaced, which is kept as an edition.

        Annotations find their places in it; those that are unsure wait for a person, those without one are listed.
        Raises SourceError when it is no readable report, LibraryError when the report is not there or the library
        has this text already.
        """
        with self._writing() as session:
            from briefing.reading.sources import SourceFile

            kept = kept_report(session, key)
            old = kept.report
            if reports.by_digest(session, source.sha256) is not None:
                raise LibraryError(f"“{source.name}”的文字资料库里已经有了，没有替换。", detail=key)
            luggage = Luggage(session, kept)
            again = rereading.replace(session, kept, source, self._clock())
            luggage.unpack(session, again, self._note(CARRIED))
            indexing.index_report(session, again)
            self._changed(key)
            return SourceFile(old.file_name, old.source_text, old.sha256)

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

    def _bring_examples(self) -> None:
        """Put in the finished briefings that this library never had, when it has the reports they are made of."""
        folder = data_folder("seeds")
        files = briefing_seeding.example_files(folder)
        with self._reading() as session:
            missing = briefing_seeding.missing(session, files)
            if not missing or not {one.key for one in read_catalog(folder)} <= set(reports.keys(session)):
                return
        with self._writing() as session:
            sources = Sources(self.contents(), self.indicators())
            briefing_seeding.bring(session, missing, sources, read_compiled(folder))


def _contents(session: Session, kept: Kept) -> ReportContents:
    return ReportContents(kept.report, figures.load(session, kept), notes.of_report(session, kept))
