"""Cards, sections at a glance, the path above a page, the quoted evidence."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.domain.place import Place
from briefing.domain.report import Nature
from briefing.ui.detail.cards import CardGrid, HeadlineCard, callout_lines, headlines
from briefing.ui.detail.crumb import Crumb
from briefing.ui.detail.evidence import Evidence
from briefing.ui.detail.item_text import ItemText
from briefing.ui.detail.section_list import SectionList, SectionRow
from briefing.ui.theme import Theme
from tests.ui.detail.conftest import Show
from tests.ui.driver import TARGETS, click, item_of, place_of, visible

Reports = tuple[ReportContents, ...]
Indicators = tuple[Indicator, ...]


def said(card: HeadlineCard) -> tuple[str, str, str]:
    """Its title, its number with unit and bound, and what the other report says."""
    headline = card.headline
    value = headline.figure.quantity.words if headline.figure else headline.words
    beside = f"{headline.other_title} {headline.other.quantity.words}" if headline.other else headline.absent
    return headline.title, value, beside


def test_seven_cards_of_targets_with_bounds_beside_results(
    theme: Theme, reports: Reports, targets: ReportContents, indicators: Indicators
) -> None:
    cards = [HeadlineCard(theme, headline) for headline in headlines(targets, reports, indicators)]
    assert cards[4].headline.title.startswith("居民消费价格")
    assert [said(card) for card in (*cards[:4], cards[5])] == [
        ("地区生产总值增长", "约6%", "2024 实绩 2.6%"),
        ("固定资产投资增长", "≥6%", "2024 实绩 6.1%"),
        ("社会消费品零售总额增长", "约6%", "2024 实绩 3.2%"),
        ("一般公共预算收入增长", "约2%", "2024 解读未载"),
        ("新增城镇就业", "≥4.3万", "2024 实绩 4.7万人"),
    ]
    assert [card.headline.caveat for card in cards] == [False, False, True, False, False, False, False]
    assert cards[6].headline.figure is None
    assert "".join(said(cards[6])[:2]) == "约束性指标不折不扣完成省下达的目标任务。"


def test_twelve_cards_of_results(reports: Reports, results: ReportContents, indicators: Indicators) -> None:
    found = headlines(results, reports, indicators)
    assert [card.figure.quantity.words for card in found if card.figure] == [
        "2593.4亿元",
        "2.6%",
        ">1000亿元",
        "6.1%",
        "29.73亿元",
        "11.36亿元",
        "3.27亿元",
        "3.2%",
        "1374公里",
        ">100个",
        "77.7%",
        "15件",
    ]
    assert [card.other.quantity.words for card in found if card.other] == ["约6%", "≥6%", "约6%"]
    assert {card.other_title for card in found if card.other} == {"2026 目标"}


def test_cards_are_read_out_and_open_their_sentence(
    theme: Theme, show: Show, reports: Reports, targets: ReportContents, indicators: Indicators, qtbot: QtBot
) -> None:
    grid = CardGrid(theme)
    grid.set_headlines(headlines(targets, reports, indicators))
    show(grid, 1000, 140)
    cards = visible(grid, HeadlineCard)
    assert cards[2].accessibleName() == "社会消费品零售总额增长 约6% ，2024 实绩 3.2%"
    with qtbot.waitSignal(grid.place_wanted) as heard:
        QTest.mouseMove(cards[5])
        click(cards[5])
    assert heard.args == [place_of(targets, "新增城镇就业4.3万")]
    cards[0].setFocus()
    with qtbot.waitSignal(grid.place_wanted) as heard:
        QTest.keyClick(cards[0], Qt.Key.Key_Return)
    assert heard.args == [place_of(targets, "地区生产总值增长6%")]


def test_cards_stand_in_rows_of_nearly_the_same_number(
    theme: Theme, show: Show, reports: Reports, results: ReportContents, indicators: Indicators
) -> None:
    grid = CardGrid(theme)
    grid.set_headlines(headlines(results, reports, indicators))
    show(grid, 1000, 280)
    for width, columns in ((1000, 6), (700, 4), (420, 3)):
        grid.resize(width, 500)
        tops = [card.y() for card in visible(grid, HeadlineCard)]
        assert tops.count(tops[0]) == columns
        assert all(card.x() + card.width() <= width for card in visible(grid, HeadlineCard))


def test_the_page_can_name_the_lines_of_the_call_outs(targets: ReportContents, results: ReportContents) -> None:
    for contents in (targets, results):
        lines = callout_lines(contents)
        assert lines is not None
        whole = contents.report.source_text.splitlines()[lines[0] - 1 : lines[1]]
        part = [item for item in contents.report.items() if item.role == "callout"]
        assert part[0].lines[0][:4] in whole[0]
        assert part[-1].lines[-1][-4:] in whole[-1]


def test_sections_are_counted_and_open(theme: Theme, show: Show, targets: ReportContents, qtbot: QtBot) -> None:
    listing = SectionList(theme)
    listing.set_sections(targets, targets.report.numbered())
    show(listing, 560, 380)
    rows = visible(listing, SectionRow)
    assert len(rows) == 11
    assert rows[0].accessibleName() == "1 坚持内需主导、投资拉动，推动经济平稳运行，3 条，5 个数据，5 条批注（待核 5）"
    with qtbot.waitSignal(listing.place_wanted) as heard:
        rows[7].setFocus()
        QTest.keyClick(rows[7], Qt.Key.Key_Space)
    assert heard.args == [Place(TARGETS, (2, 7))]


def test_a_press_that_leaves_the_row_opens_nothing(theme: Theme, show: Show, targets: ReportContents) -> None:
    listing = SectionList(theme)
    opened: list[object] = []
    listing.place_wanted.connect(opened.append)
    listing.set_sections(targets, targets.report.numbered())
    show(listing, 560, 380)
    first = visible(listing, SectionRow)[0]
    QTest.mousePress(first, Qt.MouseButton.LeftButton, pos=QPoint(20, 10))
    QTest.mouseMove(listing, QPoint(20, 360))
    QTest.mouseRelease(first, Qt.MouseButton.LeftButton, pos=QPoint(20, 340))
    assert opened == []


def path(crumb: Crumb) -> list[str]:
    parts: list[QLabel | QPushButton] = [*visible(crumb, QLabel), *visible(crumb, QPushButton)]
    return [part.text() for part in sorted(parts, key=lambda part: part.x()) if part.text() != "›"]


def test_every_step_of_the_path_but_the_last_can_be_opened(
    theme: Theme, show: Show, targets: ReportContents, qtbot: QtBot
) -> None:
    crumb = Crumb(theme)
    report = targets.report
    section = report.section_at((2, 7))
    assert section is not None
    crumb.show_path(report, section, inside=False)
    show(crumb, 1000, 40)
    assert path(crumb) == [
        "2026 工作报告解读（下）",
        "今年重点抓好11个方面工作",
        "8 坚持民生为大、共同富裕，全面发展社会事业",
    ]
    steps = visible(crumb, QPushButton)
    for step, place in zip(steps, (Place(TARGETS), Place(TARGETS, (2,))), strict=True):
        with qtbot.waitSignal(crumb.place_wanted) as heard:
            step.click()
        assert heard.args == [place]
    crumb.show_path(report, section, inside=True)
    assert len(visible(crumb, QPushButton)) == 3
    crumb.show_path(report, None, inside=False)
    assert path(crumb) == ["报告", "2026 工作报告解读（下）"]
    assert visible(crumb, QPushButton) == []


def test_evidence_names_its_place_and_leads_there(
    theme: Theme, show: Show, results: ReportContents, qtbot: QtBot
) -> None:
    item = item_of(results, "发放创业担保贷款")
    evidence = Evidence(theme, results, item, Nature.ACTUAL)
    show(evidence, 720, 160)
    words = [label.text() for label in visible(evidence, QLabel)]
    assert "2024 实绩原句" in words
    assert f"第 {item.line} 行 · 8 坚守初心、聚力民生" in words
    with qtbot.waitSignal(evidence.open_wanted) as heard:
        visible(evidence, QPushButton)[0].click()
    assert heard.args == [place_of(results, "发放创业担保贷款")]
    text = visible(evidence, ItemText)[0]
    jobs = results.figures_of((item,))[1]
    with qtbot.waitSignal(evidence.figure_wanted) as heard:
        click(text, text.box_of(jobs.text_span).center().toPoint())
    assert heard.args == [jobs.ref]
