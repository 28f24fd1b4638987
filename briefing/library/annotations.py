"""Annotations as they stand: read from the library as domain values."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session

from briefing.domain.anchor import Anchor
from briefing.domain.annotation import Annotation
from briefing.domain.errors import LibraryError
from briefing.domain.revision import Version, versions
from briefing.domain.span import Span
from briefing.library import revisions
from briefing.library.reports import Kept
from briefing.library.tables import AnnotationRow, ItemRow, ReportRow, ResolutionRow
from briefing.library.tables_notes import DetailRow
from briefing.library.values import to_anchor, to_attachment, to_date

_MANY = 500


def of_report(session: Session, kept: Kept) -> tuple[Annotation, ...]:
    """A report's annotations in the order of their anchors, deleted ones included."""
    return tuple(note for _, note in numbered(session, kept))


def numbered(session: Session, kept: Kept) -> tuple[tuple[int, Annotation], ...]:
    """A report's annotations in the order of their anchors, with the numbers their rows go by."""
    rows = session.execute(
        _PLACED.where(AnnotationRow.report_id == kept.id).order_by(AnnotationRow.start, AnnotationRow.number)
    )
    return tuple((row.number, _annotation(row)) for row in rows)


def one(session: Session, annotation_id: str) -> Annotation | None:
    """The annotation of that id, deleted or not, or None."""
    return some(session, [annotation_id]).get(annotation_id)


def some(session: Session, annotation_ids: Iterable[str]) -> dict[str, Annotation]:
    """The annotations of these ids, deleted or not, by id; unknown ones are passed over."""
    wanted = list(dict.fromkeys(annotation_ids))
    found: dict[str, Annotation] = {}
    for start in range(0, len(wanted), _MANY):
        rows = session.execute(_PLACED.where(AnnotationRow.id.in_(wanted[start : start + _MANY])))
        found.update({row.id: _annotation(row) for row in rows})
    return found


def by_number(session: Session, numbers: Iterable[int]) -> dict[int, Annotation]:
    """The annotations of these numbers."""
    rows = session.execute(_PLACED.where(AnnotationRow.number.in_(list(numbers))))
    return {row.number: _annotation(row) for row in rows}


def number_of(session: Session, annotation_id: str) -> int:
    """The number of the annotation's row. Raises LibraryError for an unknown id."""
    return find(session, annotation_id).number


def find(session: Session, annotation_id: str) -> AnnotationRow:
    """The row of that id. Raises LibraryError for an unknown one."""
    row = session.scalars(select(AnnotationRow).where(AnnotationRow.id == annotation_id)).first()
    if row is None:
        raise LibraryError("资料库里没有这条批注，请刷新后再试。", detail=annotation_id)
    return row


def history(session: Session, annotation_id: str) -> tuple[Version, ...]:
    """What happened to an annotation, oldest first."""
    return versions(revisions.of(session, annotation_id))


_NOTE = [column for column in AnnotationRow.__table__.columns if column.name not in ("report_id",)]
_PLACED: Select[Any] = (
    select(
        *_NOTE,
        ResolutionRow.state,
        ResolutionRow.section,
        ResolutionRow.start.label("from"),
        ResolutionRow.end.label("to"),
        DetailRow.scope,
        DetailRow.answers,
        DetailRow.tags,
        DetailRow.due,
        DetailRow.attachments,
        DetailRow.placement,
        DetailRow.conflicts,
        ItemRow.position,
        ReportRow.key,
    )
    .join(ResolutionRow, ResolutionRow.annotation_id == AnnotationRow.id)
    .join(DetailRow, DetailRow.annotation_id == AnnotationRow.id)
    .join(ReportRow, ReportRow.id == AnnotationRow.report_id)
    .outerjoin(ItemRow, ItemRow.id == ResolutionRow.item_id)
    .where(DetailRow.withdrawn.is_(False))
)
"""Annotations with where they resolve and what their report is called."""


def _annotation(row: Row[Any]) -> Annotation:
    start, end = row._mapping["from"], row._mapping["to"]
    return Annotation(
        id=row.id,
        report_key=row.key,
        kind=row.kind,
        status=row.status,
        title=row.title,
        text=row.text,
        author=row.author,
        created=row.created,
        changed=row.changed,
        anchor=Anchor(row.exact, row.prefix, row.suffix, row.start, row.end),
        item=row.position,
        stretch=None if start is None or end is None else Span(start, end),
        source=row.source,
        computed=row.computed,
        deleted=row.deleted,
        scope=row.scope,
        state=row.state,
        section=None if row.section is None else tuple(row.section),
        placement=to_anchor(row.placement),
        tags=tuple(row.tags),
        due=to_date(row.due),
        attachments=tuple(to_attachment(kept["sha256"], kept) for kept in row.attachments),
        answers=row.answers,
        conflicts=tuple(row.conflicts),
    )
