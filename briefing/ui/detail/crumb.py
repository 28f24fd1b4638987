"""The path above a page; each step but the last can be opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from briefing.domain.labels import section_title
from briefing.domain.place import Place
from briefing.domain.report import Report, Section
from briefing.domain.shown import shown
from briefing.ui.parts import Elided, clear, label
from briefing.ui.theme import Theme


class _Step(QPushButton):
    """A step that can be opened; it ends in … where it does not fit, and tells the whole on hover."""

    def __init__(self, words: str, clicked: Callable[[], object]) -> None:
        super().__init__(words)
        self._words = words
        self.setProperty("role", "crumb")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: clicked())

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._words) + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("国家…"), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setText(self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, self.width()))


class Crumb(QWidget):
    """``place_wanted`` carries the Place of a step."""

    place_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.px(8))
        self.setFixedHeight(theme.px(40))
        self.setAccessibleName(self.tr("路径"))
        theme.changed.connect(lambda: self.setFixedHeight(theme.px(40)))

    def show_path(self, report: Report, section: Section | None, *, inside: bool) -> None:
        """The way to a section; ``inside`` when the page is one of its items. Without a section, to the report."""
        clear(self._layout)
        steps: list[tuple[str, Place | None]] = []
        if section is None:
            steps.append((self.tr("报告"), None))
            steps.append((shown(report.name), None))
        else:
            steps.append((shown(report.name), Place(report.key)))
            for node in (*report.ancestors(section), section):
                last = node is section and not inside
                if node.heading or node is section:
                    steps.append((shown(section_title(node)), None if last else Place(report.key, node.path)))
        for number, (words, place) in enumerate(steps):
            if number:
                self._layout.addWidget(label("›", "muted"))
            if place is None:
                final = Elided(words, "second") if number == len(steps) - 1 else label(words, "second")
                self._layout.addWidget(final)
            else:
                self._layout.addWidget(_Step(words, partial(self.place_wanted.emit, place)))
        self._layout.addStretch(1)
