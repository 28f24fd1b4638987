"""One indicator beside the table: drawn large, its formula, its caveat, both sentences."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from briefing.domain.comparison import Indicator, Terms, pointer
from briefing.domain.contents import ReportContents
from briefing.domain.report import Item
from briefing.ui.detail.chart_slot import ChartSlot
from briefing.ui.detail.evidence import Evidence
from briefing.ui.parts import Caveat, clear, label, row
from briefing.ui.theme import Theme


class IndicatorDetail(QWidget):
    """``place_wanted`` carries the Place of a quoted sentence, ``figure_wanted`` a FigureRef."""

    place_wanted = Signal(object)
    figure_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        px = theme.px
        self._said = QVBoxLayout()
        self.charts = ChartSlot(theme)
        self.charts.figure_clicked.connect(self.figure_wanted)
        self._quotes = QVBoxLayout()
        self._quotes.setSpacing(px(16))
        body = QWidget()
        body.setObjectName("page")
        column = QVBoxLayout(body)
        column.setContentsMargins(px(20), px(12), px(20), px(16))
        column.setSpacing(px(8))
        column.addWidget(self.charts)
        column.addLayout(self._said)
        column.addLayout(self._quotes)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def show_indicator(self, indicator: Indicator | None, library: Sequence[ReportContents]) -> None:
        """Show one, or nothing."""
        clear(self._said)
        clear(self._quotes)
        if indicator is None:
            self.charts.set_specs(())
            return
        # Not needed before the first paint.
        from briefing.charts.pairs import detail_chart

        self.charts.set_specs((detail_chart(indicator, library),))
        if words := pointer(indicator):
            self._said.addWidget(label(words, wrap=True))
        if indicator.caveat and indicator.terms is not Terms.SAME and not self._drawn_caveat(indicator):
            self._said.addLayout(row(Caveat(self._theme, self.tr("口径：{0}").format(indicator.caveat))))
        for contents, item in self._items(indicator, library):
            figures = (*indicator.results, indicator.target)
            nature = next(f.nature for f in figures if f.report_key == contents.report.key and f.item == item.position)
            evidence = Evidence(self._theme, contents, item, nature)
            evidence.open_wanted.connect(self.place_wanted)
            evidence.figure_wanted.connect(self.figure_wanted)
            self._quotes.addWidget(evidence)

    def _drawn_caveat(self, indicator: Indicator) -> bool:
        """The chart says its caveats itself."""
        return any(indicator.caveat in said for spec in self.charts.specs for said in spec.caveats)

    @staticmethod
    def _items(indicator: Indicator, library: Sequence[ReportContents]) -> list[tuple[ReportContents, Item]]:
        by_key = {contents.report.key: contents for contents in library}
        found: dict[tuple[str, int], tuple[ReportContents, Item]] = {}
        for figure in (*indicator.results, indicator.target):
            contents = by_key.get(figure.report_key)
            item = contents.report.item_at(figure.item) if contents else None
            if contents and item:
                found[figure.report_key, figure.item] = (contents, item)
        return list(found.values())
