"""A file becomes a report: sources, layout, outline, figures. Neither Qt nor SQL."""

from briefing.reading.figures import read_figures
from briefing.reading.outline import read_report
from briefing.reading.records import figure_record, outline_record
from briefing.reading.sources import SUFFIXES, SourceFile, load

__all__ = ["SUFFIXES", "SourceFile", "figure_record", "load", "outline_record", "read_figures", "read_report"]
