"""Preview, PDF and printer: typeset off the GUI thread, with progress, stoppable."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from briefing.domain import file_names
from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.domain.errors import KnownError
from briefing.domain.labels import caption, section_title
from briefing.domain.place import Place
from briefing.domain.shown import shown
from briefing.export.annotations_document import annotations_document
from briefing.export.choices import PageChoices
from briefing.export.document import Document
from briefing.export.fonts import FaceRole, FontShelf
from briefing.export.pdf import PdfWriter
from briefing.export.printable import UnprintableError
from briefing.export.selection import annotations_of, document_of
from briefing.export.steps import ExportCancelled, Progress
from briefing.locate import home
from briefing.ui.compose.faces import absent_in_words
from briefing.ui.main_window import MainWindow
from briefing.ui.settings import WindowSettings
from briefing.ui.store import Store
from briefing.ui.tasks import Cancel, Stopped, Tasks

PREVIEW_PPI = 144.0
PRINTER_PPI = 300.0

MOST_ANNOTATIONS = 1000
"""More make a book of several hundred pages, which nobody prints on purpose."""

Compose: TypeAlias = Callable[
    [Sequence[ReportContents], Sequence[Indicator], PageChoices, tuple[str, ...]], Document
]  # fmt: skip
"""What is known, what was chosen for the page, and the faces of charts, made a document."""


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is previewed. ``left`` follows 返回, in place of the signal."""

    title: str
    compose: Compose
    left: Callable[[], object] | None = None


