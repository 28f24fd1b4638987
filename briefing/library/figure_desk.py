"""What can be asked of a library's figures, and what people can settle about them."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from briefing.domain.correction import Correction, FigureFields, Standing
from briefing.domain.errors import LibraryError
from briefing.domain.figure import Figure, FigureRef, Trust
from briefing.domain.span import Span
from briefing.library import corrections, figures, indexing, records, reports
from briefing.library.figures import Numbered
from briefing.library.records import Change
from briefing.library.reports import Kept
from briefing.library.sessions import Sessions, kept_report
from briefing.library.words import whole


class FigureDesk(Sessions):
    """Corrections of figures. Each change returns how the figure stood before; ``settle_figure`` brings that back."""

    def figure(self, ref: FigureRef) -> Figure | None:
        """The figure of that name as it stands, removed or not; None when there is none."""
        with self._reading() as session:
            kept = reports.load(session, ref.report_key)
            found = () if kept is None else figures.all_of(session, kept)
            return next((one.figure for one in found if one.read.ref == ref), None)

    def removed_figures(self, report_key: str) -> tuple[Figure, ...]:
        """What was read or added in a report and does not count: removed by a person, or in the way of an added one.

        In the order of the text; none when the report is not there.
        """
        with self._reading() as session:
            kept = reports.load(session, report_key)
            found = () if kept is None else figures.all_of(session, kept)
            counted = {one.number for one in figures.standing(found)}
            return tuple(one.figure for one in found if one.number not in counted)

    def doubtful(self, threshold: float) -> tuple[Figure, ...]:
        """The figures whose confidence is below ``threshold`` (0 to 1) and that nobody has confirmed or corrected.

        Newest report first, in the order of the text.
        """
        with self._reading() as session:
            return tuple(
                figure
                for volume in self._shelf.all(session)
                for figure in volume.figures
                if figure.trust is Trust.READ and figure.confidence < threshold
            )

    def corrections(self, report_key: str) -> tuple[Correction, ...]:
        """Everything people settled about a report's figures, in the order of the text; undone ones stand empty."""
        with self._reading() as session:
            kept = next((one.kept for one in self._shelf.all(session) if one.kept.report.key == report_key), None)
            return () if kept is None else corrections.of_report(session, kept)

    def orphan_corrections(self) -> tuple[Correction, ...]:
        """What people settled about figures that are not to be found since a report was read again."""
        with self._reading() as session:
            return corrections.orphans(session)

    def record_history(self, record: str) -> tuple[Change, ...]:
        """What happened to a correction or a decision (by its id) or to a verdict (by its finding), oldest first."""
        with self._reading() as session:
            return records.history(session, record)

    def correct_figure(self, ref: FigureRef, fields: FigureFields, *, author: str) -> Standing | None:
        """Let a figure say ``fields`` from now on; what differs from what was read is a correction.

        Returns how it stood before, None when it said so already. Raises LibraryError when the figure is not there
        or the fields cannot be kept.
        """
        with self._writing() as session:
            kept, one = _find(session, ref)
            read = FigureFields.of(one.read)
            standing = Standing() if one.settled is None else one.settled.standing
            _check(fields, standing.effective(read))
            return self._settle(session, kept, one, standing.correct(read, _kept(fields)), author, "correct")

    def confirm_figure(self, ref: FigureRef, *, author: str) -> Standing | None:
        """Hold what a figure says now to be right, whatever a later reading makes of it.

        Returns how it stood before, None when it was held right already. Raises LibraryError when it is not there.
        """
        with self._writing() as session:
            kept, one = _find(session, ref)
            standing = Standing() if one.settled is None else one.settled.standing
            return self._settle(session, kept, one, standing.confirm(FigureFields.of(one.read)), author, "confirm")

    def remove_figure(self, ref: FigureRef, *, author: str) -> Standing | None:
        """Hold a figure to be none. Returns how it stood before, None when it was removed already.

        Raises LibraryError when it is not there.
        """
        with self._writing() as session:
            kept, one = _find(session, ref)
            standing = Standing() if one.settled is None else one.settled.standing
            return self._settle(session, kept, one, standing.remove(), author, "remove")

    def restore_figure(self, ref: FigureRef, *, author: str) -> Standing | None:
        """Let a removed figure count again. Returns how it stood before, None when it was not removed.

        Raises LibraryError when it is not there, or what was added in its place would overlap it.
        """
        with self._writing() as session:
            kept, one = _find(session, ref)
            standing = Standing() if one.settled is None else one.settled.standing
            return self._settle(session, kept, one, replace(standing, removed=False), author, "restore")

    def add_figure(
        self, report_key: str, item: int, stretch: Span, fields: FigureFields, *, author: str
    ) -> tuple[FigureRef, Standing]:
        """Keep a figure that the reader did not find, at a stretch of an item's text.

        Returns its name and how that stood before. Raises LibraryError when the report or the item is not there,
        nothing is marked, another figure stands there, or the fields cannot be kept.
        """
        with self._writing() as session:
            kept = kept_report(session, report_key)
            held = kept.report.item_at(item)
            if held is None:
                raise LibraryError("报告里没有这一条，请刷新后再试。", detail=f"{report_key}/{item}")
            _check(fields, None)
            ref, before = corrections.add(
                session, kept, held, stretch, _kept(fields), self._note(author), new_id=self._new_id()
            )
            indexing.index_figure(session, kept, corrections.find(session, kept, ref).number)
            self._changed(report_key)
            return ref, before

    def settle_figure(
        self, ref: FigureRef, standing: Standing, *, author: str, action: str = "undo"
    ) -> Standing | None:
        """Let a figure stand as it did once. Returns how it stood before, None when it stood so already.

        Raises LibraryError when it is not there.
        """
        with self._writing() as session:
            kept, one = _find(session, ref)
            return self._settle(session, kept, one, standing, author, action)

    def _settle(
        self, session: Session, kept: Kept, one: Numbered, standing: Standing, author: str, action: str
    ) -> Standing | None:
        note = self._note(author)
        before = corrections.settle(session, kept, one, standing, note, action=action, new_id=self._new_id())
        if before is not None:
            indexing.index_figure(session, kept, one.number)
            self._changed(kept.report.key)
        return before


def _find(session: Session, ref: FigureRef) -> tuple[Kept, Numbered]:
    kept = kept_report(session, ref.report_key)
    return kept, corrections.find(session, kept, ref)


def _check(fields: FigureFields, before: FigureFields | None) -> None:
    """What a person changes must make sense; what the reader left strange may stay while another field is righted."""
    if fields.problem is not None and (before is None or before.problem is None or fields.problem != before.problem):
        raise LibraryError(fields.problem)


def _kept(fields: FigureFields) -> FigureFields:
    """Fields with words that UTF-8 can hold."""
    return replace(fields, subject=whole(fields.subject.strip()), unit=whole(fields.unit.strip()))
