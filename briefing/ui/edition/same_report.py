"""Whether a file that is read in may be a corrected edition of a report that is kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from briefing.domain.contents import ReportContents
from briefing.domain.errors import KnownError
from briefing.domain.report import Report
from briefing.domain.shown import shown

ALIKE = 0.3
"""The share of items two editions of one report have in common at least, where no region tells."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A kept report that a file may be a corrected edition of."""

    key: str
    path: Path


def candidate(path: Path, library: Iterable[ReportContents]) -> Candidate | None:
    """The kept report of the same title, region and year as the file's, but of another text; None where there is none,
    and for what is no readable report (reading it in says why)."""
    from briefing.reading.outline import read_report
    from briefing.reading.sources import load

    kept = tuple(contents.report for contents in library)
    try:
        source = load(path)
        if any(report.sha256 == source.sha256 for report in kept):
            return None
        read = read_report(source, key="")
    except KnownError:
        return None
    found = next((report for report in kept if same(report, read)), None)
    return None if found is None else Candidate(found.key, path)


def same(kept: Report, read: Report) -> bool:
    """Whether both name the same report. A region or a year that one of them leaves out tells nothing: then they must
    have items in common."""
    if _plain(kept.title) != _plain(read.title) or _plain(kept.subtitle) != _plain(read.subtitle):
        return False
    known = [(kept.region, read.region), (kept.year, read.year)]
    if any(one and other and one != other for one, other in known):
        return False
    return all(one and other for one, other in known) or _alike(kept, read)


def _alike(one: Report, other: Report) -> bool:
    mine, theirs = {item.text for item in one.items()}, {item.text for item in other.items()}
    return len(mine & theirs) >= ALIKE * max(1, min(len(mine), len(theirs)))


def _plain(text: str) -> str:
    return "".join(shown(text).split())
