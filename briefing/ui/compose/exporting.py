"""A briefing leaves the program: as a file, on paper, on the clipboard; what left as a file or on paper is recorded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from briefing.actions.composing import RecordExport
from briefing.domain import file_names
from briefing.domain.briefing import Briefing, Export
from briefing.export.document import Document
from briefing.export.files import replace_file
from briefing.export.plain_text import to_markdown, to_plain
from briefing.export.preview import PagePreview
from briefing.export.printable import UnprintableError
from briefing.export.steps import ExportCancelled, Progress
from briefing.library.library import Library
from briefing.locate import home
from briefing.ui.compose.controller import ComposeController
from briefing.ui.compose.faces import lacking_in
from briefing.ui.compose.formats import Format, content_of
from briefing.ui.compose.records import ExportRecords
from briefing.ui.main_window import MainWindow
from briefing.ui.settings import WindowSettings
from briefing.ui.store import Store
from briefing.ui.tasks import Cancel, Stopped, Tasks
from briefing.ui.theme import Theme

T = TypeVar("T")

PRINTER_PPI = 300.0
ON_PAPER = "print"
"""What the records call the format of what went to a printer; its bytes are the PDF that was printed."""


class BriefingExports(QObject):
    """Carries out what the page's buttons and the 简报 menu ask for; everything but the dialogs on the worker."""

    _stepped = Signal(int, float, str)

    def __init__(
        self,
        theme: Theme,
        window: MainWindow,
        store: Store,
        tasks: Tasks,
        settings: WindowSettings,
        compose: ComposeController,
    ) -> None:
        super().__init__(window)
        self._theme, self._window, self._store, self._tasks = theme, window, store, tasks
        self._settings, self._compose = settings, compose
        self._page = window.composer_page
        self._cancel, self._run = Cancel(), 0
        self._again: Callable[[], object] | None = None
        self._stepped.connect(self._show_step)
        self._page.export_wanted.connect(self.export)
        self._page.print_wanted.connect(self.print_out)
        self._page.cancel_wanted.connect(self._stop)

    def export(self, kind: str = "") -> None:
        """Ask where, and write the file there; ``kind`` is the ending offered first."""
        current = self._filled()
        if current is None:
            return
        first = Format(kind) if kind else Format.PDF
        order = [first, *(other for other in Format if other is not first)]
        start = Path(self._settings.folder or home()) / f"{_file_name(current)}.{first.value}"
        chosen, filtered = QFileDialog.getSaveFileName(
            self._window, self._asked(), str(start), ";;".join(one.filter for one in order), first.filter
        )
        if chosen:
            named = next((one for one in order if one.filter == filtered), first)
            self.export_to(Path(chosen), named)

    def _asked(self) -> str:
        """The title of the save dialog: it says which faces stand in for others."""
        laid = self._compose.laid
        lacking = lacking_in(laid.faces) if laid else []
        if not lacking:
            return self.tr("导出简报")
        return self.tr("导出简报（本机没有{0}，以思源宋体代替）").format("、".join(lacking))

    def export_to(self, path: Path, kind: Format | None = None, *, tagged: bool = True) -> None:
        """Write a file and record it. The ending of the name decides the format where it is one of ours."""
        current = self._filled()
        if current is None:
            return
        ending = path.suffix.lower().removeprefix(".")
        chosen = Format(ending) if ending in {one.value for one in Format} else kind or Format.PDF
        target = path if ending == chosen.value else path.with_name(f"{path.name}.{chosen.value}")
        self._settings.folder = str(target.parent)
        document = self._compose.typesetting.document(current, self._compose.sources)
        laid = self._compose.laid
        marks = laid.layout.marks if laid and laid.briefing == current else ()
        cancel, progress, run = self._begin(self.tr("正在导出…"))

        def work() -> bytes:
            made = content_of(
                chosen, document(), self._compose.shelf, marks, tagged=tagged, progress=progress, cancelled=cancel
            )
            if cancel():
                raise ExportCancelled
            replace_file(target, made)
            return made

        def done(made: bytes) -> None:
            self._record(current, chosen.value, target.name, made)
            if run == self._run:
                self._page.show_progress(1.0, "")
            self._window.notice.say(self.tr("已导出到 {0}").format(target))

        self._run_it(work, done, lambda: self.export_to(target, chosen, tagged=False))

    def copy_text(self) -> None:
        """The briefing as plain text on the clipboard, for a chat or mail."""
        self._copy(to_plain)

    def copy_markdown(self) -> None:
        """The briefing as Markdown on the clipboard."""
        self._copy(to_markdown)

    def _copy(self, writer: Callable[[Document], str]) -> None:
        current = self._filled()
        if current is None:
            return
        document = self._compose.typesetting.document(current, self._compose.sources)

        def done(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            self._window.notice.say(self.tr("已复制，可以粘贴到聊天或邮件里。"))

        self._run_it(lambda: writer(document()), done)

    # Paper.

    def print_out(self, *, tagged: bool = True) -> None:
        """The same pages through the system's dialog."""
        current = self._filled()
        if current is None:
            return
        document = self._compose.typesetting.document(current, self._compose.sources)
        cancel, progress, run = self._begin(self.tr("正在排版…"))

        def work() -> PagePreview:
            preview = PagePreview(self._compose.typesetting.writer)
            preview.update(document(), tagged=tagged, progress=progress, cancelled=cancel)
            return preview

        def done(preview: PagePreview) -> None:
            if run == self._run:
                self._print(preview, current.name, duplex=current.paper.duplex, record=current)

        self._run_it(work, done, lambda: self.print_out(tagged=False))

    def _print(self, preview: PagePreview, name: str, *, duplex: bool, record: Briefing | None) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        from briefing.export.printing import prefer, print_pages, set_up

        self._page.show_progress(1.0, "")
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        set_up(printer, title=name, duplex=duplex)
        absent = prefer(printer, self._settings.chosen.now)
        if absent:
            self._window.notice.say(self.tr("没有找到打印机“{0}”，先用系统默认的。").format(absent))
        dialog = QPrintDialog(printer, self._window)
        dialog.setMinMax(1, preview.layout.pages)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange, True)
        accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not accepted:
            return
        cancel, progress, run = self._begin(self.tr("正在打印…"))

        def work() -> int:
            return print_pages(printer, preview.images(PRINTER_PPI), progress=progress, cancelled=cancel)

        def done(sides: int) -> None:
            if record is not None:
                self._record(record, ON_PAPER, self.tr("打印 {0} 面").format(sides), preview.pdf)
            if run == self._run:
                self._page.show_progress(1.0, self.tr("已送往打印机。"))

        self._run_it(work, done)

    # Records.

    def show_records(self) -> None:
        """What left the program of the briefing that is open."""
        current = self._compose.current
        if current is None:
            self._window.notice.say(self.tr("还没有简报。"))
            return

        def done(found: tuple[Export, ...]) -> None:
            dialog = ExportRecords(self._theme, current, found, self._window)
            dialog.print_wanted.connect(self.print_again)
            dialog.save_wanted.connect(self.save_again)
            dialog.open()

        self._store.read(lambda library: library.exports(current.id), done)

    def print_again(self, export: Export) -> None:
        """Print exactly the bytes that were recorded."""

        def read(library: Library) -> bytes:
            return library.export_content(export.id)

        def opened(content: bytes) -> None:
            def work() -> PagePreview:
                preview = PagePreview(self._compose.typesetting.writer)
                preview.open(content)
                return preview

            self._run_it(work, lambda made: self._print(made, export.file_name, duplex=True, record=None))

        self._store.read(read, opened)

    def save_again(self, export: Export) -> None:
        """Write exactly the bytes that were recorded."""
        ending = Format.PDF.value if export.format == ON_PAPER else export.format
        name = export.file_name
        if export.format == ON_PAPER:
            # A printed one was recorded under the briefing's title, which is no file's name.
            name = f"{file_names.made_of(name, longest=60, otherwise='briefing')}.{ending}"
        start = Path(self._settings.folder or home()) / name
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("另存"), str(start), f"{ending.upper()} (*.{ending})"
        )  # fmt: skip
        if chosen:
            self.save_again_to(export, Path(chosen))

    def save_again_to(self, export: Export, path: Path) -> None:
        """Write a record's bytes to a file."""

        def done(content: bytes) -> None:
            self._run_it(
                lambda: replace_file(path, content),
                lambda _: self._window.notice.say(self.tr("已另存到 {0}").format(path)),
            )

        self._store.read(lambda library: library.export_content(export.id), done)

    def _record(self, briefing: Briefing, kind: str, name: str, content: bytes) -> None:
        self._store.submit(
            RecordExport(id=briefing.id, format=kind, file_name=name, content=content, author=self._compose.author)
        )

    # Running.

    def _filled(self) -> Briefing | None:
        """The briefing that is open, its typed words kept; a sentence where there is nothing to export."""
        current = self._compose.current
        if current is None or not current.entries:
            self._window.notice.say(self.tr("这份简报还没有内容。"))
            return None
        return current

    def _begin(self, words: str) -> tuple[Cancel, Progress, int]:
        self._cancel = Cancel()
        self._run += 1
        run = self._run
        self._page.show_progress(0.0, words)
        return self._cancel, lambda share, said: self._stepped.emit(run, share, said), run

    def _run_it(
        self, work: Callable[[], T], done: Callable[[T], object], again: Callable[[], object] | None = None
    ) -> None:
        lacking: list[bool] = []

        def guarded() -> T:
            try:
                return work()
            except ExportCancelled as stopped:
                raise Stopped from stopped
            except UnprintableError:
                lacking.append(True)
                raise

        def failed(sentence: str) -> None:
            self._page.show_progress(1.0, "")
            if lacking and again is not None:
                self._window.notice.say(sentence, self.tr("以“〓”代替"), again)
            else:
                self._window.notice.say(sentence)

        self._tasks.run(guarded, done, failed)

    def _show_step(self, run: int, share: float, words: str) -> None:
        if run == self._run and share < 1:
            self._page.show_progress(share, words)

    def _stop(self) -> None:
        self._cancel.cancel()
        self._run += 1
        self._page.show_progress(1.0, self.tr("已停止，没有写出文件。"))


def _file_name(briefing: Briefing) -> str:
    return file_names.made_of(briefing.name, longest=60, otherwise="briefing")
