"""An item's page: its words, its figures beside the other report's, the caveats, the evidence, the chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout

from briefing.domain.comparison import Indicator, Terms
from briefing.domain.contents import ReportContents
from briefing.domain.figure import Figure, FigureRef
from briefing.domain.place import Place
from briefing.domain.report import Item, Report
from briefing.domain.shown import shown
from briefing.domain.span import Span
from briefing.export.computed import computed_for
from briefing.ui.correct.bar import CorrectionBar
from briefing.ui.detail.chart_slot import ChartSlot
from briefing.ui.detail.computed_views import ComputedViews
from briefing.ui.detail.evidence import Evidence
from briefing.ui.detail.figure_table import rows_of
from briefing.ui.detail.figure_view import FigureView
from briefing.ui.detail.item_text import ItemText
from briefing.ui.detail.marks import find_all, note_marks
from briefing.ui.detail.page import Page
from briefing.ui.detail.trust import is_doubtful
from briefing.ui.parts import Caveat, Elided, button, clear, inset, label, reveal, row
from briefing.ui.theme import Theme

WIDEST = 840
"""42 characters of 20 px: the longest line that is still easy to read."""


class ItemPage(Page):
    """Shows one item. ``note_chosen`` carries an annotation's id, ``passage_selected`` a Span of the item's text."""

    note_chosen = Signal(str)
    passage_selected = Signal(object)
    annotate_wanted = Signal()
    correct_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, widest=WIDEST)
        self._item: Item | None = None
        self.text = ItemText(theme)
        self.text.figure_chosen.connect(self._choose)
        self.text.note_chosen.connect(self.note_chosen)
        self.text.passage_selected.connect(self.passage_selected)
        self.text.annotate_wanted.connect(self.annotate_wanted)
        self.text.settles = True
        self._source = Elided("", "muted")
        self._raw = button(self.tr("看原文"), "link", self.source_wanted.emit)
        self.table = FigureView(theme)
        self.table.figure_chosen.connect(self._choose)
        self.table.figure_opened.connect(self._correct)
        self.table.figure_refused.connect(self._remove)
        self.correction = CorrectionBar(theme)
        self.correction.editing_changed.connect(self._editing)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(lambda: reveal(self.area, self.correction))
        self.text.passage_selected.connect(self.correction.set_passage)
        self.text.add_wanted.connect(self.correction.add)
        self.text.correct_wanted.connect(self._correct)
        self.computed = ComputedViews(theme)
        self._none = label(self.tr("这一条没有数据。"), "second")
        self._caveats = QVBoxLayout()
        self._evidence = QVBoxLayout()
        self._evidence.setSpacing(theme.px(16))
        self.charts = ChartSlot(theme)
        self.charts.figure_clicked.connect(self.open_figure)
        source_row = row(self._source, self._raw, None, spacing=12)
        source_row.setContentsMargins(4, 0, 0, 0)
        none_row = row(self._none)
        none_row.setContentsMargins(4, 0, 0, 0)
        self.column.addWidget(self.text)
        table, correction, computed = inset(self.table), inset(self.correction), inset(self.computed)
        for part in (source_row, 16, none_row, table, correction, computed, 8, self._caveats, 8, self._evidence, 16):
            if isinstance(part, int):
                self.column.addSpacing(theme.px(part))
            else:
                self.column.addLayout(part)
        self.column.addWidget(self.charts)
        self.column.addStretch(1)
        self._before = button(self.tr("↑ 上一条"), "plain", lambda: self._step(-1), name=self.tr("上一条"))
        self._after = button(self.tr("↓ 下一条"), "plain", lambda: self._step(1), name=self.tr("下一条"))
        self._before.setToolTip("Alt+↑")
        self._after.setToolTip("Alt+↓")
        self._count = Elided("", "second")
        for widget in (self._before, self._after, self._count):
            self.action_row.addWidget(widget)
        self.action_row.addStretch(1)
        self._settle = button(self.tr("更正数据…"), "", self.correct_wanted.emit)
        self._settle.setToolTip("Ctrl+E")
        self.action_row.addWidget(self._settle)
        self.add_print_button(self.tr("打印本条"))

    @property
    def item(self) -> Item | None:
        """The item shown."""
        return self._item

    @property
    def report(self) -> Report | None:
        """The report it stands in."""
        return self._report

    def show_item(
        self,
        contents: ReportContents,
        item: Item,
        library: Sequence[ReportContents],
        indicators: Sequence[Indicator],
        said: Mapping[FigureRef, str] | None = None,
    ) -> None:
        """Show an item with what the library knows of it; ``said`` tells who settled a figure and when."""
        # Not needed before the first paint.
        from briefing.charts.pairs import item_chart

        fresh = self._item is not item
        self._item, self._report = item, contents.report
        figures = contents.figures_of((item,))
        section = contents.report.section_of(item)
        self.crumb.show_path(contents.report, section, inside=True)
        self.text.set_item(item, figures, note_marks(item, contents.annotations), said=said)
        self._source.setText(self._source_words(contents.report, item))
        self.table.set_rows(rows_of(figures, indicators))
        self.table.setVisible(bool(figures))
        self._none.setVisible(not figures)
        self._settle.setEnabled(bool(figures))
        self.correction.set_item(contents.report, item, figures, said)
        self.computed.set_views(computed_for((item,), contents, library, indicators))
        self._choose_again(figures)
        joined = _joined(figures, indicators)
        self._show_caveats(joined)
        self._show_evidence(joined, contents, library)
        self.charts.set_specs(item_chart(item, contents, indicators, library))
        siblings = section.own_items()
        self._siblings = tuple(contents.report.items())
        at = siblings.index(item) + 1
        self._count.setText(self.tr("本章第 {0} 条，共 {1} 条").format(at, len(siblings)))
        self._before.setEnabled(item.position > 0)
        self._after.setEnabled(item.position + 1 < len(self._siblings))
        if fresh:
            self.to_top()

    _report: Report | None = None
    _siblings: tuple[Item, ...] = ()

    def mark_words(self, words: str, span: Span | None = None) -> None:
        """Mark what a search looked for."""
        if self._item:
            self.text.set_hits((span,) if span else find_all(self._item.text, words))

    def choose_figure(self, ref: FigureRef) -> None:
        """Frame a figure in the text and select its row."""
        self._choose(ref)

    def choose_first(self) -> None:
        """Take the first figure that asks to be looked at in hand, else the first, and put the keyboard on its row."""
        rows = [row.figure for row in self.table.rows]
        figure = next((one for one in rows if is_doubtful(one)), rows[0] if rows else None)
        if figure is not None:
            self._choose(figure.ref)
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def expect_figure(self, ref: FigureRef) -> None:
        """Take a figure in hand that comes with the next showing of the item."""
        self._expected = ref

    def _editing(self, editing: bool) -> None:
        """Scroll to the editor, once it has its height; after it the keyboard goes back where it came from."""
        if editing:
            self._soon.start()
        elif (focused := QApplication.focusWidget()) is not None and self.correction.isAncestorOf(focused):
            back = self.table if self.table.isVisible() else self.text
            back.setFocus(Qt.FocusReason.OtherFocusReason)

    _expected: FigureRef | None = None

    def _choose_again(self, figures: Sequence[Figure]) -> None:
        """What was in hand before the item was shown anew, or what has just been added to it."""
        wanted = self._expected or (self.correction.figure.ref if self.correction.figure else None)
        if any(figure.ref == wanted for figure in figures):
            self._choose(wanted)
            self._expected = None

    def _correct(self, ref: object) -> None:
        self._choose(ref)
        self.correct_wanted.emit()

    def _remove(self, ref: object) -> None:
        self._choose(ref)
        self.correction.remove()

    def step(self, by: int) -> None:
        """Go to the item before (-1) or after (1)."""
        self._step(by)

    def _step(self, by: int) -> None:
        if self._item is None or self._report is None:
            return
        at = self._item.position + by
        if 0 <= at < len(self._siblings):
            item = self._siblings[at]
            self.place_wanted.emit(Place(self._report.key, self._report.section_of(item).path, item.position))

    def _choose(self, ref: object) -> None:
        if isinstance(ref, FigureRef):
            self.text.set_current(ref)
            self.table.set_current(ref)
            self.correction.choose(ref)

    def _source_words(self, report: Report, item: Item) -> str:
        title = shown(f"{report.title}{report.subtitle}")
        return self.tr("来源：《{0}》第 {1} 行").format(title, item.line)

    def _show_caveats(self, joined: Sequence[Indicator]) -> None:
        clear(self._caveats)
        sentences = dict.fromkeys(i.caveat for i in joined if i.terms is not Terms.SAME and i.caveat)
        for sentence in sentences:
            holder = row(Caveat(self.theme, self.tr("口径：{0}").format(sentence)))
            holder.setContentsMargins(4, 0, 0, self.theme.px(4))
            self._caveats.addLayout(holder)

    def _show_evidence(
        self, joined: Sequence[Indicator], contents: ReportContents, library: Sequence[ReportContents]
    ) -> None:
        clear(self._evidence)
        by_key = {other.report.key: other for other in library}
        seen: set[tuple[str, int]] = set()
        for indicator in joined:
            for figure in (*indicator.results, indicator.target):
                other = by_key.get(figure.report_key)
                place = (figure.report_key, figure.item)
                if other is None or figure.report_key == contents.report.key or place in seen:
                    continue
                seen.add(place)
                if (item := other.report.item_at(figure.item)) is None:
                    continue
                evidence = Evidence(self.theme, other, item, figure.nature)
                evidence.open_wanted.connect(self.place_wanted)
                evidence.figure_wanted.connect(self.figure_wanted)
                self._evidence.addWidget(evidence)

    def focus_text(self) -> None:
        """Put the keyboard on the words."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)


def _joined(figures: Sequence[Figure], indicators: Sequence[Indicator]) -> tuple[Indicator, ...]:
    here = {figure.ref for figure in figures}
    return tuple(i for i in indicators if any(f.ref in here for f in (*i.results, i.target)))
