"""Joins the window of backups to the library: lists, makes and restores them, all off the GUI thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication

from briefing.actions.door import Door
from briefing.domain.unfinished import Unfinished
from briefing.library.backups import Backup, BackupReason, Backups, utc_now
from briefing.ui.annotate.controller import AnnotateController
from briefing.ui.backups.dialog import BackupsDialog
from briefing.ui.backups.words import named
from briefing.ui.main_window import MainWindow
from briefing.ui.navigation import Navigator
from briefing.ui.tasks import Tasks
from briefing.ui.theme import Theme

FIRST_MS = 8_000
"""After the window is furnished and rests; a first look at the report must not share the disk with a copy of it."""

AGAIN_MS = 3_600_000
"""A window that stays open over night makes the next day's backup too."""


class BackupsController(QObject):
    """Opens the window of backups and makes the one of each day."""

    def __init__(
        self,
        window: MainWindow,
        door: Door,
        tasks: Tasks,
        theme: Theme,
        navigator: Navigator,
        annotate: AnnotateController,
        library: Path,
    ) -> None:
        super().__init__(window)
        self._window, self._door, self._tasks, self._theme = window, door, tasks, theme
        self._navigator, self._annotate = navigator, annotate
        self._backups = Backups(library)
        self._dialog: BackupsDialog | None = None
        self._told = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.make_due)

    @property
    def folder(self) -> Path:
        """Where the backups lie."""
        return self._backups.folder

    def open(self, choose: Path | None = None) -> None:
        """Show the window of backups until it is closed; one of them may be chosen already."""
        self._dialog = dialog = BackupsDialog(self._theme, self._backups.folder, self._window)
        dialog.make_wanted.connect(self._make)
        dialog.restore_wanted.connect(self._restore)
        dialog.folder_wanted.connect(self._open_folder)
        dialog.finished.connect(self._forget)
        dialog.wait(self.tr("正在查看备份……"))
        self._tasks.run(self._backups.all, lambda found: self._show(found, choose=choose), dialog.fail)
        dialog.exec()

    def begin_daily(self) -> None:
        """Make today's backup in a while when it is missing, and look again every hour."""
        self._timer.start(AGAIN_MS)
        QTimer.singleShot(FIRST_MS, self, self.make_due)

    def make_due(self) -> None:
        """Make today's backup when it is missing, and thin the older ones. A failure is said once, not every hour."""
        self._tasks.run(self._daily, None, self._say_once)

    def before_merge(self) -> str:
        """Make a backup before annotations are taken in; its name. For the library's worker, not for the window's.

        Raises LibraryError when it cannot be made.
        """
        return self._backups.make(BackupReason.MERGE).path.name

    def restore(self, path: Path) -> None:
        """Go back to the backup of that path. All that there is is kept first; what is half written comes along."""
        self._annotate.writer.keep()
        self._begun = self._annotate.keeper.all
        self._tasks.watch(self._door.restore(path, self._backups), self._restored, self._failed)

    def _daily(self) -> None:
        if self._backups.due(utc_now()):
            self._backups.make(BackupReason.DAILY)
            self._backups.thin()

    def _say_once(self, sentence: str) -> None:
        if not self._told:
            self._told = True
            self._window.notice.say(self.tr("今天的自动备份没有做成：{0}").format(sentence))

    def _make(self) -> None:
        backups = self._backups
        self._tasks.run(
            lambda: (backups.make(BackupReason.MANUAL), backups.all()),
            lambda made: self._show(made[1], made[0]),
            self._failed,
        )

    def _show(self, found: tuple[Backup, ...], made: Backup | None = None, *, choose: Path | None = None) -> None:
        if self._dialog is not None:
            self._dialog.show_backups(found, made.path if made else choose)
            self._dialog.say(self.tr("已备份：{0}").format(made.path.name) if made else "")

    def _restore(self, backup: object) -> None:
        if isinstance(backup, Backup):
            self._wanted = backup
            self.restore(backup.path)

    _wanted: Backup | None = None
    _begun: tuple[Unfinished, ...] = ()

    def _restored(self, before: Backup | None) -> None:
        begun, self._begun = self._begun, ()
        for one in begun:
            self._annotate.keeper.keep(one)
        if self._dialog is not None:
            self._dialog.accept()
        wanted, self._wanted = self._wanted, None
        sentence = self.tr("已恢复到 {0}。").format(named(wanted)) if wanted else self.tr("已换回恢复前的内容。")
        if before is not None and before.sound:
            self._window.notice.say(sentence, self.tr("换回恢复前的内容"), lambda: self.restore(before.path))
        else:
            self._window.notice.say(sentence)
        self._navigator.go(self._navigator.place)

    def _failed(self, sentence: str) -> None:
        self._wanted = None
        if self._dialog is not None:
            self._dialog.fail(sentence)
        else:
            self._window.notice.say(sentence)

    def _open_folder(self) -> None:
        folder = self._backups.folder
        if QGuiApplication.platformName() != "offscreen":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder if folder.is_dir() else folder.parent)))

    def _forget(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
