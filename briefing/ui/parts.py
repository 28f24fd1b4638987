"""The small parts every page is made of: labels, rules, buttons, in the roles the style sheet knows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from briefing.ui.theme import Theme


def label(text: str, role: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """A line of text in one of the sheet's roles. Always plain text: what a report says is never markup."""
    made = QLabel()
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setText(text)
    if role:
        made.setProperty("role", role)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def rule(role: str = "hairline") -> QFrame:
    """A horizontal line: ``hairline`` under rows, ``rule`` under headers."""
    made = QFrame()
    made.setProperty("role", role)
    made.setFixedHeight(1)
    return made


def button(text: str, role: str = "", clicked: Callable[[], object] | None = None, *, name: str = "") -> QPushButton:
    """A push button; ``name`` is what a screen reader says where the text alone is not enough."""
    made = QPushButton(text)
    if role:
        made.setProperty("role", role)
    if role in ("plain", "link", "tab", "segment"):
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    if role == "link":
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    made.setAccessibleName(name or text)
    made.setAutoDefault(False)
    if clicked:
        made.clicked.connect(lambda: clicked())
    return made


def row(*parts: QWidget | QLayout | int | None, spacing: int = 8) -> QHBoxLayout:
    """Parts side by side; a number is a gap of pixels, None takes what room is left."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part)
    return layout


def inset(part: QWidget | QLayout, left: int = 4) -> QHBoxLayout:
    """A part moved right by the room that text boxes need for the tint before a line's first figure."""
    layout = row(part)
    layout.setContentsMargins(left, 0, 0, 0)
    return layout


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete the widgets once the event loop comes round."""
    while (entry := layout.takeAt(0)) is not None:
        if widget := entry.widget():
            # It keeps its parent: one without would be Python's to collect, in the midst of whatever Qt does just then.
            widget.hide()
            widget.deleteLater()
        elif inner := entry.layout():
            clear(inner)


def reveal(area: QScrollArea, part: QWidget) -> None:
    """Scroll to a part that has just come or grown, and within it to what has the keyboard where not all of it fits."""
    area.ensureWidgetVisible(part, 0, 8)
    focused = QApplication.focusWidget()
    if focused is not None and part.isAncestorOf(focused):
        area.ensureWidgetVisible(focused, 0, 8)


class Elided(QLabel):
    """A one-line label that ends in … where it does not fit, and tells the whole on hover."""

    def __init__(self, text: str = "", role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(text)
        self._tell()

    def resizeEvent(self, event: QEvent) -> None:
        self._tell()

    def _tell(self) -> None:
        self.setToolTip(self.text() if QFontMetrics(self.font()).horizontalAdvance(self.text()) > self.width() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        words = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)


class Caveat(QWidget):
    """A caveat in words, with its mark: never told by colour alone."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        words = label(text, "caveat", wrap=True)
        words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(theme.px(20), 0, 0, 0)
        layout.addWidget(words)
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        size = self._theme.px(12)
        paint_caveat_mark(painter, self._theme, 0, (self._theme.px(22) - size) / 2, size)


def paint_caveat_mark(painter: QPainter, theme: Theme, x: float, y: float, size: float) -> None:
    """The amber triangle with its stroke, ``size`` pixels wide, at its top left corner."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("caveat_mark"))
    high = size * 0.9
    painter.drawPolygon(QPolygonF([QPointF(x + size / 2, y), QPointF(x + size, y + high), QPointF(x, y + high)]))
    painter.setBrush(theme.colour("paper"))
    painter.drawRect(QRectF(x + size / 2 - size * 0.06, y + high * 0.36, size * 0.12, high * 0.32))
    painter.drawRect(QRectF(x + size / 2 - size * 0.06, y + high * 0.76, size * 0.12, high * 0.12))
    painter.restore()


class Clickable(QWidget):
    """A row that can be clicked, or chosen with Enter and Space; it paints its own hover and focus."""

    clicked = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._over = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(name)

    def enterEvent(self, event: QEvent) -> None:
        self._over = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._over = False
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        if inside and event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep the release for ourselves."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._over:
            painter.fillRect(self.rect(), self._theme.colour("hover"))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("ink"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout else super().sizeHint()
