"""Keeps the search index in step with what is in the library, within the transaction of each change."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from briefing.domain.search import HitKind
from briefing.library import annotations as notes
from briefing.library import figures, indicators, reports, search_entries, search_index
from briefing.library.reports import Kept


def rebuild(session: Session) -> None:
    """Write the whole index anew."""
    search_index.start(session)
    for kept in reports.load_all(session):
        index_report(session, kept)
    index_indicators(session)


def index_report(session: Session, kept: Kept) -> None:
    """Index a report with its figures and annotations; whatever was indexed of these before is replaced.

    Indicators are left to ``index_indicators``: they belong to several reports.
    """
    search_index.forget_report(session, kept.id)
    found = figures.standing(figures.all_of(session, kept))
    search_index.write_names(session, search_entries.names_of(kept.report))
    search_index.write(
        session,
        kept.id,
        [
            *search_entries.of_report(session, kept),
            *search_entries.of_figures(kept, ((one.number, one.figure) for one in found)),
            *search_entries.of_annotations(kept, notes.numbered(session, kept)),
        ],
    )


def index_figure(session: Session, kept: Kept, number: int) -> None:
    """Index a figure as it stands now; a removed one is only taken out."""
    search_index.forget_one(session, HitKind.FIGURE, number)
    for one in figures.standing(figures.all_of(session, kept)):
        if one.number == number:
            search_index.write(session, kept.id, search_entries.of_figures(kept, [(number, one.figure)]))


def index_indicators(session: Session) -> None:
    """Index all indicators as they are now, each with the report that holds its target."""
    search_index.forget_kind(session, HitKind.INDICATOR)
    found = indicators.load(session)
    keys = list(dict.fromkeys(indicator.target.report_key for indicator in found.values()))
    for kept in reports.load_some(session, keys):
        own = [(number, one) for number, one in found.items() if one.target.report_key == kept.report.key]
        search_index.write(session, kept.id, search_entries.of_indicators(kept, own))


def index_annotation(session: Session, kept: Kept, annotation_id: str) -> None:
    """Index an annotation as it is now; a deleted or withdrawn one is only taken out."""
    number = notes.number_of(session, annotation_id)
    search_index.forget_one(session, HitKind.ANNOTATION, number)
    note = notes.one(session, annotation_id)
    if note is None:
        return
    for entry in search_entries.of_annotations(kept, [(number, note)]):
        search_index.write(session, kept.id, [replace(entry, number=search_index.free(session, entry.number))])
