"""Where a chart lies on a page. pyqtgraph and numpy are heavy: they are imported by ``prepare``, off the GUI thread."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefing.ui.parts import clear
from briefing.ui.theme import Theme

if TYPE_CHECKING:
    from briefing.charts.spec import ChartSpec


def prepare() -> None:
    """Import what draws charts; called on a worker after the first paint."""
    importlib.import_module("briefing.charts.screen")


class ChartSlot(QWidget):
    """Shows charts one below the other. ``figure_clicked`` carries a FigureRef."""

    figure_clicked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._specs: tuple[ChartSpec, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(4, 0, 0, 0)
        self._layout.setSpacing(theme.px(24))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._build)
        theme.changed.connect(self._build)

    @property
    def specs(self) -> tuple[ChartSpec, ...]:
        """What is shown."""
        return self._specs

    def set_specs(self, specs: tuple[ChartSpec, ...]) -> None:
        """Show these; the page is laid out first, the charts follow in the next turn of the event loop."""
        if specs == self._specs:
            return
        self._specs = specs
        self.setVisible(bool(specs))
        clear(self._layout)
        self._timer.start()

    def _build(self) -> None:
        from briefing.charts.colours import ChartColours
        from briefing.charts.screen import ChartView

        clear(self._layout)
        for spec in self._specs:
            view = ChartView()
            view.setFont(self._theme.sans(15))
            view.set_colours(ChartColours.of(self._theme.colours))
            view.set_scale(self._theme.scale)
            view.set_spec(spec)
            view.figure_clicked.connect(self.figure_clicked)
            self._layout.addWidget(view)
