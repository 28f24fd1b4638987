"""What people have begun to write, kept until they save it or give it up."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from briefing.domain.annotation import AnnotationKind, AnnotationStatus
from briefing.domain.place import Place
from briefing.domain.span import Span
from briefing.domain.unfinished import Unfinished
from briefing.library.tables_notes import UnfinishedRow
from briefing.library.values import from_attachment, to_attachment, to_date
from briefing.library.words import whole


def keep(session: Session, one: Unfinished) -> None:
    """Keep it in place of what was kept under its id."""
    session.merge(UnfinishedRow(id=one.id, at=one.at, contents=_contents(one)))
    session.flush()


def drop(session: Session, annotation_id: str) -> bool:
    """Forget it. False when there was nothing."""
    gone = session.execute(
        delete(UnfinishedRow).where(UnfinishedRow.id == annotation_id).returning(UnfinishedRow.id)
    ).all()
    return bool(gone)


def load(session: Session) -> tuple[Unfinished, ...]:
    """All of them, the newest first."""
    rows = session.scalars(select(UnfinishedRow).order_by(UnfinishedRow.at.desc(), UnfinishedRow.id.desc()))
    return tuple(found for row in rows if (found := _unfinished(row)) is not None)


def _contents(one: Unfinished) -> dict[str, Any]:
    return {
        "place": str(one.place),
        "stretch": None if one.stretch is None else [one.stretch.start, one.stretch.end],
        "kind": one.kind.value,
        "status": one.status.value,
        "title": whole(one.title),
        "text": whole(one.text),
        "author": whole(one.author),
        "change": one.change,
        "tags": [whole(tag) for tag in one.tags],
        "due": one.due.isoformat() if one.due else None,
        "attachments": [{"sha256": file.sha256, **from_attachment(file)} for file in one.attachments],
        "answers": one.answers,
    }


def _unfinished(row: UnfinishedRow) -> Unfinished | None:
    kept = row.contents
    place = Place.parse(kept["place"])
    if place is None:
        return None
    return Unfinished(
        id=row.id,
        place=place,
        stretch=None if kept["stretch"] is None else Span(*kept["stretch"]),
        kind=AnnotationKind(kept["kind"]),
        status=AnnotationStatus(kept["status"]),
        text=kept["text"],
        author=kept["author"],
        at=row.at,
        change=kept["change"],
        title=kept["title"],
        tags=tuple(kept["tags"]),
        due=to_date(kept["due"]),
        attachments=tuple(to_attachment(file["sha256"], file) for file in kept["attachments"]),
        answers=kept["answers"],
    )
