"""Annotations as they stand: read from the library as domain values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Select, Text, select, type_coerce
from sqlalchemy.orm import Session

from briefing.domain.anchor import Anchor, AnchorState, Scope
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
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
    return tuple(_numbered(rows))


def one(session: Session, annotation_id: str) -> Annotation | None:
    """The annotation of that id, deleted or not, or None."""
    return some(session, [annotation_id]).get(annotation_id)


def some(session: Session, annotation_ids: Iterable[str]) -> dict[str, Annotation]:
    """The annotations of these ids, deleted or not, by id; unknown ones are passed over."""
    wanted = list(dict.fromkeys(annotation_ids))
    found: dict[str, Annotation] = {}
    for start in range(0, len(wanted), _MANY):
        rows = session.execute(_PLACED.where(AnnotationRow.id.in_(wanted[start : start + _MANY])))
        found.update({note.id: note for _, note in _numbered(rows)})
    return found


def by_number(session: Session, numbers: Iterable[int]) -> dict[int, Annotation]:
    """The annotations of these numbers."""
    rows = session.execute(_PLACED.where(AnnotationRow.number.in_(list(numbers))))
    return dict(_numbered(rows))


def number_of(session: Session, annotation_id: str) -> int:
    """The number of the annotation's row, withdrawn or not. Raises LibraryError for an unknown id."""
    return find(session, annotation_id).number


def one_numbered(session: Session, annotation_id: str) -> tuple[int, Annotation] | None:
    """The annotation of that id, deleted or not, with the number of its row, or None."""
    return next(_numbered(session.execute(_PLACED.where(AnnotationRow.id == annotation_id))), None)


def beginning_with(session: Session, annotation_id: str) -> tuple[str, ...]:
    """The ids of a report's annotations that begin where that one does, in the order in which they were written."""
    place = select(AnnotationRow.report_id, AnnotationRow.start).where(AnnotationRow.id == annotation_id).subquery()
    beside = (
        select(AnnotationRow.id)
        .join(place, (AnnotationRow.report_id == place.c.report_id) & (AnnotationRow.start == place.c.start))
        .order_by(AnnotationRow.number)
    )
    return tuple(session.scalars(beside))


def find(session: Session, annotation_id: str) -> AnnotationRow:
    """The row of that id. Raises LibraryError for an unknown one."""
    row = session.scalars(select(AnnotationRow).where(AnnotationRow.id == annotation_id)).first()
    if row is None:
        raise LibraryError("资料库里没有这条批注，请刷新后再试。", detail=annotation_id)
    return row


def history(session: Session, annotation_id: str) -> tuple[Version, ...]:
    """What happened to an annotation, oldest first."""
    return versions(revisions.of(session, annotation_id))


_AS_KEPT: tuple[Any, ...] = (
    AnnotationRow.number,
    *(
        type_coerce(column, Text)
        for column in (
            AnnotationRow.id,
            ReportRow.key,
            AnnotationRow.kind,
            AnnotationRow.status,
            AnnotationRow.title,
            AnnotationRow.text,
            AnnotationRow.author,
            AnnotationRow.created,
            AnnotationRow.changed,
            AnnotationRow.exact,
            AnnotationRow.prefix,
            AnnotationRow.suffix,
        )
    ),
    AnnotationRow.start,
    AnnotationRow.end,
    ItemRow.position,
    ResolutionRow.start.label("from"),
    ResolutionRow.end.label("to"),
    AnnotationRow.source,
    *(type_coerce(column, Integer) for column in (AnnotationRow.computed, AnnotationRow.deleted)),
    *(
        type_coerce(column, Text)
        for column in (
            DetailRow.scope,
            ResolutionRow.state,
            ResolutionRow.section,
            DetailRow.placement,
            DetailRow.tags,
            DetailRow.due,
            DetailRow.attachments,
            DetailRow.answers,
            DetailRow.conflicts,
        )
    ),
)
"""What an annotation is made of, as the file has it.

Twenty thousand of them are read at a start. Letting SQLAlchemy make values of every column costs twice as long as all
the rest, most of it for lists that are empty; so that is done where a row becomes an annotation.
"""

_PLACED: Select[Any] = (
    select(*_AS_KEPT)
    .join(ResolutionRow, ResolutionRow.annotation_id == AnnotationRow.id)
    .join(DetailRow, DetailRow.annotation_id == AnnotationRow.id)
    .join(ReportRow, ReportRow.id == AnnotationRow.report_id)
    .outerjoin(ItemRow, ItemRow.id == ResolutionRow.item_id)
    .where(DetailRow.withdrawn.is_(False))
)
"""Annotations with where they resolve and what their report is called."""

_KINDS: Mapping[str, AnnotationKind] = {one.value: one for one in AnnotationKind}
_STATUSES: Mapping[str, AnnotationStatus] = {one.value: one for one in AnnotationStatus}
_SCOPES: Mapping[str, Scope] = {one.value: one for one in Scope}
_STATES: Mapping[str, AnchorState] = {one.value: one for one in AnchorState}
_EMPTY = "[]"


def _numbered(rows: Iterable[Any]) -> Iterator[tuple[int, Annotation]]:
    """The annotations of rows. Raises ValueError for a word that this version does not know."""
    for (
        number, key, report, kind, status, title, text, author, created, changed, exact, prefix, suffix, begins, ends,
        item, start, end, source, computed, deleted, scope, state, section, placement, tags, due, attachments, answers,
        conflicts,
    ) in rows:  # fmt: skip
        yield (
            number,
            Annotation(
                id=key,
                report_key=report,
                kind=_KINDS.get(kind) or AnnotationKind(kind),
                status=_STATUSES.get(status) or AnnotationStatus(status),
                title=title,
                text=text,
                author=author,
                created=datetime.fromisoformat(created),
                changed=datetime.fromisoformat(changed),
                anchor=Anchor(exact, prefix, suffix, begins, ends),
                item=item,
                stretch=None if start is None or end is None else Span(start, end),
                source=source,
                computed=bool(computed),
                deleted=bool(deleted),
                scope=_SCOPES.get(scope) or Scope(scope),
                state=_STATES.get(state) or AnchorState(state),
                section=None if section is None else tuple(json.loads(section)),
                placement=None if placement is None else to_anchor(json.loads(placement)),
                tags=_tuple(tags),
                due=to_date(due),
                attachments=tuple(to_attachment(kept["sha256"], kept) for kept in _tuple(attachments)),
                answers=answers,
                conflicts=_tuple(conflicts),
            ),
        )


def _tuple(kept: str) -> tuple[Any, ...]:
    return () if kept == _EMPTY else tuple(json.loads(kept))
