"""Every indicator that both reports speak of: result beside target, on the terms on which they compare."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from briefing.domain.comparison import Indicator, missing_words, missing_years
from briefing.domain.contents import ReportContents
from briefing.domain.figure import FigureRef
from briefing.ui.compare.detail import IndicatorDetail
from briefing.ui.compare.legend import Legend
from briefing.ui.compare.rows import Filter, Order, arranged
from briefing.ui.compare.table import ComparisonView
from briefing.ui.parts import button, label, row
from briefing.ui.theme import Theme

FOLD = 900
"""Below this width, in pixels at 100 %, the chosen indicator lies under the table instead of beside it."""


class ComparePage(QWidget):
    """Table and detail in step. ``place_wanted`` carries a Place, ``figure_wanted`` a FigureRef."""

    place_wanted = Signal(object)
    figure_wanted = Signal(object)
    reword_wanted = Signal(object, object)
    split_wanted = Signal(object)
    join_wanted = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setObjectName("page")
        self._indicators: tuple[Indicator, ...] = ()
        self._library: tuple[ReportContents, ...] = ()
        self._filter, self._order = Filter(), Order.THEME
        self.table = ComparisonView(theme)
        self.table.indicator_chosen.connect(self._show)
        self.table.indicator_opened.connect(self._open)
        self.detail = IndicatorDetail(theme)
        self.detail.place_wanted.connect(self.place_wanted)
        self.detail.figure_wanted.connect(self.figure_wanted)
        self.detail.reword_wanted.connect(self.reword_wanted)
        self.detail.split_wanted.connect(self.split_wanted)
        self.detail.join_wanted.connect(self.join_wanted)
        self._count = label("", "second")
        self._none = label(self.tr("没有符合的指标。请放宽左边的筛选。"), "second")
        self._remark = label("", "second", wrap=True)
        self._splitter = splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._middle())
        splitter.addWidget(self.detail)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([698, 348])
        self.detail.setMinimumWidth(300)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(splitter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self.width() < FOLD * self._theme.scale
        wanted = Qt.Orientation.Vertical if folded else Qt.Orientation.Horizontal
        if self._splitter.orientation() != wanted:
            self._splitter.setOrientation(wanted)
            high = self.height() * 2 // 3
            self._splitter.setSizes([high, self.height() - high] if folded else [self.width() - 348, 348])
        # A box layout gives a wrapped line less than it needs when everything is tight.
        self._remark.setMinimumHeight(max(0, self._remark.heightForWidth(max(1, self._remark.width()))))

    def _middle(self) -> QWidget:
        px = self._theme.px
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = row(label(self.tr("实绩与目标"), "heading"), self._count, None, Legend(self._theme))
        head.setContentsMargins(px(24), px(8), px(24), px(4))
        column.addLayout(head)
        inner = QVBoxLayout()
        inner.setContentsMargins(px(24), 0, px(4), 0)
        inner.addWidget(self._none)
        inner.addWidget(self.table, 1)
        column.addLayout(inner, 1)
        bar = QWidget()
        bar.setObjectName("actions")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setMinimumHeight(px(48))
        copy = button(self.tr("复制表格"), "", self.table.copy)
        copy.setToolTip("Ctrl+C")
        said = row(self._remark)
        said.setContentsMargins(px(24), px(4), px(24), px(4))
        column.addLayout(said)
        self.action_row = foot = row(self._orders(), None, copy)
        foot.setContentsMargins(px(24), px(4), px(24), px(4))
        bar.setLayout(foot)
        column.addWidget(bar)
        return holder

    def _orders(self) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(self.tr("排序"))
        for words, order in (
            (self.tr("按主题排"), Order.THEME),
            (self.tr("升幅大的在前"), Order.CHANGE_DOWN),
            (self.tr("降幅大的在前"), Order.CHANGE_UP),
        ):
            box.addItem(words, order)
        box.currentIndexChanged.connect(lambda at: self.set_order(Order(box.itemData(at))))
        return box

    @property
    def shown_indicators(self) -> tuple[Indicator, ...]:
        """The indicators that the filter lets through, in the order of the rows."""
        rows = arranged(self._indicators, self._filter, self._order)
        return tuple(entry for entry in rows if isinstance(entry, Indicator))

    def show_indicators(self, indicators: Sequence[Indicator], library: Sequence[ReportContents]) -> None:
        """Show these, as the filter in force lets through."""
        self._indicators, self._library = tuple(indicators), tuple(library)
        self.detail.set_indicators(self._indicators)
        self._arrange()
        self._show(self.table.current)

    def set_filter(self, chosen: Filter) -> None:
        """Let through what the left pane says."""
        self._filter = chosen
        self._arrange()

    def set_order(self, order: Order) -> None:
        """Sort by theme or by change."""
        self._order = order
        self._arrange()

    def focus_table(self) -> None:
        """Put the keyboard on the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_editor(self) -> None:
        """Put away what is being filled in beside the table."""
        self.detail.close_editor()

    def choose(self, key: str) -> None:
        """Make an indicator current, as when a search found it."""
        self.table.choose(key)

    def _arrange(self) -> None:
        rows = arranged(self._indicators, self._filter, self._order)
        self.table.set_rows(rows)
        shown = sum(1 for entry in rows if isinstance(entry, Indicator))
        whole = len(self._indicators)
        words = self.tr("{0} 项指标").format(whole)
        self._count.setText(words if shown == whole else self.tr("{0} 项中的 {1} 项").format(whole, shown))
        self._none.setVisible(not shown)
        if not whole:
            self._none.setText(self.tr("资料库里还没有两份报告都说到的指标。读入另一年的报告后再来。"))
        self.table.setVisible(bool(shown))
        self._remark.setText(self._apart())

    def _apart(self) -> str:
        years = sorted({f.year for i in self._indicators for f in (*i.results, i.target) if f.year})
        if not years or years[-1] - years[0] < 2:
            return ""
        held = {contents.report.year for contents in self._library if contents.report.year}
        missing = {year for indicator in self._indicators for year in missing_years(indicator, held)}
        words = self.tr("{0} 与 {1} 相隔 {2} 年，差额不是年度增幅。").format(years[0], years[-1], years[-1] - years[0])
        return words + missing_words(missing)

    def _show(self, indicator: Indicator | None) -> None:
        self.detail.show_indicator(indicator, self._library)

    def _open(self, indicator: Indicator) -> None:
        ref = indicator.target.ref
        assert isinstance(ref, FigureRef)
        self.figure_wanted.emit(ref)
