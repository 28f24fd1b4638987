"""One indicator beside the table: drawn large, its formula, its caveat, both sentences."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from briefing.domain.comparison import Indicator, Terms, pointer
from briefing.domain.contents import ReportContents
from briefing.domain.report import Item
from briefing.ui.compare.editor import Joiner, WordingEditor
from briefing.ui.detail.chart_slot import ChartSlot
from briefing.ui.detail.evidence import Evidence
from briefing.ui.parts import Caveat, button, clear, label, row
from briefing.ui.theme import Theme


class IndicatorDetail(QWidget):
    """``place_wanted`` carries the Place of a quoted sentence, ``figure_wanted`` a FigureRef.

    ``reword_wanted(Indicator, Wording)``; ``split_wanted(Indicator)``; ``join_wanted(refs of results, ref of target)``.
    """

    place_wanted = Signal(object)
    figure_wanted = Signal(object)
    reword_wanted = Signal(object, object)
    split_wanted = Signal(object)
    join_wanted = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        px = theme.px
        self._indicator: Indicator | None = None
        self._library: tuple[ReportContents, ...] = ()
        self._editor: WordingEditor | Joiner | None = None
        self._edited = QVBoxLayout()
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
        column.addLayout(self._edited)
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
        outer.setSpacing(0)
        outer.addWidget(area, 1)
        outer.addWidget(self._bar())

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("actions")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        bar.setMinimumHeight(self._theme.px(48))
        self._reword = button(self.tr("改口径说明…"), "plain", self.reword)
        self._split = button(self.tr("拆开"), "plain", self._ask_split)
        self._split.setToolTip(self.tr("这两个数据说的不是一回事，不再对照"))
        join = button(self.tr("合并…"), "plain", self.join)
        join.setToolTip(self.tr("把另两个数据放在一起对照"))
        layout = row(self._reword, self._split, None, join, spacing=4)
        layout.setContentsMargins(self._theme.px(12), 0, self._theme.px(12), 0)
        bar.setLayout(layout)
        return bar

    @property
    def editing(self) -> bool:
        """Whether something is being filled in."""
        return self._editor is not None

    def reword(self) -> None:
        """Open the editor of the indicator's wording."""
        if self._indicator is not None:
            editor = WordingEditor(self._theme, self._indicator)
            editor.saved.connect(self.reword_wanted)
            self._open(editor)

    def join(self) -> None:
        """Open the panel that joins two figures."""
        figures = [figure for contents in self._library for figure in contents.figures]
        joiner = Joiner(self._theme, figures, self._indicators)
        joiner.joined.connect(self.join_wanted)
        self._open(joiner)

    def close_editor(self) -> None:
        """Put away what is being filled in."""
        self._editor = None
        clear(self._edited)

    def _open(self, editor: WordingEditor | Joiner) -> None:
        clear(self._edited)
        self._editor = editor
        editor.given_up.connect(self.close_editor)
        self._edited.addWidget(editor)
        editor.focus()

    def _ask_split(self) -> None:
        if self._indicator is not None:
            self.split_wanted.emit(self._indicator)

    def set_indicators(self, indicators: Sequence[Indicator]) -> None:
        """What is joined already, for the joining panel."""
        self._indicators = tuple(indicators)

    _indicators: tuple[Indicator, ...] = ()

    def show_indicator(self, indicator: Indicator | None, library: Sequence[ReportContents]) -> None:
        """Show one, or nothing."""
        clear(self._said)
        clear(self._quotes)
        if indicator is None or self._indicator is None or indicator.key != self._indicator.key:
            self.close_editor()
        self._indicator, self._library = indicator, tuple(library)
        for action in (self._reword, self._split):
            action.setEnabled(indicator is not None)
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
