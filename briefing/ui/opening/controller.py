"""Opens files where they belong, whether they were named at the start or come from a later start."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from briefing.library.files import copy_database
from briefing.library.handover import hand_over
from briefing.library.occupancy import Occupancy
from briefing.library.recognising import SUFFIX, FileKind, recognise
from briefing.locate import Places, start_command
from briefing.ui.backups.controller import BackupsController
from briefing.ui.edition.controller import EditionController
from briefing.ui.exchange.controller import MergeController
from briefing.ui.main_window import MainWindow
from briefing.ui.opening.requests import Requests
from briefing.ui.settings import WindowSettings
from briefing.ui.tasks import Tasks


class OpeningController(QObject):
    """Files wait until the library is on the screen, and until no dialog stands before the window.

    ``start`` opens a window of its own on a library: its path is handed to a new process of the program.
    """

    def __init__(
        self,
        window: MainWindow,
        tasks: Tasks,
        settings: WindowSettings,
        places: Places,
        library: Path,
        merge: MergeController,
        edition: EditionController,
        backups: BackupsController,
    ) -> None:
        super().__init__(window)
        self._window, self._tasks, self._settings, self._library = window, tasks, settings, library
        self._merge, self._edition, self._backups = merge, edition, backups
        self._waiting: list[Path] = []
        self._admitted = False
        self.start: Callable[[Path], object] = partial(_start, places)
        self._requests = Requests(library, self)
        self._requests.came.connect(self.asked)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.focusWindowChanged.connect(self._fronted, Qt.ConnectionType.QueuedConnection)

    def begin(self) -> None:
        """The library is this window's: hear later starts."""
        self._requests.begin()

    def admit(self) -> None:
        """The library is on the screen: open what waits."""
        self._admitted = True
        self._open_waiting()

    def open(self, file: Path) -> None:
        """Open a file as soon as that can be done; what it is shows then."""
        self._waiting.append(file)
        self._open_waiting()

    def give_way(self) -> None:
        """Another window has the library: let it come forward with what waits here, and close. Where it does not
        answer, this window stays and says so."""
        files = tuple(self._waiting) or (None,)
        self._tasks.run(
            lambda: all(hand_over(self._library, file) for file in files),
            lambda taken: self._window.close() if taken else None,
        )

    def close(self) -> None:
        """Hear no more."""
        self._requests.close()

    def _fronted(self) -> None:
        """The window came to the front, or the dialog before it was closed."""
        self._requests.look()
        self._open_waiting()

    def asked(self, file: Path | None) -> None:
        """A later start wants the window in front, with this file open in it."""
        self._come_forward()
        if file is not None:
            self.open(file)

    def _come_forward(self) -> None:
        window = self._window
        if window.isMinimized():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        front = QApplication.activeModalWidget() or window
        if QGuiApplication.platformName() != "offscreen":
            front.raise_()
        front.activateWindow()
        # Where the desktop lets no window come forward by itself, its entry in the task bar asks for attention.
        QApplication.alert(window)

    def _open_waiting(self) -> None:
        if not self._admitted or QApplication.activeModalWidget() is not None:
            return
        waiting, self._waiting = self._waiting, []
        for file in waiting:
            self._tasks.run(partial(recognise, file), partial(self._show, file))

    def _show(self, file: Path, kind: FileKind) -> None:
        match kind:
            case FileKind.NOTES:
                self._merge.preview(file)
            case FileKind.REPORT:
                self._edition.read_in(file)
            case FileKind.BACKUP:
                self._show_backup(file)
            case FileKind.LIBRARY if not _same(file, self._library):
                self.start(file)

    def _show_backup(self, file: Path) -> None:
        """A backup stays as it is: it is gone back to from the list, or looked at in a copy."""
        known = _same(file.parent, self._backups.folder)
        copy = (self.tr("打开一份副本…"), partial(self._copy, file))
        back = (self.tr("资料库备份…"), partial(self._backups.open, self._backups.folder / file.name))
        first, second = (back, copy) if known else (copy, None)
        sentence = (
            self.tr("“{0}”是这个资料库的备份，没有直接打开，以免改动它；可以恢复到这一份，或打开一份副本来看。")
            if known
            else self.tr("“{0}”是一份资料库备份，没有直接打开，以免改动它；可以打开一份副本来看。")
        )
        self._window.notice.say(sentence.format(file.name), *first, more=second)

    def _copy(self, backup: Path) -> None:
        proposed = Path(self._settings.folder) / self.tr("{0} 副本{1}").format(backup.stem, SUFFIX)
        words = self.tr("资料库 (*{0})").format(SUFFIX)
        chosen, _ = QFileDialog.getSaveFileName(self._window, self.tr("副本存为"), str(proposed), words)
        if chosen:
            to = Path(chosen)
            to = to if to.suffix else to.with_suffix(SUFFIX)
            self._tasks.run(partial(_copy_for_looking, backup, to), self.start)


def _copy_for_looking(backup: Path, to: Path) -> Path:
    """Copy a backup to where no window has a library. Raises LibraryError."""
    held = Occupancy(to)
    try:
        copy_database(backup, to)
    finally:
        held.release()
    return to


def _start(places: Places, library: Path) -> None:
    program, *arguments = start_command()
    portable = ["--portable"] if places.portable else []
    QProcess.startDetached(program, [*arguments, *portable, "--library", str(library)])


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
