"""Word files of a document: the layout of the PDF in real styles, fields, footnotes and charts that can be edited."""

from __future__ import annotations

from briefing.export.docx.writer import DocxWriter

__all__ = ["DocxWriter"]
