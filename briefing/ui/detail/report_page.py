"""A report's page: what it is, its headline figures, its growth or target chart, its sections at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.domain.place import Place
from briefing.domain.report import SectionRole
from briefing.domain.shown import shown
from briefing.ui.detail.cards import CardGrid, callout_lines, headlines
from briefing.ui.detail.chart_slot import ChartSlot
from briefing.ui.detail.page import Page
from briefing.ui.detail.section_list import SectionList
from briefing.ui.parts import button, inset, label, row, rule
from briefing.ui.theme import Theme

FOLD = 900
"""Below this width, in pixels at 100 %, chart and sections stand one below the other."""


class ReportPage(Page):
    """Shows a whole report. ``check_wanted`` asks for its figures to be checked, ``annotate_wanted`` for a note."""

    check_wanted = Signal()
    annotate_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, widest=1400)
        self._title = label("", "title", wrap=True, selectable=True)
        self._subtitle = label("", "subtitle")
        self._counts = label("", "second")
        self._heading = label("", "heading")
        self._lines = label("", "muted")
        self._cards = CardGrid(theme)
        self._cards.place_wanted.connect(self.place_wanted)
        self.charts = ChartSlot(theme)
        self.charts.figure_clicked.connect(self.open_figure)
        self._sections = SectionList(theme)
        self._sections.place_wanted.connect(self.place_wanted)
        px = theme.px
        top = QVBoxLayout()
        top.setContentsMargins(4, 0, 0, px(16))
        top.addWidget(self._title)
        top.addLayout(row(self._subtitle, 16, self._counts, None))
        self.column.addLayout(top)
        head = row(self._heading, None, self._lines)
        head.setContentsMargins(4, 0, 0, px(6))
        self.column.addLayout(head)
        self._rule = rule("rule")
        self.column.addLayout(inset(self._rule))
        self.column.addWidget(self._cards)
        self.column.addLayout(inset(rule("rule")))
        self.column.addSpacing(px(12))
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(px(32))
        left = QVBoxLayout()
        left.addWidget(self.charts)
        left.addStretch(1)
        self._halves.addLayout(left, 5)
        self._halves.addWidget(self._sections, 5)
        self.column.addLayout(self._halves)
        self.column.addStretch(1)
        self.action_row.addWidget(button(self.tr("看原文"), "plain", self.source_wanted.emit))
        self.action_row.addWidget(button(self.tr("核对数据…"), "plain", self.check_wanted.emit))
        self.action_row.addWidget(button(self.tr("写批注"), "plain", self.annotate_wanted.emit))
        self.action_row.addStretch(1)
        self.add_print_button(self.tr("打印这份报告"))

    def show_report(
        self, contents: ReportContents, library: Sequence[ReportContents], indicators: Sequence[Indicator]
    ) -> None:
        """Show a report with what the library knows of it."""
        report = contents.report
        self.crumb.show_path(report, None, inside=False)
        self._title.setText(shown(report.title))
        self._subtitle.setText(shown(report.subtitle))
        self._subtitle.setVisible(bool(report.subtitle))
        notes = sum(1 for note in contents.annotations if not note.deleted)
        counts = [
            self.tr("{0} 章").format(len(report.numbered())) if report.numbered() else "",
            self.tr("{0} 条").format(report.item_count()),
            self.tr("{0} 个数据").format(len(contents.figures)),
            self.tr("{0} 条批注").format(notes) if notes else "",
        ]
        self._counts.setText("　".join(word for word in counts if word))
        self._show_cards(contents, library, indicators)
        from briefing.export.selection import charts_of

        self.charts.set_specs(charts_of(Place(report.key), contents, library, indicators))
        sections = report.numbered() or tuple(s for s in report.parts if s.role is SectionRole.BODY)
        self._sections.set_sections(contents, sections)
        self.to_top()

    def _show_cards(
        self, contents: ReportContents, library: Sequence[ReportContents], indicators: Sequence[Indicator]
    ) -> None:
        report = contents.report
        cards = headlines(contents, library, indicators)
        part = next((p for p in report.parts if p.role is SectionRole.CALLOUTS), None)
        name = (part.heading if part else None) or self.tr("重点数字")
        year = self.tr("{0} 年").format(report.year) if report.year else ""
        self._heading.setText(year + shown(name))
        lines = callout_lines(contents)
        self._lines.setText(self.tr("原文第 {0}–{1} 行").format(*lines) if lines else "")
        self._cards.set_headlines(cards)
        for widget in (self._heading, self._lines, self._rule, self._cards):
            widget.setVisible(bool(cards))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= self.theme.px(FOLD)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(direction)
