"""The 对照 page: every indicator in both reports, on the terms on which they compare."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from briefing.domain.comparison import Direction, Indicator
from briefing.domain.contents import ReportContents
from briefing.domain.place import Place
from briefing.ui.compare.filters import ComparisonFilters
from briefing.ui.compare.page import ComparePage
from briefing.ui.compare.rows import Column, ComparisonModel, Filter, Order, arranged, relative_change
from briefing.ui.compare.table import ComparisonView
from briefing.ui.detail.evidence import Evidence
from briefing.ui.theme import LIGHT, Appearance, Theme
from briefing.ui.theme.style import apply
from tests.ui.driver import RESULTS, TARGETS, visible

Indicators = tuple[Indicator, ...]
Reports = tuple[ReportContents, ...]
COLUMNS = list(Column)


def named(indicators: Indicators, words: str) -> Indicator:
    (found,) = [indicator for indicator in indicators if words in indicator.name]
    return found


def cell(view: ComparisonView, name: str, column: Column) -> str:
    model = view.model()
    for row in range(model.rowCount()):
        if name in str(model.index(row, 0).data() or ""):
            return str(model.index(row, COLUMNS.index(column)).data() or "")
    raise AssertionError(name)


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, indicators: Indicators, reports: Reports) -> ComparePage:
    made = ComparePage(theme)
    qtbot.addWidget(made)
    made.resize(1046, 700)
    made.show_indicators(indicators, reports)
    with qtbot.waitExposed(made):
        made.show()
    return made


def words(root: QWidget) -> str:
    return "\n".join(label.text() for label in visible(root, QLabel))


# What is let through, and in which order.


def test_rows_stand_under_their_themes_in_the_order_of_the_library(indicators: Indicators) -> None:
    rows = arranged(indicators, Filter())
    assert rows[0] == "经济运行"
    assert [row for row in rows if isinstance(row, Indicator)] == sorted(
        indicators, key=lambda i: list(dict.fromkeys(j.theme for j in indicators)).index(i.theme)
    )


def test_sorting_by_change_puts_what_can_not_be_subtracted_last(indicators: Indicators) -> None:
    down = [row for row in arranged(indicators, Filter(), Order.CHANGE_DOWN) if isinstance(row, Indicator)]
    up = [row for row in arranged(indicators, Filter(), Order.CHANGE_UP) if isinstance(row, Indicator)]
    assert len(down) == len(up) == len(indicators)
    changes = [change for row in down if (change := relative_change(row)) is not None]
    assert changes == sorted(changes, reverse=True)
    assert all(row.difference is None for row in down[len(changes) :])
    assert relative_change(up[0]) == min(changes)


def test_a_theme_words_directions_and_terms_narrow_the_rows(indicators: Indicators) -> None:
    theme = indicators[0].theme
    assert {i.theme for i in arranged(indicators, Filter(theme=theme)) if isinstance(i, Indicator)} == {theme}
    assert [i.name for i in arranged(indicators, Filter(words="就业")) if isinstance(i, Indicator)] == [
        named(indicators, "就业").name
    ]
    lower = [
        i for i in arranged(indicators, Filter(directions=frozenset({Direction.LOWER}))) if isinstance(i, Indicator)
    ]
    assert lower
    assert all(i.difference is not None and i.difference.value < 0 for i in lower)
    assert arranged(indicators, Filter(caveats=frozenset())) == ()


def test_the_model_keeps_qts_rules(qapp: QApplication, indicators: Indicators) -> None:
    model = ComparisonModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_rows(arranged(indicators, Filter()))
    model.set_rows(())
    assert tester.model() is model


# The table.


def test_values_stand_with_sign_and_unit_and_a_difference_only_where_terms_allow(page: ComparePage) -> None:
    view = page.table
    assert cell(view, "地区生产总值", Column.RESULT) == "2.6%"
    assert cell(view, "地区生产总值", Column.TARGET) == "约6%"
    assert cell(view, "地区生产总值", Column.DIFFERENCE) == "约+3.4个百分点"
    assert cell(view, "固定资产投资", Column.DIFFERENCE) == "≥−0.1个百分点"
    assert cell(view, "重大项目", Column.DIFFERENCE) == "不可相减"
    assert cell(view, "高标准农田", Column.RESULT) == "23.4万亩"
    assert cell(view, "高标准农田", Column.DIFFERENCE) == "−5.4万亩"


def test_headers_name_the_years(page: ComparePage) -> None:
    model = page.table.model()
    header = [str(model.headerData(c, Qt.Orientation.Horizontal)) for c in range(model.columnCount())]
    assert header == ["指标", "2024 实绩", "2026 目标", "每行自成一轴", "差额"]


def test_hovering_a_difference_tells_its_formula_and_a_name_its_caveat(page: ComparePage) -> None:
    model = page.table.model()
    row = next(r for r in range(model.rowCount()) if "招商签约金额" in str(model.index(r, 0).data()))
    tip = model.index(row, COLUMNS.index(Column.DIFFERENCE)).data(Qt.ItemDataRole.ToolTipRole)
    assert "2000 − 1500 = 500" in tip
    assert str(model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)).startswith("口径：")


def test_copying_gives_a_spreadsheet_its_columns(page: ComparePage) -> None:
    page.table.copy()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0] == "指标\t2024 实绩\t2026 目标\t差额"
    assert all(line.count("\t") == 3 for line in lines)
    assert len(lines) == 1 + sum(isinstance(r, Indicator) for r in page.table.model().rows)  # type: ignore[attr-defined]


def test_result_bars_are_solid_and_what_may_not_be_subtracted_has_none(page: ComparePage, theme: Theme) -> None:
    image = page.table.viewport().grab().toImage()
    ratio = image.devicePixelRatio()
    solid = QColor(theme.colours.result_fill).rgb()

    def painted(name: str) -> bool:
        model = page.table.model()
        row = next(r for r in range(model.rowCount()) if name in str(model.index(r, 0).data()))
        box = page.table.visualRect(model.index(row, COLUMNS.index(Column.BARS)))
        xs = range(round(box.left() * ratio), round(box.right() * ratio))
        ys = range(round(box.top() * ratio), round(box.bottom() * ratio))
        return any(image.pixel(x, y) == solid for x in xs for y in ys)

    assert painted("地区生产总值")
    assert not painted("重大项目")


# The indicator beside the table.


def test_the_chosen_indicator_shows_its_chart_its_caveat_and_both_sentences(
    page: ComparePage, indicators: Indicators, qtbot: QtBot
) -> None:
    wanted = named(indicators, "招商签约金额")
    page.choose(wanted.key)
    assert len(page.detail.charts.specs) == 1
    assert wanted.caveat in "\n".join((words(page.detail), *page.detail.charts.specs[0].caveats))
    quotes = visible(page.detail, Evidence)
    assert len(quotes) == 2
    assert "第 28 行" in words(page.detail)
    assert "第 60 行" in words(page.detail)


def test_the_arrow_keys_step_from_indicator_to_indicator_over_the_names_of_themes(page: ComparePage) -> None:
    (table,) = page.findChildren(ComparisonView)
    rows = [table.model().index(row, 0) for row in range(table.model().rowCount())]
    indicators = [one for index in rows if (one := table.indicator_at(index))]
    table.choose(indicators[0].key)
    met = [table.current]
    for _ in indicators[1:]:
        QTest.keyClick(table, Qt.Key.Key_Down)
        met.append(table.current)
    assert met == indicators
    for _ in indicators[1:]:
        QTest.keyClick(table, Qt.Key.Key_Up)
    assert table.current == indicators[0]


def test_a_target_below_the_last_result_is_pointed_out_in_words(page: ComparePage, indicators: Indicators) -> None:
    page.choose(named(indicators, "就业").key)
    assert "低于2024实绩0.4万人" in words(page.detail)


def test_a_sentence_opens_its_item_and_a_row_its_target(
    page: ComparePage, indicators: Indicators, qtbot: QtBot
) -> None:
    wanted = named(indicators, "就业")
    page.choose(wanted.key)
    with qtbot.waitSignal(page.place_wanted) as opened:
        visible(page.detail, Evidence)[0].open_wanted.emit(Place(RESULTS, (0, 7), 1))
    assert opened.args == [Place(RESULTS, (0, 7), 1)]
    with qtbot.waitSignal(page.figure_wanted) as figure:
        QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert figure.args == [wanted.target.ref]
    assert wanted.target.report_key == TARGETS


# The page as a whole.


def test_the_missing_year_is_said_and_nothing_is_interpolated(page: ComparePage) -> None:
    assert "2025年资料库里没有，不作推算。" in words(page)
    assert "差额不是年度增幅" in words(page)


def test_sorting_follows_the_box(page: ComparePage) -> None:
    (box,) = visible(page, QComboBox)
    box.setCurrentIndex(1)
    rows = page.table.model().rows  # type: ignore[attr-defined]
    assert all(isinstance(row, Indicator) for row in rows)
    box.setCurrentIndex(0)
    assert isinstance(page.table.model().rows[0], str)  # type: ignore[attr-defined]


def test_nothing_let_through_says_what_to_do(page: ComparePage) -> None:
    page.set_filter(Filter(words="没有这个词"))
    assert "没有符合的指标" in words(page)
    page.show_indicators((), ())
    assert "读入另一年的报告" in words(page)


def test_it_follows_the_theme_while_it_is_shown(qapp: QApplication, page: ComparePage, theme: Theme) -> None:
    theme.set_scale(1.5)
    assert page.table.rowHeight(1) == 60
    theme.set_appearance(Appearance.DARK)
    apply(qapp, theme)
    image = page.table.viewport().grab().toImage()
    colours = {image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}
    assert QColor(theme.colours.result_fill).rgb() in colours
    assert QColor(LIGHT.result_fill).rgb() not in colours


# The left pane.


def test_the_left_pane_counts_and_tells_what_it_lets_through(
    qtbot: QtBot, theme: Theme, indicators: Indicators
) -> None:
    pane = ComparisonFilters(theme)
    qtbot.addWidget(pane)
    pane.set_indicators(indicators)
    counts = {d: sum(1 for i in indicators if i.direction is d) for d in Direction}
    boxes = {box.text(): box for box in pane.findChildren(QCheckBox)}
    assert boxes["低于实绩"].accessibleName() == f"低于实绩，{counts[Direction.LOWER]} 项"
    with qtbot.waitSignal(pane.filter_changed) as told:
        boxes["高于实绩"].setChecked(False)
    assert Direction.HIGHER not in told.args[0].directions
    (field,) = pane.findChildren(QLineEdit)
    with qtbot.waitSignal(pane.filter_changed) as told:
        QTest.keyClicks(field, "a")
    assert told.args[0] == replace(pane.filter, words="a")
