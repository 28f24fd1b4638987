"""The files a briefing can become."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from briefing.export.document import Contents, Document, EntryMark, Heading
from briefing.export.fonts import FontShelf
from briefing.export.pdf import PdfWriter
from briefing.export.places import Mark
from briefing.export.plain_text import to_markdown, to_plain
from briefing.export.steps import Cancelled, Progress


class Format(StrEnum):
    """A kind of file; its value is the ending of its name."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    MARKDOWN = "md"
    TEXT = "txt"

    @property
    def label(self) -> str:
        """What the save dialog calls it."""
        return {
            Format.PDF: "PDF",
            Format.DOCX: _tr("Word 文档"),
            Format.XLSX: _tr("Excel 表格（只有数据表）"),
            Format.MARKDOWN: "Markdown",
            Format.TEXT: _tr("纯文字"),
        }[self]

    @property
    def filter(self) -> str:
        """Its line among the save dialog's filters."""
        return f"{self.label} (*.{self.value})"


def content_of(
    kind: Format,
    document: Document,
    shelf: FontShelf,
    marks: Sequence[Mark] = (),
    *,
    tagged: bool = True,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> bytes:
    """The file's bytes. Raises as the writers do: ExportError, UnprintableError, ExportCancelled."""
    match kind:
        case Format.PDF:
            return PdfWriter(shelf).to_pdf(document, tagged=tagged, progress=progress, cancelled=cancelled)
        case Format.DOCX:
            from briefing.export.docx.writer import DocxWriter  # with what it brings, too much for every start

            pages = heading_pages(document, marks)
            return DocxWriter(shelf).to_docx(document, pages=pages, progress=progress, cancelled=cancelled)
        case Format.XLSX:
            from briefing.export.xlsx import tables_xlsx  # likewise

            return tables_xlsx(document)
        case Format.MARKDOWN:
            return to_markdown(document).encode()
        case Format.TEXT:
            return to_plain(document).encode()


def heading_pages(document: Document, marks: Sequence[Mark]) -> tuple[int, ...]:
    """The pages of the headings, in order, for a Word file's contents; none when there are no contents to fill."""
    if not any(isinstance(block, Contents) for block in document.blocks):
        return ()
    first: dict[str, int] = {}
    for mark in marks:
        first.setdefault(mark.entry, mark.page + 1)
    pages: list[int] = []
    entry = ""
    for block in document.blocks:
        if isinstance(block, EntryMark):
            entry = block.entry
        elif isinstance(block, Heading):
            if entry not in first:
                return ()
            pages.append(first[entry])
    return tuple(pages)


def _tr(text: str) -> str:
    return QCoreApplication.translate("BriefingFormats", text)
