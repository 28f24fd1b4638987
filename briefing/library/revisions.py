"""Revisions in the library: added, never changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from briefing.domain.revision import Revision, Write
from briefing.library.tables_notes import RevisionRow

_MANY = 500
"""How many ids one question names; SQLite's older builds allow 999."""

_REVISION = (
    RevisionRow.id,
    RevisionRow.annotation_id,
    RevisionRow.at,
    RevisionRow.author,
    RevisionRow.action,
    RevisionRow.writes,
    RevisionRow.seen,
)


def add(session: Session, revisions: Iterable[Revision]) -> None:
    """Keep revisions that are not there yet."""
    session.add_all([_row(one) for one in revisions])
    session.flush()


def of(session: Session, annotation_id: str) -> tuple[Revision, ...]:
    """The revisions of one annotation that count, in the order they came in."""
    return of_many(session, [annotation_id]).get(annotation_id, ())


def of_many(session: Session, annotation_ids: Iterable[str]) -> dict[str, tuple[Revision, ...]]:
    """The revisions of these annotations that count, by annotation; those without any are left out."""
    found: dict[str, list[Revision]] = {}
    for some in _portions(annotation_ids):
        rows = session.execute(
            select(*_REVISION)
            .where(RevisionRow.annotation_id.in_(some), RevisionRow.withdrawn.is_(False))
            .order_by(RevisionRow.number)
        )
        for key, annotation, at, author, action, writes, seen in rows:
            one = Revision(key, annotation, at, author, action, from_writes(writes), tuple(seen))
            found.setdefault(annotation, []).append(one)
    return {annotation: tuple(several) for annotation, several in found.items()}


def known(session: Session, ids: Iterable[str]) -> dict[str, bool]:
    """Which of these revisions are kept already, and whether each is withdrawn."""
    found: dict[str, bool] = {}
    for some in _portions(ids):
        rows = session.execute(select(RevisionRow.id, RevisionRow.withdrawn).where(RevisionRow.id.in_(some)))
        found.update({row.id: row.withdrawn for row in rows})
    return found


def set_withdrawn(session: Session, ids: Iterable[str], withdrawn: bool) -> None:
    """Let revisions count for nothing, or count again."""
    for some in _portions(ids):
        session.execute(update(RevisionRow).where(RevisionRow.id.in_(some)).values(withdrawn=withdrawn))
    session.expire_all()


def to_writes(writes: Mapping[str, Write]) -> dict[str, Any]:
    """Writes as JSON keeps them."""
    return {name: {"value": write.value, "over": list(write.over)} for name, write in writes.items()}


def from_writes(kept: Mapping[str, Any]) -> dict[str, Write]:
    """Writes from what JSON keeps."""
    return {name: Write(write["value"], tuple(write["over"])) for name, write in kept.items()}


def _portions(ids: Iterable[str]) -> list[list[str]]:
    wanted = list(dict.fromkeys(ids))
    return [wanted[start : start + _MANY] for start in range(0, len(wanted), _MANY)]


def _row(one: Revision) -> RevisionRow:
    return RevisionRow(
        id=one.id,
        annotation_id=one.annotation,
        at=one.at,
        author=one.author,
        action=one.action,
        writes=to_writes(one.writes),
        seen=list(one.seen),
        withdrawn=False,
    )


def revision_of(row: RevisionRow) -> Revision:
    """The revision of a row."""
    return Revision(row.id, row.annotation_id, row.at, row.author, row.action, from_writes(row.writes), tuple(row.seen))
