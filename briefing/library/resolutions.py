"""Where annotations are found today. Selectors stay as made; what is noted here lies beside them and is made anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from briefing.domain.anchor import Anchor, AnchorState, Scope
from briefing.domain.anchoring import Anchoring, Found
from briefing.library.reports import Kept
from briefing.library.tables import AnnotationRow, ResolutionRow
from briefing.library.tables_notes import DetailRow
from briefing.library.values import to_anchor


def note(session: Session, kept: Kept, found: Mapping[str, Found], now: datetime) -> None:
    """Note where these annotations of a report are."""
    for annotation_id, place in found.items():
        session.merge(
            ResolutionRow(
                annotation_id=annotation_id,
                state=place.state,
                item_id=None if place.item is None else kept.items[place.item],
                section=None if place.section is None else list(place.section),
                start=None if place.stretch is None else place.stretch.start,
                end=None if place.stretch is None else place.stretch.end,
                score=place.score,
                resolved=now,
            )
        )
    session.flush()


def find(session: Session, kept: Kept, annotation_ids: Iterable[str], now: datetime) -> None:
    """Find these annotations' places in the report by their selectors, and note them."""
    anchoring = Anchoring(kept.report)
    wanted = anchors(session, kept, annotation_ids)
    note(session, kept, {key: anchoring.find(anchor, scope) for key, (anchor, scope) in wanted.items()}, now)


def anchors(
    session: Session, kept: Kept, annotation_ids: Iterable[str] | None = None
) -> dict[str, tuple[Anchor, Scope]]:
    """What to look for, by annotation: the passage last confirmed by a person, else the selectors as made."""
    rows = session.execute(
        select(AnnotationRow, DetailRow)
        .join(DetailRow, DetailRow.annotation_id == AnnotationRow.id)
        .where(AnnotationRow.report_id == kept.id)
    )
    wanted = None if annotation_ids is None else set(annotation_ids)
    found = {}
    for row, detail in rows:
        if wanted is None or row.id in wanted:
            made = Anchor(row.exact, row.prefix, row.suffix, row.start, row.end)
            found[row.id] = (to_anchor(detail.placement) or made, detail.scope)
    return found


def let_go(session: Session, kept: Kept) -> None:
    """Make every annotation of a report an orphan, before its items are read anew."""
    rows = select(AnnotationRow.id).where(AnnotationRow.report_id == kept.id)
    session.execute(
        update(ResolutionRow)
        .where(ResolutionRow.annotation_id.in_(rows))
        .values(state=AnchorState.ORPHAN, item_id=None, section=None, start=None, end=None, score=0.0)
    )
    session.expire_all()


def dismiss(session: Session, annotation_id: str, now: datetime) -> bool:
    """Hold a suggested place to be wrong: the annotation is an orphan until its report changes.

    False when no place is suggested.
    """
    row = session.get(ResolutionRow, annotation_id)
    if row is None or row.state is not AnchorState.SUGGESTED:
        return False
    row.state, row.score, row.resolved = AnchorState.ORPHAN, 0.0, now
    row.item_id = row.section = row.start = row.end = None
    session.flush()
    return True
