"""F1: opens the guide at what it says about the page in front, and brings its pictures from the worker."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QSize
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMenuBar

from briefing.ui.help.context import ABOUT, ABOUT_DIALOGS, FIRST, SEARCH, WRITING
from briefing.ui.help.guide import guide_folder
from briefing.ui.help.guide_pictures import prepared
from briefing.ui.help.guide_text import Guide, read_guide
from briefing.ui.main_window import MainWindow
from briefing.ui.navigation import Navigator
from briefing.ui.settings import WindowSettings
from briefing.ui.tasks import Tasks
from briefing.ui.theme import Theme

_HELP = "help"


class GuideController(QObject):
    """Opens the guide; it is read at the first time, on the worker."""

    def __init__(
        self, window: MainWindow, tasks: Tasks, theme: Theme, navigator: Navigator, settings: WindowSettings
    ) -> None:
        super().__init__(window)
        self._window, self._tasks, self._theme, self._settings = window, tasks, theme, settings
        page = self._page = window.guide_page
        page.back_wanted.connect(lambda: navigator.go(navigator.place))
        page.picture_wanted.connect(self._bring)
        page.part_shown.connect(lambda key: settings.keep_guide_part(key))
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.focusWindowChanged.connect(self._reach_dialog)

    @property
    def in_front(self) -> bool:
        """Whether the guide is shown."""
        return self._window.page is self._page

    def open(self) -> None:
        """Show what the guide says of the page in front (F1)."""
        self.show(self._about())

    def show(self, target: str) -> None:
        """Show a part of the guide, or a heading of one; empty is where one was last."""
        window, page = self._window, self._page
        window.palette_box.dismiss()
        window.show_page(page)
        page.focus()
        wanted = target or page.part or self._settings.guide_part or FIRST
        if page.loaded:
            page.open(wanted)
            return

        def come(guide: Guide) -> None:
            page.set_guide(guide)
            page.open(wanted if wanted.partition("#")[0] in guide.by_key else FIRST)

        self._tasks.run(partial(read_guide, guide_folder(), keys_of(window.menuBar())), come)

    def _reach_dialog(self) -> None:
        """Give the dialog in front a key of its own: while it is open the menu's key is out of reach."""
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or dialog.parentWidget() is not self._window:
            return
        part = ABOUT_DIALOGS.get(type(dialog).__name__)
        if part is None or dialog.findChild(QShortcut, _HELP) is not None:
            return
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), dialog)
        key.setObjectName(_HELP)
        key.activated.connect(partial(self._leave, dialog, part))

    def _leave(self, dialog: QDialog, part: str) -> None:
        dialog.reject()
        if not dialog.isVisible():
            self.show(part)

    def _about(self) -> str:
        window = self._window
        if self.in_front:
            return ""
        if window.palette_box.isVisible():
            return SEARCH
        if window.notes.editing and window.page is window.item_page:
            return WRITING
        return ABOUT.get(type(window.page).__name__, "")

    def _bring(self, name: str, size: QSize) -> None:
        path, ratio = guide_folder() / name, self._window.devicePixelRatioF()
        work = partial(prepared, path, size, ratio, self._theme.colour("line2"))
        self._tasks.run(work, partial(self._page.view.give_picture, name))


def keys_of(bar: QMenuBar) -> dict[str, list[tuple[str, str]]]:
    """Menu by menu the commands that have keys, each with its keys."""
    found: dict[str, list[tuple[str, str]]] = {}
    form = QKeySequence.SequenceFormat.NativeText
    for top in bar.actions():
        menu = top.menu()
        for action in menu.actions() if menu is not None else ():  # type: ignore[attr-defined]
            keys = [keys.toString(form) for keys in action.shortcuts()]
            if keys:
                # 撤销 and 重做 name what they would do: that is no part of their names.
                name = action.text().partition("“")[0]
                found.setdefault(top.text(), []).append((name, "、".join(keys)))
    return found
