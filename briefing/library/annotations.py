"""Annotations in the library: every change leaves a line of history, deletion is a mark, selectors stay as made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from briefing.domain.anchor import Anchor, item_offset, resolve
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.errors import LibraryError
from briefing.domain.report import Item
from briefing.domain.span import Span
from briefing.library.records import Change
from briefing.library.reports import Kept
from briefing.library.tables import AnnotationRow, HistoryRow, ItemRow, ReportRow, ResolutionRow, ResolutionState
from briefing.library.words import whole

Place = tuple[Item, Span]
"""An item, and the stretch of its text that is meant; empty for the whole item."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An annotation about to be written: what it says, and the selectors made for it."""

    id: str
    kind: AnnotationKind
    status: AnnotationStatus
    title: str
    text: str
    author: str
    anchor: Anchor
    source: str = ""
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """New values for an annotation's fields; None leaves a field as it is."""

    kind: AnnotationKind | None = None
    status: AnnotationStatus | None = None
    title: str | None = None
    text: str | None = None
    deleted: bool | None = None

    def values(self) -> dict[str, Any]:
        """The fields that are to change, by name."""
        names = ("kind", "status", "title", "text", "deleted")
        values = {name: value for name in names if (value := getattr(self, name)) is not None}
        return {name: whole(value) if type(value) is str else value for name, value in values.items()}


def add(session: Session, kept: Kept, drafts: Iterable[Draft], now: datetime) -> None:
    """Write annotations of one report, each with its resolution in that report and its first line of history."""
    drafts = tuple(replace(draft, title=whole(draft.title), text=whole(draft.text)) for draft in drafts)
    session.add_all([_row(kept, draft, now) for draft in drafts])
    session.flush()
    session.add_all(
        [_resolution(kept, draft.id, draft.anchor, resolve(kept.report, draft.anchor), now) for draft in drafts]
    )
    session.add_all(
        [
            HistoryRow(annotation_id=draft.id, at=now, author=draft.author, action="add", after=_words(draft))
            for draft in drafts
        ]
    )
    session.flush()


def edit(session: Session, annotation_id: str, change: Edit, *, author: str, action: str, now: datetime) -> Edit | None:
    """Change an annotation and note it in the history.

    Returns the values that undo it, or None when everything was so already. Raises LibraryError for an unknown id.
    """
    row = _find(session, annotation_id)
    new = {name: value for name, value in change.values().items() if getattr(row, name) != value}
    if not new:
        return None
    old = {name: getattr(row, name) for name in new}
    for name, value in new.items():
        setattr(row, name, value)
    row.changed = now
    session.add(HistoryRow(annotation_id=row.id, at=now, author=author, action=action, before=old, after=new))
    session.flush()
    return Edit(**old)


def let_go(session: Session, kept: Kept) -> None:
    """Make every annotation of a report an orphan, before its items are read anew."""
    rows = select(AnnotationRow.id).where(AnnotationRow.report_id == kept.id)
    session.execute(
        update(ResolutionRow)
        .where(ResolutionRow.annotation_id.in_(rows))
        .values(state=ResolutionState.ORPHAN, item_id=None, start=None, end=None)
    )
    session.expire_all()


def find_again(session: Session, kept: Kept, places: Mapping[str, Place | None], now: datetime) -> None:
    """Note where the annotations of a report are after it was read anew; those without a place stay orphans."""
    for row in session.scalars(select(AnnotationRow).where(AnnotationRow.report_id == kept.id)):
        anchor = Anchor(row.exact, row.prefix, row.suffix, row.start, row.end)
        session.merge(_resolution(kept, row.id, anchor, places.get(row.id), now))
    session.flush()


def of_report(session: Session, kept: Kept) -> tuple[Annotation, ...]:
    """A report's annotations in the order of their anchors, deleted ones included."""
    return tuple(note for _, note in numbered(session, kept))


def numbered(session: Session, kept: Kept) -> tuple[tuple[int, Annotation], ...]:
    """A report's annotations in the order of their anchors, with the numbers their rows go by."""
    rows = session.execute(
        _PLACED.where(AnnotationRow.report_id == kept.id).order_by(AnnotationRow.start, AnnotationRow.number)
    )
    return tuple((row[0].number, _annotation(*row)) for row in rows)


