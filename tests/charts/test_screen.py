"""The chart on the screen: what it looks like, and how it answers to hands."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from briefing.charts.colours import DARK, LIGHT, ChartColours
from briefing.charts.pairs import comparison_chart, item_chart, targets_chart
from briefing.charts.scene import Paint, Rect
from briefing.charts.screen import ChartView
from briefing.charts.spec import ChartSpec, Kind
from briefing.domain.errors import ExportError
from tests.charts import samples

DONE, PROMISED, PAIRS = samples.results(), samples.targets(), samples.indicators()
Show = Callable[..., ChartView]


def expected() -> ChartSpec:
    spec = targets_chart(PROMISED, PAIRS, (DONE,))
    assert spec is not None
    return spec


def signed() -> ChartSpec:
    item = next(i for i in PROMISED.report.items() if i.text.startswith("精准"))
    return item_chart(item, PROMISED, PAIRS, (DONE,))[0]


def place(view: ChartView, words: str) -> tuple[int, QPoint]:
    """The number and the middle, on the screen, of the bar with these words."""
    assert view.scene is not None
    index = next(i for i, hit in enumerate(view.scene.hits) if hit.bar.words == words)
    rect = view.scene.hits[index].rect
    return index, QPoint(round(rect.x + min(rect.w / 2, 20)), round(rect.y + rect.h / 2))


def plot(view: ChartView) -> QWidget:
    """Where the mouse lands."""
    child = view.childAt(view.rect().center())
    assert child is not None
    return child


def move_until(qtbot: QtBot, view: ChartView, point: QPoint, holds: Callable[[], bool]) -> None:
    """Move the mouse about a point as a hand does; pyqtgraph passes over moves that follow each other too closely."""
    steps = itertools.cycle((0, 1, 2, 1))

    def moved() -> bool:
        if not holds():
            QTest.mouseMove(plot(view), point + QPoint(next(steps), 0))
        return holds()

    qtbot.waitUntil(moved)


def colours_in(image: QImage, rect: Rect, scale: float = 1.0) -> set[str]:
    found = set()
    for x in range(round(rect.x * scale) + 2, round(rect.right * scale) - 2):
        for y in range(round(rect.y * scale) + 2, round(rect.bottom * scale) - 2):
            found.add(image.pixelColor(x, y).name().upper())
    return found


def shape(view: ChartView, paint: Paint) -> Rect:
    assert view.scene is not None
    return max((s.bounds for s in view.scene.shapes() if s.paint is paint), key=lambda rect: rect.w)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_results_are_solid_targets_hatched_and_differences_empty(show: Show, colours: ChartColours) -> None:
    view = show(signed())
    view.set_colours(colours)
    image = view.grab().toImage()
    assert colours_in(image, shape(view, Paint.RESULT)) == {colours.result_fill}
    hatched = colours_in(image, shape(view, Paint.TARGET))
    assert len(hatched) > 3
    near = [QColor(name) for name in hatched]
    for role in (colours.target, colours.target_tint):
        wanted = QColor(role)
        assert min(abs(c.red() - wanted.red()) + abs(c.blue() - wanted.blue()) for c in near) < 24, role
    assert colours_in(image, shape(view, Paint.DASHED)) == {colours.paper}
    assert image.pixelColor(view.width() - 1, view.height() - 1).name().upper() == colours.paper


def test_one_pixel_of_the_layout_is_one_of_the_screen(show: Show) -> None:
    view = show(signed())
    image, rect = view.grab().toImage(), shape(view, Paint.RESULT)
    middle = round(rect.y + rect.h / 2)
    assert image.pixelColor(round(rect.right) - 1, middle).name().upper() == LIGHT.result_fill
    assert image.pixelColor(round(rect.right) + 1, middle).name().upper() != LIGHT.result_fill


def test_the_mouse_lights_a_bar_up_and_hears_its_sentence(show: Show, qtbot: QtBot) -> None:
    view = show(expected())
    told: list[object] = []
    sentences: list[str] = []
    view.figure_hovered.connect(told.append)
    view.sentence_hovered.connect(sentences.append)
    _, point = place(view, "6.1%")
    before = view.grab().toImage()
    move_until(qtbot, view, point, lambda: told == [samples.figure(DONE, "固定资产投资", samples.GROWTH).ref])
    assert sentences == ["固定资产投资总量突破1000亿元、增长6.1%。（2024 工作报告解读，第 2 行）"]
    assert view.grab().toImage() != before
    move_until(qtbot, view, QPoint(view.width() - 6, 3), lambda: told[-1] is None)
    assert view.grab().toImage() == before


def test_tooltips_tell_the_sentence_and_the_caveat_as_text(show: Show) -> None:
    spec = expected()
    view = show(spec)
    index, _ = place(view, "3.2%")
    tip = view.tip_of(index)
    assert "带动社会消费品零售总额增长3.2%（2024 工作报告解读，第 12 行）" in tip
    assert "也可读作拉动量" in tip


def test_words_of_a_report_are_never_markup_in_a_tooltip(show: Show) -> None:
    from dataclasses import replace

    spec = expected()
    row = spec.panels[0].rows[0]
    hostile = replace(row.bars[0], sentence="<img src=x><b>增长</b>")
    panel = replace(spec.panels[0], rows=(replace(row, bars=(hostile, row.bars[1])),))
    view = show(replace(spec, panels=(panel,)))
    assert "<b>" not in view.tip_of(0)
    assert "&lt;b&gt;增长" in view.tip_of(0)


def test_a_click_leads_to_the_figure(show: Show, qtbot: QtBot) -> None:
    view = show(expected())
    _, point = place(view, "≥ 6%")
    with qtbot.waitSignal(view.figure_clicked) as opened:
        QTest.mouseClick(plot(view), Qt.MouseButton.LeftButton, pos=point)
    assert opened.args == [samples.figure(PROMISED, "固定资产投资").ref]


def test_the_arrow_keys_go_from_bar_to_bar_and_enter_opens(show: Show, qtbot: QtBot) -> None:
    view = show(expected())
    assert view.scene is not None
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.hasFocus)
    told: list[object] = []
    view.figure_hovered.connect(told.append)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Up)
    refs = [hit.bar.figures[0] for hit in view.scene.hits]
    assert told == [refs[1], refs[2], refs[1]]
    with qtbot.waitSignal(view.figure_clicked) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [refs[1]]
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert told[-1] == refs[-1]
    assert view.accessibleDescription().startswith("2026 目标 约 2%")


def test_the_frame_of_the_keyboard_is_seen_only_with_the_keyboard(show: Show, qtbot: QtBot) -> None:
    view = show(expected())
    qtbot.waitUntil(view.isActiveWindow)
    view.clearFocus()
    plain = view.grab().toImage()
    view.setFocus(Qt.FocusReason.MouseFocusReason)
    assert view.grab().toImage() == plain
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: view.grab().toImage() != plain)


def test_tab_leaves_the_chart(show: Show, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)
    charts = [ChartView(page), ChartView(page)]
    for chart in charts:
        chart.set_spec(expected())
        layout.addWidget(chart)
    page.resize(600, 800)
    with qtbot.waitExposed(page):
        page.show()
    charts[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(charts[0].hasFocus)
    QTest.keyClick(charts[0], Qt.Key.Key_Tab)
    assert charts[1].hasFocus()


def test_its_words_are_its_accessible_name(show: Show) -> None:
    spec = expected()
    assert show(spec).accessibleName() == spec.alt


def test_the_wheel_scrolls_the_page_and_never_zooms(show: Show, qtbot: QtBot) -> None:
    view = show(expected())
    before = view.grab().toImage()
    target, at = plot(view), QPointF(50, 50)
    event = QWheelEvent(
        at,
        QPointF(target.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(target, event)
    assert not event.isAccepted()
    assert view.grab().toImage() == before


def test_its_height_follows_its_width_in_a_scrolling_page(qtbot: QtBot, qapp: QApplication) -> None:
    spec = comparison_chart(PAIRS, (DONE, PROMISED))
    area, page = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    view = ChartView(page)
    view.set_spec(spec)
    QVBoxLayout(page).addWidget(view)
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.resize(1000, 300)
    with qtbot.waitExposed(area):
        area.show()
    for width in (1000, 420, 760):
        area.resize(width, 300)
        qtbot.waitUntil(lambda: view.height() == view.heightForWidth(view.width()))
        assert view.width() < width


def test_larger_text_makes_a_taller_chart(show: Show) -> None:
    view = show(expected())
    before = view.heightForWidth(700)
    view.set_scale(1.5)
    assert view.heightForWidth(700) > before * 1.3
    assert view.scene is not None
    assert view.scene.width == pytest.approx(700 / 1.5)


def test_notes_may_be_told_elsewhere_on_the_page_but_go_with_every_copy(show: Show) -> None:
    view = show(expected())
    tall = view.heightForWidth(700)
    view.set_notes_visible(False)
    assert view.heightForWidth(700) < tall
    assert view.to_image(1.0).height() == tall


def test_an_empty_view_shows_nothing_and_takes_no_room(show: Show, qtbot: QtBot) -> None:
    view = show(None)
    assert view.heightForWidth(500) == 0
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert not view.menu().isEnabled()
    view.set_spec(expected())
    assert view.scene is not None
    view.set_spec(None)
    assert view.scene is None


def test_copying_puts_the_picture_and_the_words_on_the_clipboard(show: Show) -> None:
    view = show(signed())
    view.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == signed().alt
    assert QGuiApplication.clipboard().image().width() == 2 * view.width()


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
def test_a_png_is_as_large_as_asked_for(show: Show, scale: float) -> None:
    view = show(signed())
    image = QImage.fromData(view.to_png(scale))
    assert image.width() == round(700 * scale)
    assert colours_in(image, shape(view, Paint.RESULT), scale) == {LIGHT.result_fill}


def test_saving_writes_what_the_name_says(show: Show, tmp_path: Path) -> None:
    view = show(signed())
    view.save(str(tmp_path / "图.png"))
    view.save(str(tmp_path / "图.svg"))
    assert (tmp_path / "图.png").read_bytes() == view.to_png()
    assert (tmp_path / "图.svg").read_text(encoding="utf-8") == view.to_svg()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["图.png", "图.svg"]


def test_a_place_that_cannot_be_written_is_said_and_leaves_nothing(show: Show, tmp_path: Path) -> None:
    view = show(signed())
    with pytest.raises(ExportError, match="请换一个位置再存"):
        view.save(str(tmp_path / "没有" / "图.png"))
    assert list(tmp_path.iterdir()) == []


def test_the_menu_copies_and_saves(show: Show, qtbot: QtBot, tmp_path: Path) -> None:
    view = show(signed())
    actions = view.menu().actions()
    assert [action.text() for action in actions] == ["复制图", "另存为 PNG…", "另存为 SVG…"]
    actions[2].trigger()
    dialog = view.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.selectedFiles()[0].endswith("实绩与目标.svg")
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(str(tmp_path / "招商.svg"))
    dialog.accept()
    qtbot.waitUntil((tmp_path / "招商.svg").exists)


def test_a_failed_save_from_the_menu_is_told(show: Show, qtbot: QtBot, tmp_path: Path) -> None:
    view = show(signed())
    view.menu().actions()[1].trigger()
    dialog = view.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "没有" / "图.png"))
    dialog.reject()
    box = view.findChild(QMessageBox)
    assert box is not None
    assert "没有存下" in box.text()
    box.reject()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_right_button_opens_the_menu(show: Show, qtbot: QtBot) -> None:
    view = show(signed())
    target = plot(view)
    at = QPoint(20, 20)
    QApplication.sendEvent(target, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, target.mapToGlobal(at)))
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is not None)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "复制图"
    menu.close()


def test_the_svg_it_saves_shows_what_the_screen_shows(show: Show) -> None:
    view = show(signed())
    svg = view.to_svg()
    assert 'viewBox="0 0 700 ' in svg
    assert re.findall(r"≥ \d+", svg) == ["≥ 2000", "≥ 80"]


def test_the_picture_of_a_chart_that_was_never_shown_can_be_taken(qtbot: QtBot, qapp: QApplication) -> None:
    view = ChartView()
    qtbot.addWidget(view)
    view.set_spec(signed())
    view.resize(500, view.heightForWidth(500))
    assert QImage.fromData(view.to_png(1.0)).width() == 500


def test_computed_bars_tell_how_they_were_computed(show: Show) -> None:
    view = show(signed())
    assert view.scene is not None
    index = next(i for i, hit in enumerate(view.scene.hits) if hit.bar.kind is Kind.COMPUTED)
    assert "测算：1000 − 502 = 498（个）" in view.tip_of(index)
