"""A person at the program: what tests of the whole window do with it, through its widgets alone."""

from __future__ import annotations

import gc
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import ClassVar, TypeVar

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QTreeView, QWidget

from briefing.app import Program
from briefing.crashes.watch import Watch
from briefing.domain.contents import ReportContents
from briefing.domain.labels import caption
from briefing.domain.place import Place
from briefing.domain.report import Item
from briefing.locate import Places
from briefing.ui.desk import Desk
from briefing.ui.main_window import MainWindow
from briefing.ui.settings import WindowSettings
from briefing.ui.theme import Appearance

W = TypeVar("W", bound=QWidget)

TARGETS, RESULTS = "changzhi-2026", "changzhi-2024"
PATIENCE_MS = 90_000
WINDOWS_KEPT = 10
"""So many windows that were left may lie about before they are collected: each takes some 10 MB."""


def item_of(contents: ReportContents, words: str) -> Item:
    """The one item whose text holds these words."""
    (found,) = [item for item in contents.report.items() if words in item.text]
    return found


def place_of(contents: ReportContents, words: str) -> Place:
    """Where that item stands."""
    item = item_of(contents, words)
    return Place(contents.report.key, contents.report.section_of(item).path, item.position)


def visible(root: QWidget, kind: type[W]) -> list[W]:
    """The widgets of a kind that can be seen once the event loop has come round, in the order they were made."""
    QApplication.processEvents()
    return [widget for widget in root.findChildren(kind) if widget.isVisibleTo(root.window())]


def click(widget: QWidget, at: QPoint | None = None) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())


class Person:
    """Sits before the program; ``settle`` waits, without a clock, until nothing is under way."""

    _gone: ClassVar = count(1)

    def __init__(
        self,
        qapp: QApplication,
        library: Path,
        settings: Path,
        watch: Watch | None = None,
        places: Places | None = None,
    ) -> None:
        self._app = qapp
        self.library, self.settings_file = library, settings
        settings_now = WindowSettings(settings)
        if not settings.exists():
            settings_now.appearance = Appearance.LIGHT
        known = watch.places if watch else places
        self.program = Program(qapp, library, settings_now, places=known, watch=watch)
        self._left = False

    @property
    def window(self) -> MainWindow:
        return self.program.window

    @property
    def desk(self) -> Desk:
        assert self.program.desk is not None
        return self.program.desk

    def start(self, *, size: tuple[int, int] | None = (1366, 768)) -> Person:
        ready: list[bool] = []
        self.program.when_ready(lambda: ready.append(True))
        if size:
            self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self.until(lambda: bool(ready))
        self.settle()
        return self

    def leave(self) -> None:
        """Close the window, once."""
        if self._left:
            return
        self._left = True
        self.window.close()
        self.window.deleteLater()
        self._app.sendPostedEvents()
        self._app.processEvents()
        self._app.setStyleSheet("")
        if next(Person._gone) % WINDOWS_KEPT == 0:
            gc.collect()

    def until(self, holds: Callable[[], bool]) -> None:
        """Let the event loop run until something holds."""
        if holds():
            return
        loop = QEventLoop()
        look, patience = QTimer(loop), QTimer(loop)
        look.timeout.connect(lambda: loop.quit() if holds() else None)
        patience.timeout.connect(loop.quit)
        # Not at every turn: whoever waits must leave the processor to those who are waited for.
        look.start(2)
        patience.start(PATIENCE_MS)
        loop.exec()
        # What a timer calls holds the loop, and with it the whole window, until it is taken from it.
        for timer in (look, patience):
            timer.stop()
            timer.timeout.disconnect()
        assert holds(), "waited in vain"

    def settle(self) -> None:
        """Until every answer has come and what follows it in the event loop is done."""
        still = 0
        while still < 4:
            self.until(lambda: not self.program.tasks.busy)
            self._app.processEvents()
            still = 0 if self.program.tasks.busy else still + 1

    # What the library holds, as the window knows it.

    @property
    def contents(self) -> dict[str, ReportContents]:
        return {contents.report.key: contents for contents in self.desk.store.library}

    def place(self, words: str, key: str = TARGETS) -> Place:
        return place_of(self.contents[key], words)

    # What a person does.

    def go(self, place: Place | None) -> None:
        self.program.navigator.go(place)
        self.settle()

    def open(self, words: str, key: str = TARGETS) -> None:
        """Open the item that holds these words."""
        self.go(self.place(words, key))

    def keys(self, widget: QWidget, *keys: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        for key in keys:
            QTest.keyClick(widget, key, modifier or Qt.KeyboardModifier.NoModifier)

    def focused(self) -> QWidget:
        focused = self._app.focusWidget()
        assert focused is not None
        return focused

    def type(self, words: str) -> None:
        """Type into whatever has the focus: letters by keys, Chinese as an input method gives it."""
        if words.isascii():
            QTest.keyClicks(self.focused(), words)
        else:
            given = QInputMethodEvent()
            given.setCommitString(words)
            self._app.sendEvent(self.focused(), given)

    def shortcut(self, name: str) -> None:
        """Press the first key sequence of a menu command, wherever the focus is."""
        action = self.window.menus.actions[name]
        assert action.isEnabled(), name
        combination = action.shortcuts()[0][0]  # type: ignore[index]
        QTest.keyClick(self.focused(), combination.key(), combination.keyboardModifiers())

    def press(self, words: str, root: QWidget | None = None) -> None:
        """Click the one visible button with these words on it, or this accessible name."""
        buttons = [b for b in visible(root or self.window, QPushButton) if words in (b.text(), b.accessibleName())]
        assert len(buttons) == 1, (words, [b.text() for b in buttons])
        buttons[0].click()

    @property
    def sentence(self) -> str:
        """What the notice says."""
        return self.window.notice.sentence

    @property
    def tree(self) -> QTreeView:
        return self.window.outline.findChildren(QTreeView)[0]

    def rows(self) -> list[str]:
        """The rows of the tree that are unfolded."""
        found, index = [], self.tree.model().index(0, 0)
        while index.isValid():
            found.append(str(index.data()))
            index = self.tree.indexBelow(index)
        return found

    @property
    def heading(self) -> str:
        """What the item page in front is about."""
        item = self.window.item_page.item
        assert item is not None and self.window.page is self.window.item_page
        return caption(item)
