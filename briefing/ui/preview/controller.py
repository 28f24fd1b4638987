"""Preview, PDF and printer: typeset off the GUI thread, with progress, stoppable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from briefing.domain.errors import KnownError
from briefing.domain.labels import caption, section_title
from briefing.domain.place import Place
from briefing.domain.shown import shown
from briefing.export.choices import PageChoices
from briefing.export.fonts import FaceRole, FontShelf
from briefing.export.pdf import PdfWriter
from briefing.export.selection import annotations_of, document_of
from briefing.export.steps import ExportCancelled, Progress
from briefing.ui.main_window import MainWindow
from briefing.ui.settings import WindowSettings
from briefing.ui.store import Store
from briefing.ui.tasks import Cancel, Stopped, Tasks

PREVIEW_PPI = 144.0
PRINTER_PPI = 300.0


@contextmanager
def _stoppable() -> Iterator[None]:
    """An export that was stopped is no error."""
    try:
        yield
    except ExportCancelled as stopped:
        raise Stopped from stopped


class PreviewController(QObject):
    """Opens the preview for a place and carries out what is asked for there. ``left`` follows 返回."""

    left = Signal()
    _stepped = Signal(int, float, str)

    def __init__(self, window: MainWindow, store: Store, tasks: Tasks, settings: WindowSettings) -> None:
        super().__init__(window)
        self._window, self._store, self._tasks, self._settings = window, store, tasks, settings
        self._page = window.preview_page
        self._shelf = FontShelf()
        self._writer = PdfWriter(self._shelf)
        self._place: Place | None = None
        self._choices = PageChoices()
        self._cancel = Cancel()
        self._run = 0
        # Ticking several boxes in a row typesets once.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(150)
        self._soon.timeout.connect(self._typeset)
        self._stepped.connect(self._show_step)
        self._page.choices_changed.connect(self._choose)
        self._page.back_wanted.connect(self._leave)
        self._page.export_wanted.connect(self.export)
        self._page.print_wanted.connect(self.print_out)
        self._page.cancel_wanted.connect(self._stop)

    def open(self, place: Place) -> None:
        """Show the pages for a place."""
        contents = self._store.contents_of(place.report_key)
        if contents is None:
            return
        self._place, self._choices = place, PageChoices()
        self._page.open_for(self._title(place), annotations_of(place, contents), self._choices)
        self._window.show_page(self._page)
        self._typeset()

    def _title(self, place: Place) -> str:
        contents = self._store.contents_of(place.report_key)
        assert contents is not None
        report = contents.report
        item = report.item_at(place.item) if place.item is not None else None
        section = report.section_at(place.section) if place.section else None
        words = caption(item) if item else section_title(section) if section else report.name
        return shown(words)

    @property
    def _faces(self) -> tuple[str, ...]:
        """Finding the faces takes a while the first time: ask on the worker."""
        return self._shelf.families(FaceRole.HEI)

    def _choose(self, choices: PageChoices) -> None:
        self._choices = choices
        self._soon.start()

    def _typeset(self) -> None:
        place, choices = self._place, self._choices
        if place is None:
            return
        library, indicators = self._store.library, self._store.indicators
        cancel, progress, run = self._begin()

        def work() -> tuple[QImage, ...]:
            document = document_of(place, library, indicators, choices, self._faces)
            with _stoppable():
                pages = self._writer.to_png(document, PREVIEW_PPI, progress=progress, cancelled=cancel)
            return tuple(QImage.fromData(page) for page in pages)

        def done(images: tuple[QImage, ...]) -> None:
            if run == self._run:
                faces = "、".join(dict.fromkeys(choice.used for choice in self._writer.faces if choice.used))
                self._page.show_pages(images, self.tr("预览与打印一致。所用字体：{0}").format(faces))

        self._tasks.run(work, done, self._fail)

    def export(self) -> None:
        """Ask where, and write the PDF there."""
        if self._place is None:
            return
        name = re.sub(r'[\\/:*?"<>|\s]+', " ", self._title(self._place)).strip()[:60] or "briefing"
        start = Path(self._settings.folder or Path.home()) / f"{name}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self._window, self.tr("导出 PDF"), str(start), "PDF (*.pdf)")
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Write the PDF to a file; the name gets its ending when it has none."""
        place, choices = self._place, self._choices
        if place is None:
            return
        target = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
        self._settings.folder = str(target.parent)
        library, indicators = self._store.library, self._store.indicators
        cancel, progress, _ = self._begin()

        def work() -> None:
            document = document_of(place, library, indicators, choices, self._faces)
            with _stoppable():
                self._writer.write(document, target, progress=progress, cancelled=cancel)

        def done(_: None) -> None:
            self._page.show_progress(1.0, self.tr("已写入 {0}").format(target))
            self._window.notice.say(self.tr("已导出到 {0}").format(target))

        self._tasks.run(work, done, self._fail)

    def print_out(self) -> None:
        """Typeset at the printer's resolution, then let the system's dialog choose printer, range and copies."""
        place, choices = self._place, self._choices
        if place is None:
            return
        library, indicators = self._store.library, self._store.indicators
        cancel, progress, _ = self._begin()

        def work() -> tuple[bytes, ...]:
            document = document_of(place, library, indicators, choices, self._faces)
            with _stoppable():
                return tuple(self._writer.to_png(document, PRINTER_PPI, progress=progress, cancelled=cancel))

        self._tasks.run(work, self._print_pages, self._fail)

    def _print_pages(self, pages: tuple[bytes, ...]) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from briefing.export.printing import print_pages

        self._page.show_progress(1.0, self.tr("共 {0} 页").format(len(pages)))
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._title(self._place) if self._place else "")
        dialog = QPrintDialog(printer, self._window)
        dialog.setMinMax(1, len(pages))
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            try:
                print_pages(printer, pages)
            except KnownError as error:
                self._fail(str(error))
            else:
                self._page.show_progress(1.0, self.tr("已送往打印机。"))
        dialog.deleteLater()

    def _begin(self) -> tuple[Cancel, Progress, int]:
        """A new run: the one before is stopped, its late words are not shown."""
        self._cancel.cancel()
        self._cancel = Cancel()
        self._run += 1
        run = self._run
        self._page.show_progress(0.0, self.tr("正在排版…"))

        def progress(share: float, words: str) -> None:
            self._stepped.emit(run, share, words)

        return self._cancel, progress, run

    def _show_step(self, run: int, share: float, words: str) -> None:
        if run == self._run and share < 1:
            self._page.show_progress(share, words)

    def _stop(self) -> None:
        self._cancel.cancel()
        self._run += 1
        self._page.show_progress(1.0, self.tr("已停止。"))

    def _fail(self, sentence: str) -> None:
        self._page.show_progress(1.0, "")
        self._window.notice.say(sentence)

    def _leave(self) -> None:
        self._cancel.cancel()
        self._run += 1
        self._window.notice.hide()
        self.left.emit()
