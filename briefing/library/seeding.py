"""Filling a new library with what the program brings: two reports, their annotations and the indicators they share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from briefing.domain.anchor import AnchorState, anchor_at
from briefing.domain.anchoring import Found
from briefing.domain.decision import DecisionKind, Wording
from briefing.domain.figure import Figure, FigureRef
from briefing.domain.report import Report
from briefing.library import decisions, figures, reports, writing
from briefing.library.decisions import Placed
from briefing.library.ids import IdMaker, seeded_id
from briefing.library.records import Note
from briefing.library.reports import Kept
from briefing.library.seed_files import (
    FigureQuote,
    SeedAnnotation,
    SeedIndicator,
    SeedReport,
    figure_of,
    locate,
    read_annotations,
    read_catalog,
    read_compiled,
    read_indicators,
)
from briefing.library.writing import Draft

Read = tuple[Report, tuple[Figure, ...]]
"""A report and its figures."""


def read_report(entry: SeedReport) -> Read:
    """Read one of the documents that the program brings. The readers are imported only where something is read."""
    from briefing.reading.figures import read_figures
    from briefing.reading.outline import read_report as read_outline
    from briefing.reading.sources import load

    report = read_outline(load(entry.file), key=entry.key, short=entry.short, region=entry.region, year=entry.year)
    return report, read_figures(report)


def seed(session: Session, folder: Path, now: datetime, read: Callable[[SeedReport], Read] = read_report) -> None:
    """Write the seeds of ``folder``. Raises SeedError when they do not fit together."""
    kept: dict[str, Kept] = {}
    found: dict[str, tuple[Figure, ...]] = {}
    numbers: dict[FigureRef, int] = {}
    # Oldest first, so that the newest is also the one imported last.
    for entry in reversed(read_catalog(folder)):
        report, found[entry.key] = read(entry)
        kept[entry.key] = reports.add(session, report, now)
        numbers.update(figures.add(session, kept[entry.key], found[entry.key]))
    for indicator in read_indicators(folder):
        _word(session, indicator, kept, found, numbers, now)
    written, compiled = read_annotations(folder), read_compiled(folder)
    for key, of_key in kept.items():
        drafts = [_draft(note, of_key.report) for note in written if note.quote.report == key]
        writing.add(session, of_key, drafts, compiled, IdMaker())


def _draft(note: SeedAnnotation, report: Report) -> Draft:
    item, stretch = locate(report, note.quote)
    return Draft(
        id=note.id,
        kind=note.kind,
        status=note.status,
        title=note.title,
        text=note.text,
        author=note.author,
        anchor=anchor_at(report, item, stretch),
        source=note.source,
        computed=note.computed,
        revision=seeded_id(f"{note.id}/add"),
        place=Found(AnchorState.EXACT, item.position, stretch, score=1.0),
    )


def _word(
    session: Session,
    entry: SeedIndicator,
    kept: dict[str, Kept],
    found: dict[str, tuple[Figure, ...]],
    numbers: dict[FigureRef, int],
    now: datetime,
) -> None:
    """Word an indicator that the rules join; that they do is for the tests of the seeds to say."""

    def placed(wanted: FigureQuote) -> Placed:
        of_key = kept[wanted.sentence.report]
        figure = figure_of(of_key.report, found[of_key.report.key], wanted)
        return of_key, numbers[figure.ref], figure

    decisions.add(
        session,
        DecisionKind.REWORD,
        [placed(wanted) for wanted in entry.results],
        placed(entry.target),
        Wording(entry.name, entry.theme, entry.terms, entry.caveat, entry.short),
        Note(entry.author, now),
        new_id=seeded_id(entry.key),
    )
