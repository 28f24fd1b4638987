"""The left pane: its tabs and what lies under each."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QStackedWidget, QVBoxLayout, QWidget

from briefing.ui.parts import button, row, rule
from briefing.ui.theme import Theme


class LeftPane(QWidget):
    """``tab_chosen`` carries the number of the tab a person chose."""

    tab_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._group = QButtonGroup(self)
        self._tabs = row(spacing=0)
        self._stack = QStackedWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self._tabs.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        outer.addLayout(self._tabs)
        outer.addWidget(rule())
        outer.addWidget(self._stack, 1)
        self._group.idClicked.connect(self._choose)

    def add_tab(self, words: str, widget: QWidget) -> None:
        """A tab after those already there."""
        number = self._stack.addWidget(widget)
        tab = button(words, "tab")
        tab.setCheckable(True)
        tab.setChecked(number == 0)
        self._group.addButton(tab, number)
        self._tabs.addWidget(tab, 1)

    def tab_button(self, number: int) -> QAbstractButton:
        """The button of a tab."""
        return self._group.button(number)

    def show_tab(self, number: int) -> None:
        """Bring a tab to the front without telling anybody."""
        self._stack.setCurrentIndex(number)
        tab = self._group.button(number)
        if tab:
            tab.setChecked(True)

    @property
    def tab(self) -> int:
        """The tab in front."""
        return self._stack.currentIndex()

    def _choose(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self.tab_chosen.emit(number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self._group.checkedId()
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and any(tab.hasFocus() for tab in self._group.buttons()):
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            number = (focused + step) % self._stack.count()
            self.show_tab(number)
            self._group.button(number).setFocus(Qt.FocusReason.TabFocusReason)
            self.tab_chosen.emit(number)
        else:
            super().keyPressEvent(event)
