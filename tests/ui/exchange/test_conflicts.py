"""Choosing between what two people wrote, one annotation at a time, mostly from the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from briefing.domain.annotation import AnnotationKind, AnnotationStatus
from briefing.library.writing import Edit
from briefing.ui.exchange.conflict_page import ConflictPage
from briefing.ui.exchange.marked_text import MarkedText, Marking
from tests.ui.driver import visible
from tests.ui.exchange.colleague import Away, Colleague

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier

FIRST = "金额以合同数为准，按季度统计。"


class Desk:
    """The page of conflicts, as a person works through it."""

    def __init__(self, me: Colleague, page: ConflictPage) -> None:
        self.me, self.page = me, page

    def open(self) -> None:
        self.me.front()
        self.me.person.shortcut("settle")
        self.me.person.settle()
        assert self.me.person.window.page is self.page

    @property
    def waiting(self) -> list[str]:
        return [row.key for row in self.page.list.rows]

    @property
    def in_hand(self) -> str:
        return self.page.list.current

    def press(self, *keys: Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        self.me.person.keys(self.me.person.focused(), *keys, modifier=modifier)
        self.me.person.settle()

    def confirm(self) -> None:
        self.press(Key.Key_Return, modifier=Control)

    def says(self, words: str) -> bool:
        texts = [label.text() for label in visible(self.page, QLabel)]
        return any(words in text for text in (*texts, *(one.text for one in visible(self.page, MarkedText))))

    def added(self) -> set[str]:
        return {words for text in visible(self.page, MarkedText) for words in text.marked_words(Marking.ADDED)}


@pytest.fixture
def desk(me: Colleague) -> Desk:
    return Desk(me, me.person.window.conflict_page)


def disputed(me: Colleague, other: Away, folder: Path, mine: Edit, theirs: Edit, count: int = 1) -> list[str]:
    """Annotations that both know of and both changed, in the order they were written."""
    notes = [me.write(FIRST) for _ in range(count)]
    other.take_in(me.hand_on(folder / "mine.bnotes"))
    for note in notes:
        other.edit(note, theirs)
        me.edit(note, mine)
    me.take_in(other.hand_on(folder / "theirs.bnotes"))
    me.accept()
    return notes


MINE, THEIRS = Edit(text="金额以合同数为准，按月统计。"), Edit(text="金额以到账数为准，按季度统计。")


def test_the_report_of_what_came_in_leads_to_the_conflicts(
    me: Colleague, other: Away, desk: Desk, tmp_path: Path
) -> None:
    (note,) = disputed(me, other, tmp_path, MINE, THEIRS)
    assert me.note(note).conflicts == ("text",)
    me.person.press("去处理 1 条冲突", me.person.window.merge_page)
    me.person.settle()
    assert me.person.window.page is desk.page
    assert desk.waiting == [note]
    assert desk.says("余 1 条")
    for words in (FIRST, str(MINE.text), str(THEIRS.text), "共同的上一版", "甲科 · 今天", "乙科 · 今天"):
        assert desk.says(words), words
    assert desk.added() == {"月", "到账"}


def test_digits_choose_and_ctrl_enter_confirms_and_the_next_one_comes(
    me: Colleague, other: Away, desk: Desk, tmp_path: Path
) -> None:
    notes = disputed(me, other, tmp_path, MINE, THEIRS, count=3)
    desk.open()
    assert len(desk.waiting) == 3
    first, second = desk.in_hand, desk.waiting[1]
    assert not desk.page.confirm.isEnabled()
    assert desk.says("还要选：内容")
    offers = [offer.value for offer in desk.page.fields[0].conflict.offers]
    desk.press(Key.Key_2)
    assert desk.page.confirm.isEnabled()
    assert me.note(first).conflicts
    desk.confirm()
    assert me.note(first).text == offers[1]
    assert me.note(first).conflicts == ()
    assert desk.in_hand == second
    assert desk.says("余 2 条")
    for _ in range(2):
        desk.press(Key.Key_1)
        desk.confirm()
    assert desk.waiting == []
    assert desk.says("没有冲突")
    assert all(me.note(note).conflicts == () for note in notes)


def test_what_was_chosen_is_one_step_that_can_be_taken_back(
    me: Colleague, other: Away, desk: Desk, tmp_path: Path
) -> None:
    (note,) = disputed(me, other, tmp_path, MINE, THEIRS)
    desk.open()
    standing = me.note(note).text
    desk.press(Key.Key_2)
    desk.confirm()
    assert me.note(note).text != standing
    assert me.person.window.menus.actions["undo"].text() == "撤销“处理冲突”"
    me.person.shortcut("undo")
    me.person.settle()
    assert me.note(note).text == standing
    assert me.note(note).conflicts == ("text",)
    assert desk.waiting == [note]
    assert desk.says(str(MINE.text))
    assert desk.says(str(THEIRS.text))
    me.person.shortcut("redo")
    me.person.settle()
    assert me.note(note).conflicts == ()
    assert desk.waiting == []


def test_both_can_be_written_together(me: Colleague, other: Away, desk: Desk, tmp_path: Path) -> None:
    (note,) = disputed(me, other, tmp_path, MINE, THEIRS)
    desk.open()
    desk.press(Key.Key_3)
    (field,) = visible(desk.page, QPlainTextEdit)
    assert field.hasFocus()
    assert str(MINE.text) in field.toPlainText()
    assert str(THEIRS.text) in field.toPlainText()
    field.selectAll()
    me.person.type("金额以到账数为准，按月统计，每季 1 次汇总。")
    desk.press(Key.Key_2)
    assert field.toPlainText().endswith("。2")
    desk.confirm()
    assert me.note(note).text == "金额以到账数为准，按月统计，每季 1 次汇总。2"
    assert me.note(note).conflicts == ()


def test_several_fields_are_chosen_in_turn_and_named_in_words(
    me: Colleague, other: Away, desk: Desk, tmp_path: Path
) -> None:
    (note,) = disputed(
        me,
        other,
        tmp_path,
        Edit(kind=AnnotationKind.RISK, status=AnnotationStatus.VERIFIED, due="2026-03-31"),
        Edit(kind=AnnotationKind.PROGRESS, status=AnnotationStatus.REJECTED, due="2026-04-15"),
    )
    desk.open()
    for words in (
        "风险",
        "进展",
        "已核",
        "不采用",
        "2026年3月31日",
        "2026年4月15日",
        "没有：两边各自写下。",
        "口径",
        FIRST,
    ):
        assert desk.says(words), words
    mine = [next(n for n, offer in enumerate(field.conflict.offers, 1) if offer.author == "甲科")
            for field in desk.page.fields]  # fmt: skip
    for number in mine:
        assert not desk.page.confirm.isEnabled()
        desk.press(Key(Key.Key_0 + number))
    desk.confirm()
    found = me.note(note)
    assert (found.kind, found.status, str(found.due)) == (AnnotationKind.RISK, AnnotationStatus.VERIFIED, "2026-03-31")
    assert found.conflicts == ()


def test_a_deletion_against_a_change_is_asked(me: Colleague, other: Away, desk: Desk, tmp_path: Path) -> None:
    notes = [me.write(FIRST) for _ in range(2)]
    other.take_in(me.hand_on(tmp_path / "mine.bnotes"))
    for note in notes:
        other.edit(note, THEIRS)
        me.delete(note)
    me.take_in(other.hand_on(tmp_path / "theirs.bnotes"))
    me.accept()
    assert not any(me.note(note).deleted for note in notes)
    desk.open()
    assert desk.says("一边删除了这条批注，另一边改动了它")
    assert desk.says(str(THEIRS.text))
    for words, deleted in (("留下", False), ("仍然删除", True)):
        note = desk.in_hand
        (press,) = (one for one in visible(desk.page, QPushButton) if one.accessibleName().startswith(words))
        press.click()
        desk.confirm()
        found = me.note(note)
        assert found.deleted is deleted
        assert found.text == THEIRS.text
    assert desk.waiting == []


def test_a_choice_is_remembered_while_others_are_looked_at_and_a_named_one_is_taken_in_hand(
    me: Colleague, other: Away, desk: Desk, tmp_path: Path
) -> None:
    notes = disputed(me, other, tmp_path, MINE, THEIRS, count=2)
    desk.open()
    desk.press(Key.Key_2)
    value = desk.page.fields[0].value
    desk.press(Key.Key_Down)
    assert not desk.page.confirm.isEnabled()
    desk.press(Key.Key_Up)
    assert desk.page.confirm.isEnabled()
    assert desk.page.fields[0].value == value
    for note in reversed(notes):
        me.person.desk.conflicts.settle(note)
        me.person.settle()
        assert desk.in_hand == note


def test_without_conflicts_the_page_says_so_and_esc_leaves_it(me: Colleague, desk: Desk) -> None:
    desk.open()
    assert desk.says("没有冲突")
    desk.press(Key.Key_Escape)
    assert me.person.window.page is not desk.page
