"""The palette: what it asks for, what it lists, which keys lead where."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from briefing.domain.search import Hit, HitKind
from briefing.ui.search.hints import Hints
from briefing.ui.search.keys import KeyHelp
from briefing.ui.search.model import HitList, Role
from briefing.ui.theme import Theme
from briefing.ui.theme.style import apply
from tests.ui.search.conftest import Scene, hit, hits

Key = Qt.Key


def press(scene: Scene, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(scene.words, key)


def hints(scene: Scene) -> Hints:
    return scene.palette.findChildren(Hints)[0]


def test_it_opens_with_the_cursor_in_the_words_and_says_what_can_be_typed(scene: Scene) -> None:
    assert scene.words.hasFocus()
    assert hints(scene).isVisible()
    assert all(word in hints(scene).words for word in ("就业", "招商", "高标准农田", "jy"))
    assert scene.tabs() == []


def test_words_are_asked_for_once_after_a_rest_without_blanks_round_them(scene: Scene, qtbot: QtBot) -> None:
    asked = QSignalSpy(scene.palette.words_changed)
    with qtbot.waitSignal(scene.palette.words_changed) as heard:
        QTest.keyClicks(scene.words, " ab ")
    assert heard.args == ["ab"]
    assert asked.count() == 1


def test_hits_stand_in_groups_with_counts(scene: Scene) -> None:
    scene.answer("就业", hits())
    assert scene.tabs() == ["全部 4", "指标 1", "条目 2", "批注 1"]
    assert scene.rows()[:3] == ["指标", "城镇新增就业", "条目"]
    assert scene.current == "城镇新增就业"


def test_an_answer_to_other_words_is_passed_over(scene: Scene) -> None:
    scene.words.setText("招商")
    scene.palette.show_hits("就业", hits())
    assert scene.rows() == []
    scene.words.clear()
    scene.palette.show_hits("", hits())
    assert hints(scene).isVisible()


def test_arrows_pass_over_group_names_and_stop_at_the_ends(scene: Scene) -> None:
    scene.answer("就业", hits())
    press(scene, Key.Key_Up)
    assert scene.current == "城镇新增就业"
    press(scene, Key.Key_Down)
    assert scene.current == "新增城镇就业4.3万以上"
    press(scene, Key.Key_Down, Key.Key_Down, Key.Key_Down)
    assert scene.current == "原文没有写“人”，引用时照原文。"


def test_page_keys_move_a_page_less_one_row(scene: Scene) -> None:
    scene.answer("就业", tuple(hit(HitKind.ITEM, f"就业第{number}条") for number in range(30)))
    press(scene, Key.Key_PageDown)
    assert scene.current == "就业第6条"
    press(scene, Key.Key_PageDown, Key.Key_PageUp, Key.Key_PageUp)
    assert scene.current == "就业第0条"


def test_enter_opens_the_current_hit_closes_and_gives_the_focus_back(scene: Scene, qtbot: QtBot) -> None:
    scene.answer("就业", hits())
    closed = QSignalSpy(scene.palette.closed)
    with qtbot.waitSignal(scene.palette.hit_chosen) as heard:
        press(scene, Key.Key_Down, Key.Key_Return)
    assert heard.args == [hits()[1]]
    assert scene.palette.isHidden()
    assert closed.count() == 1
    assert scene.elsewhere.hasFocus()


def test_enter_before_the_answer_opens_the_first_hit_of_the_answer(scene: Scene, qtbot: QtBot) -> None:
    scene.answer("旧词", hits()[1:])
    scene.words.setText("就业")
    asked = QSignalSpy(scene.palette.words_changed)
    chosen = QSignalSpy(scene.palette.hit_chosen)
    press(scene, Key.Key_Return)
    assert (asked.count(), chosen.count()) == (1, 0)
    scene.palette.show_hits("就业", hits())
    assert chosen.count() == 1
    assert chosen.at(0) == [hits()[0]]


def test_tab_goes_round_the_kinds_and_keeps_the_cursor_in_the_words(scene: Scene) -> None:
    scene.answer("就业", hits())
    press(scene, Key.Key_Tab, Key.Key_Tab)
    assert scene.rows() == ["新增城镇就业4.3万以上", hits()[2].text.replace(",", "，")]
    assert scene.current == "新增城镇就业4.3万以上"
    assert scene.words.hasFocus()
    QTest.keyClick(scene.words, Key.Key_Backtab)
    assert scene.rows() == ["城镇新增就业"]
    press(scene, Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    assert len(scene.rows()) == 7


def test_the_kind_stays_while_it_has_hits(scene: Scene) -> None:
    scene.answer("就业", hits())
    press(scene, Key.Key_Tab)
    scene.answer("城镇", hits()[:2])
    assert scene.rows() == ["城镇新增就业"]
    scene.answer("创业", hits()[2:3])
    assert scene.rows()[0] == "条目"


def test_escape_and_a_press_beside_the_box_close_and_one_on_the_box_does_not(scene: Scene, qtbot: QtBot) -> None:
    with qtbot.waitSignal(scene.palette.closed):
        press(scene, Key.Key_Escape)
    scene.palette.open("就业")
    box = scene.box
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(2, box.height() - 4))
    assert not scene.palette.isHidden()
    with qtbot.waitSignal(scene.palette.closed):
        QTest.mouseClick(scene.palette, Qt.MouseButton.LeftButton, pos=QPoint(5, 700))
    assert scene.palette.isHidden()


def test_opened_again_it_asks_again_for_what_was_typed(scene: Scene, qtbot: QtBot) -> None:
    scene.answer("就业", hits())
    press(scene, Key.Key_Escape)
    with qtbot.waitSignal(scene.palette.words_changed) as heard:
        scene.palette.open()
    assert heard.args == ["就业"]
    assert scene.words.selectedText() == "就业"


def test_a_click_opens_a_hit_and_not_a_group_name(scene: Scene) -> None:
    scene.answer("就业", hits())
    chosen = QSignalSpy(scene.palette.hit_chosen)
    for row in (2, 3):
        at = scene.listing.visualRect(scene.listing.model().index(row, 0)).center()
        QTest.mouseClick(scene.listing.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert chosen.count() == 1
    assert chosen.at(0) == [hits()[1]]


def test_nothing_found_says_so_with_a_way_out(scene: Scene) -> None:
    scene.answer("没有这样的词", ())
    assert "没有这样的词" in hints(scene).words
    offers = [button for button in hints(scene).findChildren(QPushButton) if button.isVisible()]
    assert [button.text() for button in offers] == ["只找“没有”", "清空"]
    offers[0].click()
    assert scene.words.text() == "没有"
    offers[1].click()
    assert scene.words.text() == ""
    assert "就业" in hints(scene).words


def test_it_says_how_many_were_found_and_that_there_are_more(scene: Scene, theme: Theme) -> None:
    said = []
    for more in (False, True):
        scene.words.setText("就业")
        scene.palette.show_hits("就业", hits(), more=more)
        said.append(scene.words.result)
    assert said == ["4 条结果", "前 4 条结果"]


def test_seven_hits_show_and_more_scroll_without_a_horizontal_bar(scene: Scene) -> None:
    many = tuple(hit(HitKind.ITEM, "稳定就业" * 30) for _ in range(30))
    scene.answer("就业", many)
    QApplication.processEvents()
    assert scene.listing.viewport().height() // 56 == 7
    assert scene.listing.verticalScrollBar().maximum() > 0
    assert scene.listing.horizontalScrollBar().maximum() == 0


@pytest.mark.parametrize(("size", "scale"), [((1024, 640), 1.0), ((1024, 640), 2.0), ((1366, 768), 1.5)])
def test_it_fits_into_the_window(
    scene: Scene, theme: Theme, qapp: QApplication, size: tuple[int, int], scale: float
) -> None:
    scene.window.resize(*size)
    theme.set_scale(scale)
    apply(qapp, theme)
    scene.answer("就业", hits() * 5)
    qapp.processEvents()
    box = scene.box
    assert scene.window.rect().contains(box.geometry())
    assert box.width() == min(round(767 * scale), size[0] - 32)
    row = scene.listing.visualRect(scene.listing.currentIndex())
    assert scene.listing.viewport().rect().contains(row)
    for child in scene.palette.findChildren(KeyHelp):
        assert not child.isVisible() or child.geometry().bottom() < box.height()


def test_it_stands_over_the_page(scene: Scene) -> None:
    page = QWidget(scene.window)
    page.setGeometry(320, 40, 766, 728)
    scene.palette.set_page(page)
    scene.palette.open("就业")
    assert scene.box.geometry().left() == 320
    assert scene.box.geometry().top() == 56


def test_rows_are_read_out_with_kind_value_and_place(scene: Scene) -> None:
    scene.answer("就业", hits())
    first = "指标，城镇新增就业，4.7万人 → ≥4.3万，2026 · 主要预期目标"
    assert scene.listing.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) == first
    assert scene.words.accessibleDescription() == first


def test_qt_finds_no_fault_with_the_list(qtbot: QtBot) -> None:
    model = HitList()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    for found, kind in ((hits(), None), (hits(), HitKind.ITEM), ((), None)):
        model.set_hits(found, kind)
    assert model.rowCount() == 0


def test_a_group_name_can_not_be_selected(qtbot: QtBot) -> None:
    model = HitList()
    model.set_hits(hits())
    assert model.index(0, 0).data(Role.HIT) is None
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert isinstance(model.index(1, 0).data(Role.HIT), Hit)


def test_text_with_markup_and_line_ends_is_only_text(scene: Scene) -> None:
    scene.answer("就业", (hit(HitKind.ANNOTATION, "<b>就业</b>\n第二行"),))
    assert scene.current == "<b>就业</b>\n第二行"
    assert not scene.listing.grab().isNull()


def test_a_hit_without_marks_is_listed_too(scene: Scene) -> None:
    scene.answer("jy", (replace(hits()[1], marks=()),))
    assert scene.current == "新增城镇就业4.3万以上"
