"""The kinds of hits as tabs: 全部 7, 指标 1, 条目 5."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from briefing.domain.search import HitKind
from briefing.ui.theme import Theme


class KindTabs(QWidget):
    """One tab a kind that has hits, after the one for all. ``chosen`` carries a HitKind, or None for all.

    The tabs take no focus: the cursor stays among the words, where Tab changes the kind.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._group = QButtonGroup(self)
        self._buttons: dict[HitKind | None, QPushButton] = {}
        self._counts: dict[HitKind | None, int] = {None: 0}
        for kind in (None, *HitKind):
            button = QPushButton()
            button.setProperty("role", "tab")
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _checked=False, kind=kind: self.chosen.emit(kind))
            self._group.addButton(button)
            self._row.addWidget(button)
            self._buttons[kind] = button
        self._row.addStretch(1)
        self._buttons[None].setChecked(True)
        self.restyle()
        theme.changed.connect(self.restyle)

    @property
    def current(self) -> HitKind | None:
        """The kind whose tab is current; None for all."""
        return next(kind for kind, button in self._buttons.items() if button.isChecked())

    def set_counts(self, counts: Mapping[HitKind, int]) -> None:
        """Say how many hits there are of each kind; a kind without hits has no tab."""
        self._counts = {None: sum(counts.values())}
        self._counts.update(counts.items())
        if self.current not in self._counts:
            self._buttons[None].setChecked(True)
        self.restyle()

    def select(self, kind: HitKind | None) -> None:
        """Make a kind's tab current, without a signal."""
        self._buttons[kind].setChecked(True)

    def step(self, steps: int) -> None:
        """Go to the next tab (1) or the one before (-1), round the ends; ``chosen`` follows."""
        kinds = [kind for kind in self._buttons if kind in self._counts]
        kind = kinds[(kinds.index(self.current) + steps) % len(kinds)]
        self.select(kind)
        self.chosen.emit(kind)

    def restyle(self) -> None:
        """Words and measures, after new counts or a change of the theme."""
        px = self._theme.px
        self._row.setContentsMargins(px(16), 0, px(16), 0)
        self._row.setSpacing(px(8))
        metrics = QFontMetrics(self._theme.sans(15, bold=True))
        for kind, button in self._buttons.items():
            name = self.tr("全部") if kind is None else kind.label
            words = f"{name} {self._counts.get(kind, 0)}"
            button.setText(words)
            # The bold width, so that nothing moves when another tab becomes current.
            button.setFixedSize(metrics.horizontalAdvance(words) + px(16), px(40) - 1)
            button.setVisible(kind in self._counts)
