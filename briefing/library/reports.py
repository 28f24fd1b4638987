"""Reports in the library: written whole, read back equal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select
from sqlalchemy.orm import Session

from briefing import __version__
from briefing.domain.report import Item, ItemRole, Report, Section
from briefing.domain.span import Span
from briefing.library.tables import ItemRow, Pairs, ReadingRow, ReportRow, SectionRow

_SECTION = tuple(SectionRow.__table__.columns)
_ITEM = tuple(ItemRow.__table__.columns)


@dataclass(frozen=True, slots=True)
class Kept:
    """A report with the numbers its rows go by: its own, and those of its items by position."""

    id: int
    report: Report
    items: dict[int, int]


def add(session: Session, report: Report, imported: datetime, program: str = __version__) -> Kept:
    """Write a report with its outline and its items; ``program`` is the version that read it."""
    row = ReportRow(
        key=report.key,
        title=report.title,
        subtitle=report.subtitle,
        short=report.short,
        issuer=report.issuer,
        region=report.region,
        year=report.year,
        nature=report.nature,
        file_name=report.file_name,
        source_text=report.source_text,
        sha256=report.sha256,
        credits=list(report.credits),
        imported=imported,
        removed=False,
    )
    session.add(row)
    session.flush()
    kept = _write_outline(session, row.id, report)
    set_reading(session, kept, program, imported)
    return kept


def replace(session: Session, kept: Kept, report: Report) -> Kept:
    """Put another reading of the same source in the place of a report's outline and items.

    Nothing may refer to its items any more.
    """
    row = session.get_one(ReportRow, kept.id)
    row.title, row.subtitle, row.year, row.nature = report.title, report.subtitle, report.year, report.nature
    row.issuer, row.credits = report.issuer, list(report.credits)
    session.execute(delete(ItemRow).where(ItemRow.report_id == kept.id))
    session.execute(delete(SectionRow).where(SectionRow.report_id == kept.id))
    session.flush()
    return _write_outline(session, kept.id, report)


def set_source(session: Session, kept: Kept, report: Report) -> None:
    """Keep another source text for a report."""
    row = session.get_one(ReportRow, kept.id)
    row.source_text, row.sha256, row.file_name = report.source_text, report.sha256, report.file_name
    session.flush()


def set_reading(session: Session, kept: Kept, program: str, now: datetime) -> None:
    """Note which version of the program has read the report."""
    session.merge(ReadingRow(report_id=kept.id, program=program, at=now))
    session.flush()


def read_by_others(session: Session, program: str) -> tuple[str, ...]:
    """The keys of the reports that another version of the program has read, or one that did not note it."""
    rows = session.execute(
        select(ReportRow.key, ReadingRow.program)
        .outerjoin(ReadingRow, ReadingRow.report_id == ReportRow.id)
        .where(ReportRow.removed.is_(False))
        .order_by(ReportRow.id)
    )
    return tuple(key for key, reader in rows if reader != program)


def keys(session: Session) -> tuple[str, ...]:
    """The key of every report that is not marked removed, newest first: by its year, then the one imported later."""
    rows = session.execute(select(ReportRow.key, ReportRow.year, ReportRow.id).where(ReportRow.removed.is_(False)))
    return tuple(row.key for row in sorted(rows, key=lambda row: (-(-1 if row.year is None else row.year), -row.id)))


def load_all(session: Session) -> tuple[Kept, ...]:
    """Every report that is not marked removed, in the order of ``keys``."""
    return load_some(session, keys(session))


def load_some(session: Session, wanted: Sequence[str]) -> tuple[Kept, ...]:
    """The reports of these keys, removed or not, in this order; unknown keys are passed over."""
    rows = {row.key: row for row in session.scalars(select(ReportRow).where(ReportRow.key.in_(wanted)))}
    return _load(session, [rows[key] for key in wanted if key in rows])


def load(session: Session, key: str) -> Kept | None:
    """The report of that key, or None when there is none or it is marked removed."""
    rows = session.scalars(select(ReportRow).where(ReportRow.key == key, ReportRow.removed.is_(False))).all()
    return next(iter(_load(session, rows)), None)


def by_digest(session: Session, sha256: str) -> tuple[str, bool] | None:
    """The key of the report read from a file of these bytes, and whether it is marked removed; or None."""
    row = session.scalars(select(ReportRow).where(ReportRow.sha256 == sha256)).first()
    return None if row is None else (row.key, row.removed)


def set_removed(session: Session, key: str, removed: bool) -> bool:
    """Mark a report removed or not. False when there is no such report or it is so already."""
    row = session.scalars(select(ReportRow).where(ReportRow.key == key)).first()
    if row is None or row.removed is removed:
        return False
    row.removed = removed
    session.flush()
    return True


def _section_row(report_id: int, position: int, section: Section) -> SectionRow:
    span = section.heading_span
    return SectionRow(
        report_id=report_id,
        position=position,
        path=list(section.path),
        heading=section.heading,
        number=section.number,
        role=section.role,
        heading_start=None if span is None else span.start,
        heading_end=None if span is None else span.end,
        line=section.line,
    )


def _item_row(report_id: int, section_id: int, item: Item) -> ItemRow:
    return ItemRow(
        report_id=report_id,
        section_id=section_id,
        position=item.position,
        role=item.role,
        text=item.text,
        pieces=to_pairs(item.pieces),
        line=item.line,
        breaks=list(item.breaks),
    )


def _write_outline(session: Session, report_id: int, report: Report) -> Kept:
    sections = [_section_row(report_id, position, section) for position, section in enumerate(report.sections())]
    session.add_all(sections)
    session.flush()
    items = [
        _item_row(report_id, kept.id, item)
        for kept, section in zip(sections, report.sections(), strict=True)
        for item in section.own_items()
    ]
    session.add_all(items)
    session.flush()
    return Kept(report_id, report, {item.position: item.id for item in items})


def _load(session: Session, rows: Sequence[ReportRow]) -> tuple[Kept, ...]:
    """The reports of these rows with their outlines, in one question for the sections and one for the items."""
    ids = [row.id for row in rows]
    sections: dict[int, list[Row[Any]]] = {number: [] for number in ids}
    items: dict[int, list[Row[Any]]] = {number: [] for number in ids}
    for section in session.execute(
        select(*_SECTION).where(SectionRow.report_id.in_(ids)).order_by(SectionRow.report_id, SectionRow.position)
    ):
        sections[section.report_id].append(section)
    for item in session.execute(
        select(*_ITEM).where(ItemRow.report_id.in_(ids)).order_by(ItemRow.report_id, ItemRow.position)
    ):
        items[item.report_id].append(item)
    return tuple(_kept(row, sections[row.id], items[row.id]) for row in rows)


def _kept(row: ReportRow, sections: Sequence[Row[Any]], items: Sequence[Row[Any]]) -> Kept:
    report = Report(
        key=row.key,
        title=row.title,
        subtitle=row.subtitle,
        year=row.year,
        nature=row.nature,
        file_name=row.file_name,
        source_text=row.source_text,
        sha256=row.sha256,
        short=row.short,
        issuer=row.issuer,
        region=row.region,
        credits=tuple(row.credits),
        parts=_outline(sections, items),
    )
    return Kept(row.id, report, {item.position: item.id for item in items})


def _outline(sections: Sequence[Row[Any]], items: Sequence[Row[Any]]) -> tuple[Section, ...]:
    """Build the tree from its last section to its first, so that every section finds its children made."""
    of_section: dict[int, list[Item]] = {row.id: [] for row in sections}
    for item in items:
        of_section[item.section_id].append(
            Item(item.position, item.role, item.text, from_pairs(item.pieces), item.line, tuple(item.breaks))
        )
    below: dict[tuple[int, ...], list[Section]] = {}
    for row in reversed(sections):
        path = tuple(row.path)
        own = of_section[row.id]
        section = Section(
            path=path,
            heading=row.heading,
            number=row.number,
            role=row.role,
            heading_span=None
            if row.heading_start is None or row.heading_end is None
            else Span(row.heading_start, row.heading_end),
            line=row.line,
            leads=tuple(item for item in own if item.role is ItemRole.LEAD),
            items=tuple(item for item in own if item.role is not ItemRole.LEAD),
            sections=tuple(reversed(below.get(path, []))),
        )
        below.setdefault(path[:-1], []).append(section)
    return tuple(reversed(below.get((), [])))


def to_pairs(spans: Iterable[Span]) -> Pairs:
    """Spans as the database keeps them."""
    return [[span.start, span.end] for span in spans]


def from_pairs(pairs: Pairs) -> tuple[Span, ...]:
    """Spans from what the database keeps."""
    return tuple(Span(start, end) for start, end in pairs)
