"""Keeps the search index in step with what is in the library, within the transaction of each change."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from briefing.library import annotations as notes
from briefing.library import figures, indicators, reports, search_entries, search_index
from briefing.library.reports import Kept


def rebuild(session: Session) -> None:
    """Write the whole index anew."""
    search_index.start(session)
    for kept in reports.load_all(session):
        index_report(session, kept)


def index_report(session: Session, kept: Kept) -> None:
    """Index a report with all that the library keeps about it; whatever was indexed of it before is replaced."""
    search_index.forget_report(session, kept.id)
    found = figures.load(session, kept)
    ids = figures.numbers(session, kept)
    own = [
        (number, indicator)
        for number, indicator in indicators.load(session).items()
        if indicator.target.report_key == kept.report.key
    ]
    search_index.write_names(session, search_entries.names_of(kept.report))
    search_index.write(
        session,
        kept.id,
        [
            *search_entries.of_report(session, kept, found, ids),
            *search_entries.of_indicators(kept, own),
            *search_entries.of_annotations(kept, notes.numbered(session, kept)),
        ],
    )


def index_annotation(session: Session, kept: Kept, annotation_id: str) -> None:
    """Index an annotation as it is now; a deleted one is only taken out."""
    note = notes.one(session, annotation_id)
    if note is None:
        return
    number = notes.number_of(session, annotation_id)
    search_index.forget_annotation(session, number)
    for entry in search_entries.of_annotations(kept, [(number, note)]):
        search_index.write(session, kept.id, [replace(entry, number=search_index.free(session, entry.number))])
