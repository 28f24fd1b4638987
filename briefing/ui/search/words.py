"""The line where one types what to search for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from briefing.ui.outline.field import paint_glass
from briefing.ui.theme import Theme

HEIGHT, PAD, TEXT_LEFT = 56, 24, 54
"""Pixels at 100 %: the line with the rule below it, its right margin, where the words begin (Qt adds two)."""

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class WordsLine(QLineEdit):
    """Large words behind a glass, the number of results at the right. Keys that steer the list become signals:

    ``stepped`` and ``paged`` carry 1 or -1, ``tab_stepped`` too; ``entered`` and ``escaped`` carry nothing.
    """

    stepped = Signal(int)
    paged = Signal(int)
    tab_stepped = Signal(int)
    entered = Signal()
    escaped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._result = ""
        self.setObjectName("words")
        self.setPlaceholderText(self.tr("搜索全部"))
        self.setAccessibleName(self.tr("搜索全部"))
        self.restyle()
        theme.changed.connect(self.restyle)

    @property
    def result(self) -> str:
        """What is said at the right."""
        return self._result

    def set_result(self, words: str) -> None:
        """Say at the right how much was found."""
        self._result = words
        self._fit()
        self.update()

    def restyle(self) -> None:
        """Take sizes and colours anew; the application's sheet would draw a box here."""
        px, colours = self._theme.px, self._theme.colours
        self.setStyleSheet(
            f"QLineEdit#words, QLineEdit#words:focus {{ border: none; background: transparent; padding: 0;"
            f" font-size: {px(20)}px; placeholder-text-color: {colours.muted}; min-height: {px(HEIGHT) - 1}px; }}"
        )
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._theme.px(HEIGHT) - 1)

    def _fit(self) -> None:
        px = self._theme.px
        width = QFontMetrics(self._theme.sans(13)).horizontalAdvance(self._result)
        self.setTextMargins(px(TEXT_LEFT), 0, px(PAD) + width + (px(16) if width else 0), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, px = QPainter(self), self._theme.px
        painter.setPen(self._theme.colour("ink"))
        side = px(16)
        paint_glass(painter, QRectF(px(26), (self.height() - side) / 2, side, side), 2.25 * self._theme.scale)
        painter.setFont(self._theme.sans(13))
        painter.setPen(self._theme.colour("muted"))
        box = self.rect().adjusted(0, 0, -px(PAD), 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, self._result)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            # Tab never reaches keyPressEvent: the widget would pass the focus on.
            if event.key() == Qt.Key.Key_Tab:
                self.tab_stepped.emit(1)
                return True
            if event.key() == Qt.Key.Key_Backtab:
                self.tab_stepped.emit(-1)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self.stepped.emit(_STEPS[key])
        elif key in _PAGES:
            self.paged.emit(_PAGES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.entered.emit()
        elif key == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
