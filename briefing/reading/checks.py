"""Checks a report for what should be looked at before it is quoted: numbers that disagree, words that slipped.

Written to be believed: what is found is certain or nearly so, and what is doubtful is left alone.
"""

from __future__ import annotations

from itertools import chain

from briefing.domain.figure import Figure
from briefing.domain.finding import Finding
from briefing.domain.report import Report
from briefing.reading.checks_numbers import broken_sums, impossible_percentages, missing_units
from briefing.reading.checks_repeats import contradictions
from briefing.reading.checks_words import slips, wrong_years


def check(report: Report, figures: tuple[Figure, ...]) -> tuple[Finding, ...]:
    """Every finding of a report, in reading order of its first place; each once.

    Any figures will do; nothing is raised.
    """
    found: dict[str, Finding] = {}
    for finding in chain(
        contradictions(report, figures),
        broken_sums(report, figures),
        missing_units(report, figures),
        impossible_percentages(report, figures),
        slips(report),
        wrong_years(report),
    ):
        found.setdefault(finding.key, finding)
    return tuple(sorted(found.values(), key=lambda finding: (finding.places[0].item, finding.places[0].span)))
