"""The pages while one edits: laid out soon after the last change, drawn where somebody looks, off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from briefing.domain.briefing import Briefing
from briefing.domain.briefing_sources import Sources
from briefing.export.briefing.document import Complaint, composed
from briefing.export.document import Document
from briefing.export.fonts import FaceRole, FontChoice, FontShelf
from briefing.export.pdf import PdfWriter
from briefing.export.preview import Layout, PagePreview
from briefing.export.printable import UnprintableError
from briefing.export.steps import ExportCancelled
from briefing.ui.tasks import Cancel, Stopped, Tasks

SOON = 120
"""Milliseconds of rest after a change before the pages are laid out anew."""

_MM_PER_INCH = 25.4


@dataclass(frozen=True, slots=True)
class Laid:
    """A briefing as it came to be laid out. Where characters could not be printed, ``missing`` names them."""

    briefing: Briefing
    document: Document
    layout: Layout
    complaints: tuple[Complaint, ...]
    faces: tuple[FontChoice, ...]


class Typesetting(QObject):
    """``laid`` carries a Laid; ``drawn`` a page (from 0), its width in dots and its QImage; ``refused`` a sentence."""

    laid = Signal(object)
    drawn = Signal(int, int, object)
    refused = Signal(str)

    def __init__(self, tasks: Tasks, shelf: FontShelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._shelf = tasks, shelf
        self.writer = PdfWriter(shelf)
        self.preview = PagePreview(self.writer)
        self._subject: tuple[Briefing, Sources] | None = None
        self._cancel = Cancel()
        self._run = 0
        self._urgent: dict[tuple[int, int], None] = {}
        self._later: dict[tuple[int, int], None] = {}
        self._drawing = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._lay_out)

    def show(self, briefing: Briefing, sources: Sources, *, now: bool = False) -> None:
        """Lay this out, ``now`` or when no other change follows for a moment."""
        self._subject = briefing, sources
        self._soon.start(0 if now else SOON)

    def stop(self) -> None:
        """Whatever is under way is no longer wanted."""
        self._soon.stop()
        self._cancel.cancel()
        self._run += 1
        self._urgent.clear()
        self._later.clear()

    def close(self) -> None:
        """Let go of the pages."""
        self.stop()
        self.preview.close()

    def document(self, briefing: Briefing, sources: Sources) -> Callable[[], Document]:
        """Makes the document of a briefing; to be called on the worker."""
        return lambda: composed(briefing, sources, self._shelf.families(FaceRole.HEI)).document

    def _lay_out(self) -> None:
        if self._subject is None:
            return
        briefing, sources = self._subject
        self.stop()
        self._cancel, run = Cancel(), self._run
        cancel = self._cancel

        def work() -> Laid:
            try:
                made = composed(briefing, sources, self._shelf.families(FaceRole.HEI))
                try:
                    layout = self.preview.update(made.document, cancelled=cancel)
                except UnprintableError:
                    # What is worked on is shown all the same, 〓 in place of what has no form; exporting asks.
                    layout = self.preview.update(made.document, tagged=False, cancelled=cancel)
                return Laid(briefing, made.document, layout, made.complaints, self.writer.faces)
            except ExportCancelled as stopped:
                raise Stopped from stopped

        def done(laid: Laid) -> None:
            if run == self._run:
                self.laid.emit(laid)

        self._tasks.run(work, done, self.refused.emit)

    def draw(self, page: int, dots: int, *, later: bool = False) -> None:
        """Draw a page, ``dots`` wide; those asked for ``later`` follow all others."""
        (self._later if later else self._urgent)[page, dots] = None
        self._draw_next()

    def _draw_next(self) -> None:
        if self._drawing:
            return
        queue = self._urgent or self._later
        if not queue:
            return
        page, dots = next(iter(queue))
        del queue[page, dots]
        self._drawing = True
        run = self._run

        def work() -> QImage | None:
            try:
                size = self.preview.layout.sizes[page]
                image = self.preview.image(page, dots / size.width * _MM_PER_INCH)
            except IndexError:
                return None
            made = QImage(image.pixels, image.width, image.height, 4 * image.width, QImage.Format.Format_RGB32)
            # A page's width is no whole number of dots: one more or less than asked for is made right.
            return made.copy(0, 0, dots, image.height) if image.width > dots else made.scaledToWidth(dots).copy()

        def done(image: QImage | None) -> None:
            self._drawing = False
            if image is not None and run == self._run:
                self.drawn.emit(page, dots, image)
            self._draw_next()

        def failed(sentence: str) -> None:
            self._drawing = False
            self.refused.emit(sentence)

        self._tasks.run(work, done, failed)
