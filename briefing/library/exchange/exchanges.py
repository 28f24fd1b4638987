"""What was taken in, when and from which file; taken back and brought again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from briefing.domain.errors import LibraryError
from briefing.domain.exchange import Arrival, Exchange
from briefing.domain.revision import Revision
from briefing.library import revisions
from briefing.library.exchange.values import Package
from briefing.library.tables import AnnotationRow, ReportRow
from briefing.library.tables_notes import DetailRow, ExchangeRow, RevisionRow
from briefing.library.words import whole

_LAST = "last"
_MANY = 500


def add(
    session: Session,
    exchange: str,
    package: Package,
    counts: Mapping[Arrival, int],
    brought: Sequence[str],
    *,
    author: str,
    now: datetime,
) -> None:
    """Remember a taking in, with the number that the last revision had then: what is later came since."""
    last = session.scalar(select(func.max(RevisionRow.number))) or 0
    session.add(
        ExchangeRow(
            id=exchange,
            at=now,
            author=whole(author),
            file_name=whole(package.path.name),
            sha256=package.sha256,
            counts={arrival.value: number for arrival, number in counts.items()} | {_LAST: last},
            brought=list(brought),
            undone=False,
        )
    )
    session.flush()


def load(session: Session) -> tuple[Exchange, ...]:
    """Every taking in, the latest first."""
    rows = session.scalars(select(ExchangeRow).order_by(ExchangeRow.at.desc(), ExchangeRow.id.desc()))
    return tuple(
        Exchange(
            row.id,
            row.at,
            row.author,
            row.file_name,
            {arrival: int(row.counts.get(arrival.value, 0)) for arrival in Arrival},
            row.undone,
        )
        for row in rows
    )


def find(session: Session, exchange: str) -> ExchangeRow:
    """The row of that id. Raises LibraryError for an unknown one."""
    row = session.get(ExchangeRow, exchange)
    if row is None:
        raise LibraryError("资料库里没有这次并入的记录，请刷新后再试。", detail=exchange)
    return row


def to_withdraw(session: Session, row: ExchangeRow) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """The revisions to withdraw, by annotation, and the annotations to leave alone: changed or answered since.

    One is changed when it has a revision that counts, is none of those brought, and came later or builds on these.
    """
    brought = set(row.brought)
    last = int(row.counts.get(_LAST, 0))
    owners = _counting_owners(session, row.brought)
    histories = _numbered(session, set(owners.values()))
    mine: dict[str, list[str]] = {}
    for number, annotation_id in owners.items():
        mine.setdefault(annotation_id, []).append(number)
    left = {
        annotation_id
        for annotation_id in mine
        if any(
            one.id not in brought and (number > last or not _links(one).isdisjoint(brought))
            for number, one in histories[annotation_id]
        )
    }
    gone = {
        annotation_id
        for annotation_id in mine
        if annotation_id not in left and all(one.id in brought for _, one in histories[annotation_id])
    }
    answers = _answers(session, gone)
    while answered := {parent for answer, parent in answers if parent in gone and answer not in gone}:
        left |= answered
        gone -= answered
    return {one: numbers for one, numbers in mine.items() if one not in left}, tuple(sorted(left))


def to_restore(session: Session, row: ExchangeRow) -> dict[str, list[str]]:
    """The revisions that were withdrawn, by annotation."""
    found: dict[str, list[str]] = {}
    for some in _portions(row.brought):
        rows = session.execute(
            select(RevisionRow.id, RevisionRow.annotation_id)
            .where(RevisionRow.id.in_(some), RevisionRow.withdrawn.is_(True))
            .order_by(RevisionRow.number)
        )
        for number, annotation_id in rows:
            found.setdefault(annotation_id, []).append(number)
    return found


def reports_of(session: Session, annotation_ids: Iterable[str]) -> dict[str, str]:
    """The keys of the reports of these annotations, removed or not."""
    found: dict[str, str] = {}
    for some in _portions(annotation_ids):
        rows = session.execute(
            select(AnnotationRow.id, ReportRow.key)
            .join(ReportRow, ReportRow.id == AnnotationRow.report_id)
            .where(AnnotationRow.id.in_(some))
        )
        found.update({row.id: row.key for row in rows})
    return found


def _counting_owners(session: Session, ids: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in _portions(ids):
        rows = session.execute(
            select(RevisionRow.id, RevisionRow.annotation_id).where(
                RevisionRow.id.in_(some), RevisionRow.withdrawn.is_(False)
            )
        )
        found.update({row.id: row.annotation_id for row in rows})
    return found


def _numbered(session: Session, annotation_ids: Collection[str]) -> dict[str, list[tuple[int, Revision]]]:
    found: dict[str, list[tuple[int, Revision]]] = {}
    for some in _portions(sorted(annotation_ids)):
        for row in session.scalars(
            select(RevisionRow).where(RevisionRow.annotation_id.in_(some), RevisionRow.withdrawn.is_(False))
        ):
            found.setdefault(row.annotation_id, []).append((row.number, revisions.revision_of(row)))
    return found


def _answers(session: Session, parents: Collection[str]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for some in _portions(sorted(parents)):
        rows = session.execute(
            select(DetailRow.annotation_id, DetailRow.answers).where(
                DetailRow.answers.in_(some), DetailRow.withdrawn.is_(False)
            )
        )
        found += [(row.annotation_id, row.answers) for row in rows]
    return found


def _links(one: Revision) -> set[str]:
    return {*one.seen, *(other for write in one.writes.values() for other in write.over)}


def _portions(ids: Iterable[str]) -> list[list[str]]:
    wanted = list(dict.fromkeys(ids))
    return [wanted[start : start + _MANY] for start in range(0, len(wanted), _MANY)]
