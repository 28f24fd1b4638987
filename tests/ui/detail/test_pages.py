"""The pages with the two real reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from briefing.charts.screen import ChartView
from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.domain.place import Place
from briefing.ui.detail.chart_slot import ChartSlot
from briefing.ui.detail.evidence import Evidence
from briefing.ui.detail.figure_table import FigureModel
from briefing.ui.detail.figure_view import FigureView
from briefing.ui.detail.item_page import ItemPage
from briefing.ui.detail.item_text import ItemText
from briefing.ui.detail.report_page import ReportPage
from briefing.ui.detail.section_list import SectionRow
from briefing.ui.detail.section_page import MOST_ITEMS, SectionPage
from briefing.ui.detail.start_page import StartPage
from briefing.ui.parts import Caveat
from briefing.ui.theme import Appearance, Theme
from tests.ui.detail.conftest import Show
from tests.ui.driver import RESULTS, TARGETS, click, item_of, place_of, visible

Reports = tuple[ReportContents, ...]
Indicators = tuple[Indicator, ...]
OpenItem = Callable[[ReportContents, str], ItemPage]


def words(root: QWidget) -> list[str]:
    return [label.text() for label in visible(root, QLabel)]


def button(root: QWidget, text: str) -> QPushButton:
    (found,) = [b for b in visible(root, QPushButton) if b.text() == text]
    return found


def charts(root: QWidget, qtbot: QtBot) -> list[ChartView]:
    """The charts, once they are there."""
    slot = root.findChildren(ChartSlot)[0]
    qtbot.waitUntil(lambda: len(visible(slot, ChartView)) == len(slot.specs))
    return visible(slot, ChartView)


@pytest.fixture
def item_page(theme: Theme, show: Show) -> ItemPage:
    page = ItemPage(theme)
    show(page, 766, 680)
    return page


@pytest.fixture
def open_item(item_page: ItemPage, reports: Reports, indicators: Indicators) -> OpenItem:
    def opened(contents: ReportContents, text: str) -> ItemPage:
        item_page.show_item(contents, item_of(contents, text), reports, indicators)
        return item_page

    return opened


# Items.


def test_an_item_shows_words_table_caveat_evidence_and_chart(
    open_item: OpenItem, targets: ReportContents, qtbot: QtBot
) -> None:
    page = open_item(targets, "精准务实抓招商")
    assert page.table.isVisibleTo(page)
    assert "来源：《奋楫争先 拼出“十五五”开局昂扬气象——政府工作报告解读（下）》第 60 行" in words(page)
    assert "本章第 3 条，共 3 条" in words(page)
    assert len(visible(page, Caveat)) == 2
    assert len(visible(page, Evidence)) == 1
    assert [spec.title for spec in page.charts.specs] != []
    assert charts(page, qtbot)


def test_text_and_table_choose_each_others_figure(open_item: OpenItem, targets: ReportContents) -> None:
    page = open_item(targets, "精准务实抓招商")
    assert page.item is not None
    figures = targets.figures_of((page.item,))
    click(page.text, page.text.box_of(figures[1].text_span).center().toPoint())
    assert page.table.currentIndex().row() == 1
    before = page.text.grab().toImage()
    at = page.table.visualRect(page.table.model().index(2, 0)).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    after = page.text.grab().toImage()
    for figure, changed in zip(figures, (False, True, True), strict=True):
        box = page.text.box_of(figure.text_span).adjusted(-4, 0, 0, 0).toRect()
        assert (before.copy(box) != after.copy(box)) == changed


def test_the_keyboard_walks_from_figure_to_figure_and_the_table_follows(
    open_item: OpenItem, targets: ReportContents
) -> None:
    page = open_item(targets, "精准务实抓招商")
    rows = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Left):
        QTest.keyClick(page.text, key)
        rows.append(page.table.currentIndex().row())
    assert rows == [0, 1, 0, 2]


def test_an_item_without_figures_says_so(open_item: OpenItem, targets: ReportContents) -> None:
    page = open_item(targets, "多措并举促销费")
    assert "这一条没有数据。" in words(page)
    assert not page.table.isVisibleTo(page)
    assert page.charts.specs == ()
    assert visible(page, Evidence) == []


def test_evidence_opens_the_other_reports_item(
    open_item: OpenItem, targets: ReportContents, results: ReportContents, qtbot: QtBot
) -> None:
    page = open_item(targets, "新增城镇就业4.3万")
    with qtbot.waitSignal(page.place_wanted) as heard:
        button(visible(page, Evidence)[0], "打开这一条").click()
    assert heard.args == [place_of(results, "发放创业担保贷款")]


def test_no_sentence_is_quoted_twice(open_item: OpenItem, targets: ReportContents, results: ReportContents) -> None:
    page = open_item(targets, "保障粮食安全")
    texts = [text.accessibleDescription() for text in visible(page, ItemText)]
    assert len(texts) == len(set(texts)) == 2


def test_previous_and_next_stop_at_the_ends(open_item: OpenItem, targets: ReportContents, qtbot: QtBot) -> None:
    items = tuple(targets.report.items())
    page = open_item(targets, items[0].text)
    assert not button(page, "↑ 上一条").isEnabled()
    with qtbot.waitSignal(page.place_wanted) as heard:
        button(page, "↓ 下一条").click()
    assert heard.args == [Place(TARGETS, (0,), 1)]
    wanted = QSignalSpy(page.place_wanted)
    page.step(-1)
    assert wanted.count() == 0
    page = open_item(targets, items[-1].text)
    assert not button(page, "↓ 下一条").isEnabled()
    assert button(page, "↑ 上一条").isEnabled()
    page.step(1)
    assert wanted.count() == 0


def test_next_goes_on_into_the_next_section(open_item: OpenItem, targets: ReportContents, qtbot: QtBot) -> None:
    page = open_item(targets, "精准务实抓招商")
    with qtbot.waitSignal(page.place_wanted) as heard:
        page.step(1)
    assert heard.args == [place_of(targets, "推动煤炭绿色智能转型")]


def test_words_that_led_here_are_marked(open_item: OpenItem, targets: ReportContents) -> None:
    page = open_item(targets, "优化就业创业服务")
    before = page.text.grab().toImage()
    page.mark_words("就业")
    assert page.text.grab().toImage() != before


# Sections.


@pytest.fixture
def section_page(theme: Theme, show: Show) -> SectionPage:
    page = SectionPage(theme)
    show(page, 900, 680)
    return page


def show_section(page: SectionPage, contents: ReportContents, path: tuple[int, ...], indicators: Indicators) -> None:
    section = contents.report.section_at(path)
    assert section is not None
    page.show_section(contents, section, indicators)


def test_a_section_shows_its_items_its_figures_and_its_charts(
    section_page: SectionPage, results: ReportContents, indicators: Indicators, qtbot: QtBot
) -> None:
    show_section(section_page, results, (0, 5), indicators)
    assert "6 以人为本、建管并重，城乡建设绘出新画卷" in words(section_page)
    assert "4 条　12 个数据　4 条批注" in words(section_page)
    assert len(visible(section_page, ItemText)) == 4
    assert section_page.table.findChildren(FigureModel)[0].rowCount() == 12
    assert charts(section_page, qtbot)
    for spec in section_page.charts.specs:
        assert spec.unit


def test_items_figures_and_table_rows_of_a_section_lead_on(
    section_page: SectionPage, results: ReportContents, indicators: Indicators, qtbot: QtBot
) -> None:
    show_section(section_page, results, (0, 7), indicators)
    place = place_of(results, "发放创业担保贷款")
    item = item_of(results, "发放创业担保贷款")
    openers = [b for b in visible(section_page, QPushButton) if b.text() == "打开这一条"]
    with qtbot.waitSignal(section_page.place_wanted) as heard:
        openers[1].click()
    assert heard.args == [place]
    text = visible(section_page, ItemText)[1]
    jobs = results.figures_of((item,))[1]
    with qtbot.waitSignal(section_page.figure_wanted) as heard:
        click(text, text.box_of(jobs.text_span).center().toPoint())
    assert heard.args == [jobs.ref]
    with qtbot.waitSignal(section_page.figure_wanted) as heard:
        section_page.table.setCurrentIndex(section_page.table.model().index(0, 0))
        QTest.keyClick(section_page.table, Qt.Key.Key_Return)
    assert heard.args == [results.figures_of((item_of(results, "一般公共预算支出的77.7%"),))[0].ref]


def test_a_part_shows_what_stands_before_its_sections_and_leads_to_them(
    section_page: SectionPage, targets: ReportContents, indicators: Indicators
) -> None:
    show_section(section_page, targets, (2,), indicators)
    assert len(visible(section_page, ItemText)) == 1
    assert "41 条　43 个数据　33 条批注" in words(section_page)
    rows = visible(section_page, SectionRow)
    assert len(rows) == 11
    opened = QSignalSpy(section_page.place_wanted)
    click(rows[7])
    assert opened.at(0) == [Place(TARGETS, (2, 7))]


def test_a_long_section_says_how_much_it_leaves_to_the_tree(
    section_page: SectionPage, targets: ReportContents, indicators: Indicators
) -> None:
    show_section(section_page, targets, (2, 7), indicators)
    assert len(visible(section_page, ItemText)) < MOST_ITEMS
    assert not any("请在左侧逐条打开" in word for word in words(section_page))


def test_a_section_without_figures_has_neither_table_nor_chart(
    section_page: SectionPage, targets: ReportContents, indicators: Indicators
) -> None:
    show_section(section_page, targets, (2, 9), indicators)
    assert visible(section_page, FigureView) == []
    assert section_page.charts.specs == ()


# Reports, and the first page.


@pytest.mark.parametrize(
    ("key", "counts", "heading", "numbered"),
    [
        (TARGETS, "11 章　56 条　49 个数据　45 条批注", "2026 年主要预期目标", 11),
        (RESULTS, "8 章　42 条　87 个数据　35 条批注", "2024 年重点数字", 8),
    ],
)
def test_a_report_shows_its_headlines_its_chart_and_its_sections(
    theme: Theme,
    show: Show,
    reports: Reports,
    indicators: Indicators,
    qtbot: QtBot,
    key: str,
    counts: str,
    heading: str,
    numbered: int,
) -> None:
    page = ReportPage(theme)
    show(page, 1046, 680)
    contents = next(c for c in reports if c.report.key == key)
    page.show_report(contents, reports, indicators)
    assert counts in words(page)
    assert heading in words(page)
    (chart,) = charts(page, qtbot)
    assert chart.accessibleName() or chart.accessibleDescription()
    asked = QSignalSpy(page.print_wanted)
    button(page, "打印这份报告").click()
    assert asked.count() == 1


def test_charts_of_the_two_reports_are_targets_beside_results_and_growth_in_order(
    theme: Theme, show: Show, reports: Reports, indicators: Indicators
) -> None:
    page = ReportPage(theme)
    show(page, 1046, 680)
    titles = []
    for contents in reports:
        page.show_report(contents, reports, indicators)
        (spec,) = page.charts.specs
        titles.append(spec.title)
    assert "预期增速" in titles[0]
    assert "增速" in titles[1]


def test_the_first_page_offers_the_reports_and_the_next_steps(
    theme: Theme, show: Show, reports: Reports, indicators: Indicators, qtbot: QtBot
) -> None:
    page = StartPage(theme)
    page.show_library(reports, len(indicators))
    show(page, 1046, 680)
    assert "两份报告已经读好" in words(page)
    assert "11 章" in " ".join(words(page))
    openers = [b for b in visible(page, QPushButton) if b.text() == "打开"]
    with qtbot.waitSignal(page.place_wanted) as heard:
        openers[0].click()
    assert heard.args == [Place(TARGETS)]
    for text, signal in (
        ("搜索  Ctrl+K", page.search_wanted),
        ("打开对照", page.compare_wanted),
        ("读入报告…", page.import_wanted),
    ):
        with qtbot.waitSignal(signal):
            button(page, text).click()


def test_the_first_page_of_an_empty_library_offers_to_read_a_report(theme: Theme, show: Show) -> None:
    page = StartPage(theme)
    page.show_library((), 0)
    show(page, 1046, 680)
    assert "资料库里还没有报告" in words(page)
    assert [b.text() for b in visible(page, QPushButton)] == ["读入报告…"]


def test_pages_follow_text_size_and_theme_while_shown(
    theme: Theme, open_item: OpenItem, targets: ReportContents, qapp: QApplication, qtbot: QtBot
) -> None:
    from briefing.ui.theme.style import apply

    theme.changed.connect(lambda: apply(qapp, theme))
    page = open_item(targets, "精准务实抓招商")
    charts(page, qtbot)
    height = page.text.heightForWidth(600)
    for appearance in (Appearance.DARK, Appearance.LIGHT):
        theme.set_appearance(appearance)
        assert page.grab().toImage().pixelColor(4, 300).name().upper() == theme.colours.paper
    theme.set_scale(1.5)
    assert page.text.heightForWidth(600) > height
    assert len(charts(page, qtbot)) == len(page.charts.specs)
    assert not page.grab().isNull()
