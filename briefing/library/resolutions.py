"""Where annotations are found today. Selectors stay as made; what is noted here lies beside them and is made anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from briefing.domain.anchor import Anchor, AnchorState, Scope
from briefing.domain.anchoring import Anchoring, Found
from briefing.domain.span import Span
from briefing.library.reports import Kept
from briefing.library.tables import AnnotationRow, ItemRow, ResolutionRow
from briefing.library.tables_notes import DetailRow
from briefing.library.values import to_anchor

_SELECTORS = (
    AnnotationRow.id,
    AnnotationRow.exact,
    AnnotationRow.prefix,
    AnnotationRow.suffix,
    AnnotationRow.start,
    AnnotationRow.end,
    DetailRow.placement,
    DetailRow.scope,
)

_MANY = 500
"""How many ids one question names; SQLite's older builds allow 999."""


def note(session: Session, kept: Kept, found: Mapping[str, Found], now: datetime) -> None:
    """Note where these annotations of a report are."""
    rows = {row.annotation_id: row for row in _rows(session, list(found))}
    for annotation_id, place in found.items():
        row = rows.get(annotation_id)
        if row is None:
            row = ResolutionRow(annotation_id=annotation_id)
            session.add(row)
        row.state, row.score, row.resolved = place.state, place.score, now
        row.item_id = None if place.item is None else kept.items[place.item]
        row.section = None if place.section is None else list(place.section)
        row.start = None if place.stretch is None else place.stretch.start
        row.end = None if place.stretch is None else place.stretch.end
    session.flush()


def place_of(session: Session, annotation_id: str) -> Found | None:
    """Where the annotation of that id was found, None for an unknown id."""
    row = session.execute(
        select(
            ResolutionRow.state,
            ItemRow.position,
            ResolutionRow.section,
            ResolutionRow.start,
            ResolutionRow.end,
            ResolutionRow.score,
        )
        .outerjoin(ItemRow, ItemRow.id == ResolutionRow.item_id)
        .where(ResolutionRow.annotation_id == annotation_id)
    ).first()
    if row is None:
        return None
    state, item, section, start, end, score = row
    stretch = None if start is None or end is None else Span(start, end)
    return Found(state, item, stretch, None if section is None else tuple(section), score)


def find(session: Session, kept: Kept, annotation_ids: Iterable[str], now: datetime) -> None:
    """Find these annotations' places in the report by their selectors, and note them."""
    anchoring = Anchoring(kept.report)
    wanted = anchors(session, kept, annotation_ids)
    note(session, kept, {key: anchoring.find(anchor, scope) for key, (anchor, scope) in wanted.items()}, now)


def anchors(
    session: Session, kept: Kept, annotation_ids: Iterable[str] | None = None
) -> dict[str, tuple[Anchor, Scope]]:
    """What to look for, by annotation: the passage last confirmed by a person, else the selectors as made.

    Those of the report alone, all of them unless ids are given.
    """
    question = (
        select(*_SELECTORS)
        .join(DetailRow, DetailRow.annotation_id == AnnotationRow.id)
        .where(AnnotationRow.report_id == kept.id)
    )
    if annotation_ids is None:
        questions = [question]
    else:
        wanted = list(dict.fromkeys(annotation_ids))
        questions = [question.where(AnnotationRow.id.in_(some)) for some in _portions(wanted)]
    found = {}
    for each in questions:
        for key, exact, prefix, suffix, start, end, placement, scope in session.execute(each):
            found[key] = (to_anchor(placement) or Anchor(exact, prefix, suffix, start, end), scope)
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


def _rows(session: Session, annotation_ids: list[str]) -> Iterator[ResolutionRow]:
    for some in _portions(annotation_ids):
        yield from session.scalars(select(ResolutionRow).where(ResolutionRow.annotation_id.in_(some)))


def _portions(ids: list[str]) -> list[list[str]]:
    return [ids[start : start + _MANY] for start in range(0, len(ids), _MANY)]
