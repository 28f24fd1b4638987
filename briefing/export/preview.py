"""The pages as they are worked on: laid out after every edit, drawn only where somebody looks.

What is drawn is the PDF file that an export writes, so the preview cannot differ from it.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from threading import RLock
from typing import TYPE_CHECKING, Any, overload

from briefing.export.document import Document
from briefing.export.fonts import FontChoice
from briefing.export.pdf import PREVIEW_PPI, Pages, PdfWriter
from briefing.export.places import Mark
from briefing.export.steps import Cancelled, Progress

if TYPE_CHECKING:
    import pypdfium2

_PDFIUM = RLock()
"""PDFium keeps state for the whole process: only one thread may be in it."""

_POINTS_PER_INCH = 72.0
_MM_PER_POINT = 25.4 / 72
_STROKE_PPI = 180
"""From here on a stroke of 0.35 points is nearly a dot wide."""

_FINEST = 3
"""Thumbnails are too small for it to matter, and there are many."""

_MOST_BYTES = 96 * 1024 * 1024
"""Drawn pages are kept up to here: a spread, its neighbours and all thumbnails."""


@dataclass(frozen=True, slots=True)
class PageSize:
    """A sheet as it is shown, in millimetres; one that is turned is wider than high."""

    width: float
    height: float

    @property
    def turned(self) -> bool:
        """Whether it lies on its side."""
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Layout:
    """What a document came to: its sheets, and where its entries stand on them.

    ``missing`` are the characters that 〓 stands for, ``excess`` is by how many lines a document in large type goes
    beyond its page.
    """

    sizes: tuple[PageSize, ...] = ()
    marks: tuple[Mark, ...] = ()
    missing: tuple[str, ...] = ()
    excess: int = 0

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self.sizes)

    def entry_at(self, page: int, height: float) -> str | None:
        """The entry at ``height`` millimetres from the top of a page: the one there, else the nearest above it."""
        there = [mark for mark in self.marks if mark.page == page]
        within = [mark for mark in there if mark.top <= height <= mark.bottom]
        above = within or [mark for mark in there if mark.top <= height] or there[:1]
        return above[-1].entry if above else None

    def of(self, entry: str) -> tuple[Mark, ...]:
        """Where an entry stands, page by page."""
        return tuple(mark for mark in self.marks if mark.entry == entry)


@dataclass(frozen=True, slots=True)
class PageImage:
    """A drawn page: ``height`` rows of ``width`` dots of four bytes, blue, green, red and one unused.

    That is QImage.Format.Format_RGB32 on the machines there are.
    """

    width: int
    height: int
    pixels: bytes = field(repr=False)


class PagePreview:
    """The pages of one document after another. ``update`` may run on a worker while another thread draws pages."""

    def __init__(self, writer: PdfWriter) -> None:
        self._writer = writer
        self._document: tuple[Document, bool, tuple[FontChoice, ...]] | None = None
        self._made = Pages(b"", ())
        self._layout = Layout()
        self._file: pypdfium2.PdfDocument | None = None
        self._drawn: OrderedDict[tuple[int, float], PageImage] = OrderedDict()

    def __del__(self) -> None:
        # A file that is merely dropped would be closed by whichever thread collects it, beside one that draws.
        with _PDFIUM:
            self._close()

    @property
    def layout(self) -> Layout:
        """What was laid out last."""
        return self._layout

    @property
    def pdf(self) -> bytes:
        """The file that the pages are drawn from: writing it is an export."""
        return self._made.pdf

    def update(
        self,
        document: Document,
        *,
        tagged: bool = True,
        progress: Progress | None = None,
        cancelled: Cancelled | None = None,
    ) -> Layout:
        """Lay the document out; the same one again costs nothing.

        Raises as ``PdfWriter.to_pdf`` does; the pages stay then as they were, and so they do when it is stopped.
        """
        subject = document, tagged, self._writer.faces
        if self._document == subject:
            return self._layout
        made = self._writer.render(document, None, tagged=tagged, progress=progress, cancelled=cancelled)
        import pypdfium2

        with _PDFIUM:
            file = pypdfium2.PdfDocument(made.pdf)
            sizes = tuple(PageSize(*(side * _MM_PER_POINT for side in file.get_page_size(n))) for n in range(len(file)))
            self._close()
            self._file, self._made, self._document = file, made, subject
            self._layout = Layout(sizes, made.marks, made.missing, made.excess)
            return self._layout

    def open(self, pdf: bytes) -> Layout:
        """Show a file that an export wrote before, as it is: it can be printed again exactly."""
        import pypdfium2

        with _PDFIUM:
            file = pypdfium2.PdfDocument(pdf)
            sizes = tuple(PageSize(*(side * _MM_PER_POINT for side in file.get_page_size(n))) for n in range(len(file)))
            self._close()
            self._file, self._made, self._document = file, Pages(pdf, ()), None
            self._layout = Layout(sizes)
            return self._layout

    def image(self, page: int, ppi: float = PREVIEW_PPI) -> PageImage:
        """A page, counted from 0, drawn at ``ppi`` dots an inch. Raises IndexError when there is no such page."""
        with _PDFIUM:
            if self._file is None or not 0 <= page < self._layout.pages:
                raise IndexError(f"no page {page} among {self._layout.pages}")
            known = self._drawn.get((page, ppi))
            if known is None:
                known = _draw(self._file, page, ppi)
                self._drawn[page, ppi] = known
                self._forget()
            self._drawn.move_to_end((page, ppi))
            return known

    def images(self, ppi: float) -> Sequence[PageImage]:
        """All pages at that resolution, each drawn when it is taken: for a printer, which is sent one at a time.

        They are those of now; pages laid out later are not among them.
        """
        apart = PagePreview(self._writer)
        with _PDFIUM:
            import pypdfium2

            apart._document, apart._made, apart._layout = self._document, self._made, self._layout
            apart._file = pypdfium2.PdfDocument(self._made.pdf) if self._made.pdf else None
        return _Images(apart, ppi)

    def close(self) -> None:
        """Let go of the pages. Another ``update`` brings others."""
        with _PDFIUM:
            self._close()
            self._document, self._made, self._layout = None, Pages(b"", ()), Layout()

    def _close(self) -> None:
        self._drawn.clear()
        if self._file is not None:
            self._file.close()
            self._file = None

    def _forget(self) -> None:
        while len(self._drawn) > 1 and sum(len(image.pixels) for image in self._drawn.values()) > _MOST_BYTES:
            self._drawn.popitem(last=False)


def _draw(file: pypdfium2.PdfDocument, page: int, ppi: float) -> PageImage:
    # PDFium draws no stroke thinner than a dot, and outlines are what makes 仿宋 bold: drawn fine, then made coarse.
    finer = max(1, min(_FINEST, math.ceil(_STROKE_PPI / ppi)))
    opened = file[page]
    try:
        bitmap: Any = opened.render(scale=finer * ppi / _POINTS_PER_INCH, prefer_bgrx=True)
        try:
            return _coarse(bitmap.to_numpy(), finer)
        finally:
            bitmap.close()
    finally:
        opened.close()


def _coarse(dots: Any, finer: int) -> PageImage:
    """The picture with one dot, of their mean, in place of ``finer`` by ``finer``; what is over at the edges is cut."""
    import numpy

    height, width = dots.shape[0] // finer, dots.shape[1] // finer
    if finer > 1:
        # Rows first: whole ones lie side by side, and there are fewer columns to add after that.
        rows = dots[: height * finer : finer].astype(numpy.uint16)
        for row in range(1, finer):
            rows += dots[row : height * finer : finer]
        total = rows[:, : width * finer : finer].copy()
        for column in range(1, finer):
            total += rows[:, column : width * finer : finer]
        dots = (total // (finer * finer)).astype(numpy.uint8)
    return PageImage(width, height, dots.tobytes())


class _Images(Sequence[PageImage]):
    def __init__(self, preview: PagePreview, ppi: float) -> None:
        self._preview = preview
        self._ppi = ppi

    def __len__(self) -> int:
        return self._preview.layout.pages

    @overload
    def __getitem__(self, at: int) -> PageImage: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[PageImage]: ...

    def __getitem__(self, at: int | slice) -> PageImage | Sequence[PageImage]:
        if isinstance(at, slice):
            return [self[page] for page in range(*at.indices(len(self)))]
        return self._preview.image(at + len(self) if at < 0 else at, self._ppi)

    def __iter__(self) -> Iterator[PageImage]:
        return (self[page] for page in range(len(self)))
