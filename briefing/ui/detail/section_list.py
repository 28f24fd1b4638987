"""Sections at a glance: one row a section, its items, figures and annotations counted and drawn."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from briefing.domain.contents import ReportContents
from briefing.domain.labels import heading_label
from briefing.domain.place import Place
from briefing.domain.report import Nature, Section
from briefing.domain.shown import shown
from briefing.ui.detail.trust import plain_tip
from briefing.ui.outline.standing import NOTHING, Standing, standings, summed
from briefing.ui.parts import Clickable, clear
from briefing.ui.theme import Theme

MOST_MARKS = 12
"""Past this many a row of marks says no more than its number does."""


class _Line(QWidget):
    """The header, and the geometry that header and rows share."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        boxes = columns(self._theme, self.width())
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(self._theme.sans(15, bold=True))
        painter.setPen(self._theme.colour("ink"))
        name = boxes[0].united(boxes[1])
        painter.drawText(name, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self.tr("章节"))
        painter.setFont(self._theme.sans(13))
        painter.setPen(self._theme.colour("ink2"))
        names = ((2, self.tr("条目")), (3, self.tr("数据")), (5, self.tr("批注")))
        for at, words in names:
            painter.drawText(boxes[at], right, words)
        painter.setPen(self._theme.colour("line2"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


def columns(theme: Theme, width: int) -> tuple[QRectF, ...]:
    """Boxes of number, label, items, figures, figure marks, annotations, annotation marks, in a row 28 high."""
    px, high = theme.px, theme.px(28)
    number, count, marks, dots = px(28), px(36), px(88), px(56)
    label = max(px(80), width - number - 3 * count - marks - dots - px(16))
    edges = [0, number, number + label]
    for wide in (count, count, marks + px(8), count, dots):
        edges.append(edges[-1] + wide)
    boxes = [QRectF(a, 0, b - a, high) for a, b in pairwise(edges)]
    return tuple(boxes)


class SectionRow(Clickable):
    """One section; ``marks`` are drawn in the colour of the report's figures."""

    def __init__(self, theme: Theme, contents: ReportContents, section: Section, figures: int, notes: Standing) -> None:
        self._figures, self._standing, self._notes = figures, notes, notes.whole
        self._items = sum(len(node.items) for node in section.walk())
        self._section = section
        self._role = "result" if contents.report.nature is Nature.ACTUAL else "target"
        name = shown(section.heading or "")
        said = f"{section.number or ''} {name}，{self._items} 条，{self._figures} 个数据"
        told = self.tr("{0} 条批注（{1}）").format(notes.whole, notes.words) if notes.whole else ""
        super().__init__(theme, f"{said}，{told}" if told else said)
        self.setToolTip(plain_tip(f"{name}\n{told}" if told else name))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(28))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self._theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, px = self._theme, self._theme.px
        number, name, items, figures, marks, notes, dots = columns(theme, self.width())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.sans(15))
        painter.setPen(theme.colour("ink2"))
        if self._section.number is not None:
            painter.drawText(
                number.adjusted(0, 0, -px(10), 0), Qt.AlignmentFlag.AlignRight | middle, str(self._section.number)
            )
        painter.setPen(theme.colour("ink"))
        words = QFontMetricsF(painter.font()).elidedText(
            shown(heading_label(self._section)), Qt.TextElideMode.ElideRight, name.width() - px(8)
        )
        painter.drawText(name, Qt.AlignmentFlag.AlignLeft | middle, words)
        painter.setFont(theme.sans(14))
        for box, count in ((items, self._items), (figures, self._figures), (notes, self._notes)):
            if count:
                painter.setPen(theme.colour("ink2" if box is items else "ink"))
                painter.drawText(box, Qt.AlignmentFlag.AlignRight | middle, str(count))
        painter.setPen(Qt.PenStyle.NoPen)
        if self._standing.decides:
            # As in the tree: a place or a wording that a person has to decide.
            painter.setBrush(theme.colour("ink"))
            wide = QFontMetricsF(painter.font()).horizontalAdvance(str(self._notes))
            painter.drawEllipse(QRectF(notes.right() - wide - px(8), notes.center().y() - px(2), px(5), px(5)))
        painter.setBrush(theme.colour(self._role))
        room = min(MOST_MARKS, int(marks.width() // px(8)) - 1)
        for at in range(min(self._figures, room)):
            painter.drawRect(QRectF(marks.left() + px(8) + at * px(8), marks.center().y() - px(5), px(5), px(10)))
        painter.setBrush(theme.colour("ink2"))
        for at in range(min(self._notes, int(dots.width() // px(11)))):
            painter.drawEllipse(QRectF(dots.left() + px(8) + at * px(11), dots.center().y() - px(4), px(8), px(8)))
        painter.setPen(theme.colour("line"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)


class SectionList(QWidget):
    """The rows of a report's sections. ``place_wanted`` carries the Place of one."""

    place_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def set_sections(self, contents: ReportContents, sections: tuple[Section, ...]) -> None:
        """Show these sections of a report."""
        clear(self._layout)
        self._layout.addWidget(_Line(self._theme))
        figures = Counter(figure.item for figure in contents.figures)
        standing = standings(contents.annotations)
        for section in sections:
            items = [item.position for item in section.all_items()]
            whole = [standing.get(at, NOTHING) for at in items]
            notes = summed([*whole, *(standing.get(one.path, NOTHING) for one in section.walk())])
            line = SectionRow(self._theme, contents, section, sum(figures[at] for at in items), notes)
            place = Place(contents.report.key, section.path)
            line.clicked.connect(lambda place=place: self.place_wanted.emit(place))
            self._layout.addWidget(line)
        self._layout.addStretch(1)