def one(session: Session, annotation_id: str) -> Annotation | None:
    """The annotation of that id, deleted or not, or None."""
    row = session.execute(_PLACED.where(AnnotationRow.id == annotation_id)).first()
    return None if row is None else _annotation(*row)


def by_number(session: Session, numbers: Iterable[int]) -> dict[int, Annotation]:
    """The annotations of these numbers."""
    rows = session.execute(_PLACED.where(AnnotationRow.number.in_(list(numbers))))
    return {row[0].number: _annotation(*row) for row in rows}


def number_of(session: Session, annotation_id: str) -> int:
    """The number of the annotation's row. Raises LibraryError for an unknown id."""
    return _find(session, annotation_id).number


def history(session: Session, annotation_id: str) -> tuple[Change, ...]:
    """What happened to an annotation, oldest first."""
    rows = session.scalars(select(HistoryRow).where(HistoryRow.annotation_id == annotation_id).order_by(HistoryRow.id))
    return tuple(Change(row.at, row.author, row.action, row.before, row.after) for row in rows)


_PLACED: Select[AnnotationRow, ResolutionRow, int, str] = (
    select(AnnotationRow, ResolutionRow, ItemRow.position, ReportRow.key)
    .join(ResolutionRow, ResolutionRow.annotation_id == AnnotationRow.id)
    .join(ReportRow, ReportRow.id == AnnotationRow.report_id)
    .outerjoin(ItemRow, ItemRow.id == ResolutionRow.item_id)
)
"""Annotations with where they resolve and what their report is called."""


def _find(session: Session, annotation_id: str) -> AnnotationRow:
    row = session.scalars(select(AnnotationRow).where(AnnotationRow.id == annotation_id)).first()
    if row is None:
        raise LibraryError("资料库里没有这条批注，请刷新后再试。", detail=annotation_id)
    return row


def _row(kept: Kept, draft: Draft, now: datetime) -> AnnotationRow:
    anchor = draft.anchor
    return AnnotationRow(
        id=draft.id,
        report_id=kept.id,
        kind=draft.kind,
        status=draft.status,
        title=draft.title,
        text=draft.text,
        author=draft.author,
        created=now,
        changed=now,
        source=draft.source,
        computed=draft.computed,
        deleted=False,
        exact=anchor.exact,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        start=anchor.start,
        end=anchor.end,
    )


def _resolution(kept: Kept, annotation_id: str, anchor: Anchor, found: Place | None, now: datetime) -> ResolutionRow:
    if found is None:
        return ResolutionRow(
            annotation_id=annotation_id,
            state=ResolutionState.ORPHAN,
            item_id=None,
            start=None,
            end=None,
            resolved=now,
        )
    item, stretch = found
    return ResolutionRow(
        annotation_id=annotation_id,
        state=_state(kept, anchor, item, stretch),
        item_id=kept.items[item.position],
        start=stretch.start if len(stretch) else None,
        end=stretch.end if len(stretch) else None,
        resolved=now,
    )


def _state(kept: Kept, anchor: Anchor, item: Item, stretch: Span) -> ResolutionState:
    here = item_offset(kept.report, item) + stretch.start == anchor.start
    return ResolutionState.EXACT if here else ResolutionState.MOVED


def _words(draft: Draft) -> dict[str, Any]:
    return {"kind": draft.kind, "status": draft.status, "title": draft.title, "text": draft.text}


def _annotation(row: AnnotationRow, place: ResolutionRow, item: int | None, key: str) -> Annotation:
    stretch = None if place.start is None or place.end is None else Span(place.start, place.end)
    return Annotation(
        id=row.id,
        report_key=key,
        kind=row.kind,
        status=row.status,
        title=row.title,
        text=row.text,
        author=row.author,
        created=row.created,
        changed=row.changed,
        anchor=Anchor(row.exact, row.prefix, row.suffix, row.start, row.end),
        item=item,
        stretch=stretch,
        source=row.source,
        computed=row.computed,
        deleted=row.deleted,
    )
