"""Corrections in the library: what people settled about figures, each change with a line of history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from briefing.domain.correction import Correction, FigureAnchor, FigureFields, Standing
from briefing.domain.errors import LibraryError
from briefing.domain.figure import Figure, FigureRef
from briefing.domain.report import Item
from briefing.domain.span import Span
from briefing.library import figures, records
from briefing.library.figures import Numbered
from briefing.library.folding import fold
from briefing.library.records import Note
from briefing.library.reports import Kept
from briefing.library.standings import standing_of, standing_words, to_words
from briefing.library.tables import FigureRow, ReportRow
from briefing.library.tables_settled import CorrectionRow

_NUMBER = frozenset({"value", "upper", "unit"})
_BY_HAND = "人工添加"


def find(session: Session, kept: Kept, ref: FigureRef) -> Numbered:
    """The figure of that name, removed or not. Raises LibraryError when there is none."""
    for one in figures.all_of(session, kept):
        if one.read.ref == ref:
            return one
    raise LibraryError("报告里没有这条数据，请刷新后再试。", detail=str(ref))


def settle(
    session: Session, kept: Kept, one: Numbered, standing: Standing, note: Note, *, action: str, new_id: str
) -> Standing | None:
    """Keep how a figure stands from now on. Returns how it stood before, or None when it stood so already.

    ``new_id`` names the correction when there is none yet. Raises LibraryError when the figure is to count again
    and another one stands in its place.
    """
    before = Standing() if one.settled is None else one.settled.standing
    if standing == before:
        return None
    if before.removed and not standing.removed:
        _refuse_overlap(session, kept, one)
    row = session.scalars(select(CorrectionRow).where(CorrectionRow.figure_id == one.number)).first()
    if row is None:
        row = _row(kept, FigureAnchor.of(kept.report, one.read.span), new_id, note)
        row.figure_id = one.number
        session.add(row)
    _stand(row, standing, one.read)
    row.author, row.changed = note.author, note.now
    session.flush()
    old = None if one.settled is None else standing_words(before)
    records.write(session, row.id, note, action, before=old, after=standing_words(standing))
    session.flush()
    return before


def add(
    session: Session, kept: Kept, item: Item, stretch: Span, fields: FigureFields, note: Note, *, new_id: str
) -> tuple[FigureRef, Standing]:
    """Keep a figure that a person found. Returns its name, and how that stood before (removed, if it was not there).

    Raises LibraryError when there is nothing to mark, or a figure stands there already.
    """
    if not stretch.of(item.text).strip() or stretch.end > len(item.text):
        raise LibraryError("请先选中写有这个数的文字，再添加数据。")
    span = item.to_source(stretch)
    found = figures.all_of(session, kept)
    for one in figures.standing(found):
        if one.read.span.overlaps(span):
            raise LibraryError(f"这里已经有数据“{one.read.raw}”，请更正它，或先移除它再添加。")
    ref = FigureRef(kept.report.key, span.start, span.end)
    there = next((one for one in found if one.read.ref == ref), None)
    if there is not None:
        standing = Standing() if there.settled is None else there.settled.standing
        changed = standing.correct(FigureFields.of(there.read), fields)
        settle(session, kept, there, changed, note, action="add", new_id=new_id)
        return ref, standing
    standing = Standing(fields, confirmed=True)
    number = _write(session, kept, item, stretch, fields)
    row = _row(kept, FigureAnchor.of(kept.report, span), new_id, note)
    row.figure_id, row.added, row.by_hand = number, True, True
    _stand(row, standing, None)
    session.add(row)
    session.flush()
    records.write(session, row.id, note, "add", before=None, after=standing_words(standing))
    session.flush()
    return ref, standing.remove()


def _refuse_overlap(session: Session, kept: Kept, one: Numbered) -> None:
    for other in figures.standing(figures.all_of(session, kept)):
        if other.number != one.number and other.read.span.overlaps(one.read.span):
            raise LibraryError(f"它与数据“{other.read.raw}”重叠，请先移除那一条再恢复。")


def of_report(session: Session, kept: Kept) -> tuple[Correction, ...]:
    """Everything that was settled about a report's figures, in the order of the text, orphans and undone ones too."""
    rows = session.execute(
        _PLACED.where(CorrectionRow.report_id == kept.id).order_by(CorrectionRow.start, CorrectionRow.number)
    )
    return tuple(_correction(*row) for row in rows)


