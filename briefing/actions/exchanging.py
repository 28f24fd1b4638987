"""Taking in colleagues' annotations, as one step that can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from briefing.actions.command import Changes, Done
from briefing.domain.exchange import Arrival, MergeReport, Withdrawal
from briefing.library.library import Library


@dataclass(frozen=True, slots=True)
class TakeInAnnotations:
    """Take in a package or a file of JSON-LD. ``backup`` makes a copy of the library before and returns its name.

    Raises LibraryError for a file that cannot be taken in, and when the copy cannot be made.
    """

    name: ClassVar[str] = "并入批注"

    path: Path
    author: str
    backup: Callable[[], str] | None = None

    def apply(self, library: Library) -> Done[MergeReport]:
        """Take it in. The value says what became of each annotation; a file that brings nothing leaves no step."""
        report = library.take_in(self.path, author=self.author, backup=self.backup)
        if not report.exchange:
            return Done(report)
        idle = (Arrival.UNCHANGED, Arrival.REFUSED)
        ids = frozenset(one.id for one in report.preview.arriving if one.arrival not in idle)
        keys = frozenset(note.report_key for note in library.annotations(ids))
        return Done(report, Changes(reports=keys, annotations=ids), WithdrawExchange(report.exchange))


@dataclass(frozen=True, slots=True)
class WithdrawExchange:
    """Take back what a file brought. Annotations that somebody changed or answered since are left alone."""

    name: ClassVar[str] = "并入批注"

    id: str

    def apply(self, library: Library) -> Done[Withdrawal]:
        """Take it back. The value names what changed and what was left alone."""
        return _done(library.withdraw_exchange(self.id), RestoreExchange(self.id))


@dataclass(frozen=True, slots=True)
class RestoreExchange:
    """Bring again what a file brought."""

    name: ClassVar[str] = "并入批注"

    id: str

    def apply(self, library: Library) -> Done[Withdrawal]:
        """Bring it again. The value names what changed."""
        return _done(library.restore_exchange(self.id), WithdrawExchange(self.id))


def _done(found: Withdrawal, inverse: WithdrawExchange | RestoreExchange) -> Done[Withdrawal]:
    return Done(found, Changes(reports=found.reports, annotations=frozenset(found.annotations)), inverse)
