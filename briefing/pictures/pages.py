"""The pages of the briefing that comes with the library, as they are printed."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.export.fonts import FaceRole, FontShelf
from briefing.export.pdf import PdfWriter

if TYPE_CHECKING:
    from PySide6.QtGui import QImage


def example_pages(count: int, dots_per_inch: int) -> QImage:
    """Its first pages side by side on grey."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage, QPainter

    from briefing.domain.briefing_sources import Sources
    from briefing.export.briefing.document import document_of_briefing
    from briefing.library.library import Library

    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder) / "library.db") as library:
        example, sources = library.briefings()[0], Sources(library.contents(), library.indicators())
    shelf = FontShelf()
    document = document_of_briefing(example, sources, shelf.families(FaceRole.HEI))
    pages = [QImage.fromData(data) for data in PdfWriter(shelf).to_png(document, dots_per_inch)[:count]]
    gap = 12
    wide = sum(page.width() + gap for page in pages) + gap
    sheet = QImage(wide, pages[0].height() + 2 * gap, QImage.Format.Format_RGB32)
    sheet.fill(Qt.GlobalColor.lightGray)
    painter = QPainter(sheet)
    x = gap
    for page in pages:
        painter.drawImage(x, gap, page)
        x += page.width() + gap
    painter.end()
    return sheet
