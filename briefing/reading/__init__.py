"""A file becomes a report: sources, layout, outline, figures. Neither Qt nor SQL."""

from briefing.reading.explained import Exclusion, read_exclusions
from briefing.reading.figures import read_figures
from briefing.reading.outline import read_report
from briefing.reading.records import exclusion_record, figure_record, outline_record
from briefing.reading.sources import SUFFIXES, SourceFile, load

__all__ = [
    "SUFFIXES",
    "Exclusion",
    "SourceFile",
    "exclusion_record",
    "figure_record",
    "load",
    "outline_record",
    "read_exclusions",
    "read_figures",
    "read_report",
]
