"""演示: what a person sees and presses before a room."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from briefing.charts.scene import Text
from briefing.domain.briefing import Briefing, Details, Entry, Form, HeadingText
from briefing.domain.place import Place
from briefing.export.show.slide import SMALLEST, Stage
from briefing.export.show.slides import slides_of
from briefing.ui.show.view import ShowView
from briefing.ui.theme import Appearance, Theme
from tests.ui.conftest import Snapshot
from tests.ui.driver import RESULTS, TARGETS, Person

SIZES = [(1366, 768), (1920, 1080), (3840, 2160), (1024, 768)]


def showing(person: Person) -> ShowView:
    """Press F5 and wait for the full screen."""
    person.shortcut("show")
    person.settle()
    view = person.desk.show.view
    assert view is not None and view.isVisible()
    return view


@pytest.fixture
def view(person: Person) -> ShowView:
    """The results' report on the full screen."""
    person.go(Place(RESULTS))
    return showing(person)


def at(view: ShowView) -> int:
    return view.at + 1


def test_f5_fills_the_screen_of_the_window_with_what_is_open(person: Person) -> None:
    person.go(Place(TARGETS))
    view = showing(person)

    assert view.isFullScreen() and view.screen() is person.window.screen()
    assert view.geometry() == person.window.screen().geometry()
    assert [slide.title for slide in view.slides][:2] == ["地区生产总值增长", "固定资产投资增长"]
    assert view.counter == f"1 / {len(view.slides)}"


def test_an_item_is_shown_by_itself(person: Person) -> None:
    person.open("招商引资签约项目达到")

    assert next(slide.figure.words for slide in showing(person).slides if slide.figure) == "2026 目标 1000个"


def test_keys_step_and_stop_at_both_ends(view: ShowView) -> None:
    count = len(view.slides)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space, Qt.Key.Key_Return):
        QTest.keyClick(view, key)
    assert at(view) == 6
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_PageUp, Qt.Key.Key_Backspace):
        QTest.keyClick(view, key)
    assert at(view) == 2
    QTest.keyClick(view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert at(view) == 1
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert at(view) == count
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert at(view) == 1


def test_a_number_and_enter_jump_there(view: ShowView) -> None:
    QTest.keyClicks(view, "12")
    assert view.counter == "到第 12 张，按 Enter" and at(view) == 1
    QTest.keyClick(view, Qt.Key.Key_Backspace)
    QTest.keyClicks(view, "3")
    QTest.keyClick(view, Qt.Key.Key_Enter)
    assert at(view) == 13
    QTest.keyClicks(view, "99")
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert at(view) == len(view.slides)
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.typed == ""


def test_clicks_step_also_on_a_chart(view: ShowView) -> None:
    number = next(n for n, slide in enumerate(view.slides) if slide.chart is not None)
    view.go(number)
    middle = view.chart.geometry().center()
    assert view.chart.isVisible() and view.childAt(middle) is None
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=middle)
    assert view.at == number + 1
    QTest.mouseClick(view, Qt.MouseButton.RightButton, pos=QPoint(5, 5))
    assert view.at == number


def test_b_makes_the_screen_black_until_the_next_key(view: ShowView) -> None:
    view.go(len(view.slides) - 1)
    QTest.keyClick(view, Qt.Key.Key_B)
    image = view.grab().toImage()
    assert not view.chart.isVisible()
    assert {image.pixelColor(x, y).name() for x in (5, 300) for y in (5, 300)} == {"#000000"}
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert not view.black and view.at == len(view.slides) - 1 and view.chart.isVisible()


def test_esc_ends_and_the_keyboard_is_where_it_was(person: Person) -> None:
    person.go(Place(TARGETS))
    person.window.outline.focus_tree()
    before = person.focused()
    view = showing(person)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    person.settle()

    assert not view.isVisible() and person.window.isVisible()
    assert person.focused() is before


def test_a_second_show_uses_the_same_screen_and_the_same_chart(person: Person, view: ShowView) -> None:
    chart = view.chart
    view.go(3)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    person.go(Place(TARGETS))

    assert showing(person) is view and view.chart is chart
    assert view.at == 0 and view.slides[0].title == "地区生产总值增长"


def test_fewer_slides_may_follow_while_the_screen_is_still_filled(person: Person, view: ShowView) -> None:
    before = len(view.slides)
    view.go(before - 1)
    person.desk.show.show(Place(TARGETS))
    person.settle()
    view.resize(1366, 768)
    assert len(view.slides) < before

    assert view.at == 0 and view.isVisible() and view.slides[0].title == "地区生产总值增长"