class PreviewController(QObject):
    """Opens the preview for a place, or for annotations, and carries out what is asked for there.

    ``left`` follows 返回 from the pages of a place.
    """

    left = Signal()
    _stepped = Signal(int, float, str)

    def __init__(
        self, window: MainWindow, store: Store, tasks: Tasks, settings: WindowSettings, shelf: FontShelf
    ) -> None:
        super().__init__(window)
        self._window, self._store, self._tasks, self._settings = window, store, tasks, settings
        self._page = window.preview_page
        self._shelf = shelf
        self._writer = PdfWriter(self._shelf)
        self._subject: _Subject | None = None
        # Whether a file for keeping is made; not when characters were to be replaced. Work that met some says so.
        self._tagged, self._lacking = True, False
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
        title = self._title(place, contents)
        self._show(_Subject(title, partial(document_of, place)))
        self._page.open_for(title, annotations_of(place, contents), self._choices)
        self._typeset()

    def open_annotations(
        self, ids: Collection[str], filtered: str = "", *, left: Callable[[], object] | None = None
    ) -> None:
        """Show the pages for these annotations by themselves.

        ``filtered`` says in words how they were chosen; ``left`` follows 返回, else the signal does.
        """
        wanted = frozenset(ids)
        if len(wanted) > MOST_ANNOTATIONS:
            self._window.notice.say(
                self.tr("一次最多打印 {0} 条批注，现在选了 {1} 条。请先筛选，或把它们导出为表格。").format(
                    MOST_ANNOTATIONS, len(wanted)
                )
            )
            return

        def compose(
            library: Sequence[ReportContents], _: Sequence[Indicator], __: PageChoices, ___: tuple[str, ...]
        ) -> Document:
            return annotations_document(library, wanted, filtered=filtered)

        title = self.tr("批注")
        if filtered:
            title = self.tr("批注 · {0}").format(filtered)
        self._show(_Subject(title, compose, left))
        self._page.open_as_is(title)
        self._typeset()

    def _show(self, subject: _Subject) -> None:
        self._subject, self._choices, self._tagged = subject, PageChoices(), True
        self._window.show_page(self._page)

    def _title(self, place: Place, contents: ReportContents) -> str:
        report = contents.report
        item = report.item_at(place.item) if place.item is not None else None
        section = report.section_at(place.section) if place.section else None
        words = caption(item) if item else section_title(section) if section else report.name
        return shown(words)

    @property
    def _faces(self) -> tuple[str, ...]:
        """Finding the faces takes a while the first time: ask on the worker."""
        return self._shelf.families(FaceRole.HEI)

    def _composed(self, subject: _Subject) -> Callable[[], Document]:
        """Makes the document of what is known and chosen now; to be called on the worker."""
        library, indicators, choices = self._store.library, self._store.indicators, self._choices
        return lambda: subject.compose(library, indicators, choices, self._faces)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """An export that was stopped is no error; characters that can not be printed leave a way out."""
        self._lacking = False
        try:
            yield
        except ExportCancelled as stopped:
            raise Stopped from stopped
        except UnprintableError:
            self._lacking = True
            raise

    def set_again(self) -> None:
        """Other faces are preferred now: what is shown is set in them."""
        if self._subject is not None and self._window.page is self._page:
            self._soon.start()

    def _choose(self, choices: PageChoices) -> None:
        self._choices = choices
        self._soon.start()

    def _typeset(self) -> None:
        if self._subject is None:
            return
        compose, tagged = self._composed(self._subject), self._tagged
        cancel, progress, run = self._begin()

        def work() -> tuple[bytes, ...]:
            with self._writing():
                return tuple(
                    self._writer.to_png(compose(), PREVIEW_PPI, tagged=tagged, progress=progress, cancelled=cancel)
                )

        def done(pages: tuple[bytes, ...]) -> None:
            if run == self._run:
                faces = "、".join(dict.fromkeys(choice.used for choice in self._writer.faces if choice.used))
                words = self.tr("预览与打印一致。所用字体：{0}").format(faces)
                if absent := absent_in_words(self._writer.faces):
                    words = absent
                if not tagged:
                    words = self.tr("打印不出的字符以“〓”代替，导出的 PDF 不带标签。")
                self._page.show_pages(pages, words)

        self._tasks.run(work, done, self._fail)

    def export(self) -> None:
        """Ask where, and write the PDF there."""
        if self._subject is None:
            return
        name = file_names.made_of(self._subject.title, longest=60, otherwise="briefing")
        start = Path(self._settings.folder or home()) / f"{name}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self._window, self.tr("导出 PDF"), str(start), "PDF (*.pdf)")
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, path: Path) -> None:
        """Write the PDF to a file; the name gets its ending when it has none."""
        if self._subject is None:
            return
        target = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
        self._settings.folder = str(target.parent)
        compose, tagged = self._composed(self._subject), self._tagged
        cancel, progress, _ = self._begin()

        def work() -> None:
            with self._writing():
                self._writer.write(compose(), target, tagged=tagged, progress=progress, cancelled=cancel)

        def done(_: None) -> None:
            self._page.show_progress(1.0, self.tr("已写入 {0}").format(target))
            self._window.notice.say(self.tr("已导出到 {0}").format(target))

        self._tasks.run(work, done, self._fail)

    def print_out(self) -> None:
        """Typeset at the printer's resolution, then let the system's dialog choose printer, range and copies."""
        if self._subject is None:
            return
        compose, tagged = self._composed(self._subject), self._tagged
        cancel, progress, _ = self._begin()

        def work() -> tuple[bytes, ...]:
            with self._writing():
                return tuple(
                    self._writer.to_png(compose(), PRINTER_PPI, tagged=tagged, progress=progress, cancelled=cancel)
                )

        self._tasks.run(work, self._print_pages, self._fail)

    def _print_pages(self, pages: tuple[bytes, ...]) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from briefing.export.printing import prefer, print_pages

        self._page.show_progress(1.0, self.tr("共 {0} 页").format(len(pages)))
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._subject.title if self._subject else "")
        absent = prefer(printer, self._settings.chosen.now)
        if absent:
            self._window.notice.say(self.tr("没有找到打印机“{0}”，先用系统默认的。").format(absent))
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
        if self._lacking:
            self._window.notice.say(sentence, self.tr("以“〓”代替"), self._replace_characters)
        else:
            self._window.notice.say(sentence)

    def _replace_characters(self) -> None:
        """Go on with 〓 for what can not be printed."""
        self._tagged, self._lacking = False, False
        self._typeset()

    def _leave(self) -> None:
        self._cancel.cancel()
        self._run += 1
        self._window.notice.hide()
        if self._subject is not None and self._subject.left is not None:
            self._subject.left()
        else:
            self.left.emit()
