"""F5: what is open becomes slides, off the window's thread, and fills the screen that the window is on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from briefing.domain.briefing import Briefing
from briefing.domain.place import Place
from briefing.export.show.slide import Slide, Stage
from briefing.export.show.slides import Subject, slides_of
from briefing.ui.main_window import MainWindow
from briefing.ui.navigation import Navigator
from briefing.ui.store import Store
from briefing.ui.tasks import Tasks
from briefing.ui.theme import Theme

if TYPE_CHECKING:
    from briefing.ui.show.view import ShowView

Offer = Callable[[], Subject | None]
"""What a page would have shown; None leaves it to the place that is open."""


class ShowController(QObject):
    """Opens the 演示 view; where there is nothing to show, the window's notice says what to open first."""

    def __init__(self, window: MainWindow, store: Store, tasks: Tasks, navigator: Navigator, theme: Theme) -> None:
        super().__init__(window)
        self._window, self._store, self._tasks = window, store, tasks
        self._navigator, self._theme = navigator, theme
        self._offers: dict[QWidget, Offer] = {}
        self._view: ShowView | None = None
        self._asked = 0
        self._focused: QWidget | None = None
        page = window.compare_page
        self.offer(page, lambda: page.shown_indicators)

    @property
    def view(self) -> ShowView | None:
        """The full screen, once there was one."""
        return self._view

    def offer(self, page: QWidget, subject: Offer) -> None:
        """While this page is in front, F5 shows what it offers."""
        self._offers[page] = subject

    def present(self) -> None:
        """Show what is open (F5)."""
        page = self._window.page
        subject = self._offers[page]() if page in self._offers else None
        if subject is None and page is not self._window.start_page:
            subject = self._navigator.place
        if subject is None:
            self._window.notice.say(
                self.tr("还没有打开可以演示的内容。请先打开一份报告、一章或一条，或到“对照”页，再按 F5。")
            )
            return
        current = self._window.compare_page.table.current if page is self._window.compare_page else None
        self.show(subject, begin=current.key if current is not None else "")

    def show(self, subject: Subject, *, begin: str = "") -> None:
        """Show a place, indicators or a briefing; ``begin`` is the key of the indicator to begin with."""
        library, indicators = self._store.library, self._store.indicators
        screen = self._window.screen().geometry()
        stage = Stage.of(screen.width(), screen.height())
        self._asked += 1
        number = self._asked

        def done(slides: tuple[Slide, ...]) -> None:
            if number == self._asked:
                self._open(slides, stage, begin, subject)

        self._tasks.run(lambda: slides_of(subject, library, indicators, stage), done)
        # While the worker makes the slides.
        self._make()

    def _make(self) -> ShowView:
        """The view is made once: charts are used again, never taken apart."""
        if self._view is None:
            from briefing.ui.show.view import ShowView

            self._view = ShowView(self._theme, self._window)
            self._view.ended.connect(self._back)
        return self._view

    def _open(self, slides: tuple[Slide, ...], stage: Stage, begin: str, subject: Subject) -> None:
        if not slides:
            self._window.notice.say(self._nothing(subject))
            return
        at = next((number for number, slide in enumerate(slides) if begin and slide.about == begin), 0)
        focused = QApplication.focusWidget()
        if focused is not None and focused.window() is self._window:
            self._focused = focused
        self._make().begin(slides, stage, self._window.screen(), at)

    def _nothing(self, subject: Subject) -> str:
        if isinstance(subject, Place):
            return self.tr("这里没有可以演示的数据和图。请打开所在的章节或报告，再按 F5。")
        if isinstance(subject, Briefing):
            return self.tr("这份简报里还没有标题、数据表、对照或图。请先加入，再按 F5。")
        return self.tr("没有可以演示的指标。请放宽左边的筛选，再按 F5。")

    def _back(self) -> None:
        """The keyboard returns to where it was."""
        self._window.activateWindow()
        if self._focused is not None and self._focused.isVisible():
            self._focused.setFocus()
        self._focused = None
