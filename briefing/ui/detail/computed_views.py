"""What is computed from an item's figures, under their table: grey, dashed, with the whole formula."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from briefing.domain.projection import Path, Projection
from briefing.domain.shown import shown
from briefing.export.computed import points_of
from briefing.ui.parts import Elided, clear, label, row
from briefing.ui.theme import Theme


class ComputedTag(QWidget):
    """The dashed 测算 that stands by everything computed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(self.tr("测算"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._theme.sans(12))
        return QSize(round(metrics.horizontalAdvance(self.tr("测算"))) + 8, round(metrics.height()) + 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._theme.sans(12))
        painter.setPen(QPen(self._theme.colour("computed_dash"), 1, Qt.PenStyle.DashLine))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setPen(self._theme.colour("computed"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.tr("测算"))


class ComputedViews(QWidget):
    """A block a view: its name, its values by year, the formula and what it is worth. Hidden while there is none."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.px(16), 0, 0)
        self._column.setSpacing(theme.px(4))
        self._views: tuple[Projection | Path, ...] = ()
        self.setAccessibleName(self.tr("测算"))
        self.hide()

    @property
    def views(self) -> tuple[Projection | Path, ...]:
        """What it shows."""
        return self._views

    def set_views(self, views: Sequence[Projection | Path]) -> None:
        """Show these."""
        self._views = tuple(views)
        clear(self._column)
        for at, view in enumerate(self._views):
            if at:
                self._column.addSpacing(self._theme.px(12))
            name, unit = Elided(shown(view.name), "heading"), label(shown(view.unit), "second")
            self._column.addLayout(row(name, unit, ComputedTag(self._theme), None))
            # A year and its value stay on one line.
            pieces = [
                self.tr("{0} 年 {1}").format(year, value).replace(" ", "\u00a0") for year, value in points_of(view)
            ]
            for words, role in (("　".join(pieces), ""), (view.formula, "second"), (shown(view.note), "muted")):
                self._column.addWidget(self._line(words, role))
        self.setVisible(bool(self._views))

    def _line(self, words: str, role: str) -> QLabel:
        made = label(words, role, wrap=True, selectable=True)
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        if not role:
            made.setProperty("role", "computed")
        return made
