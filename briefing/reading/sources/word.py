"""Word files become text: paragraphs and table cells, one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from briefing.domain.errors import SourceError

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table

_LEVEL = re.compile(r"(?:heading|标题)\s*([1-6])", re.IGNORECASE)
_DEEPEST_TABLE = 8


def text_of(data: bytes, name: str) -> str:
    """The words of a Word file in reading order. Heading styles become ``#`` marks, so the outline survives.

    Raises SourceError when the bytes are no Word file.
    """
    import docx

    try:
        document: Document = docx.Document(BytesIO(data))
        return "\n".join(_lines(document))
    except Exception as error:  # python-docx raises whatever zipfile, lxml or a missing part raise
        raise SourceError(
            f"“{name}”打不开，可能已损坏或加了密码，请用 Word 或 WPS 打开并另存为 .docx 后再导入。", detail=repr(error)
        ) from error


def _lines(document: Document) -> Iterator[str]:
    from docx.table import Table

    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _cells(block, 0)
            continue
        style = block.style.name if block.style is not None else None
        level = _LEVEL.match(style or "")
        text = block.text
        if style in ("Title", "标题") and text.strip():
            yield f"# {text.strip()}"
        elif level and text.strip():
            yield f"{'#' * (int(level[1]) + 1)} {text.strip()}"
        else:
            yield from text.split("\n")


def _cells(table: Table, depth: int) -> Iterator[str]:
    if depth > _DEEPEST_TABLE:
        return
    for row in table.rows:
        seen: list[object] = []
        for cell in row.cells:
            # A merged cell is listed once for every column it spans.
            if any(cell._tc is other for other in seen):
                continue
            seen.append(cell._tc)
            for paragraph in cell.paragraphs:
                yield from paragraph.text.split("\n")
            for inner in cell.tables:
                yield from _cells(inner, depth + 1)
