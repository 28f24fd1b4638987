"""The pages beside the list, beginning, the first page's words, and what changed in the reports."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton

from briefing.actions.annotating import EditAnnotation
from briefing.domain.briefing import Details, Form
from briefing.domain.briefing_sources import Freshness
from briefing.library.writing import Edit
from briefing.ui.compose.details import broken_title, joined_title
from briefing.ui.compose.difference import difference
from briefing.ui.compose.picks import Pick
from tests.ui.compose.conftest import Composer
from tests.ui.driver import visible


def test_the_entry_in_hand_is_framed_and_a_click_on_a_page_goes_to_its_entry(filled: Composer) -> None:
    sheets = filled.page.sheets
    filled.entries.choose(filled.entry("持续发力上项目").id)
    filled.person.settle()
    (frame,) = sheets.frames()
    layout = filled.controller.laid
    assert layout is not None
    (mark,) = layout.layout.of(filled.entry("精准务实抓招商").id)
    page = sheets.rect_of(0)
    scale = page.width() / layout.layout.sizes[0].width
    inside = QPoint(page.center().x(), round(page.top() + (mark.top + mark.bottom) / 2 * scale))
    assert not frame.contains(inside)
    QTest.mouseClick(sheets.viewport(), Qt.MouseButton.LeftButton, pos=inside)
    current = filled.entries.current
    assert current is not None and current.title == "精准务实抓招商"
    assert sheets.frames()[0].contains(inside)


def test_the_pages_are_drawn_black_on_white(filled: Composer) -> None:
    filled.page.sheets.verticalScrollBar().setValue(0)
    filled.person.settle()
    picture = filled.page.sheets.viewport().grab().toImage()
    rect = filled.page.sheets.rect_of(0)
    colours = {
        QColor(picture.pixel(x, y)).lightness()
        for x in range(rect.left() + 100, rect.right() - 100, 3)
        for y in range(120, 420, 3)
    }
    assert min(colours) < 80 and max(colours) == 255


def test_how_the_pages_lie_and_which_one_is_read(filled: Composer) -> None:
    filled.do(lambda: filled.pane.add_wanted.emit("page"))
    filled.do(lambda: filled.pane.add_wanted.emit("text"))
    filled.laid()
    sheets = filled.page.sheets
    assert sheets.pages == 2
    wide = sheets.rect_of(0).width()
    filled.person.press("按整页看", filled.page)
    assert sheets.rect_of(0).height() <= sheets.viewport().height()
    filled.person.press("按双页看", filled.page)
    assert sheets.rect_of(0).top() == sheets.rect_of(1).top()
    assert visible_words(filled, "第 1、2 页，共 2 页")
    filled.person.press("按页宽看", filled.page)
    sheets.setFocus()
    filled.person.keys(sheets, Qt.Key.Key_Plus)
    assert sheets.rect_of(0).width() > wide
    filled.do(lambda: filled.page.thumbs.page_chosen.emit(1))
    assert visible_words(filled, "第 2 页，共 2 页")


def visible_words(composer: Composer, words: str) -> bool:
    from PySide6.QtWidgets import QLabel

    return any(label.text() == words for label in visible(composer.page, QLabel))


def test_an_empty_briefing_offers_ways_to_begin_and_one_step_takes_them_back(composer: Composer) -> None:
    assert composer.blank()
    taken = [b for b in visible(composer.page.empty, QPushButton) if b.accessibleName() == "选用主要预期目标"]
    composer.do(taken[0].click)
    composer.laid()
    assert not composer.blank() and len(composer.briefing.entries) > 5
    assert composer.briefing.form is Form.MEETING and composer.briefing.details.title
    composer.do(composer.person.desk.store.undo)
    assert composer.blank() and composer.briefing.entries == ()


def test_a_title_typed_on_the_empty_sheet_is_kept(composer: Composer) -> None:
    field = composer.page.empty.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.setText("招商引资工作简报")
    QTest.keyClick(field, Qt.Key.Key_Return)
    composer.person.settle()
    assert composer.briefing.name == "招商引资工作简报"


def test_the_first_pages_words_unfold_above_the_list(filled: Composer) -> None:
    filled.pane.unfold_details(True)
    title = filled.pane.details.findChild(QPlainTextEdit)
    assert isinstance(title, QPlainTextEdit) and title.isVisible()
    title.setPlainText("关于2026年主要预期目标\n和招商引资工作的简报")
    fields = {field.accessibleName(): field for field in filled.pane.details.findChildren(QLineEdit)}
    fields["会议"].setText("市政府常务会议")
    fields["日期"].setText("2026年3月5日")
    filled.pane.unfold_details(False)
    filled.person.settle()
    details = filled.briefing.details
    assert details.title == "关于2026年主要预期目标和招商引资工作的简报"
    assert details.title_breaks == (len("关于2026年主要预期目标"),)
    assert details.meeting == "市政府常务会议"
    assert details.on is not None and details.on.isoformat() == "2026-03-05"
    assert "改简报题头" in filled.person.window.menus.actions["undo"].text()


@pytest.mark.parametrize(
    ("typed", "title", "breaks"),
    [("甲乙\n丙", "甲乙丙", (2,)), ("\n甲 \n\n 乙\n", "甲乙", (1,)), ("", "", ()), ("甲", "甲", ())],
)
def test_lines_of_a_title(typed: str, title: str, breaks: tuple[int, ...]) -> None:
    assert joined_title(typed) == (title, breaks)
    assert joined_title(broken_title(Details(title, title_breaks=breaks))) == (title, breaks)


def test_a_changed_annotation_is_told_shown_and_taken(composer: Composer) -> None:
    person = composer.person
    note = next(one for each in person.contents.values() for one in each.annotations if one.placed)
    composer.add(Pick(annotations=(note.id,)))
    composer.laid()
    assert composer.entries.entries.rows[0].freshness is Freshness.CURRENT
    person.desk.store.submit(EditAnnotation(id=note.id, author=note.author, change=Edit(text="改过的话。")))
    composer.laid()
    person.until(lambda: composer.entries.entries.rows[0].freshness is Freshness.CHANGED)
    assert "原文已改动" in composer.entries.entries.rows[0].spoken
    composer.entries.choose(composer.briefing.entries[0].id)
    person.press("看新的", composer.entries.panel)
    person.press("换成新的", composer.entries.panel)
    person.settle()
    assert composer.entries.entries.rows[0].freshness is Freshness.CURRENT
    assert "改过的话。" in composer.briefing.entries[0].seen


def test_old_words_can_be_kept_where_the_source_changed(filled: Composer) -> None:
    """As if the item had been put in when the report still said something else."""
    entry = filled.entry("精准务实抓招商")
    old = replace(entry, seen="精准务实抓招商。全年签约900个。")
    filled.do(lambda: filled.entries.panel.changed.emit(old))
    filled.entries.choose(entry.id)
    filled.person.press("看新的", filled.entries.panel)
    filled.person.press("保留旧的", filled.entries.panel)
    filled.person.settle()
    row = filled.entries.current
    assert row is not None and row.freshness is Freshness.CURRENT and row.words == old.seen and row.edited


def test_a_difference_holds_both_texts() -> None:
    parts = difference("签约900个", "签约1000个项目")
    assert "".join(text for mark, text in parts if mark in "=-") == "签约900个"
    assert "".join(text for mark, text in parts if mark in "=+") == "签约1000个项目"


def test_removed_briefings_stay_on_the_shelf_and_come_back(filled: Composer) -> None:
    from briefing.ui.compose.shelf import BriefingShelf

    name = filled.briefing.id
    filled.controller.changes.open_shelf()
    (shelf,) = filled.person.window.findChildren(BriefingShelf)
    rows = [shelf.model.at(shelf.model.index(at, 0)) for at in range(shelf.model.rowCount())]
    at = next(at for at, one in enumerate(rows) if one is not None and one.id == name)
    shelf.table.selectRow(at)
    filled.person.press("移除", shelf)
    filled.person.settle()
    assert filled.briefing.id != name
    assert "已移除" in filled.person.sentence
    rows = [shelf.model.at(shelf.model.index(at, 0)) for at in range(shelf.model.rowCount())]
    shelf.table.selectRow(next(at for at, one in enumerate(rows) if one is not None and one.id == name))
    filled.person.press("恢复", shelf)
    filled.person.settle()
    assert name in [one.id for one in filled.controller.briefings]
    shelf.accept()


def test_last_months_briefing_is_copied_without_its_day(filled: Composer) -> None:
    before = filled.briefing
    filled.do(filled.controller.changes.copy_last)
    after = filled.briefing
    assert after.id != before.id and after.details.on is None
    assert [entry.content for entry in after.entries] == [entry.content for entry in before.entries]
