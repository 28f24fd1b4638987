"""Annotations out of the library's tables, ready to travel; and what is here of those that arrive."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from briefing.domain.anchor import Anchor
from briefing.domain.revision import Revision
from briefing.library import revisions
from briefing.library.exchange.values import Carried, Described
from briefing.library.exchange.weighing import Here
from briefing.library.tables import AnnotationRow, ReportRow
from briefing.library.tables_notes import AttachmentRow, DetailRow, EditionRow, RevisionRow

_MANY = 500


@dataclass(frozen=True, slots=True)
class ReportsHere:
    """The reports of a library; ``editions`` has the keys of those that earlier texts belong to, by digest.

    ``removed`` are the names, by key, of those that are marked removed.
    """

    reports: tuple[Described, ...]
    editions: dict[str, str]
    removed: dict[str, str]

    def match(self, carried: Carried) -> str | None:
        """The key of the report that an annotation of a file is about, or None.

        By the digest of its source, of the edition that its selectors were made in, or of an edition that was here;
        else by its key; else by title, year and region, as far as the file knows them, when one report has these.
        """
        named = carried.report
        by_digest = {one.sha256: one.key for one in self.reports}
        for digest in (named.sha256, carried.edition):
            if digest in by_digest:
                return by_digest[digest]
        for digest in (named.sha256, carried.edition):
            if digest in self.editions:
                return self.editions[digest]
        if named.key and any(one.key == named.key for one in self.reports):
            return named.key
        alike = [one.key for one in self.reports if _alike(named, one)]
        return alike[0] if len(alike) == 1 else None


def _alike(named: Described, one: Described) -> bool:
    titled = bool(named.title) and named.title in (one.title, one.name)
    filed = bool(named.file_name) and named.file_name == one.file_name
    of_year = named.year is None or named.year == one.year
    return (titled or filed) and of_year and (not named.region or named.region == one.region)


def reports_here(session: Session) -> ReportsHere:
    """The reports that are here."""
    rows = session.execute(
        select(
            ReportRow.id, ReportRow.key, ReportRow.title, ReportRow.short, ReportRow.year, ReportRow.region,
            ReportRow.sha256, ReportRow.file_name, ReportRow.removed,
        )
    ).all()  # fmt: skip
    keys = {row.id: row.key for row in rows if not row.removed}
    editions = session.execute(select(EditionRow.sha256, EditionRow.report_id).order_by(EditionRow.id))
    return ReportsHere(
        tuple(_described(row) for row in rows if not row.removed),
        {sha256: keys[number] for sha256, number in editions if number in keys},
        {row.key: row.short or row.title for row in rows if row.removed},
    )


def gather(
    session: Session, *, report_key: str | None = None, ids: Collection[str] | None = None, deleted: bool = True
) -> tuple[Carried, ...]:
    """The annotations of all reports or one, or of these ids with those they answer; never what is withdrawn.

    Without ``deleted``, those marked deleted stay here. Unknown ids are passed over.
    """
    question = (
        select(AnnotationRow, DetailRow, ReportRow)
        .join(DetailRow, DetailRow.annotation_id == AnnotationRow.id)
        .join(ReportRow, ReportRow.id == AnnotationRow.report_id)
        .where(DetailRow.withdrawn.is_(False), ReportRow.removed.is_(False))
        .order_by(AnnotationRow.id)
    )
    if report_key is not None:
        question = question.where(ReportRow.key == report_key)
    if not deleted:
        question = question.where(AnnotationRow.deleted.is_(False))
    wanted = None if ids is None else _with_answered(session, ids)
    rows = [(row, detail, report) for row, detail, report in session.execute(question)
            if wanted is None or row.id in wanted]  # fmt: skip
    histories = revisions.of_many(session, (row.id for row, _, _ in rows))
    reports = {report.id: _described(report) for _, _, report in rows}
    return tuple(
        Carried(
            id=row.id,
            author=row.author,
            created=row.created,
            report=reports[report.id],
            anchor=_anchor(row),
            scope=detail.scope,
            edition=detail.edition,
            source=row.source,
            computed=row.computed,
            answers=detail.answers,
            revisions=histories[row.id],
        )
        for row, detail, report in rows
    )


def here(session: Session, ids: Iterable[str]) -> dict[str, Here]:
    """What is kept of these annotations, withdrawn ones included."""
    found: dict[str, Here] = {}
    for some in _portions(ids):
        histories: dict[str, list[tuple[Revision, bool]]] = {}
        for line in session.scalars(
            select(RevisionRow).where(RevisionRow.annotation_id.in_(some)).order_by(RevisionRow.number)
        ):
            histories.setdefault(line.annotation_id, []).append((revisions.revision_of(line), line.withdrawn))
        rows = session.execute(
            select(AnnotationRow, DetailRow, ReportRow.key)
            .join(DetailRow, DetailRow.annotation_id == AnnotationRow.id)
            .join(ReportRow, ReportRow.id == AnnotationRow.report_id)
            .where(AnnotationRow.id.in_(some))
        )
        for row, detail, key in rows:
            history = histories.get(row.id, [])
            found[row.id] = Here(
                author=row.author,
                report_key=key,
                anchor=_anchor(row),
                scope=detail.scope,
                answers=detail.answers,
                revisions=tuple(one for one, _ in history),
                withdrawn=frozenset(one.id for one, withdrawn in history if withdrawn),
            )
    return found


def rows(session: Session, ids: Iterable[str]) -> dict[str, tuple[AnnotationRow, DetailRow]]:
    """The rows that hold what these annotations come to."""
    found: dict[str, tuple[AnnotationRow, DetailRow]] = {}
    for some in _portions(ids):
        question = select(AnnotationRow, DetailRow).join(DetailRow, DetailRow.annotation_id == AnnotationRow.id)
        for row, detail in session.execute(question.where(AnnotationRow.id.in_(some))):
            found[row.id] = row, detail
    return found


def owners(session: Session, ids: Iterable[str]) -> dict[str, str]:
    """Whose the revisions of these ids are that are kept here."""
    found: dict[str, str] = {}
    for some in _portions(ids):
        rows = session.execute(select(RevisionRow.id, RevisionRow.annotation_id).where(RevisionRow.id.in_(some)))
        found.update({row.id: row.annotation_id for row in rows})
    return found


def answered_by(session: Session) -> dict[str, str]:
    """What each answer here answers."""
    rows = session.execute(select(DetailRow.annotation_id, DetailRow.answers).where(DetailRow.answers != ""))
    return {row.annotation_id: row.answers for row in rows}


def contents_here(session: Session, digests: Iterable[str]) -> frozenset[str]:
    """Which of these attached files are kept."""
    found: set[str] = set()
    for some in _portions(digests):
        found |= set(session.scalars(select(AttachmentRow.sha256).where(AttachmentRow.sha256.in_(some))))
    return frozenset(found)


def _with_answered(session: Session, ids: Collection[str]) -> set[str]:
    answered = answered_by(session)
    wanted: set[str] = set()
    ahead = list(ids)
    while ahead:
        one = ahead.pop()
        if one and one not in wanted:
            wanted.add(one)
            ahead.append(answered.get(one, ""))
    return wanted


def _described(row: Any) -> Described:
    return Described(
        title=row.title,
        sha256=row.sha256,
        key=row.key,
        year=row.year,
        region=row.region,
        name=row.short or row.title,
        file_name=row.file_name,
    )


def _anchor(row: AnnotationRow) -> Anchor:
    return Anchor(row.exact, row.prefix, row.suffix, row.start, row.end)


def _portions(ids: Iterable[str]) -> list[list[str]]:
    wanted = list(dict.fromkeys(ids))
    return [wanted[start : start + _MANY] for start in range(0, len(wanted), _MANY)]
