"""Parts of the left tab and the editor: a choice side by side or in a box, one that folds into a menu."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from briefing.ui.correct.segments import Segments
from briefing.ui.theme import Theme


class Choice(QWidget):
    """One of a few: side by side where there is room for all of them, else in a box that drops down.

    ``chosen`` carries the value a person chose. ``room`` is in pixels.
    """

    chosen = Signal(object)

    def __init__(self, name: str, offered: Sequence[tuple[str, object]], value: object, room: int) -> None:
        super().__init__()
        self._values = tuple(one for _, one in offered)
        self._segments = Segments(name, offered)
        for segment in self._segments.segments:
            segment.ensurePolished()
        self._box: QComboBox | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        if sum(segment.sizeHint().width() for segment in self._segments.segments) <= room:
            self._segments.choose(value)
            self._segments.chosen.connect(self.chosen)
            layout.addWidget(self._segments)
            return
        self._segments.deleteLater()
        self._box = QComboBox()
        self._box.setAccessibleName(name)
        self._box.addItems([words for words, _ in offered])
        self._box.setCurrentIndex(self._values.index(value))
        self._box.activated.connect(lambda at: self.chosen.emit(self._values[at]))
        layout.addWidget(self._box)
        layout.addStretch(1)

    @property
    def value(self) -> Any:
        """What is chosen."""
        return self._segments.value if self._box is None else self._values[self._box.currentIndex()]


class Fold(QPushButton):
    """A choice in one line: its name at the left, what is chosen at the right, the rest in a menu."""

    value_chosen = Signal(object)

    def __init__(self, theme: Theme, name: str, everything: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self._choices: tuple[tuple[str, object], ...] = ((everything, None),)
        self._value: object = None
        self.setProperty("role", "plain")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.clicked.connect(self._ask)
        self._name_it()

    def set_choices(self, choices: Sequence[tuple[str, object]]) -> None:
        """Offer these behind the one that means everything; what is not offered any more is not chosen any more."""
        self._choices = (self._choices[0], *choices)
        if self._value not in [value for _, value in self._choices]:
            self.choose(None)
        self._name_it()

    @property
    def value(self) -> object:
        """What is chosen; None for everything."""
        return self._value

    def choose(self, value: object) -> None:
        """Choose that."""
        if value != self._value:
            self._value = value
            self._name_it()
            self.value_chosen.emit(value)

    def menu_of_choices(self) -> QMenu:
        """The menu that pressing it brings; whoever shows it lets it go."""
        menu = QMenu(self)
        for words, value in self._choices:
            # A mnemonic is not what an & in a person's words means.
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(value == self._value)
            action.triggered.connect(lambda _=False, value=value: self.choose(value))
        return menu

    def _ask(self) -> None:
        menu = self.menu_of_choices()
        menu.setMinimumWidth(self.width())
        menu.exec(self.mapToGlobal(self.rect().bottomLeft()))
        menu.deleteLater()

    @property
    def _chosen(self) -> str:
        return next((words for words, value in self._choices if value == self._value), self._choices[0][0])

    def _name_it(self) -> None:
        self.setAccessibleName(self.tr("{0}：{1}").format(self._name, self._chosen))
        self.setToolTip(self._chosen if self._value is not None else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(px(8), 0, -px(8), 0)
        side = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.sans(14))
        painter.setPen(theme.colour("ink2"))
        painter.drawText(box, side | Qt.AlignmentFlag.AlignLeft, self._name)
        left = painter.fontMetrics().horizontalAdvance(self._name) + px(10)
        middle, arm = box.center().y(), px(3)
        painter.setPen(QPen(theme.colour("ink2"), 1.5 * theme.scale))
        x = box.right() - arm
        painter.drawPolyline(QPolygonF([QPointF(x + dx, middle + dy) for dx, dy in
                                        ((-arm, -arm / 2), (0, arm / 2), (arm, -arm / 2))]))  # fmt: skip
        painter.setPen(theme.colour("ink"))
        painter.setFont(theme.sans(14, bold=self._value is not None))
        room = box.adjusted(left, 0, -px(14), 0)
        words = painter.fontMetrics().elidedText(self._chosen, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, side | Qt.AlignmentFlag.AlignRight, words)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()
