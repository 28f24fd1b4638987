"""Decisions about indicators in the library: each is written once, withdrawn by a mark, and keeps its history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from briefing.domain.correction import FigureAnchor
from briefing.domain.decision import Decision, DecisionKind, Wording
from briefing.domain.errors import LibraryError
from briefing.domain.figure import Figure, FigureRef
from briefing.library import records
from briefing.library.records import Note
from briefing.library.reports import Kept
from briefing.library.tables import FigureRole, FigureRow, ReportRow
from briefing.library.tables_settled import DecisionFigureRow, DecisionRow

Placed = tuple[Kept, int, Figure]
"""A figure with its report and the number of its row."""


def add(
    session: Session,
    kind: DecisionKind,
    results: Sequence[Placed],
    target: Placed,
    wording: Wording,
    note: Note,
    *,
    new_id: str,
) -> None:
    """Write a decision with the anchors of its figures and its first line of history."""
    session.add(
        DecisionRow(
            id=new_id,
            kind=kind,
            name=wording.name,
            theme=wording.theme,
            terms=wording.terms,
            caveat=wording.caveat,
            short=wording.short,
            author=note.author,
            created=note.now,
            withdrawn=False,
        )
    )
    session.flush()
    roles = [(FigureRole.RESULT, place, placed) for place, placed in enumerate(results)]
    session.add_all([_figure_row(new_id, *role) for role in (*roles, (FigureRole.TARGET, 0, target))])
    records.write(session, new_id, note, kind.value, before=None, after=_words(wording))
    session.flush()


def set_withdrawn(session: Session, decision_id: str, withdrawn: bool, note: Note) -> bool:
    """Mark a decision withdrawn or not. False when it is so already. Raises LibraryError for an unknown id."""
    row = session.scalars(select(DecisionRow).where(DecisionRow.id == decision_id)).first()
    if row is None:
        raise LibraryError("资料库里没有这项决定，请刷新后再试。", detail=decision_id)
    if row.withdrawn is withdrawn:
        return False
    row.withdrawn = withdrawn
    action = "withdraw" if withdrawn else "restore"
    before, after = {"withdrawn": not withdrawn}, {"withdrawn": withdrawn}
    records.write(session, decision_id, note, action, before=before, after=after)
    session.flush()
    return True


def load(session: Session) -> tuple[Decision, ...]:
    """Every decision in the order of writing, withdrawn ones too, with what its figures are called today."""
    places: dict[str, list[tuple[DecisionFigureRow, FigureRef, bool]]] = {}
    rows = session.execute(
        select(DecisionFigureRow, ReportRow.key, FigureRow.start, FigureRow.end)
        .join(ReportRow, ReportRow.id == DecisionFigureRow.report_id)
        .outerjoin(FigureRow, FigureRow.id == DecisionFigureRow.figure_id)
        .order_by(DecisionFigureRow.position)
    )
    for row, key, start, end in rows:
        gone = row.figure_id is None
        ref = FigureRef(key, row.start, row.end) if gone else FigureRef(key, start, end)
        places.setdefault(row.decision_id, []).append((row, ref, gone))
    decisions = session.scalars(select(DecisionRow).order_by(DecisionRow.number))
    return tuple(_decision(row, places[row.id]) for row in decisions)


def let_go(session: Session, kept: Kept) -> None:
    """Forget which of a report's figures decisions are about, before they are read anew."""
    session.execute(update(DecisionFigureRow).where(DecisionFigureRow.report_id == kept.id).values(figure_id=None))
    session.expire_all()


def find_again(session: Session, kept: Kept, numbers: dict[FigureRef, int], figures: Iterable[Figure]) -> None:
    """Tie decisions to the figures of a report that was read anew, those that people added included."""
    figures = tuple(figures)
    for row in session.scalars(select(DecisionFigureRow).where(DecisionFigureRow.report_id == kept.id)):
        anchor = FigureAnchor(row.start, row.end, row.raw, row.prefix, row.suffix)
        figure = anchor.resolve(kept.report, figures)
        row.figure_id = None if figure is None else numbers[figure.ref]
    session.flush()


def _figure_row(decision_id: str, role: FigureRole, position: int, placed: Placed) -> DecisionFigureRow:
    kept, number, figure = placed
    anchor = FigureAnchor.of(kept.report, figure.span)
    return DecisionFigureRow(
        decision_id=decision_id,
        role=role,
        position=position,
        report_id=kept.id,
        figure_id=number,
        start=anchor.start,
        end=anchor.end,
        raw=anchor.raw,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
    )


def _decision(row: DecisionRow, places: Sequence[tuple[DecisionFigureRow, FigureRef, bool]]) -> Decision:
    return Decision(
        id=row.id,
        kind=row.kind,
        results=tuple(ref for place, ref, _ in places if place.role is FigureRole.RESULT),
        target=next(ref for place, ref, _ in places if place.role is FigureRole.TARGET),
        wording=Wording(row.name, row.theme, row.terms, row.caveat, row.short),
        author=row.author,
        created=row.created,
        withdrawn=row.withdrawn,
        orphan=any(gone for _, _, gone in places),
    )


def _words(wording: Wording) -> dict[str, Any]:
    names = ("name", "theme", "terms", "caveat", "short")
    return {name: value for name in names if (value := getattr(wording, name)) is not None}
