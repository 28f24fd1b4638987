"""The real window, driven until it rests, and taken as a picture."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.domain.place import Place
from briefing.pictures.image import COLOURS, in_few_colours, save

if TYPE_CHECKING:
    from PySide6.QtGui import QImage
    from PySide6.QtWidgets import QWidget

    from briefing.ui.desk import Desk

WIDTH, HEIGHT = 1366, 768
"""The smallest screen that offices still have."""

PATIENCE_MS = 60_000


class PictureWindow:
    """A window for pictures: its own settings, driven until nothing is under way."""

    def __init__(self, library: Path, *, author: str = "", size: tuple[int, int] = (WIDTH, HEIGHT)) -> None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from briefing.app import Program, application
        from briefing.ui.settings import WindowSettings
        from briefing.ui.theme import Appearance

        self._size = size
        self._folder = tempfile.TemporaryDirectory()
        settings = WindowSettings(Path(self._folder.name) / "window.ini")
        settings.appearance = Appearance.LIGHT
        if author:
            settings.author = author
        self._app = application(sys.argv[:1])
        self.program = Program(self._app, library, settings)

    def __enter__(self) -> PictureWindow:
        self.resize(*self._size)
        self.program.window.show()
        self.program.window.activateWindow()
        done: list[bool] = []
        self.program.when_ready(lambda: done.append(True))
        self.until(lambda: bool(done))
        return self

    def __exit__(self, *_: object) -> None:
        self.program.window.close()
        self.program.window.deleteLater()
        self._app.sendPostedEvents()
        self._app.processEvents()
        self._folder.cleanup()

    @property
    def desk(self) -> Desk:
        """What stands behind the window."""
        assert self.program.desk is not None
        return self.program.desk

    def go(self, place: Place | None) -> None:
        """Open a place."""
        self.program.navigator.go(place)
        self.rest()

    def command(self, name: str) -> None:
        """Give a command of the menus."""
        self.program.window.menus.actions[name].trigger()
        self.rest()

    def resize(self, width: int, height: int) -> None:
        """Make the window another size."""
        self.program.window.resize(width, height)

    def rest(self) -> None:
        """Let everything that is under way come to its end."""
        self.until(lambda: not self.program.tasks.busy)

    def image(self, shown: QWidget | None = None) -> QImage:
        """The window, or a widget of it, once it has come to rest."""
        self.rest()
        return (shown or self.program.window).grab().toImage()

    def plain_image(self) -> QImage:
        """The window with one pixel of the picture to each of its own, whatever the screen has."""
        from PySide6.QtCore import QPoint
        from PySide6.QtGui import QImage

        self.rest()
        image = QImage(self.program.window.size(), QImage.Format.Format_RGB32)
        self.program.window.render(image, QPoint())
        return image

    def part(self, widgets: Sequence[QWidget], margin: int = 0) -> QImage:
        """The smallest upright part of the window that holds these widgets."""
        from PySide6.QtCore import QPoint, QRect

        self.rest()
        window, box = self.program.window, QRect()
        for widget in widgets:
            box = box.united(QRect(widget.mapTo(window, QPoint()), widget.size()))
        return window.grab(box.adjusted(-margin, -margin, margin, margin).intersected(window.rect())).toImage()

    def picture(self, path: Path, *, small: bool = False) -> None:
        """Write the window as a PNG once it has come to rest; ``small`` takes a third of the room.

        Raises ExportError when it cannot be written.
        """
        image = self.image()
        save(in_few_colours(image, COLOURS) if small else image, path)

    def until(self, holds: Callable[[], bool]) -> None:
        """Run the event loop until something holds and one more turn has passed."""
        from PySide6.QtCore import QElapsedTimer, QEventLoop

        clock = QElapsedTimer()
        clock.start()
        still = 0
        while still < 12 and not clock.hasExpired(PATIENCE_MS):
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            still = still + 1 if holds() else 0


def first_report(window: PictureWindow) -> Place:
    """The newest report."""
    return Place(window.desk.store.library[0].report.key)


def item_with_most_joined(window: PictureWindow) -> Place:
    """The item of the newest report with the most figures that the other report speaks of as well."""
    store = window.desk.store
    report = store.library[0].report
    counts: dict[int, int] = {}
    for indicator in store.indicators:
        if indicator.target.report_key == report.key:
            counts[indicator.target.item] = counts.get(indicator.target.item, 0) + 1
    if not counts:
        return Place(report.key)
    item = report.item_at(max(counts, key=lambda position: (counts[position], -position)))
    assert item is not None
    return Place(report.key, report.section_of(item).path, item.position)


def item_saying(window: PictureWindow, words: str) -> Place:
    """The first item, newest report first, whose text holds these words."""
    for contents in window.desk.store.library:
        for item in contents.report.items():
            if words in item.text:
                return Place(contents.report.key, contents.report.section_of(item).path, item.position)
    raise LookupError(words)
