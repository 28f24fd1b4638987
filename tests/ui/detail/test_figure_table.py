"""The table of figures: columns by what there is, headers with years, sums and refusals shown as what they are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest

from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.ui.detail.figure_table import Column, FigureModel, FigureRow, rows_of
from briefing.ui.detail.figure_view import FigureView
from briefing.ui.quantity_paint import QuantityWords
from briefing.ui.theme import Theme
from tests.ui.detail.conftest import Show
from tests.ui.driver import item_of

Key = Qt.Key
Indicators = tuple[Indicator, ...]


def rows(contents: ReportContents, words: str, indicators: Indicators) -> tuple[FigureRow, ...]:
    return rows_of(contents.figures_of((item_of(contents, words),)), indicators)


def model_of(rows: tuple[FigureRow, ...]) -> FigureModel:
    model = FigureModel()
    model.set_rows(rows)
    return model


def headers(model: FigureModel) -> list[str]:
    return [str(model.headerData(at, Qt.Orientation.Horizontal)) for at in range(model.columnCount())]


def cells(model: FigureModel) -> list[list[str]]:
    """As they are read and copied."""
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_targets_stand_beside_results_with_their_years(targets: ReportContents, indicators: Indicators) -> None:
    model = model_of(rows(targets, "精准务实抓招商", indicators))
    assert headers(model) == ["指标", "类别", "2026 目标", "2024 实绩", "差额"]
    assert [row[2:] for row in cells(model)] == [
        ["1000个", "502个", "+498个"],
        ["≥2000亿元", "1500亿元", "≥+500亿元"],
        ["≥80%", "80%", "≥0个百分点"],
    ]


def test_a_report_of_results_has_its_results_first(results: ReportContents, indicators: Indicators) -> None:
    model = model_of(rows(results, "东部地区产业转移", indicators))
    assert headers(model)[2:] == ["2024 实绩", "2026 目标", "差额"]
    assert cells(model)[0][2:] == ["502个", "1000个", "+498个"]


def test_columns_without_a_number_are_left_out(targets: ReportContents, indicators: Indicators) -> None:
    alone = model_of(rows(targets, "加快特优农业提质增效", indicators))
    assert alone.columns == (Column.SUBJECT, Column.MEASURE, Column.TARGET)
    assert headers(alone) == ["指标", "类别", "2026 目标"]
    without = model_of(())
    assert without.columns == (Column.SUBJECT, Column.MEASURE)
    assert without.rowCount() == 0


def test_the_sum_of_two_results_is_marked_as_computed(targets: ReportContents, indicators: Indicators) -> None:
    (row, _) = rows(targets, "保障粮食安全", indicators)
    assert row.words(Column.RESULT) == QuantityWords("", "23.4", "万亩", "computed", caveat=True)
    assert row.words(Column.DIFFERENCE) == QuantityWords("", "−5.4", "万亩", "computed")


def test_a_part_of_a_sum_has_no_difference_of_its_own(results: ReportContents, indicators: Indicators) -> None:
    found = {row.figure.raw: row for row in rows(results, "新建高标准农田20万亩", indicators)}
    for part in ("20万亩", "3.4万亩"):
        assert found[part].words(Column.DIFFERENCE) is None
        target = found[part].words(Column.TARGET)
        assert target is not None and target.text == "18万亩"
    own = found["20万亩"].words(Column.RESULT)
    assert own is not None and own.role == "result"


@pytest.mark.parametrize(
    ("words", "raw", "reason"),
    [("持续发力上项目", "135个", "标准不同"), ("加强创新主体培育", "30家", "存量与新增")],
)
def test_where_nothing_may_be_subtracted_the_reason_stands(
    targets: ReportContents, indicators: Indicators, words: str, raw: str, reason: str
) -> None:
    model = model_of(rows(targets, words, indicators))
    (row,) = [row for row in model.rows if raw in row.figure.raw]
    assert row.words(Column.DIFFERENCE) is None
    assert row.refused == reason
    assert cells(model)[model.rows.index(row)][-1] == reason


def test_a_caveat_travels_with_the_other_reports_number(targets: ReportContents, indicators: Indicators) -> None:
    row = rows(targets, "精准务实抓招商", indicators)[0]
    other, own = row.words(Column.RESULT), row.words(Column.TARGET)
    assert other is not None and other.caveat
    assert own is not None and not own.caveat
    model = model_of((row,))
    tips = [str(model.index(0, at).data(Qt.ItemDataRole.ToolTipRole)) for at in range(model.columnCount())]
    assert row.indicator is not None
    assert row.indicator.caveat in tips[3]
    assert "1000 − 502 = 498" in tips[4]
    assert "测算" in tips[4]


def test_qt_finds_no_fault_with_the_model(
    targets: ReportContents, results: ReportContents, indicators: Indicators
) -> None:
    model = FigureModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    for contents in (targets, results):
        model.set_rows(rows_of(contents.figures, indicators))
        assert model.rowCount() == len(contents.figures)
    model.set_rows(())


@pytest.fixture
def view(theme: Theme, show: Show, targets: ReportContents, indicators: Indicators) -> FigureView:
    made = FigureView(theme)
    made.set_rows(rows(targets, "精准务实抓招商", indicators))
    show(made, 760, 200)
    return made


def test_a_copy_is_tab_separated_with_the_headers(view: FigureView) -> None:
    view.copy()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert lines[0] == ["指标", "类别", "2026 目标", "2024 实绩", "差额"]
    assert [line[2:] for line in lines[1:]] == [
        ["1000个", "502个", "+498个"],
        ["≥2000亿元", "1500亿元", "≥+500亿元"],
        ["≥80%", "80%", "≥0个百分点"],
    ]
    QGuiApplication.clipboard().clear()
    QTest.keyClick(view, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().startswith("指标\t类别\t")


def test_choosing_a_row_tells_its_figure_and_opening_it_too(view: FigureView) -> None:
    refs = [row.figure.ref for row in view.findChildren(FigureModel)[0].rows]
    chosen, opened = QSignalSpy(view.figure_chosen), QSignalSpy(view.figure_opened)
    at = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.keyClick(view, Key.Key_Down)
    QTest.keyClick(view, Key.Key_Return)
    assert [chosen.at(n)[0] for n in range(chosen.count())] == refs[1:]
    assert [opened.at(n)[0] for n in range(opened.count())] == refs[2:]


def test_a_row_that_is_chosen_from_outside_tells_nobody(view: FigureView) -> None:
    chosen = QSignalSpy(view.figure_chosen)
    model = view.findChildren(FigureModel)[0]
    view.set_current(model.rows[2].figure.ref)
    assert view.currentIndex().row() == 2
    assert chosen.count() == 0
    view.set_current(None)
    assert not view.selectionModel().hasSelection()


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_every_row_shows_and_nothing_scrolls(view: FigureView, theme: Theme, scale: float) -> None:
    theme.set_scale(scale)
    bottom = view.visualRect(view.model().index(2, 0)).bottom()
    assert bottom < view.viewport().height()
    assert view.verticalScrollBar().maximum() == 0


def used(view: FigureView) -> int:
    return sum(view.columnWidth(at) for at in range(view.model().columnCount()))


def test_columns_fill_the_width_and_the_measure_gives_way_on_a_narrow_page(view: FigureView) -> None:
    for width, hidden in ((1000, False), (760, False), (560, True), (760, False)):
        view.resize(width, view.height())
        assert abs(used(view) - view.viewport().width()) <= view.model().columnCount()
        assert view.isColumnHidden(1) == hidden


def test_where_the_numbers_do_not_fit_the_table_scrolls_sideways(view: FigureView, theme: Theme) -> None:
    theme.set_scale(1.5)
    view.resize(560, view.height())
    assert used(view) == view.viewport().width() + view.horizontalScrollBar().maximum()
    assert view.visualRect(view.model().index(2, 0)).bottom() < view.viewport().height()
    view.setCurrentIndex(view.model().index(0, 4))
    assert view.viewport().rect().right() >= view.visualRect(view.model().index(0, 4)).right() - 1