def orphans(session: Session) -> tuple[Correction, ...]:
    """What people settled about figures that are not to be found today, in the order of writing."""
    rows = session.execute(_PLACED.where(CorrectionRow.figure_id.is_(None)).order_by(CorrectionRow.number))
    found = (_correction(*row) for row in rows)
    return tuple(one for one in found if one.standing != Standing())


def let_go(session: Session, kept: Kept) -> None:
    """Make every correction of a report an orphan, before its figures are read anew."""
    session.execute(
        update(CorrectionRow).where(CorrectionRow.report_id == kept.id).values(figure_id=None, by_hand=False)
    )
    session.expire_all()


def find_again(session: Session, kept: Kept, numbers: dict[FigureRef, int], read: Iterable[Figure]) -> None:
    """Tie the corrections of a report to the figures that were read anew; the added ones are written again."""
    read = tuple(read)
    rows = session.scalars(
        select(CorrectionRow).where(CorrectionRow.report_id == kept.id).order_by(CorrectionRow.number)
    ).all()
    taken: set[int] = set()
    for row in rows:
        anchor = FigureAnchor(row.start, row.end, row.raw, row.prefix, row.suffix)
        figure = anchor.resolve(kept.report, read)
        standing = standing_of(row)
        number = None if figure is None else numbers[figure.ref]
        if number is None and row.added and standing.values is not None:
            place = anchor.place(kept.report)
            number = None if place is None else _write(session, kept, *place, standing.values)
            row.by_hand = number is not None
        if number is not None and number not in taken:
            taken.add(number)
            row.figure_id = number
            _stand(row, standing, figure)
    session.flush()


_PLACED: Select[CorrectionRow, str, int, int] = (
    select(CorrectionRow, ReportRow.key, FigureRow.start, FigureRow.end)
    .join(ReportRow, ReportRow.id == CorrectionRow.report_id)
    .outerjoin(FigureRow, FigureRow.id == CorrectionRow.figure_id)
)


def _row(kept: Kept, anchor: FigureAnchor, new_id: str, note: Note) -> CorrectionRow:
    return CorrectionRow(
        id=new_id,
        report_id=kept.id,
        start=anchor.start,
        end=anchor.end,
        raw=anchor.raw,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        added=False,
        by_hand=False,
        author=note.author,
        created=note.now,
        changed=note.now,
    )


def _stand(row: CorrectionRow, standing: Standing, read: Figure | None) -> None:
    """Write a standing, and the folded number where it is not the one that was read."""
    row.values = None if standing.values is None else to_words(standing.values)
    row.corrected = sorted(standing.corrected)
    row.confirmed, row.removed = standing.confirmed, standing.removed
    row.base_value = row.base_unit = row.base_upper = None
    fields = standing.values if read is None else standing.effective(FigureFields.of(read))
    if fields is not None and (read is None or _NUMBER & fields.differing(FigureFields.of(read))):
        quantity = fold(fields)
        row.base_value, row.base_unit, row.base_upper = quantity.base_value, quantity.base_unit, quantity.base_upper


def _write(session: Session, kept: Kept, item: Item, stretch: Span, fields: FigureFields) -> int:
    """Write the row of a figure that a person found. Returns its number."""
    span = item.to_source(stretch)
    figure = Figure(
        report_key=kept.report.key,
        item=item.position,
        span=span,
        text_span=stretch,
        raw=span.of(kept.report.source_text),
        quantity=fold(fields),
        measure=fields.measure,
        subject=fields.subject,
        nature=fields.nature,
        year=fields.year,
        reason=_BY_HAND,
    )
    return figures.add(session, kept, [figure])[figure.ref]


def _correction(row: CorrectionRow, key: str, *place: Any) -> Correction:
    start, end = place
    return Correction(
        id=row.id,
        report_key=key,
        anchor=FigureAnchor(row.start, row.end, row.raw, row.prefix, row.suffix),
        standing=standing_of(row),
        added=row.added,
        author=row.author,
        created=row.created,
        changed=row.changed,
        figure=None if start is None else FigureRef(key, start, end),
    )
