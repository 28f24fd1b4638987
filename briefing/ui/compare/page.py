"""Every indicator that both reports speak of: result beside target, on the terms on which they compare."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.ui.detail.chart_slot import ChartSlot
from briefing.ui.detail.page import Page
from briefing.ui.parts import label
from briefing.ui.theme import Theme


class ComparePage(Page):
    """Shows the indicators of one theme, or all."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, widest=1100)
        self.crumb.hide()
        self._indicators: tuple[Indicator, ...] = ()
        self._library: tuple[ReportContents, ...] = ()
        self._theme_name = ""
        self.charts = ChartSlot(theme)
        self.charts.figure_clicked.connect(self.open_figure)
        self._none = label(self.tr("资料库里还没有两份报告都说到的指标。"), "second")
        self.column.addWidget(self._none)
        self.column.addWidget(self.charts)
        self.column.addStretch(1)
        self._remark = label("", "second", wrap=True)
        self.action_row.addWidget(self._remark, 1)

    def show_indicators(self, indicators: Sequence[Indicator], library: Sequence[ReportContents]) -> None:
        """Show these, as the theme in force lets through."""
        self._indicators, self._library = tuple(indicators), tuple(library)
        self._show()

    def show_theme(self, name: str) -> None:
        """Show one theme only; all for an empty name."""
        self._theme_name = name
        self._show()
        self.to_top()

    def _show(self) -> None:
        # Not needed before the first paint.
        from briefing.charts.pairs import comparison_chart

        chosen = [i for i in self._indicators if not self._theme_name or i.theme == self._theme_name]
        found = comparison_chart(chosen, self._library)
        self.charts.set_specs((found,) if found else ())
        self._none.setVisible(found is None)
        years = sorted({f.year for i in chosen for f in (*i.results, i.target) if f.year})
        apart = years[-1] - years[0] if years else 0
        words = self.tr("{0} 与 {1} 相隔 {2} 年，差额不是年度增幅；其间各年资料库里没有，不作推算。")
        self._remark.setText(words.format(years[0], years[-1], apart) if apart > 1 else "")
