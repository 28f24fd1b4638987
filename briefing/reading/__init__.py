"""A file becomes a report: sources, layout, outline, figures. Neither Qt nor SQL."""

from briefing.reading.outline import read_report
from briefing.reading.records import outline_record
from briefing.reading.sources import SUFFIXES, SourceFile, load

__all__ = ["SUFFIXES", "SourceFile", "load", "outline_record", "read_report"]
