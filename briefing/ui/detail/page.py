"""What every page shares: a path above, a column that scrolls, a bar of actions that never does."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from briefing.domain.figure import FigureRef
from briefing.ui.detail.crumb import Crumb
from briefing.ui.parts import button
from briefing.ui.theme import Theme


class Page(QWidget):
    """A page of the detail stack. ``place_wanted`` carries a Place, ``figure_wanted`` a FigureRef."""

    place_wanted = Signal(object)
    figure_wanted = Signal(object)
    print_wanted = Signal()
    source_wanted = Signal()

    def __init__(self, theme: Theme, *, widest: int = 0) -> None:
        super().__init__()
        self.theme = theme
        self._widest = widest
        self.setObjectName("page")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.crumb = Crumb(theme)
        self.crumb.place_wanted.connect(self.place_wanted)
        self._head = QHBoxLayout()
        self._head.addWidget(self.crumb)
        outer.addLayout(self._head)
        self.body = QWidget()
        self.body.setObjectName("page")
        self.column = QVBoxLayout(self.body)
        self.column.setSpacing(0)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.body)
        outer.addWidget(self.area, 1)
        self.bar = QWidget()
        self.bar.setObjectName("actions")
        self.bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.action_row = QHBoxLayout(self.bar)
        outer.addWidget(self.bar)
        theme.changed.connect(self._space)
        self._space()

    def add_print_button(self, words: str) -> None:
        """The button every page has, last in the bar."""
        print_page = button(words, "primary", self.print_wanted.emit)
        print_page.setToolTip("Ctrl+P")
        self.action_row.addWidget(print_page)

    def to_top(self) -> None:
        """Scroll back to the beginning."""
        self.area.verticalScrollBar().setValue(0)

    def open_figure(self, ref: object) -> None:
        """Ask for the item of a figure that was clicked on a chart or opened in a table."""
        if isinstance(ref, FigureRef):
            self.figure_wanted.emit(ref)

    def _space(self) -> None:
        px = self.theme.px
        self._head.setContentsMargins(px(32), 0, px(32), 0)
        self.action_row.setContentsMargins(px(32), 0, px(32), 0)
        self.action_row.setSpacing(px(8))
        self.bar.setFixedHeight(px(48))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The column is no wider than lines can be read; what is over stays white at the right."""
        px = self.theme.px
        spare = max(0, self.width() - 2 * px(32) - px(self._widest)) if self._widest else 0
        self.column.setContentsMargins(px(32) - 4, px(8), px(32) + spare, px(24))
