"""Writing, changing, deleting annotations in the margin, with a real library behind it."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QInputDialog, QLabel, QPlainTextEdit, QPushButton

from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.span import Span
from briefing.library.library import Library
from tests.ui.annotate.conftest import Margin
from tests.ui.conftest import Sit
from tests.ui.driver import RESULTS, Person, place_of, visible

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
CLEAN = "多措并举促销费"
"""An item with one annotation, on a passage."""
BARE = "改造升级传统产业"
"""An item without any."""


def test_an_item_without_annotations_says_how_to_write_one(margin: Margin) -> None:
    margin.open(BARE)
    assert any("选中一段" in label.text() for label in visible(margin.pane, QLabel))


def test_a_note_on_the_whole_item(margin: Margin) -> None:
    margin.open(BARE)
    margin.person.shortcut("write")
    assert margin.says("整条")
    margin.type("改造项目清单见附件")
    margin.save()
    (note,) = margin.kept(BARE)
    assert (note.text, note.stretch, note.kind, note.status) == (
        "改造项目清单见附件",
        None,
        AnnotationKind.BACKGROUND,
        AnnotationStatus.DRAFT,
    )
    assert not margin.writing()
    assert "改造项目清单见附件" in margin.cards()[0]


def test_a_note_on_a_passage_is_anchored_there_and_takes_its_kind_and_status(margin: Margin) -> None:
    margin.open(BARE)
    text = margin.person.window.item_page.text
    text.select(Span(0, 8))
    margin.person.press("＋ 写批注")
    assert margin.says("原文 8 字")
    margin.person.press("类别：口径")
    margin.type("照原文引用")
    box = visible(margin.pane, QComboBox)[0]
    box.setCurrentIndex(box.findText("待核"))
    margin.save()
    (note,) = margin.kept(BARE)
    assert (note.kind, note.status, note.stretch) == (AnnotationKind.WORDING, AnnotationStatus.PENDING, Span(0, 8))
    assert text.selection is None


def test_a_passage_that_is_selected_later_does_not_move_a_note_being_written(margin: Margin) -> None:
    margin.open(BARE)
    text = margin.person.window.item_page.text
    text.select(Span(0, 4))
    margin.person.shortcut("write")
    margin.type("说的是前四个字")
    text.select(Span(6, 9))
    margin.save()
    assert margin.kept(BARE)[0].stretch == Span(0, 4)


def test_saving_by_the_button_does_the_same(margin: Margin) -> None:
    margin.open(BARE)
    margin.person.shortcut("write")
    margin.type("  按钮也行  ")
    margin.person.press("保存")
    margin.person.settle()
    assert [note.text for note in margin.kept(BARE)] == ["按钮也行"]


def test_nothing_is_saved_before_something_is_written(margin: Margin) -> None:
    margin.open(BARE)
    margin.person.shortcut("write")
    margin.type("   ")
    margin.save()
    assert margin.writing()
    assert margin.says("请先写下内容，或按 Esc 放弃")
    assert margin.kept(BARE) == ()


def test_escape_leaves_an_empty_editor_at_once(margin: Margin) -> None:
    margin.open(BARE)
    margin.person.shortcut("write")
    margin.person.keys(margin.field, Key.Key_Escape)
    assert not margin.writing()


def test_escape_asks_once_before_words_are_lost(margin: Margin) -> None:
    margin.open(BARE)
    margin.person.shortcut("write")
    margin.type("写了一半")
    margin.person.keys(margin.field, Key.Key_Escape)
    assert margin.writing()
    assert margin.says("再按一次 Esc 放弃所写内容")
    margin.type("又写")
    assert not margin.says("再按一次 Esc 放弃所写内容")
    margin.person.keys(margin.field, Key.Key_Escape, Key.Key_Escape)
    assert not margin.writing()
    assert margin.kept(BARE) == ()


def test_a_note_is_changed_in_its_own_place(margin: Margin) -> None:
    margin.open(CLEAN)
    before = margin.kept(CLEAN)[0]
    margin.edit(before)
    assert margin.field.toPlainText() == before.text
    margin.field.selectAll()
    margin.type("已与原件核对")
    box = visible(margin.pane, QComboBox)[0]
    box.setCurrentIndex(box.findText("已核"))
    margin.save()
    (after,) = margin.kept(CLEAN)
    assert (after.id, after.text, after.status) == (before.id, "已与原件核对", AnnotationStatus.VERIFIED)
    assert (after.kind, after.stretch, after.source) == (before.kind, before.stretch, before.source)
    assert "已核" in margin.cards()[0]


def test_a_deleted_note_comes_back_from_the_notice(margin: Margin) -> None:
    margin.open(CLEAN)
    margin.delete(margin.kept(CLEAN)[0])
    assert margin.cards() == []
    assert margin.person.sentence == "批注已删除。"
    margin.person.press("撤销", margin.person.window.notice)
    margin.person.settle()
    assert len(margin.cards()) == 1
    assert margin.person.sentence == ""


def test_undo_and_redo_name_what_they_would_do(margin: Margin) -> None:
    actions = margin.person.window.menus.actions
    undo, redo = actions["undo"], actions["redo"]
    assert (undo.isEnabled(), redo.isEnabled()) == (False, False)
    margin.open(BARE)
    margin.person.shortcut("write")
    margin.type("先写")
    margin.save()
    assert (undo.text(), undo.isEnabled(), redo.isEnabled()) == ("撤销“写批注”", True, False)
    margin.delete(margin.kept(BARE)[0])
    assert undo.text() == "撤销“删除批注”"
    margin.person.window.item_page.focus_text()
    for name, texts in (("undo", ["先写"]), ("undo", []), ("redo", ["先写"]), ("redo", [])):
        margin.person.shortcut(name)
        margin.person.settle()
        assert [note.text for note in margin.kept(BARE)] == texts
    assert (undo.text(), redo.text(), redo.isEnabled()) == ("撤销“删除批注”", "重做", False)


def test_leaving_for_another_place_keeps_what_was_typed_until_one_comes_back(margin: Margin) -> None:
    margin.open(BARE)
    margin.person.shortcut("write")
    margin.type("写到一半就走开")
    margin.open(CLEAN)
    assert margin.person.sentence == "没写完的批注已留着，回到这里可以接着写。"
    assert not margin.writing()
    assert margin.kept(BARE) == ()
    assert [one.text for one in margin.begun()] == ["写到一半就走开"]
    margin.open(BARE)
    assert margin.field.toPlainText() == "写到一半就走开"
    margin.field.setFocus()
    margin.save()
    assert [note.text for note in margin.kept(BARE)] == ["写到一半就走开"]
    assert margin.begun() == ()


@pytest.mark.parametrize(
    "leave",
    [
        lambda person: person.shortcut("compare"),
        lambda person: person.shortcut("start"),
        lambda person: person.shortcut("after"),
        lambda person: person.window.item_page.crumb.findChildren(QPushButton)[0].click(),
    ],
    ids=["compare", "start", "next", "path"],
)
def test_whatever_way_one_leaves(margin: Margin, leave: Callable[[Person], None]) -> None:
    margin.open(BARE)
    margin.person.shortcut("write")
    margin.type("写到一半")
    leave(margin.person)
    margin.person.settle()
    assert not margin.writing()
    assert [one.text for one in margin.begun()] == ["写到一半"]


def test_closing_the_window_keeps_it_too(sit: Sit) -> None:
    person = sit()
    margin = Margin(person)
    margin.open(BARE)
    person.shortcut("write")
    margin.type("关窗之前写的")
    place = person.place(BARE)
    person.leave()
    with Library.open(person.library) as library:
        (kept,) = library.unfinished()
    assert (kept.text, kept.place) == ("关窗之前写的", place)


def test_a_refresh_and_larger_text_leave_a_note_being_written_alone(margin: Margin) -> None:
    margin.open(BARE)
    margin.person.shortcut("write")
    margin.type("还没写完")
    margin.person.desk.store.load()
    margin.person.settle()
    margin.person.program.theme.set_scale(1.25)
    margin.person.settle()
    assert margin.field.toPlainText() == "还没写完"


@pytest.mark.parametrize("way", ["preview", "guide"])
def test_a_look_at_another_page_and_back_leaves_it_alone_and_going_on_from_there_keeps_it(
    margin: Margin, way: str
) -> None:
    margin.open(BARE)
    margin.person.shortcut("write")
    margin.type("还没写完")
    margin.person.shortcut(way)
    margin.person.press("返回")
    margin.person.settle()
    assert margin.field.toPlainText() == "还没写完"
    assert margin.kept(BARE) == ()
    margin.person.shortcut(way)
    margin.person.shortcut("start")
    margin.person.settle()
    assert [one.text for one in margin.begun()] == ["还没写完"]


def test_leaving_a_note_half_changed_leaves_it_as_it_was_and_keeps_the_new_words(margin: Margin) -> None:
    margin.open(CLEAN)
    (before,) = margin.kept(CLEAN)
    margin.edit(before)
    margin.type("补一句")
    margin.open(BARE)
    assert margin.kept(CLEAN) == (before,)
    margin.open(CLEAN)
    assert margin.field.toPlainText() == before.text + "补一句"
    assert margin.note_cards() == []
    margin.field.setFocus()
    margin.save()
    (after,) = margin.kept(CLEAN)
    assert (after.id, after.text, after.status) == (before.id, before.text + "补一句", before.status)


def test_the_name_under_a_note_is_asked_for_in_the_menu(margin: Margin, monkeypatch: pytest.MonkeyPatch) -> None:
    margin.open(BARE)
    margin.person.shortcut("write")
    margin.type("第一条")
    margin.save()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_, **__: (" 综合科 ", True))
    margin.person.window.menus.actions["author"].trigger()
    margin.person.shortcut("write")
    margin.type("第二条")
    margin.save()
    assert [note.author for note in margin.kept(BARE)] == ["本机", "综合科"]
    assert "综合科 · 今天" in margin.cards()[1]


def test_numbers_follow_the_order_of_the_text(margin: Margin) -> None:
    margin.open("保障粮食安全")
    notes = margin.kept("保障粮食安全")
    numbers = [int(card.split(" ", 1)[0]) for card in margin.names()]
    assert numbers == list(range(1, len(notes) + 1))
    text = margin.person.window.item_page.text
    text.select(Span(0, 3))
    margin.person.shortcut("write")
    margin.type("新的在最前")
    margin.save()
    assert margin.names()[0].startswith("1 背景 草稿")
    assert margin.names()[0].endswith("新的在最前")


def test_seed_notes_show_their_source_and_that_they_are_to_be_checked(margin: Margin) -> None:
    margin.person.go(place_of(margin.person.contents[RESULTS], "晋创谷·长治"))
    (card,) = margin.cards()
    (name,) = margin.names()
    assert "来源：" in card
    assert "待核" in name


def test_a_calculated_note_says_so(margin: Margin) -> None:
    margin.open("新增城镇就业4.3万")
    cards = margin.cards()
    assert sum("测算" in card for card in cards) == 1
    assert "对照" in next(card for card in cards if "测算" in card)


def test_choosing_a_note_strengthens_its_underline_and_its_number_leads_back(margin: Margin) -> None:
    margin.open(CLEAN)
    text = margin.person.window.item_page.text
    (note,) = margin.kept(CLEAN)
    before = text.grab().toImage()
    card = margin.card_of(note)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    assert text.grab().toImage() != before
    text.note_chosen.emit(note.id)
    edit = [b for b in visible(card, QPushButton) if b.text() == "改"]
    assert len(edit) == 1


def test_cards_are_worked_by_keys_alone(margin: Margin) -> None:
    margin.open(CLEAN)
    (note,) = margin.kept(CLEAN)
    card = margin.card_of(note)
    card.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(card, Key.Key_F2)
    assert margin.writing()
    margin.person.keys(margin.field, Key.Key_Escape)
    card = margin.card_of(note)
    card.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(card, Key.Key_Delete)
    margin.person.settle()
    assert margin.cards() == []


def test_words_of_a_note_are_never_markup(margin: Margin) -> None:
    margin.open(BARE)
    margin.person.shortcut("write")
    margin.type("<b>粗</b> #set & 'x'; DROP")
    margin.save()
    assert margin.kept(BARE)[0].text == "<b>粗</b> #set & 'x'; DROP"
    assert "<b>粗</b> #set & 'x'; DROP" in margin.names()[0]


def test_the_editor_gives_the_tab_key_back(margin: Margin) -> None:
    margin.open(BARE)
    margin.person.shortcut("write")
    QTest.keyClick(margin.field, Key.Key_Tab)
    assert not isinstance(margin.person.focused(), QPlainTextEdit)


def test_notes_that_were_kept(margin: Margin) -> None:
    """What the tests above look at is the file, not the window's copy of it."""
    margin.open(CLEAN)
    kept: tuple[Annotation, ...] = margin.kept(CLEAN)
    assert [note.id for note in kept] == [card.note.id for card in margin.note_cards()]


def test_what_cannot_be_kept_on_leaving_can_be_kept_again(
    margin: Margin, logged_warnings: list[logging.LogRecord]
) -> None:
    margin.open(BARE)
    margin.person.shortcut("write")
    margin.type("盘满了也不能丢")
    with closing(sqlite3.connect(margin.person.library)) as file:
        for when in ("INSERT", "UPDATE"):
            file.execute(
                f"CREATE TRIGGER no_{when} BEFORE {when} ON unfinished_annotations"
                " BEGIN SELECT RAISE(ABORT, 'no room'); END"
            )
        margin.open(CLEAN)
        assert margin.person.window.notice.sentence
        file.execute("DROP TRIGGER no_INSERT")
        file.execute("DROP TRIGGER no_UPDATE")
        file.commit()
    margin.person.press("再存一次")
    assert [one.text for one in margin.begun()] == ["盘满了也不能丢"]
    margin.open(BARE)
    assert margin.field.toPlainText() == "盘满了也不能丢"
    assert [record.message for record in logged_warnings] == ["work failed"]
    assert "盘满了也不能丢" not in "".join(record.exc_text or str(record.exc_info) for record in logged_warnings)
    logged_warnings.clear()
