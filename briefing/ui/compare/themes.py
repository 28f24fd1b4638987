"""The left pane's 对照 tab: the themes, with how many indicators each has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefing.domain.comparison import Indicator
from briefing.ui.counted import ChoiceList
from briefing.ui.parts import label
from briefing.ui.theme import Theme


class ThemeList(QWidget):
    """``theme_chosen`` carries a theme's name, empty for all."""

    theme_chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._list = ChoiceList(theme, self.tr("主题"), counted=self.tr("项"))
        self._list.value_chosen.connect(lambda name: self.theme_chosen.emit(str(name)))
        heading = label(self.tr("主题"), "muted")
        heading.setContentsMargins(theme.px(16), theme.px(12), 0, theme.px(4))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(heading)
        layout.addWidget(self._list)

    def set_indicators(self, indicators: Sequence[Indicator]) -> None:
        """List the themes of these; the current one stays current."""
        counts = Counter(indicator.theme for indicator in indicators)
        themes = [(name, name, count) for name, count in counts.items()]
        self._list.set_choices([(self.tr("全部"), "", len(indicators)), *themes])

    @property
    def current(self) -> str:
        """The theme chosen; empty for all."""
        return str(self._list.value or "")
