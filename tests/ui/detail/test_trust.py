"""Whose word a figure is: in the text, in its table, in words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest

from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.domain.figure import Figure, Trust
from briefing.ui.detail.figure_table import Column, FigureModel, rows_of
from briefing.ui.detail.figure_view import FigureView
from briefing.ui.detail.item_text import ItemText
from briefing.ui.detail.trust import trust_words
from briefing.ui.theme import LIGHT, Theme
from tests.ui import samples
from tests.ui.detail.conftest import Show
from tests.ui.detail.pictures import colours
from tests.ui.driver import item_of

RECRUIT = samples.item_with(samples.later(), "精准务实")
PLAIN = samples.later().figures_of((RECRUIT,))
CORRECTED = replace(PLAIN[1], trust=Trust.CORRECTED, before="单位 万元", corrected=frozenset({"unit"}))
DOUBTED = replace(PLAIN[1], confidence=0.7, reason="指标承前省略")
Indicators = tuple[Indicator, ...]


def grab(text: ItemText, figure: Figure) -> tuple[set[str], QRectF]:
    text.set_item(RECRUIT, (PLAIN[0], figure, PLAIN[2]))
    box = text.box_of(figure.text_span).adjusted(1, 0, -1, 0)
    return colours(text.grab().toImage(), box), box


@pytest.fixture
def text(theme: Theme, show: Show) -> ItemText:
    made = ItemText(theme)
    made.set_item(RECRUIT, PLAIN)
    show(made, 710, 200)
    return made


def test_a_persons_word_carries_an_ink_dot_in_room_of_its_own(text: ItemText) -> None:
    before, narrow = grab(text, PLAIN[1])
    after, wide = grab(text, CORRECTED)
    assert LIGHT.ink not in before
    assert LIGHT.ink in after
    assert wide.width() > narrow.width()
    added, _ = grab(text, replace(PLAIN[1], trust=Trust.ADDED))
    assert LIGHT.ink in added
    confirmed, _ = grab(text, replace(PLAIN[1], trust=Trust.CONFIRMED))
    assert LIGHT.ink not in confirmed


def test_a_doubtful_figure_has_a_dashed_edge_until_somebody_has_looked(text: ItemText) -> None:
    def edge(figure: Figure) -> list[bool]:
        _, box = grab(text, figure)
        image = text.grab().toImage()
        middle = round(box.left() + 1), round(box.right() - 8)
        rows = range(round(box.top()), round(box.bottom()))
        columns = range(*middle)
        return [any(image.pixelColor(x, y).name().upper() == LIGHT.target for y in rows[:9]) for x in columns]

    assert not any(edge(PLAIN[1])[:6])
    dashed = edge(DOUBTED)
    assert any(dashed)
    assert edge(replace(DOUBTED, trust=Trust.CONFIRMED)) == edge(PLAIN[1])


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (PLAIN[1], ""),
        (DOUBTED, "待核：指标承前省略"),
        (replace(DOUBTED, trust=Trust.CONFIRMED), "已确认"),
        (CORRECTED, "已更正；原识别为：单位 万元"),
        (replace(PLAIN[1], trust=Trust.ADDED), "人工添加"),
    ],
)
def test_it_is_said_in_words_as_well(text: ItemText, figure: Figure, words: str) -> None:
    assert trust_words(figure) == words
    assert words in text.tip(figure)
    model = FigureModel()
    model.set_rows(rows_of((figure,), ()))
    subject = model.index(0, 0)
    assert words in str(subject.data(Qt.ItemDataRole.AccessibleTextRole))
    assert words in str(subject.data(Qt.ItemDataRole.ToolTipRole))
    assert words not in str(subject.data()) or not words


# Sorting.


def order(model: FigureModel) -> list[str]:
    return [row.figure.raw for row in model.rows]


@pytest.fixture
def model(targets: ReportContents, indicators: Indicators) -> FigureModel:
    made = FigureModel()
    made.set_rows(rows_of(targets.figures_of((item_of(targets, "精准务实抓招商"),)), indicators))
    return made


def test_numbers_of_one_unit_stand_together_largest_first_then_the_other_way_then_as_in_the_text(
    results: ReportContents,
) -> None:
    made = FigureModel()
    figures = [f for f in results.figures if f.quantity.base_unit in ("元", "%")][:12]
    made.set_rows(rows_of(figures, ()))
    text = order(made)
    made.step_sorting(Column.RESULT)
    falling = [(r.figure.quantity.base_unit, r.figure.quantity.base_value) for r in made.rows]
    assert [unit for unit, _ in falling] == sorted(unit for unit, _ in falling)
    for unit in ("元", "%"):
        values = [value for one, value in falling if one == unit]
        assert values == sorted(values, reverse=True) != sorted(values)
    made.step_sorting(Column.RESULT)
    rising = [r.figure.quantity.base_value for r in made.rows if r.figure.quantity.base_unit == "元"]
    assert rising == sorted(rising)
    made.step_sorting(Column.RESULT)
    assert order(made) == text
    assert made.sorting is None


@pytest.mark.parametrize("column", [Column.SUBJECT, Column.MEASURE, Column.TARGET, Column.RESULT, Column.DIFFERENCE])
def test_every_column_sorts_and_keeps_every_row(model: FigureModel, column: Column) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    text = order(model)
    for _ in range(2):
        model.step_sorting(column)
        assert sorted(order(model)) == sorted(text)
    model.step_sorting(column)
    assert order(model) == text


def test_the_order_stays_while_the_item_is_shown_anew_and_goes_with_another(
    model: FigureModel, targets: ReportContents, indicators: Indicators
) -> None:
    model.step_sorting(Column.SUBJECT)
    sorted_rows = order(model)
    model.set_rows(rows_of(targets.figures_of((item_of(targets, "精准务实抓招商"),)), indicators))
    assert order(model) == sorted_rows
    model.set_rows(rows_of(targets.figures_of((item_of(targets, "加快特优农业提质增效"),)), indicators))
    assert model.sorting is None


def test_a_click_on_a_header_sorts_keeps_the_row_in_hand_and_is_copied(
    theme: Theme, show: Show, targets: ReportContents, indicators: Indicators
) -> None:
    view = FigureView(theme)
    figures = targets.figures_of((item_of(targets, "精准务实抓招商"),))
    view.set_rows(rows_of(figures, indicators))
    show(view, 700, 200)
    view.set_current(figures[0].ref)
    header = view.horizontalHeader()
    middle = header.viewport().rect().center()
    middle.setX(header.sectionViewportPosition(2) + header.sectionSize(2) // 2)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert [row.figure.raw for row in view.rows] == ["80%", "1000个", "2000亿元"]
    assert view.rows[view.currentIndex().row()].figure.ref == figures[0].ref
    view.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[2] for line in lines] == ["2026 目标", "≥80%", "1000个", "≥2000亿元"]


def test_the_tables_menu_sorts_without_a_mouse(
    theme: Theme, show: Show, targets: ReportContents, indicators: Indicators
) -> None:
    view = FigureView(theme)
    figures = targets.figures_of((item_of(targets, "精准务实抓招商"),))
    view.set_rows(rows_of(figures, indicators))
    show(view, 700, 200)
    entries = {action.text(): action for action in view.menu().actions()}
    assert not entries["回到原文顺序"].isEnabled()
    entries["按“2026 目标”排序"].trigger()
    assert view.rows[0].figure != figures[0]
    again = {action.text(): action for action in view.menu().actions()}
    again["回到原文顺序"].trigger()
    assert [row.figure for row in view.rows] == list(figures)
