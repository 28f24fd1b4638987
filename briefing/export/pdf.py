"""PDF files and page images of a document, typeset by Typst in memory."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.domain.errors import ExportError
from briefing.export.document import Document
from briefing.export.files import check_folder, replace_file
from briefing.export.fonts import FontChoice, FontShelf
from briefing.export.places import Mark, excess_of, marks_of
from briefing.export.printable import (
    UnprintableError,
    clean,
    entry_of,
    formless,
    place_of,
    sentence_on_chart,
    without,
)
from briefing.export.steps import Cancelled, Progress, Steps
from briefing.export.typesetter import (
    BadChartError,
    NoFaceError,
    page_images,
    plain_pdf,
    positions,
    tagged_pdf,
    template,
)
from briefing.export.typst_data import files_for

if TYPE_CHECKING:
    import typst

PREVIEW_PPI = 144
PRINT_PPI = 300


@dataclass(frozen=True, slots=True)
class Pages:
    """A document typeset once: the PDF file, and its pages as PNG images in the resolution asked for.

    ``missing`` are the characters that were replaced by 〓; empty unless an untagged file was asked for. ``marks`` say
    where the document's entries stand. ``excess`` is by how many lines a document in large type goes beyond its page.
    """

    pdf: bytes
    images: tuple[bytes, ...]
    missing: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    excess: int = 0


class PdfWriter:
    """Writes documents as PDF. Safe to call from any thread, one call at a time; compiling releases the GIL."""

    def __init__(self, shelf: FontShelf) -> None:
        self._shelf = shelf

    @property
    def faces(self) -> tuple[FontChoice, ...]:
        """The faces it prints in, by role, with those it looked for in vain."""
        return self._shelf.choices

    def to_pdf(
        self,
        document: Document,
        *,
        tagged: bool = True,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> bytes:
        """The document as a PDF file: PDF/A-2b and PDF/UA-1, or with ``tagged=False`` a plain one in which 〓 stands
        for every character that cannot be printed.

        Raises UnprintableError for such a character in a tagged file, ExportError for a chart that cannot be drawn,
        ExportCancelled when ``cancelled`` says so.
        """
        steps = Steps(progress, cancelled, 2)
        pdf = self._typeset(document, None, tagged, steps).pdf
        steps.done()
        return pdf

    def to_png(
        self,
        document: Document,
        ppi: float = PREVIEW_PPI,
        *,
        tagged: bool = True,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> list[bytes]:
        """Its pages as PNG images, A4 at ``ppi`` dots an inch, exactly as the PDF prints. Raises as ``to_pdf`` does."""
        return list(self.render(document, ppi, tagged=tagged, progress=progress, cancelled=cancelled).images)

    def render(
        self,
        document: Document,
        ppi: float | None = PREVIEW_PPI,
        *,
        tagged: bool = True,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Pages:
        """The PDF and the images at once, from one typesetting; none without ``ppi``. Raises as ``to_pdf`` does."""
        steps = Steps(progress, cancelled, 2 if ppi is None else 3)
        pages = self._typeset(document, ppi, tagged, steps)
        steps.done()
        return pages

    def write(
        self,
        document: Document,
        path: Path,
        *,
        tagged: bool = True,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> None:
        """Write the PDF file. An older file at ``path`` is replaced whole or not at all.

        Raises as ``to_pdf`` does, and ExportError when the place cannot be written.
        """
        steps = Steps(progress, cancelled, 3)
        check_folder(path)
        pdf = self._typeset(document, None, tagged, steps).pdf
        steps.next("写入文件")
        replace_file(path, pdf)
        steps.done()

    def _typeset(self, document: Document, ppi: float | None, tagged: bool, steps: Steps) -> Pages:
        steps.next("查找字体")
        faces, fonts = self._shelf.choices, self._shelf.fonts
        steps.next("排版")
        document = clean(document)
        missing: tuple[str, ...] = ()
        crowded: frozenset[str] = frozenset()
        while True:
            files, pdf, lacking = self._attempt(document, faces, fonts, crowded)
            steps.check()
            if lacking and tagged:
                raise UnprintableError(lacking, place_of(document, lacking[0]), entry_of(document, lacking[0]))
            replaced = without(document, lacking)
            missing += lacking
            if replaced != document:
                document = replaced
                continue
            where = positions(files, fonts)
            # Remarks that the margin of a page has no room for become footnotes, which may crowd other pages.
            if crowded.issuperset(where["crowded"]):
                break
            crowded = crowded.union(where["crowded"])
        if not tagged:
            pdf = plain_pdf(files, fonts)
        images: tuple[bytes, ...] = ()
        if ppi is not None:
            steps.next("绘制页面")
            images = page_images(files, fonts, ppi)
        steps.check()
        marks = marks_of(where["entries"], (int(place["page"]) - 1 for _, place in where["turned"]))
        return Pages(pdf, images, missing, marks, excess_of(where["end"]) if document.large else 0)

    @staticmethod
    def _attempt(
        document: Document, faces: tuple[FontChoice, ...], fonts: typst.Fonts, crowded: frozenset[str]
    ) -> tuple[dict[str, bytes], bytes, tuple[str, ...]]:
        """What Typst was given, the tagged PDF, and the characters that stood in its way (then there is no PDF)."""
        lacking = formless(document)
        if lacking:
            return {}, b"", lacking
        files = template() | files_for(document, faces, crowded=crowded)
        try:
            return files, tagged_pdf(files, fonts), ()
        except NoFaceError as found:
            return files, b"", found.characters
        except BadChartError as found:
            raise ExportError(sentence_on_chart(document, found.number), detail=found.detail) from found
