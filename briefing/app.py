"""The composition root: the only place that builds the window's objects and joins them."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QSettings, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QMessageBox

from briefing import __version__, locales
from briefing.crashes.watch import Watch
from briefing.locate import Places
from briefing.locate import places as usual_places
from briefing.ui.collector import Collector
from briefing.ui.crashes.messages import qt_watched
from briefing.ui.input_method import ask_ibus_after_fcitx
from briefing.ui.later import import_all, importing_packages, waking_classes
from briefing.ui.main_window import MainWindow
from briefing.ui.navigation import Navigator
from briefing.ui.opening.title import name_window
from briefing.ui.settings import WindowSettings
from briefing.ui.tasks import Tasks
from briefing.ui.theme import Theme, style

if TYPE_CHECKING:
    from briefing.ui.desk import Desk

_PLAIN = (
    "briefing.actions.checking",
    "briefing.actions.composing",
    "briefing.actions.door",
    "briefing.actions.exchanging",
    "briefing.actions.importing",
    "briefing.actions.settling",
    "briefing.charts.build",
    "briefing.charts.pairs",
    "briefing.crashes.kept",
    "briefing.crashes.support",
    "briefing.doctor",
    "briefing.export.annotations_document",
    "briefing.export.briefing.document",
    "briefing.export.plain_text",
    "briefing.export.preview",
    "briefing.export.show.slides",
    "briefing.licences",
)
"""Imported on the worker after the first paint: what works behind the window, and SQLAlchemy."""

_PAGES = tuple(
    f"briefing.ui.{name}"
    for name in (
        "annotate",
        "backups",
        "check",
        "compare",
        "compose",
        "correct",
        "crashes",
        "detail",
        "edition",
        "exchange",
        "help",
        "notes",
        "opening",
        "outline",
        "preview",
        "search",
    )
)
"""Imported in turns on the GUI thread after that: the other pages and the controllers."""


def run(library: Path, places: Places, *, file: Path | None = None, quit_when_shown: bool = False) -> int:
    """Open the window on a library, with a file to be opened there, and stay until it is closed. Returns the exit
    status."""
    with Watch(places, library) as watch, qt_watched(watch):
        if places.portable:
            # What Qt's own dialogs remember would else lie in the home of whoever sits here.
            for kind in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
                QSettings.setPath(kind, QSettings.Scope.UserScope, str(places.settings.parent))
        app = application(sys.argv[:1])
        settings = WindowSettings(places.settings)
        program = Program(app, library, settings, places=places, daily_backup=True, watch=watch)
        if file is not None:
            program.open(file)
        if quit_when_shown:
            program.window.painted.connect(_say_shown)
        program.window.show()
        return app.exec()


def _say_shown() -> None:
    """For the start-up benchmark: the moment of the first paint, on the clock that all processes share."""
    sys.stdout.write(f"shown {time.monotonic()}\n")
    sys.stdout.flush()
    QTimer.singleShot(0, QApplication.quit)


def complain(sentence: str) -> None:
    """Say in a window of its own what cannot be said on a console, for there is none; returns when it was read."""
    application(sys.argv[:1])
    QMessageBox.warning(None, "简报台", sentence)


def application(arguments: Sequence[str]) -> QApplication:
    """The Qt application with its names and with Qt's own words in Chinese; the one there is, if there is one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    ask_ibus_after_fcitx(os.environ)
    with locales.utf8():
        app = QApplication(list(arguments))
    app.setApplicationName("Briefing")
    app.setApplicationDisplayName("简报台")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("briefing")
    app.setStyle("Fusion")
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)
    return app


class Program:
    """The window and what stands behind it. The library is opened after the first paint, on its worker.

    ``daily_backup`` lets it make a backup a day by itself, some seconds after it is ready; with a ``watch`` the person
    is told of faults. Without ``places`` the library is named as if it were the person's own.
    """

    def __init__(
        self,
        app: QApplication,
        library: Path,
        settings: WindowSettings,
        *,
        places: Places | None = None,
        daily_backup: bool = False,
        watch: Watch | None = None,
    ) -> None:
        self._collector = Collector()
        self._watch = watch
        self._app, self._library, self._settings = app, library, settings
        self._places, self._daily_backup = places or usual_places(), daily_backup
        self.theme = Theme()
        self.theme.set_scale(settings.scale)
        self.theme.set_appearance(settings.appearance)
        self._dress()
        self.theme.changed.connect(self._dress)
        self.tasks = Tasks()
        self.navigator = Navigator()
        self.window = MainWindow(self.theme)
        name_window(self.window, library, places or replace(self._places, library=library))
        self.window.restore(*(settings.bytes_of(name) for name in ("geometry", "outer", "inner")))
        self.window.painted.connect(lambda: QTimer.singleShot(0, self._prepare))
        self.window.closing.connect(self.close)
        self.desk: Desk | None = None
        self._ready: list[Callable[[], object]] = []
        self._files: list[Path] = []
        self._closed = False

    def when_ready(self, work: Callable[[], object]) -> None:
        """Do something once the library is on the screen."""
        self._ready.append(work)

    def open(self, file: Path) -> None:
        """Open a file once the library is on the screen."""
        if self.desk:
            self.desk.opening.open(file)
        else:
            self._files.append(file)

    def close(self) -> None:
        """Remember the window, finish what was asked of the library, and give it back."""
        if self._closed:
            return
        self._closed = True
        if self.desk:
            self.desk.close()
        for name, state in zip(("geometry", "outer", "inner"), self.window.state(), strict=True):
            self._settings.keep_bytes(name, state)
        self._settings.scale, self._settings.appearance = self.theme.scale, self.theme.appearance
        self._settings.save()
        self.tasks.close()
        self._collector.close()

    def _dress(self) -> None:
        style.apply(self._app, self.theme)

    def _prepare(self) -> None:
        from briefing.ui.icon import program_icon

        self._app.setWindowIcon(program_icon())
        steps = chain(waking_classes(), importing_packages(_PAGES), self.window.furnish())
        self.tasks.run(partial(import_all, _PLAIN), lambda _: self.tasks.run_in_turns(steps, self._begin))

    def _begin(self) -> None:
        from briefing.ui.desk import Desk

        if self._closed:
            return
        self.desk = Desk(
            self._library,
            self.window,
            self.theme,
            self.tasks,
            self.navigator,
            self._settings,
            self._places,
            daily_backup=self._daily_backup,
        )
        self.desk.ready.connect(self._announce)
        if self._watch is not None:
            self._watch_with(self._watch, self.desk)
        for file in self._files:
            self.desk.opening.open(file)
        self.desk.open()

    def _watch_with(self, watch: Watch, desk: Desk) -> None:
        from briefing.ui.crashes.controller import FaultsController

        restore = desk.backups.open
        faults = FaultsController(
            watch, self.window, self.theme, self.tasks, self._settings, restore, desk.backup_places
        )
        self.when_ready(faults.begin)

    def _announce(self) -> None:
        self._collector.spare()
        waiting, self._ready = self._ready, []
        for work in waiting:
            work()
