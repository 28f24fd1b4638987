"""Walking through the figures that ask to be looked at: a list, and the one in hand with its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from briefing.domain.contents import ReportContents
from briefing.domain.figure import Figure, FigureRef
from briefing.domain.labels import section_label
from briefing.domain.place import Place
from briefing.domain.report import Item
from briefing.domain.shown import shown
from briefing.ui.check.doubtful_list import DoubtfulList
from briefing.ui.correct.bar import CorrectionBar
from briefing.ui.detail.item_text import ItemText
from briefing.ui.parts import Elided, button, label, reveal, row
from briefing.ui.theme import Theme

FOLD = 640
"""Below this width, in pixels at 100 %, the list stands above the figure in hand."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure to look at, with what it stands in."""

    contents: ReportContents
    item: Item
    figure: Figure


class DoubtfulPane(QWidget):
    """``place_wanted`` carries the Place of the item in hand. What is done to a figure goes through ``bar``."""

    place_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._doubts: tuple[Doubt, ...] = ()
        self._said: Mapping[FigureRef, str] = {}
        px = theme.px
        self.list = DoubtfulList(theme)
        self.list.ref_chosen.connect(self._take)
        self._where = Elided("", "second")
        self._open = button(self.tr("打开这一条"), "link", self._go)
        self.text = ItemText(theme)
        self.bar = CorrectionBar(theme)
        self.text.figure_chosen.connect(self._look_at)
        self.list.confirm_wanted.connect(self.bar.confirm)
        self.list.correct_wanted.connect(self.bar.correct)
        self.list.remove_wanted.connect(self.bar.remove)
        self.bar.editing_changed.connect(self._editing)
        self._area = QScrollArea()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        body = QWidget()
        body.setObjectName("page")
        column = QVBoxLayout(body)
        column.setContentsMargins(px(24), px(16), px(24), px(16))
        column.setSpacing(px(8))
        column.addLayout(row(self._where, None, self._open))
        column.addWidget(self.text)
        column.addWidget(self.bar)
        column.addStretch(1)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(body)
        self._soon.timeout.connect(lambda: reveal(self._area, self.bar))
        self._none = label("", "second", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._none.setContentsMargins(px(32), px(24), px(32), 0)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(0, 0, 0, 0)
        self._halves.setSpacing(1)
        self._halves.addWidget(self.list)
        self._halves.addWidget(self._area, 1)
        self._halves.addWidget(self._none, 1)
        self._fold()

    def set_doubts(self, doubts: Sequence[Doubt], said: Mapping[FigureRef, str], *, looked_at: int) -> None:
        """List these. The one in hand stays in hand; when it is done with, the next one is taken.

        ``looked_at`` is how many people have settled already.
        """
        self._doubts, self._said = tuple(doubts), said
        for part in (self.list, self._area):
            part.setVisible(bool(doubts))
        self._none.setVisible(not doubts)
        done = self.tr("需要看的 {0} 个数据都有人看过了。").format(looked_at)
        never = self.tr("没有待核的数据：每个数据识别时都有把握。")
        more = self.tr("“有把握”不等于“准确”，引用前仍请对照原文。")
        self._none.setText((done if looked_at else never) + more)
        self.list.set_doubts([(one.figure, self._line(one)) for one in self._doubts])

    @property
    def in_hand(self) -> Doubt | None:
        """The one being looked at."""
        return next((one for one in self._doubts if one.figure.ref == self.list.current), None)

    def _line(self, doubt: Doubt) -> str:
        where = self.tr("{0} 第 {1} 行").format(doubt.contents.report.name, doubt.item.line)
        return " · ".join(part for part in (shown(doubt.figure.reason), where) if part)

    def _take(self, ref: object) -> None:
        doubt = next((one for one in self._doubts if one.figure.ref == ref), None)
        if doubt is None:
            return
        report, item = doubt.contents.report, doubt.item
        figures = doubt.contents.figures_of((item,))
        section = section_label(report.section_of(item))
        where = self.tr("{0} · {1} · 第 {2} 行").format(report.name, shown(section), item.line)
        self._where.setText(where)
        self.text.set_item(item, figures, said=self._said)
        self.bar.set_item(report, item, figures, self._said)
        self._look_at(doubt.figure.ref)

    def _look_at(self, ref: object) -> None:
        if isinstance(ref, FigureRef):
            self.text.set_current(ref)
            self.bar.choose(ref)

    def _editing(self, editing: bool) -> None:
        if editing:
            self._soon.start()
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self) -> None:
        doubt = self.in_hand
        if doubt is not None:
            report, item = doubt.contents.report, doubt.item
            self.place_wanted.emit(Place(report.key, report.section_of(item).path, item.position))

    def _fold(self) -> None:
        px = self._theme.px
        wide = self.width() >= px(FOLD)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(way)
        if wide:
            self.list.setFixedWidth(max(px(220), min(px(340), self.width() * 2 // 5)))
            self.list.setMaximumHeight(16777215)
        else:
            self.list.setMinimumWidth(0)
            self.list.setMaximumWidth(16777215)
            self.list.setMaximumHeight(self.list.row_height * 2 + px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A line between the list and the figure in hand."""
        if self.list.isHidden():
            return
        box, painter = self.list.geometry(), QPainter(self)
        painter.setPen(self._theme.colour("line"))
        if self._halves.direction() == QBoxLayout.Direction.LeftToRight:
            painter.drawLine(box.right() + 1, 0, box.right() + 1, self.height())
        else:
            painter.drawLine(0, box.bottom() + 1, self.width(), box.bottom() + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()
