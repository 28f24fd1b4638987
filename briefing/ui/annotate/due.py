"""A date by which something is to be done: typed as people write dates, stepped with the arrow keys."""

from __future__ import annotations

import re
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from briefing.ui.annotate.said import date_words
from briefing.ui.parts import label
from briefing.ui.theme import Theme

_FULL = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?|(\d{4})(\d{2})(\d{2})")
_SHORT = re.compile(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?")
_NEAR = {"今天": 0, "明天": 1, "后天": 2}


def parse_day(words: str, today: date) -> date | None:
    """The day meant by 2026-3-31, 2026年3月31日, 20260331, 3月31日, 3.31, 明天, 月底; None when it is none.

    A day without a year is the next one to come.
    """
    words = words.strip()
    if words in _NEAR:
        return today + timedelta(days=_NEAR[words])
    if words == "月底":
        return (today.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    try:
        if found := _FULL.fullmatch(words):
            return date(*(int(part) for part in found.groups() if part))
        if found := _SHORT.fullmatch(words):
            month, day = int(found[1]), int(found[2])
            this = date(today.year, month, day)
            return this if this >= today else date(today.year + 1, month, day)
    except ValueError:
        return None
    return None


class DueField(QWidget):
    """``changed`` follows every keystroke. An unreadable date is said, not dropped; ``due`` is then as it was."""

    changed = Signal()

    def __init__(self, theme: Theme, due: date | None, today: date) -> None:
        super().__init__()
        self._today, self._due = today, due
        self._field = QLineEdit(date_words(due) if due else "")
        self._field.setPlaceholderText(self.tr("期限，如 3月31日"))
        self._field.setAccessibleName(self.tr("期限"))
        self._field.setToolTip(self.tr("也可写 2026-3-31、明天、月底；↑ ↓ 换一天"))
        self._field.textEdited.connect(self._edited)
        self._field.editingFinished.connect(self._ended)
        self._field.installEventFilter(self)
        self._said = label("", "muted")
        self._said.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.px(2))
        layout.addWidget(self._field)
        layout.addWidget(self._said)
        self.setFocusProxy(self._field)

    @property
    def due(self) -> date | None:
        """The date, or None."""
        return self._due

    @property
    def readable(self) -> bool:
        """Whether what stands in the field is a date, or nothing."""
        words = self._field.text().strip()
        return not words or parse_day(words, self._today) is not None

    def _edited(self, words: str) -> None:
        found = parse_day(words, self._today)
        if found is not None or not words.strip():
            self._due = found
        self._say(date_words(found) if found else "")
        self.changed.emit()

    def _ended(self) -> None:
        if self.readable:
            self._field.setText(date_words(self._due) if self._due else "")
            self._say("")
        else:
            self._say(self.tr("认不出这个日期，请写成 3月31日 或 2026-3-31"))

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setWordWrap(True)
        self._said.setVisible(bool(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self._due = (self._due or self._today) + timedelta(days=step if self._due else 0)
                self._field.setText(date_words(self._due))
                self._say("")
                self.changed.emit()
                return True
        return super().eventFilter(watched, event)
