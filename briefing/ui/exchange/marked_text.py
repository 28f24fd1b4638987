"""Words with stretches marked in them: what was struck, what is new, what an annotation is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from briefing.domain.shown import shown
from briefing.domain.span import Span
from briefing.ui.detail.text_layout import SetText, Stretch
from briefing.ui.theme import Theme

LINE_SEPARATOR = "\u2028"

LONGEST = 42
"""Characters a line has at most, however wide the window is."""


class Marking(Enum):
    """How a stretch is set apart; never by a colour alone."""

    REMOVED = auto()
    """Struck through."""
    ADDED = auto()
    """Bold, over a line of ink."""
    QUOTE = auto()
    """Over a pencil line, as an annotation underlines its passage."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text, in code points, and what it is."""

    span: Span
    marking: Marking


def marks(marking: Marking, spans: Iterable[Span]) -> tuple[Mark, ...]:
    """These stretches, marked alike."""
    return tuple(Mark(span, marking) for span in spans)


class MarkedText(QWidget):
    """Shows a text that is as high as its words ask for. ``quoted`` sets it in the face reports speak in.

    A screen reader is told the words, and after them what is struck and what is new.
    """

    def __init__(
        self, theme: Theme, text: str = "", found: Iterable[Mark] = (), *, quoted: bool = False, name: str = ""
    ) -> None:
        super().__init__()
        self._theme, self._quoted = theme, quoted
        self._text, self._marks = "", tuple[Mark, ...]()
        self._set: tuple[int, SetText] | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(name or (self.tr("原文") if quoted else self.tr("批注内容")))
        theme.changed.connect(self._relayout)
        self.show_text(text, found)

    @property
    def text(self) -> str:
        """The words shown."""
        return self._text.replace(LINE_SEPARATOR, "\n")

    @property
    def marked(self) -> tuple[Mark, ...]:
        """What is marked in them."""
        return self._marks

    def marked_words(self, marking: Marking) -> tuple[str, ...]:
        """The words that are marked so."""
        return tuple(mark.span.of(self.text) for mark in self._marks if mark.marking is marking)

    def show_text(self, text: str, found: Iterable[Mark] = ()) -> None:
        """Show other words."""
        self._text, self._marks = text.replace("\n", LINE_SEPARATOR), tuple(found)
        said = [shown(text)]
        for marking, words in ((Marking.REMOVED, self.tr("删去：")), (Marking.ADDED, self.tr("新写："))):
            if these := self.marked_words(marking):
                said.append(words + "、".join(f"“{one}”" for one in these))
        self.setAccessibleDescription("。".join(said))
        self._relayout()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._laid(width).height) + 4

    def sizeHint(self) -> QSize:
        width = self.width() or 320
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(96), self._theme.px(28))

    def _relayout(self) -> None:
        self._set = None
        self.updateGeometry()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def _laid(self, width: int) -> SetText:
        if self._set is None or self._set[0] != width:
            theme = self._theme
            font = theme.serif(16) if self._quoted else theme.sans(15)
            bold = [Stretch(mark.span, bold=True) for mark in self._marks if mark.marking is Marking.ADDED]
            line = theme.px(28 if self._quoted else 24)
            room = max(40, min(width - 4, LONGEST * font.pixelSize()))
            self._set = width, SetText(self._text or " ", font, line, room, bold, ())
        return self._set[1]

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(2, 0)
        theme, text = self._theme, self._laid(self.width())
        painter.setPen(theme.colour("ink"))
        text.layout.draw(painter, QPointF(0, 0))
        for mark in self._marks:
            self._paint(painter, text, mark)
        if self.hasFocus() and self._keyboard:
            painter.setPen(QPen(theme.colour("ink"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(-1, 1, -3, -1), 3, 3)

    def _paint(self, painter: QPainter, text: SetText, mark: Mark) -> None:
        theme = self._theme
        width = {Marking.ADDED: 2.0, Marking.QUOTE: 1.5, Marking.REMOVED: 1.5}[mark.marking]
        painter.setPen(QPen(theme.colour("ink2" if mark.marking is Marking.QUOTE else "ink"), width))
        for box in text.rects(mark.span):
            top, bottom = text.ink(box, 0)
            y = (top + bottom) / 2 + 1 if mark.marking is Marking.REMOVED else bottom
            painter.drawLine(QPointF(box.left(), y), QPointF(box.right(), y))

    _keyboard = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._keyboard = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(shown(self.text))
        else:
            super().keyPressEvent(event)
