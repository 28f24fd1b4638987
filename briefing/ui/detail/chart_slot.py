"""Where a chart lies on a page. pyqtgraph and numpy are heavy: they are imported by ``prepare``, not with this."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefing.ui.later import import_all, importing
from briefing.ui.tasks import Tasks
from briefing.ui.theme import Theme

if TYPE_CHECKING:
    from briefing.charts.screen import ChartView
    from briefing.charts.spec import ChartSpec


_PLAIN = ("numpy", "numpy.typing", "multiprocessing.connection", "xml.etree.ElementTree")
"""What pyqtgraph imports that does not need Qt."""

_DRAWING = ("pyqtgraph", "briefing.charts.screen")


def prepare(tasks: Tasks, done: Callable[[], object]) -> None:
    """Import what draws charts: on the worker what can be imported there, the rest in turns."""
    tasks.run(partial(import_all, _PLAIN), lambda _: tasks.run_in_turns(importing(_DRAWING), done))


class ChartSlot(QWidget):
    """Shows charts one below the other. ``figure_clicked`` carries a FigureRef."""

    figure_clicked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._specs: tuple[ChartSpec, ...] = ()
        self._views: list[ChartView] = []
        self._built = 0
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(4, 0, 0, 0)
        self._layout.setSpacing(theme.px(24))
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._build_next)
        theme.changed.connect(self._dress)

    @property
    def specs(self) -> tuple[ChartSpec, ...]:
        """What is shown."""
        return self._specs

    def number_at(self, at: QPoint) -> int | None:
        """Which of the charts, from 0, lies under a point; None between them."""
        views = self._views[: len(self._specs)]
        return next((number for number, view in enumerate(views) if view.geometry().contains(at)), None)

    def set_specs(self, specs: tuple[ChartSpec, ...]) -> None:
        """Show these; the page is laid out first, the charts follow, one in each turn of the event loop."""
        if specs == self._specs:
            return
        self._specs = specs
        self._built = 0
        self.setVisible(bool(specs))
        for view in self._views:
            view.hide()
        self._timer.start()

    def _build_next(self) -> None:
        """Views are used again: making one costs more than giving it another chart."""
        if self._built >= len(self._specs):
            self._timer.stop()
            return
        if self._built == len(self._views):
            self._views.append(self._made())
        view = self._views[self._built]
        view.set_spec(self._specs[self._built])
        view.show()
        self._built += 1

    def _made(self) -> ChartView:
        from briefing.charts.screen import ChartView

        view = ChartView()
        view.figure_clicked.connect(self.figure_clicked)
        self._dress_one(view)
        self._layout.addWidget(view)
        return view

    def _dress(self) -> None:
        for view in self._views:
            self._dress_one(view)

    def _dress_one(self, view: ChartView) -> None:
        from briefing.charts.colours import ChartColours

        view.setFont(self._theme.sans(15))
        view.set_colours(ChartColours.of(self._theme.colours))
        view.set_scale(self._theme.scale)
