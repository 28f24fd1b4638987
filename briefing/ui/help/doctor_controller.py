"""Opens 诊断, looks into everything off the GUI thread, and saves what was found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from briefing.doctor import Finding
from briefing.export.fonts import FontShelf
from briefing.library.backups import Backups
from briefing.locate import Places
from briefing.ui.help.doctor import DoctorDialog
from briefing.ui.help.screen import look_at_screen
from briefing.ui.help.text_file import ask_where, write_text
from briefing.ui.main_window import MainWindow
from briefing.ui.settings import WindowSettings
from briefing.ui.tasks import Tasks
from briefing.ui.theme import Theme


class DoctorController(QObject):
    """Joins the window of 诊断 to the program. ``backups`` tells of those of the library, ``shelf`` of the faces."""

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        tasks: Tasks,
        settings: WindowSettings,
        library: Path,
        places: Places,
        backups: Callable[[], Backups],
        shelf: FontShelf,
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._tasks, self._settings = window, theme, tasks, settings
        self._library, self._places, self._backups, self._shelf = library, places, backups, shelf
        self._dialog: DoctorDialog | None = None

    def open(self) -> None:
        """Show 诊断 until it is closed."""
        self._dialog = dialog = DoctorDialog(self._theme, self._window)
        dialog.again_wanted.connect(self._look)
        dialog.save_wanted.connect(self._ask)
        dialog.folder_wanted.connect(self._open_folder)
        dialog.finished.connect(self._forget)
        self._look()
        dialog.exec()

    def save_to(self, path: Path, text: str) -> None:
        """Write what was found to a file."""
        dialog = self._dialog

        def say(sentence: str) -> None:
            (dialog if dialog is not None and dialog is self._dialog else self._window.notice).say(sentence)

        def done(_: object) -> None:
            self._settings.folder = str(path.parent)
            say(self.tr("已存为“{0}”。").format(path.name))

        self._tasks.run(lambda: write_text(path, text), done, say)

    def _look(self) -> None:
        from briefing.doctor import examine

        library, places, dialog = self._library, self._places, self._dialog
        if dialog is None:
            return
        dialog.wait()
        backups, shelf = self._backups(), self._shelf

        def answer(found: tuple[Finding, ...]) -> None:
            if dialog is self._dialog:
                dialog.show_findings((*found, *look_at_screen(self._theme)))

        self._tasks.run(lambda: examine(library, places, backups=backups, shelf=shelf), answer, self._fail)

    def _fail(self, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.fail(sentence)

    def _ask(self, text: str) -> None:
        name = self.tr("简报台诊断-{0}.txt").format(f"{datetime.now(UTC).astimezone():%Y%m%d-%H%M}")
        target = ask_where(self._dialog or self._window, self._settings, self.tr("保存诊断结果"), name)
        if target is not None:
            self.save_to(target, text)

    def _open_folder(self) -> None:
        folder = self._places.logs
        if QGuiApplication.platformName() != "offscreen":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder if folder.is_dir() else folder.parent)))

    def _forget(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
