"""What a library can do with colleagues' annotations: written to a file, looked at, taken in, taken back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from briefing.domain.exchange import Exchange, MergePreview, MergeReport, Withdrawal
from briefing.library import attachments, reports, revisions
from briefing.library.exchange import exchanges, gathering, showing, taking
from briefing.library.exchange.incoming import read_file
from briefing.library.exchange.outgoing import write_linked, write_package
from briefing.library.exchange.taking import Weighing
from briefing.library.exchange.values import Package, Refused
from briefing.library.reports import Kept
from briefing.library.sessions import Sessions

Backup = Callable[[], str]
"""Makes a copy of the library and returns its name; raises LibraryError when it cannot."""


class ExchangeDesk(Sessions):
    """Annotations out and in by file."""

    def export_package(
        self, to: Path, *, author: str, report_key: str | None = None, ids: Collection[str] | None = None
    ) -> int:
        """Write a package of all annotations, those of a report, or these with the ones they answer. How many it has.

        Those marked deleted are among them, so that the deletion travels. Raises LibraryError when it cannot be
        written; an older file stays then.
        """
        with self._reading() as session:
            carried = gathering.gather(session, report_key=report_key, ids=ids)
            write_package(
                to,
                carried,
                lambda sha256: attachments.content(session, sha256),
                made=self._clock(),
                author=author,
            )
        return len(carried)

    def export_linked(
        self,
        to: Path,
        *,
        author: str,
        report_key: str | None = None,
        ids: Collection[str] | None = None,
        history: bool = True,
    ) -> int:
        """Write the same as W3C JSON-LD for any program, without the attached files and what is marked deleted.

        ``history`` says whether our own revisions go along. How many it has. Raises LibraryError as above.
        """
        with self._reading() as session:
            carried = gathering.gather(session, report_key=report_key, ids=ids, deleted=False)
        write_linked(to, carried, made=self._clock(), author=author, history=history)
        return len(carried)

    def exchanges(self) -> tuple[Exchange, ...]:
        """What was taken in, the latest first."""
        with self._reading() as session:
            return exchanges.load(session)

    def preview_package(self, path: Path) -> MergePreview:
        """What a package or a file of JSON-LD would bring; nothing changes. Raises LibraryError for any other file."""
        package = read_file(path)
        with self._reading() as session:
            return self._preview(session, package, *self._weigh(session, package))

    def take_in(self, path: Path, *, author: str, backup: Backup | None = None) -> MergeReport:
        """Take a file in: a copy of the library first, then everything in one change.

        A file that brings nothing is not remembered, and no copy is made for it. Raises LibraryError for a file that is
        none of ours, and when the copy cannot be made; then nothing has changed.
        """
        package = read_file(path)
        with self._reading() as session:
            found, refused = self._weigh(session, package)
            preview = self._preview(session, package, found, refused)
        if not any(one.brings for one in found):
            return MergeReport("", preview, "")
        copy = "" if backup is None else backup()
        with self._writing() as session:
            # Between the look and the lock another program may have written; what is taken in is weighed under it.
            found, refused = self._weigh(session, package)
            preview = self._preview(session, package, found, refused)
            now = self._clock()
            brought = taking.take_in(session, found, package, now)
            exchange = self._new_id()
            exchanges.add(session, exchange, package, preview.counts, brought, author=author, now=now)
            return MergeReport(exchange, preview, copy)

    def withdraw_exchange(self, exchange: str) -> Withdrawal:
        """Take a taking in back: its revisions count for nothing. What somebody changed or answered since stays.

        Raises LibraryError for an unknown id.
        """
        with self._writing() as session:
            row = exchanges.find(session, exchange)
            brought, left = exchanges.to_withdraw(session, row)
            row.undone = True
            return self._set_withdrawn(session, brought, left, withdrawn=True)

    def restore_exchange(self, exchange: str) -> Withdrawal:
        """Let a taking in that was taken back count again. Raises LibraryError for an unknown id."""
        with self._writing() as session:
            row = exchanges.find(session, exchange)
            brought = exchanges.to_restore(session, row)
            row.undone = False
            return self._set_withdrawn(session, brought, (), withdrawn=False)

    def _set_withdrawn(
        self, session: Session, brought: Mapping[str, Sequence[str]], left: tuple[str, ...], *, withdrawn: bool
    ) -> Withdrawal:
        session.flush()
        revisions.set_withdrawn(session, [number for numbers in brought.values() for number in numbers], withdrawn)
        keys = exchanges.reports_of(session, brought)
        kept = self._reports(session)
        removed = {one.report.key: one for one in reports.load_some(session, sorted({*keys.values()} - {*kept}))}
        everywhere = kept | removed
        changed = {one: everywhere[keys[one]] for one in brought}
        taking.settle(session, changed, self._clock(), removed=removed)
        return Withdrawal(tuple(sorted(brought)), frozenset(keys.values()), left)

    def _weigh(self, session: Session, package: Package) -> tuple[tuple[Weighing, ...], tuple[Refused, ...]]:
        return taking.weigh_all(session, self._reports(session), package)

    def _preview(
        self, session: Session, package: Package, found: Sequence[Weighing], refused: Sequence[Refused]
    ) -> MergePreview:
        known = gathering.here(session, (one.carried.id for one in found))
        shown = showing.arriving(session, found, refused, known)
        return MergePreview(package.path.name, package.author, package.made, shown)

    def _reports(self, session: Session) -> dict[str, Kept]:
        return {volume.kept.report.key: volume.kept for volume in self._shelf.all(session)}
