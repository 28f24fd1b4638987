"""Reading a report again, or a corrected edition in its place: what the program made is made anew, and what people
wrote finds its place in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from briefing import __version__
from briefing.domain.anchor import AnchorState, Scope, item_offset
from briefing.domain.anchoring import Anchoring, Found
from briefing.domain.annotation import Annotation
from briefing.domain.edition import EditionPreview
from briefing.domain.figure import Figure
from briefing.domain.report import Report
from briefing.domain.span import Span
from briefing.library import annotations as notes
from briefing.library import corrections, decisions, figures, indicators, reports, resolutions
from briefing.library.reports import Kept
from briefing.library.tables_notes import EditionRow

if TYPE_CHECKING:
    from briefing.reading.sources import SourceFile

Read = tuple[Report, tuple[Figure, ...]]
"""A report and its figures."""


def read_again(report: Report) -> Read:
    """What today's readers make of a report's source text. They are imported only where something is read."""
    from briefing.reading.sources import SourceFile

    return read_edition(report, SourceFile(report.file_name, report.source_text, report.sha256))


def read_edition(report: Report, source: SourceFile) -> Read:
    """What today's readers make of another source for a kept report; what people said of the report stays.

    Raises SourceError when it is no readable report.
    """
    from briefing.reading.figures import read_figures
    from briefing.reading.outline import read_report

    again = read_report(
        source,
        key=report.key,
        short=report.short,
        issuer=report.issuer,
        region=report.region,
        year=report.year,
    )
    return again, read_figures(again)


def reread(session: Session, kept: Kept, now: datetime, *, read: Callable[[Report], Read] = read_again) -> Kept | None:
    """Read a report's source text again. Returns it as it is kept now, or None when nothing comes out otherwise.

    Annotations, corrections and decisions are tied to what was read; those that no longer fit become orphans.
    """
    report, found = read(kept.report)
    reports.set_reading(session, kept, __version__, now)
    held = tuple(one.read for one in figures.all_of(session, kept) if not one.by_hand)
    if report == kept.report and found == held:
        return None
    anchoring = Anchoring(report, kept.report)
    wanted = resolutions.anchors(session, kept)
    places = {
        note.id: _same_source(kept.report, report, note) or anchoring.find(*wanted[note.id])
        for note in notes.of_report(session, kept)
    }
    return _put(session, kept, report, found, places, now)


def replace(session: Session, kept: Kept, source: SourceFile, now: datetime) -> Kept:
    """Put a corrected edition in a report's place; the text before it is kept as an edition."""
    report, found = read_edition(kept.report, source)
    old = kept.report
    session.add(
        EditionRow(
            report_id=kept.id, sha256=old.sha256, file_name=old.file_name, source_text=old.source_text, replaced=now
        )
    )
    again = _put(session, kept, report, found, _places(session, kept, report), now)
    reports.set_source(session, again, report)
    reports.set_reading(session, again, __version__, now)
    return again


def preview(session: Session, kept: Kept, source: SourceFile) -> EditionPreview:
    """What would become of the annotations of a report with this edition in its place; nothing is changed."""
    report, _ = read_edition(kept.report, source)
    alive = {note.id for note in notes.of_report(session, kept) if not note.deleted}
    places = {key: place for key, place in _places(session, kept, report).items() if key in alive}
    return EditionPreview(kept.report, report, places)


def _places(session: Session, kept: Kept, report: Report) -> dict[str, Found]:
    anchoring = Anchoring(report, kept.report)
    return {key: anchoring.find(*wanted) for key, wanted in resolutions.anchors(session, kept).items()}


def _put(
    session: Session,
    kept: Kept,
    report: Report,
    found: tuple[Figure, ...],
    places: Mapping[str, Found],
    now: datetime,
) -> Kept:
    indicators.forget_links(session)
    resolutions.let_go(session, kept)
    corrections.let_go(session, kept)
    decisions.let_go(session, kept)
    figures.forget(session, kept)
    again = reports.replace(session, kept, report)
    numbers = figures.add(session, again, found)
    resolutions.note(session, again, places, now)
    corrections.find_again(session, again, numbers, found)
    everything = figures.all_of(session, again)
    numbers = {one.read.ref: one.number for one in everything}
    decisions.find_again(session, again, numbers, (one.read for one in everything))
    return again


def _same_source(old: Report, new: Report, note: Annotation) -> Found | None:
    """Where an annotation's words in the source are in the new reading; None when they cannot be followed."""
    held = None if note.item is None or not note.placed else old.item_at(note.item)
    if held is None:
        return None
    meant = held.to_source(note.stretch or Span(0, min(1, len(held.text)))) if held.text else held.span
    for item in new.items():
        stretch = item.to_text(meant)
        if stretch is None:
            continue
        if note.scope is Scope.ITEM:
            return Found(_state(note, item_offset(new, item)), item.position, None, None, 1.0)
        if note.stretch is not None and stretch.of(item.text) == note.stretch.of(held.text):
            at = item_offset(new, item) + stretch.start
            return Found(_state(note, at), item.position, stretch, None, 1.0)
    return None


def _state(note: Annotation, at: int) -> AnchorState:
    return AnchorState.EXACT if (note.placement or note.anchor).start == at else AnchorState.MOVED
