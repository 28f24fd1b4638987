"""A section's page: its items as they stand, its figures in one table, its charts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.domain.labels import section_title
from briefing.domain.place import Place
from briefing.domain.report import Item, ItemRole, Section
from briefing.domain.shown import shown
from briefing.domain.span import Span
from briefing.ui.detail.chart_slot import ChartSlot
from briefing.ui.detail.figure_table import rows_of
from briefing.ui.detail.figure_view import FigureView
from briefing.ui.detail.item_page import WIDEST
from briefing.ui.detail.item_text import ItemText
from briefing.ui.detail.marks import note_marks
from briefing.ui.detail.page import Page
from briefing.ui.detail.section_list import SectionList
from briefing.ui.parts import button, clear, inset, label, row, rule
from briefing.ui.theme import Theme

MOST_ITEMS = 60
"""A part of a long report may hold hundreds of items: the page shows the first, the tree all."""


class _Entry(QWidget):
    """An item in its section: its words, and the way to its own page."""

    open_wanted = Signal(object)
    figure_wanted = Signal(object)
    annotate_wanted = Signal()

    def __init__(self, theme: Theme, contents: ReportContents, item: Item) -> None:
        super().__init__()
        section = contents.report.section_of(item)
        self.place = place = Place(contents.report.key, section.path, item.position)
        self.text = text = ItemText(theme, pixels=18, line=34)
        text.annotate_wanted.connect(self.annotate_wanted)
        notes = note_marks(item, contents.annotations_of((item,)))
        text.set_item(item, contents.figures_of((item,)), notes)
        text.figure_chosen.connect(self.figure_wanted)
        text.note_chosen.connect(lambda: self.open_wanted.emit(place))
        words = [self.tr("第 {0} 行").format(item.line)]
        if item.role is ItemRole.LEAD:
            words.append(self.tr("总述"))
        if notes:
            words.append(self.tr("{0} 条批注").format(len(notes)))
        opener = button(self.tr("打开这一条"), "link", lambda: self.open_wanted.emit(place))
        meta = row(label(" · ".join(words), "muted"), opener, None, spacing=12)
        meta.setContentsMargins(4, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        layout.setSpacing(theme.px(2))
        layout.addWidget(text)
        layout.addLayout(meta)


class SectionPage(Page):
    """Shows a section, or a part, with all items below it.

    ``annotate_wanted`` carries the Place that a note is to be about and a Span of its text, or None for all of it.
    """

    annotate_wanted = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, widest=WIDEST)
        self._title = label("", "title", wrap=True, selectable=True)
        self._counts = label("", "second")
        self._entries = QVBoxLayout()
        self._more = label("", "second")
        self._heading = label(self.tr("数据"), "heading")
        self.table = FigureView(theme)
        self.table.figure_opened.connect(self.open_figure)
        self.charts = ChartSlot(theme)
        self.charts.figure_clicked.connect(self.open_figure)
        head = QVBoxLayout()
        head.setContentsMargins(4, 0, 0, theme.px(8))
        head.addWidget(self._title)
        head.addWidget(self._counts)
        self.column.addLayout(head)
        self.column.addLayout(inset(rule("rule")))
        self.column.addLayout(self._entries)
        self.column.addWidget(self._more)
        self._sections = SectionList(theme)
        self._sections.place_wanted.connect(self.place_wanted)
        self.column.addSpacing(theme.px(8))
        self.column.addLayout(inset(self._sections))
        self.column.addSpacing(theme.px(16))
        self.column.addLayout(inset(self._heading))
        self.column.addLayout(inset(self.table))
        self.column.addSpacing(theme.px(24))
        self.column.addWidget(self.charts)
        self.column.addStretch(1)
        self.action_row.addWidget(
            button(self.tr("给本章写批注"), "plain", lambda: self.annotate_wanted.emit(None, None))
        )
        self.action_row.addStretch(1)
        self.add_print_button(self.tr("打印本章"))

    def show_section(
        self, contents: ReportContents, section: Section, indicators: Sequence[Indicator], *, fresh: bool = True
    ) -> None:
        """Show a section with what the library knows of it; ``fresh`` scrolls to the top."""
        # Not needed before the first paint.
        from briefing.charts.build import section_charts

        report = contents.report
        self.crumb.show_path(report, section, inside=False)
        self._title.setText(shown(section_title(section)))
        # A part that has sections leads to them; its own page shows what stands before the first.
        items = section.own_items() if section.sections else section.all_items()
        everything = section.all_items()
        figures = contents.figures_of(items)
        notes = contents.annotations_of(everything)
        counted = len(contents.figures_of(everything))
        words = [self.tr("{0} 条").format(len(everything)), self.tr("{0} 个数据").format(counted)]
        if notes:
            words.append(self.tr("{0} 条批注").format(len(notes)))
        self._counts.setText("　".join(words))
        clear(self._entries)
        below: Section | None = None
        for item in items[:MOST_ITEMS]:
            holder = report.section_of(item)
            if holder is not section and holder is not below:
                below = holder
                heading = label(shown(section_title(holder)), "heading", wrap=True)
                heading.setContentsMargins(4, self.theme.px(16), 0, 0)
                self._entries.addWidget(heading)
            entry = _Entry(self.theme, contents, item)
            entry.open_wanted.connect(self.place_wanted)
            entry.figure_wanted.connect(self.open_figure)
            entry.annotate_wanted.connect(partial(self._annotate, entry))
            self._entries.addWidget(entry)
            self._entries.addLayout(inset(rule()))
        left = len(items) - MOST_ITEMS
        self._more.setText(self.tr("还有 {0} 条，请在左侧逐条打开。").format(left))
        self._more.setVisible(left > 0)
        self.table.set_rows(rows_of(figures, indicators))
        for widget in (self._heading, self.table):
            widget.setVisible(bool(figures))
        self._sections.set_sections(contents, section.sections)
        self._sections.setVisible(bool(section.sections))
        self.charts.set_specs(() if section.sections else section_charts(section, contents))
        if fresh:
            self.to_top()

    @property
    def passage(self) -> tuple[Place, Span] | None:
        """The stretch that is selected in the item that has the keyboard, and where that stands."""
        focused = QApplication.focusWidget()
        entry = focused.parentWidget() if isinstance(focused, ItemText) else None
        if not isinstance(entry, _Entry) or not self.isAncestorOf(entry) or entry.text.selection is None:
            return None
        return entry.place, entry.text.selection

    def _annotate(self, entry: _Entry) -> None:
        self.annotate_wanted.emit(entry.place, entry.text.passage)
