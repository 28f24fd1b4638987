"""The history of corrections, decisions and verdicts: one line a change, oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from briefing.library.tables_settled import RecordHistoryRow


@dataclass(frozen=True, slots=True)
class Note:
    """Who changes something, and when."""

    author: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a history. ``before`` is None for its first; values are as words show them."""

    at: datetime
    author: str
    action: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def write(
    session: Session, record: str, note: Note, action: str, *, before: dict[str, Any] | None, after: dict[str, Any]
) -> None:
    """Add a line to the history of the record of that name."""
    session.add(
        RecordHistoryRow(record=record, at=note.now, author=note.author, action=action, before=before, after=after)
    )


def history(session: Session, record: str) -> tuple[Change, ...]:
    """What happened to the record, oldest first."""
    rows = session.scalars(
        select(RecordHistoryRow).where(RecordHistoryRow.record == record).order_by(RecordHistoryRow.id)
    )
    return tuple(Change(row.at, row.author, row.action, row.before, row.after) for row in rows)
