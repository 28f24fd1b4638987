"""The pane with its keys, its memory and its looks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QTreeView
from pytestqt.qtbot import QtBot

from briefing.domain.contents import ReportContents
from briefing.domain.place import Place
from briefing.domain.report import Section
from briefing.ui.outline.pane import OutlinePane
from briefing.ui.theme import Theme
from briefing.ui.theme.style import apply
from tests.ui import samples

RECRUIT = Place(samples.LATER, (1, 0), 3)
Key = Qt.Key


def tree_of(pane: OutlinePane) -> QTreeView:
    return pane.findChildren(QTreeView)[0]


def field_of(pane: OutlinePane) -> QLineEdit:
    return pane.findChildren(QLineEdit)[0]


def visible(pane: OutlinePane) -> list[str]:
    tree = tree_of(pane)
    found, index = [], tree.model().index(0, 0)
    while index.isValid():
        found.append(index.data())
        index = tree.indexBelow(index)
    return found


def current(pane: OutlinePane) -> str:
    return str(tree_of(pane).currentIndex().data())


def index_of(pane: OutlinePane, label: str) -> QModelIndex:
    tree = tree_of(pane)
    index = tree.model().index(0, 0)
    while index.isValid() and index.data() != label:
        index = tree.indexBelow(index)
    return index


def row(pane: OutlinePane, label: str) -> QRect:
    """A row over the tree's whole width."""
    tree = tree_of(pane)
    rect = tree.visualRect(index_of(pane, label))
    return QRect(0, rect.top(), tree.viewport().width(), rect.height())


