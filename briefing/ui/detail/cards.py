"""Headline figures: the call-outs of a report as cards, each leading to its sentence."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from briefing.charts.headlines import Headline
from briefing.domain.figure import Figure
from briefing.domain.report import Nature
from briefing.ui.parts import Clickable, clear, paint_caveat_mark
from briefing.ui.theme import Theme


class HeadlineCard(Clickable):
    """One card: what, how much in large digits, and what the other report says of it."""

    def __init__(self, theme: Theme, headline: Headline) -> None:
        said = headline.figure.quantity.words if headline.figure else headline.words
        beside = f"，{headline.other_title} {headline.other.quantity.words}" if headline.other else headline.absent
        super().__init__(theme, f"{headline.title} {said} {beside}")
        self._headline = headline
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(112))

    @property
    def headline(self) -> Headline:
        """What it says."""
        return self._headline

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(140), self._theme.px(112))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px = self._theme.px
        room = QRectF(self.rect()).adjusted(px(4), px(4), -px(4), -px(4))
        title = QRectF(room.left(), room.top(), room.width(), px(42))
        self._wrapped(painter, self._headline.title, title, bottom=True)
        if self._headline.figure is None:
            self._wrapped(
                painter, self._headline.words, QRectF(room.left(), px(50), room.width(), px(60)), bottom=False
            )
            return
        self._number(painter, self._headline.figure, room)
        self._beside(painter, QRectF(room.left(), px(86), room.width(), px(22)))

    def _number(self, painter: QPainter, figure: Figure, room: QRectF) -> None:
        theme, px = self._theme, self._theme.px
        painter.setPen(theme.colour("result" if figure.nature is Nature.ACTUAL else "target"))
        x, baseline = room.left(), float(px(78))
        quantity, pixels = figure.quantity, 32.0
        while pixels > 18 and self._width(figure, pixels) > room.width():
            pixels -= 2
        if quantity.bound.sign:
            font = theme.sans(18 if len(quantity.bound.sign) == 1 and quantity.bound.sign == "约" else 22, bold=True)
            painter.setFont(font)
            painter.drawText(QPointF(x, baseline), quantity.bound.sign)
            x += QFontMetricsF(font).horizontalAdvance(quantity.bound.sign) + px(5)
        font = theme.sans(pixels, bold=True)
        painter.setFont(font)
        painter.drawText(QPointF(x, baseline), quantity.number)
        x += QFontMetricsF(font).horizontalAdvance(quantity.number) + px(3)
        painter.setFont(theme.sans(18))
        painter.drawText(QPointF(x, baseline), quantity.unit)

    def _width(self, figure: Figure, pixels: float) -> float:
        theme, quantity = self._theme, figure.quantity
        sign = QFontMetricsF(theme.sans(22, bold=True)).horizontalAdvance(quantity.bound.sign)
        number = QFontMetricsF(theme.sans(pixels, bold=True)).horizontalAdvance(quantity.number)
        return sign + number + QFontMetricsF(theme.sans(18)).horizontalAdvance(quantity.unit) + theme.px(10)

    def _beside(self, painter: QPainter, room: QRectF) -> None:
        theme, headline = self._theme, self._headline
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.sans(14))
        if headline.other is None:
            painter.setPen(theme.colour("muted"))
            painter.drawText(room, side, headline.absent)
            return
        painter.setPen(theme.colour("result" if headline.other.nature is Nature.ACTUAL else "target"))
        words = f"{headline.other_title} "
        painter.drawText(room, side, words)
        x = QFontMetricsF(painter.font()).horizontalAdvance(words)
        painter.setFont(theme.sans(14, bold=True))
        value = headline.other.quantity.words
        painter.drawText(room.adjusted(x, 0, 0, 0), side, value)
        if headline.caveat:
            x += QFontMetricsF(painter.font()).horizontalAdvance(value) + theme.px(4)
            size = theme.px(11)
            paint_caveat_mark(painter, theme, room.left() + x, room.center().y() - size / 2, size)

    def _wrapped(self, painter: QPainter, text: str, room: QRectF, *, bottom: bool) -> None:
        """Two lines at most, balanced, standing on the bottom of ``room`` or hanging from its top."""
        theme = self._theme
        font = theme.sans(14)
        painter.setPen(theme.colour("ink"))
        wide = QFontMetricsF(font).horizontalAdvance(text)
        # A title of two lines breaks in its middle, not at the last character.
        width = room.width() if wide <= room.width() else min(room.width(), wide / 2 + theme.px(16))
        layout = QTextLayout(text, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid() and layout.lineCount() <= 3:
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += theme.px(20)
        layout.endLayout()
        layout.draw(painter, QPointF(room.left(), room.bottom() - top if bottom else room.top()))


class CardGrid(QWidget):
    """Cards in as many columns as fit. ``place_wanted`` carries the Place of a card."""

    place_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._headlines: tuple[Headline, ...] = ()
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, theme.px(4), 0, theme.px(8))
        self._grid.setSpacing(theme.px(8))
        theme.changed.connect(self._rebuild)

    def set_headlines(self, found: tuple[Headline, ...]) -> None:
        """Show these."""
        self._headlines = found
        self._rebuild()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitting() != self._columns:
            self._rebuild()

    def _fitting(self) -> int:
        if not self._headlines:
            return 1
        room = max(1, self.width() // self._theme.px(136))
        rows = -(-len(self._headlines) // room)
        return -(-len(self._headlines) // rows)

    def _rebuild(self) -> None:
        clear(self._grid)
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = self._fitting()
        for number, headline in enumerate(self._headlines):
            card = HeadlineCard(self._theme, headline)
            card.clicked.connect(lambda place=headline.place: self.place_wanted.emit(place))
            self._grid.addWidget(card, number // self._columns, number % self._columns)
            self._grid.setColumnStretch(number % self._columns, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line between neighbours, none around."""
        painter = QPainter(self)
        painter.setPen(self._theme.colour("line"))
        for at in range(self._grid.count()):
            entry = self._grid.itemAt(at)
            card = entry.widget() if entry else None
            if card is not None and at % max(1, self._columns):
                x = card.x() - self._theme.px(4)
                painter.drawLine(x, card.y() + 4, x, card.y() + card.height() - 4)
