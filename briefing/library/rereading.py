"""Reading a kept report again: what the program made is made anew, and what people wrote finds its place in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from briefing import __version__
from briefing.domain.anchor import resolve
from briefing.domain.annotation import Annotation
from briefing.domain.figure import Figure
from briefing.domain.report import Report
from briefing.domain.span import Span
from briefing.library import annotations as notes
from briefing.library import corrections, decisions, figures, indicators, reports
from briefing.library.annotations import Place
from briefing.library.reports import Kept

Read = tuple[Report, tuple[Figure, ...]]
"""A report and its figures."""


def read_again(report: Report) -> Read:
    """What today's readers make of a report's source text. They are imported only where something is read."""
    from briefing.reading.figures import read_figures
    from briefing.reading.outline import read_report
    from briefing.reading.sources import SourceFile

    source = SourceFile(report.file_name, report.source_text, report.sha256)
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
    written = {note.id: _place(kept.report, report, note) for note in notes.of_report(session, kept)}
    indicators.forget_links(session)
    notes.let_go(session, kept)
    corrections.let_go(session, kept)
    decisions.let_go(session, kept)
    figures.forget(session, kept)
    again = reports.replace(session, kept, report)
    numbers = figures.add(session, again, found)
    notes.find_again(session, again, written, now)
    corrections.find_again(session, again, numbers, found)
    everything = figures.all_of(session, again)
    numbers = {one.read.ref: one.number for one in everything}
    decisions.find_again(session, again, numbers, (one.read for one in everything))
    return again


def _place(old: Report, new: Report, note: Annotation) -> Place | None:
    """Where an annotation is in the new reading: where its words in the source are now, else where its quote is."""
    held = None if note.item is None else old.item_at(note.item)
    if held is not None:
        meant = held.to_source(note.stretch or Span(0, min(1, len(held.text)))) if held.text else held.span
        for item in new.items():
            stretch = item.to_text(meant)
            if stretch is None:
                continue
            if note.stretch is None:
                return item, Span(0, 0)
            if stretch.of(item.text) == note.stretch.of(held.text):
                return item, stretch
    return resolve(new, note.anchor) if note.anchor.exact else None