def press(pane: OutlinePane, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(tree_of(pane), key)


def picture(pane: OutlinePane) -> QImage:
    """The tree as it looks on its pane: what the viewport leaves open is filled by what lies below."""
    viewport = tree_of(pane).viewport()
    return pane.grab(QRect(viewport.mapTo(pane, QPoint(0, 0)), viewport.size())).toImage()


def colours(image: QImage, rect: QRect) -> set[str]:
    points = ((x, y) for x in range(rect.left(), rect.right() + 1) for y in range(rect.top(), rect.bottom() + 1))
    return {image.pixelColor(x, y).name().upper() for x, y in points}


def test_at_first_only_the_reports_are_shown(pane: OutlinePane) -> None:
    assert visible(pane) == ["2026 工作报告解读（下）", "2024 工作报告解读"]


def test_selecting_a_place_unfolds_the_way_to_it_and_opens_nothing(pane: OutlinePane) -> None:
    chosen = QSignalSpy(pane.place_chosen)
    pane.select(RECRUIT)
    assert current(pane) == "精准务实抓招商"
    assert chosen.count() == 0


def test_a_click_opens_a_row_and_unfolds_it(pane: OutlinePane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.place_chosen) as heard:
        at = row(pane, "2026 工作报告解读（下）").center()
        QTest.mouseClick(tree_of(pane).viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert heard.args == [Place(samples.LATER)]
    assert "主要预期目标" in visible(pane)


def test_a_click_on_the_chevron_unfolds_and_folds_without_opening(pane: OutlinePane) -> None:
    chosen = QSignalSpy(pane.place_chosen)
    tree = tree_of(pane)
    at = QPoint(16, row(pane, "2024 工作报告解读").center().y())
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert "重点数字" in visible(pane)
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert "重点数字" not in visible(pane)
    assert chosen.count() == 0


def test_arrows_walk_and_unfold_and_enter_opens(pane: OutlinePane, qtbot: QtBot) -> None:
    tree_of(pane).setFocus()
    press(pane, Key.Key_Home, Key.Key_Right, Key.Key_Down, Key.Key_Down, Key.Key_Right, Key.Key_Down)
    assert current(pane) == "今年工作的总体要求"
    with qtbot.waitSignal(pane.place_chosen) as heard:
        press(pane, Key.Key_Return)
    assert heard.args == [Place(samples.LATER, (1,), 1)]
    press(pane, Key.Key_Left, Key.Key_Left)
    assert current(pane) == "今年重点抓好11个方面工作"
    assert "今年工作的总体要求" not in visible(pane)
    press(pane, Key.Key_End)
    assert current(pane) == "2024 工作报告解读"


@pytest.mark.parametrize(("typed", "found"), [("8", "8 坚持民生为大、共同富裕"), ("jz", "精准务实抓招商")])
def test_typing_in_the_tree_goes_to_the_row_that_begins_so(pane: OutlinePane, typed: str, found: str) -> None:
    pane.select(RECRUIT)
    pane.select(Place(samples.LATER))
    tree_of(pane).setFocus()
    for letter in typed:
        tree_of(pane).keyboardSearch(letter)
    assert current(pane) == found


def test_down_leads_from_the_filter_to_the_first_match_and_enter_opens_it(pane: OutlinePane, qtbot: QtBot) -> None:
    field = field_of(pane)
    field.setFocus()
    QTest.keyClicks(field, "jzws")
    QTest.keyClick(field, Key.Key_Down)
    assert tree_of(pane).hasFocus()
    with qtbot.waitSignal(pane.place_chosen) as heard:
        press(pane, Key.Key_Return)
    assert heard.args == [RECRUIT]


def test_filtering_unfolds_matches_and_escape_brings_back_what_was_unfolded(pane: OutlinePane) -> None:
    pane.select(Place(samples.LATER, (1, 1)))
    before = visible(pane)
    field_of(pane).setText("退役军人")
    assert visible(pane) == [
        "2026 工作报告解读（下）",
        "今年重点抓好11个方面工作",
        "8 坚持民生为大、共同富裕",
        "优化就业创业服务",
    ]
    QTest.keyClick(field_of(pane), Key.Key_Escape)
    assert field_of(pane).text() == ""
    assert visible(pane) == before


def test_what_is_opened_while_filtering_is_in_view_afterwards(pane: OutlinePane) -> None:
    field_of(pane).setText("退役军人")
    at = row(pane, "优化就业创业服务").center()
    QTest.mouseClick(tree_of(pane).viewport(), Qt.MouseButton.LeftButton, pos=at)
    field_of(pane).clear()
    assert current(pane) == "优化就业创业服务"
    assert "优化就业创业服务" in visible(pane)


def test_what_is_folded_stays_folded_after_filtering(pane: OutlinePane) -> None:
    tree = tree_of(pane)
    tree.expand(index_of(pane, "2024 工作报告解读"))
    tree.expand(index_of(pane, "2026 工作报告解读（下）"))
    tree.collapse(index_of(pane, "2024 工作报告解读"))
    before = visible(pane)
    field_of(pane).setText("就业")
    field_of(pane).clear()
    assert visible(pane) == before


def test_selecting_a_place_that_the_filter_hides_empties_the_filter(pane: OutlinePane) -> None:
    field_of(pane).setText("退役军人")
    pane.select(RECRUIT)
    assert field_of(pane).text() == ""
    assert current(pane) == "精准务实抓招商"


def test_state_survives_a_restart(pane: OutlinePane, theme: Theme, qtbot: QtBot) -> None:
    pane.select(RECRUIT)
    tree_of(pane).expand(index_of(pane, "2024 工作报告解读"))
    kept = pane.state()
    assert "重点数字" in visible(pane)
    assert kept["current"] == str(RECRUIT)
    assert all(isinstance(text, str) for text in kept["expanded"])
    again = OutlinePane(theme)
    qtbot.addWidget(again)
    again.restore(kept)
    again.set_contents(samples.both())
    assert visible(again) == visible(pane)
    assert current(again) == "精准务实抓招商"
    assert again.state() == kept


@pytest.mark.parametrize("junk", [{}, {"expanded": 3, "current": None}, {"expanded": [1, "x"], "current": "a/b/c/d"}])
def test_a_state_that_is_none_is_passed_over(pane: OutlinePane, junk: dict[str, object]) -> None:
    pane.restore(junk)
    assert visible(pane) == ["2026 工作报告解读（下）", "2024 工作报告解读"]


def test_another_report_leaves_what_was_unfolded_and_current(pane: OutlinePane) -> None:
    pane.select(RECRUIT)
    before = visible(pane)
    other = replace(samples.earlier().report, key="third", short="2025 报告")
    pane.set_contents((ReportContents(other, (), ()), *samples.both()))
    assert visible(pane) == ["2025 报告", *before]
    assert current(pane) == "精准务实抓招商"


def test_new_annotations_move_nothing(pane: OutlinePane) -> None:
    pane.select(RECRUIT)
    later, earlier = samples.both()
    item = samples.item_with(later, "精准务实抓招商")
    before = tree_of(pane).currentIndex()
    pane.set_contents((replace(later, annotations=(samples.note(later.report, item, 1),)), earlier))
    assert tree_of(pane).currentIndex() == before
    assert before.siblingAtColumn(2).data() == "1"


def test_empty_places_say_what_to_do(pane: OutlinePane) -> None:
    words = pane.findChildren(QLabel)[0]
    field_of(pane).setText("没有这个词")
    assert words.isVisible()
    assert "没有这个词" in words.text()
    field_of(pane).clear()
    pane.set_contents(())
    assert words.isVisible()
    assert "读入" in words.text()


def test_the_button_asks_for_a_report(pane: OutlinePane, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pane.import_wanted):
        pane.findChildren(QPushButton)[0].click()


def test_the_current_row_has_an_ink_bar_on_the_selection_colour_and_no_other_row_has(
    pane: OutlinePane, theme: Theme
) -> None:
    pane.select(RECRUIT)
    image, colour = picture(pane), theme.colours
    at, other = row(pane, "精准务实抓招商"), row(pane, "多措并举促销费")
    assert colours(image, QRect(0, at.top(), 3, at.height())) == {colour.ink}
    assert colours(image, QRect(3, at.top(), 20, at.height())) == {colour.selected}
    assert colour.ink not in colours(image, QRect(0, other.top(), 20, other.height()))


def test_the_row_under_the_mouse_is_tinted(pane: OutlinePane, theme: Theme) -> None:
    at = row(pane, "2024 工作报告解读")
    QTest.mouseMove(tree_of(pane).viewport(), at.center())
    assert picture(pane).pixelColor(3, at.top() + 3).name().upper() == theme.colours.hover


def test_the_focus_ring_follows_keys_and_not_the_mouse(pane: OutlinePane, theme: Theme) -> None:
    tree, label = tree_of(pane), "2024 工作报告解读"
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=row(pane, label).center())
    at = row(pane, label)
    edge = QPoint(150, at.top())
    assert picture(pane).pixelColor(edge).name().upper() == theme.colours.selected
    press(pane, Key.Key_Up, Key.Key_Down)
    assert picture(pane).pixelColor(edge).name().upper() == theme.colours.ink


def test_rows_follow_the_text_scale(pane: OutlinePane, theme: Theme, qapp: QApplication) -> None:
    assert row(pane, "2024 工作报告解读").height() == 32
    theme.set_scale(2.0)
    apply(qapp, theme)
    qapp.processEvents()
    assert row(pane, "2024 工作报告解读").height() == 64


def test_the_longest_label_is_cut_before_the_counts(pane: OutlinePane, theme: Theme) -> None:
    pane.set_contents((_with_heading("坚持" * 20),))
    pane.select(Place(samples.EARLIER, (0,)))
    pane.select(Place(samples.EARLIER))
    image, at = picture(pane), row(pane, "坚持" * 20)
    right = at.width() - 16
    assert colours(image, QRect(right - 20, at.top(), 20, at.height())) == {theme.colours.side}
    assert len(colours(image, QRect(right - 100, at.top(), 30, at.height()))) > 1


def test_markup_in_a_report_is_only_text(pane: OutlinePane) -> None:
    pane.set_contents((_with_heading("<b>发展</b>"),))
    pane.select(Place(samples.EARLIER, (0,)))
    assert current(pane) == "<b>发展</b>"


def _with_heading(heading: str) -> ReportContents:
    report = samples.earlier().report
    return ReportContents(replace(report, parts=(Section((0,), heading),)), (), ())


def test_names_are_spoken(pane: OutlinePane) -> None:
    assert tree_of(pane).accessibleName() == "报告目录"
    assert field_of(pane).accessibleName() == "筛选报告目录"
