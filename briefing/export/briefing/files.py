"""A briefing's document as the bytes of a file of any kind that it can be written as."""

from __future__ import annotations

from pathlib import Path

from briefing.domain.errors import ExportError
from briefing.export.document import Document
from briefing.export.files import check_folder
from briefing.export.fonts import FontShelf
from briefing.export.steps import Cancelled, Progress

SUFFIXES = {".pdf": "pdf", ".docx": "docx", ".xlsx": "xlsx", ".md": "md", ".txt": "txt"}
"""The kinds of files, by how their names end."""


def format_of(path: Path) -> str:
    """What a file of that name is written as. Raises ExportError for a name that does not tell."""
    found = SUFFIXES.get(path.suffix.lower())
    if found is None:
        raise ExportError(f"不知道“{path.name}”要写成什么文件，文件名请用 {'、'.join(SUFFIXES)} 结尾。")
    check_folder(path)
    return found


def written(
    document: Document,
    kind: str,
    shelf: FontShelf,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> bytes:
    """The document as a file of that kind (``SUFFIXES``).

    Raises ExportError for what cannot be printed or has nothing to write, ExportCancelled when ``cancelled`` says so.
    """
    match kind:
        case "pdf":
            from briefing.export.pdf import PdfWriter

            return PdfWriter(shelf).to_pdf(document, progress=progress, cancelled=cancelled)
        case "docx":
            from briefing.export.docx import DocxWriter

            return DocxWriter(shelf).to_docx(document, progress=progress, cancelled=cancelled)
        case "xlsx":
            from briefing.export.xlsx import tables_xlsx

            return tables_xlsx(document)
        case "md" | "txt":
            from briefing.export.plain_text import to_markdown, to_plain

            return (to_markdown if kind == "md" else to_plain)(document).encode("utf-8")
    raise ValueError(f"no such kind of file: {kind}")
