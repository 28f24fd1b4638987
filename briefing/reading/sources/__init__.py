"""Files become source texts."""

from briefing.reading.sources.load import SUFFIXES, SourceFile, load

__all__ = ["SUFFIXES", "SourceFile", "load"]