def test_the_comparison_shows_what_the_filter_lets_through_from_the_chosen_one_on(person: Person) -> None:
    person.desk.detail.show_comparisons()
    page = person.window.compare_page
    page.choose(page.shown_indicators[4].key)
    page.table.setFocus()
    view = showing(person)

    assert [slide.about for slide in view.slides] == [indicator.key for indicator in page.shown_indicators]
    assert view.at == 4
    QTest.keyClick(view, Qt.Key.Key_Escape)
    person.settle()
    person.window.comparisons.filter_changed.emit(replace(page._filter, words="招商"))
    page.table.setFocus()
    assert [slide.title for slide in showing(person).slides] == ["招商签约项目数", "招商签约金额"]


def test_a_briefing_is_shown_when_its_page_offers_it(person: Person) -> None:
    now = datetime(2026, 3, 1, tzinfo=UTC)
    briefing = Briefing(
        "b", Form.MEETING, Details("三月汇报"), (Entry("e", HeadingText("主要预期目标")),), "测试", now, now
    )
    person.go(Place(TARGETS))
    person.desk.show.offer(person.window.report_page, lambda: briefing)

    assert [slide.title for slide in showing(person).slides] == ["三月汇报", "主要预期目标"]


def test_where_nothing_is_open_it_says_what_to_open_first(person: Person) -> None:
    person.go(None)
    person.shortcut("show")
    person.settle()

    assert "请先打开一份报告" in person.sentence
    assert person.desk.show.view is None


def test_where_there_is_nothing_to_show_it_says_so(person: Person) -> None:
    person.desk.show.show(())
    person.settle()

    assert "没有可以演示的指标" in person.sentence
    assert not any(widget.isVisible() for widget in person.window.findChildren(ShowView))


def test_readers_of_the_screen_are_told_each_slide(view: ShowView) -> None:
    QTest.keyClick(view, Qt.Key.Key_Right)

    assert view.accessibleName() == f"演示，第 2 张，共 {len(view.slides)} 张：地区生产总值增长"
    assert "2024 实绩 2.6%" in view.accessibleDescription()
    view.go(len(view.slides) - 1)
    assert view.chart.accessibleName() == view.slides[-1].chart.alt  # type: ignore[union-attr]


def test_the_theme_of_the_window_is_kept(person: Person, view: ShowView) -> None:
    view.go(len(view.slides) - 1)
    corners = []
    for appearance in (Appearance.LIGHT, Appearance.DARK):
        person.program.theme.set_appearance(appearance)
        image = view.grab().toImage()
        chart = view.chart.geometry().topRight()
        corners.append((image.pixelColor(3, 3).name(), image.pixelColor(chart.x() - 1, chart.y() + 1).name()))

    assert corners == [("#fbfaf7", "#fbfaf7"), ("#1b1d20", "#1b1d20")]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_in_the_faces_in_use_nothing_is_cut_and_charts_have_their_room(
    theme: Theme, qtbot: QtBot, snapshot: Snapshot, size: tuple[int, int]
) -> None:
    library, indicators = snapshot
    stage = Stage.of(*size)
    view = ShowView(theme)
    qtbot.addWidget(view)
    subjects = (Place(TARGETS), Place(RESULTS), indicators)
    slides = tuple(slide for subject in subjects for slide in slides_of(subject, library, indicators, stage))
    view.begin(slides, stage, QGuiApplication.primaryScreen())
    view.showNormal()
    view.resize(*size)

    for number, slide in enumerate(slides):
        view.go(number)
        laid = view.laid(number)
        texts: list[Text] = [*laid.said.texts(), *laid.quoted.texts()]
        assert all(text.rect.right <= stage.width and text.rect.bottom <= stage.height - 24 for text in texts)
        assert all(text.size * view.unit >= size[1] / 40 - 0.01 for text in texts), slide.title
        assert not [text.words for text in laid.said.texts() if text.whole], slide.title
        if slide.chart is None:
            assert not view.chart.isVisible()
            continue
        assert view.chart.height() >= view.chart.heightForWidth(view.chart.width()), slide.title
        assert view.rect().contains(view.chart.geometry())
        assert view.chart.scene is not None
        smallest = min(text.size for text in view.chart.scene.texts())
        assert smallest >= SMALLEST and smallest * slide.scale * view.unit >= size[1] / 40 - 0.01


def test_a_headline_is_painted_large(view: ShowView) -> None:
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    blue = [
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y).name() == "#1f5c7a" for x in range(0, image.width(), 3))
    ]

    run = longest = 1
    for one, other in pairwise(blue):
        run = run + 1 if other == one + 1 else 1
        longest = max(longest, run)
    assert longest > image.height() / 6
