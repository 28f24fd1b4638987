"""A choice of a few, side by side; the arrow keys move between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from briefing.ui.parts import button


class Segments(QWidget):
    """``chosen`` carries the value of the segment that a person chose. Nothing need be chosen at first."""

    chosen = Signal(object)

    def __init__(self, name: str, offered: Sequence[tuple[str, Any]]) -> None:
        super().__init__()
        self._values = tuple(value for _, value in offered)
        self._group = QButtonGroup(self)
        self.setAccessibleName(name)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for number, (words, _) in enumerate(offered):
            segment = button(words, "segment", name=f"{name}：{words}")
            segment.setCheckable(True)
            if not number:
                segment.setProperty("place", "first")
            self._group.addButton(segment, number)
            layout.addWidget(segment)
        layout.addStretch(1)
        self._group.idClicked.connect(lambda number: self.chosen.emit(self._values[number]))

    @property
    def value(self) -> Any:
        """The value chosen; None for none."""
        number = self._group.checkedId()
        return None if number < 0 else self._values[number]

    @property
    def segments(self) -> tuple[QPushButton, ...]:
        """The segments, left to right."""
        return tuple(one for one in self._group.buttons() if isinstance(one, QPushButton))

    def choose(self, value: Any) -> None:
        """Choose without telling anybody; None for none."""
        self._group.setExclusive(False)
        for number, one in enumerate(self._values):
            self._group.button(number).setChecked(value is not None and one == value)
        self._group.setExclusive(True)

    def set_words(self, words: Sequence[str]) -> None:
        """Rename the segments (counts follow their names)."""
        for segment, text in zip(self.segments, words, strict=True):
            segment.setText(text)
            segment.setAccessibleName(f"{self.accessibleName()}：{text}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        at = next((n for n, one in enumerate(self.segments) if one.hasFocus()), -1)
        if step is None or at < 0 or not 0 <= at + step < len(self.segments):
            super().keyPressEvent(event)
            return
        self.segments[at + step].setFocus(Qt.FocusReason.TabFocusReason)
        self.segments[at + step].click()
