"""Handing annotations on: which, what for, where to; written off the GUI thread."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from briefing.actions.door import Door
from briefing.domain import file_names
from briefing.domain.contents import ReportContents
from briefing.library.library import Library
from briefing.locate import home
from briefing.ui.annotate.controller import AnnotateController
from briefing.ui.detail.controller import DetailController
from briefing.ui.exchange.export_page import Form, Portion
from briefing.ui.exchange.keyboard import return_keyboard
from briefing.ui.main_window import MainWindow
from briefing.ui.navigation import Navigator
from briefing.ui.settings import WindowSettings
from briefing.ui.store import Store
from briefing.ui.tasks import Tasks

TABLES, LINKED = (".xlsx", ".csv"), ".jsonld"


class ExportController(QObject):
    """Opens the page of handing on and writes what is asked for there."""

    def __init__(
        self,
        window: MainWindow,
        store: Store,
        door: Door,
        tasks: Tasks,
        navigator: Navigator,
        detail: DetailController,
        annotate: AnnotateController,
        settings: WindowSettings,
    ) -> None:
        super().__init__(window)
        self._window, self._store, self._door, self._tasks = window, store, door, tasks
        self._navigator, self._detail, self._annotate, self._settings = navigator, detail, annotate, settings
        self._page = page = window.export_page
        page.back_wanted.connect(lambda: navigator.go(navigator.place))
        page.export_wanted.connect(self._ask)
        page.keyboard_lost.connect(partial(return_keyboard, window), Qt.ConnectionType.QueuedConnection)

    def export(self, ids: Iterable[str] | None = None) -> None:
        """Offer to hand on the annotations of these ids (a selection, what a filter left), those of the report that
        is open, or all."""
        place = self._navigator.place
        portions: list[Portion] = []
        if ids is not None:
            chosen = tuple(ids)
            portions.append(Portion(self.tr("列表中选出的"), len(chosen), chosen))
        for contents in self._store.library:
            if place is not None and contents.report.key == place.report_key:
                own, name = sum(1 for note in contents.annotations if not note.deleted), contents.report.name
                portions.append(Portion(self.tr("《{0}》的").format(name), own, report_key=place.report_key))
        every = sum(1 for contents in self._store.library for note in contents.annotations if not note.deleted)
        portions.insert(len(portions) if ids is not None else 0, Portion(self.tr("全部"), every))
        if self._window.page is not self._page:
            self._detail.leaving.emit()
        self._page.offer(portions)
        self._window.show_page(self._page)
        self._page.focus()
        self._detail.shown.emit(None)

    def _ask(self, portion: Portion, form: Form) -> None:
        today = datetime.now(UTC).astimezone().date()
        words = self.tr("批注 {0}").format(f"{self._annotate.author} {today:%Y-%m-%d}")
        name = file_names.made_of(words, longest=80, otherwise="annotations")
        start = Path(self._settings.folder or home()) / f"{name}{form.suffix}"
        kinds = f"{form.words} (*{form.suffix})"
        chosen, _ = QFileDialog.getSaveFileName(self._window, self.tr("导出批注"), str(start), kinds)
        if chosen:
            self.export_to(Path(chosen), portion, form.suffix)

    def export_to(self, path: Path, portion: Portion, suffix: str) -> None:
        """Write these annotations to a file; the name gets its ending when it has none."""
        target = path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
        self._settings.folder = str(target.parent)
        self._page.show_progress(self.tr("正在导出……"))
        if suffix in TABLES:
            wanted = portion.report_key
            library = tuple(one for one in self._store.library if wanted in ("", one.report.key))
            work = partial(_write_table, library, portion.ids, target)
            self._tasks.run(work, lambda found: self._wrote(target, *found), self._fail)
            return
        key, author = portion.report_key or None, self._annotate.author

        def write(library: Library) -> int:
            if suffix == LINKED:
                return library.export_linked(target, author=author, report_key=key, ids=portion.ids)
            return library.export_package(target, author=author, report_key=key, ids=portion.ids)

        more = self.tr("连同删除记录和所答复的批注。")
        self._tasks.watch(
            self._door.read(write),
            lambda count: self._wrote(target, count, more if count > portion.count else ""),
            self._fail,
        )

    def _wrote(self, target: Path, count: int, more: str = "") -> None:
        self._page.show_progress("")
        sentence = self.tr("已导出 {0} 条批注到 {1}").format(count, target)
        self._window.notice.say(
            f"{sentence}。{more}" if more else sentence, self.tr("打开文件夹"), partial(_open_folder, target)
        )

    def _fail(self, sentence: str) -> None:
        self._page.show_progress("")
        self._window.notice.say(sentence)


def _write_table(library: tuple[ReportContents, ...], ids: tuple[str, ...] | None, path: Path) -> tuple[int, str]:
    """Write the table; returns how many annotations, and what there is to say about them."""
    from briefing.export.annotation_table import rows_of, write_csv, write_xlsx

    rows = rows_of(library, ids)
    if path.suffix.lower() == ".csv":
        write_csv(rows, path)
        return len(rows), ""
    return len(rows), write_xlsx(rows, path)


def _open_folder(path: Path) -> None:
    if QGuiApplication.platformName() != "offscreen":
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
