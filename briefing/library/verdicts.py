"""Verdicts on findings in the library, by the finding's key; each change leaves a line of history."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from briefing.domain.verdict import Judgement, Verdict
from briefing.library import records
from briefing.library.records import Note
from briefing.library.tables_settled import VerdictRow

Judged = tuple[Judgement | None, str]
"""A judgement, or none, and what was noted with it."""


def set_verdict(session: Session, finding: str, judged: Judged, note: Note) -> Judged | None:
    """Keep what a person makes of a finding. Returns what was made of it before, or None when that is the same."""
    row = session.get(VerdictRow, finding)
    before: Judged = (None, "") if row is None else (row.judgement, row.note)
    if before == judged:
        return None
    if row is None:
        row = VerdictRow(finding=finding)
        session.add(row)
    row.judgement, row.note = judged
    row.author, row.at = note.author, note.now
    old = None if before == (None, "") else _words(before)
    records.write(session, finding, note, "judge", before=old, after=_words(judged))
    session.flush()
    return before


def load(session: Session) -> dict[str, Verdict]:
    """Every verdict that stands, by the finding's key."""
    rows = session.scalars(select(VerdictRow).where(VerdictRow.judgement.is_not(None)))
    return {
        row.finding: Verdict(row.finding, row.judgement, row.note, row.author, row.at)
        for row in rows
        if row.judgement is not None
    }


def _words(judged: Judged) -> dict[str, Any]:
    judgement, note = judged
    return {"judgement": None if judgement is None else judgement.value, "note": note}
