"""The 批注 page in the window, with a real library behind it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLabel, QPushButton

from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.errors import LibraryError
from briefing.domain.revision import Version
from briefing.domain.span import Span
from briefing.domain.unfinished import Unfinished
from briefing.library.library import Library
from briefing.library.writing import Edit
from briefing.ui.detail.evidence import Evidence
from briefing.ui.notes.page import NotesPage
from briefing.ui.notes.passage import PiecesText
from briefing.ui.settings import WindowSettings
from briefing.ui.theme import Theme
from tests.ui.conftest import Sit
from tests.ui.driver import TARGETS, Person, visible
from tests.ui.notes.conftest import Notes

Key = Qt.Key
RATE = "签约项目当年开工率达到80%以上"
GOAL = "地区生产总值增长6%左右"
OTHER = "固定资产投资增长6%以上"


def foreign(notes: Notes, words: str = "别科室的话") -> Annotation:
    """A note that a colleague wrote about the beginning of an item."""
    item = notes.person.place("多措并举促销费").item

    def write(library: Library) -> object:
        return library.add_annotation(TARGETS, item, Span(0, 3), kind=AnnotationKind.RISK, text=words, author="商务科")

    made = notes.library(write)
    assert isinstance(made, Annotation)
    notes.refresh()
    return made


# Looking.


def test_the_page_lists_every_annotation_of_both_reports(notes: Notes) -> None:
    assert notes.person.window.left.tab == 2
    assert "80 条" in notes.said()
    assert len(notes.quotes()) == 80
    assert notes.page.view.hasFocus()


def test_the_filter_narrows_while_one_types_and_down_leads_to_the_list(notes: Notes) -> None:
    notes.filter("签约项目 开工率")
    assert notes.quotes() == [RATE]
    assert "80 条中的 1 条" in notes.said()
    QTest.keyClick(notes.person.focused(), Key.Key_Down)
    assert notes.page.view.hasFocus()


def test_a_filter_that_holds_everything_back_says_so_and_can_be_emptied(notes: Notes) -> None:
    notes.filter("没有这几个字")
    assert any("请放宽" in words for words in notes.said())
    notes.person.press("清空筛选")
    notes.person.settle()
    assert len(notes.quotes()) == 80


def test_kinds_and_status_boxes_narrow(notes: Notes) -> None:
    filters = notes.person.window.note_filters
    filters.kinds.choose(AnnotationKind.QUESTION)
    assert {note.kind for note in notes.page.shown} == {AnnotationKind.QUESTION}
    filters.statuses[AnnotationStatus.PENDING].set_checked(False)
    assert notes.page.shown == ()


def test_the_column_beside_quotes_the_item_and_the_other_report(notes: Notes) -> None:
    notes.choose(RATE)
    assert "2026 工作报告解读（下） 第 60 行" in notes.said()
    (evidence,) = visible(notes.page.detail, Evidence)
    assert any("2024 实绩原句" in words for words in notes.said())
    assert any(words.startswith("口径：") for words in notes.said())
    assert evidence.isVisible()


def test_opening_the_item_has_the_annotation_in_hand_there(notes: Notes) -> None:
    notes.choose(RATE)
    notes.person.press("打开条目")
    notes.person.settle()
    assert notes.person.heading == "精准务实抓招商"
    assert notes.person.window.left.tab == 0


def test_coming_back_finds_the_same_row(notes: Notes) -> None:
    chosen = notes.choose(RATE)
    notes.person.open("多措并举促销费")
    notes.open()
    assert notes.page.view.current is not None and notes.page.view.current.id == chosen.id


# Writing.


def test_a_row_opens_in_place_and_saves_what_was_changed(notes: Notes) -> None:
    note = notes.enter(RATE)
    assert notes.field.hasFocus()
    notes.write("改过的话")
    notes.person.press("类别：风险", notes.editor)
    notes.person.press("状态：已核", notes.editor)
    notes.save()
    kept = notes.kept(note)
    assert (kept.text, kept.kind, kept.status) == ("改过的话", AnnotationKind.RISK, AnnotationStatus.VERIFIED)
    assert notes.page.editor is None
    assert notes.page.view.hasFocus()


def test_giving_up_asks_once_when_words_would_be_lost(notes: Notes) -> None:
    note = notes.enter(RATE)
    notes.write("不要的话")
    QTest.keyClick(notes.field, Key.Key_Escape)
    assert any("再按一次 Esc" in words for words in notes.said())
    QTest.keyClick(notes.field, Key.Key_Escape)
    notes.person.settle()
    assert notes.page.editor is None
    assert notes.kept(note).text == note.text
    assert notes.library(lambda library: library.unfinished()) == ()


def test_a_row_with_words_in_it_does_not_give_way_to_another(notes: Notes) -> None:
    notes.enter(RATE)
    notes.write("还没写完")
    notes.enter(GOAL)
    assert notes.editor.note.quote == RATE
    assert any("先保存或放弃" in words for words in notes.said())


def test_leaving_half_written_keeps_the_words_to_be_gone_on_with(notes: Notes) -> None:
    notes.enter(RATE)
    notes.write("写了一半")
    notes.person.open("多措并举促销费")
    found = notes.library(lambda library: library.unfinished())
    assert isinstance(found, tuple)
    assert [(one.text, one.change) for one in found] == [("写了一半", True)]
    notes.open()
    assert "写了一半" in notes.said()


def test_closing_the_program_keeps_them_too(notes: Notes, sit: Sit) -> None:
    notes.enter(RATE)
    notes.write("写了一半")
    notes.person.leave()
    again = Notes(sit(notes.person.library)).open()
    assert "写了一半" in again.said()


def test_what_others_wrote_is_answered_and_not_rewritten(notes: Notes) -> None:
    theirs = foreign(notes)
    notes.page.choose(theirs.id)
    QTest.keyClick(notes.page.view, Key.Key_Return)
    assert notes.field.isReadOnly()
    notes.person.press("答复…", notes.editor)
    notes.person.settle()
    notes.write("已经办妥")
    notes.save()
    (answer,) = [note for note in notes.page.shown if note.answers == theirs.id]
    assert (answer.text, answer.kind, answer.quote) == ("已经办妥", AnnotationKind.ANSWER, theirs.quote)
    assert notes.kept(theirs).text == theirs.text


def test_a_change_that_cannot_be_kept_leaves_the_words_in_the_row(
    notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = notes.enter(RATE)

    def full(*_: object, **__: object) -> object:
        raise LibraryError("磁盘已满。")

    with monkeypatch.context() as patch:
        patch.setattr(Library, "edit_annotation", full)
        notes.write("存不下的话")
        notes.save()
    assert notes.field.toPlainText() == "存不下的话"
    assert notes.person.sentence == "磁盘已满。"
    notes.person.press("再存一次")
    notes.person.settle()
    assert notes.kept(note).text == "存不下的话"


# What was begun.


def begin(notes: Notes, words: str) -> Unfinished:
    place = notes.person.place("精准务实抓招商")
    moment = datetime.now(UTC)
    background, draft = AnnotationKind.BACKGROUND, AnnotationStatus.DRAFT
    one = Unfinished("begun-1", place, None, background, draft, words, "综合科", moment)
    notes.library(lambda library: library.keep_unfinished(one))
    notes.open()
    return one


def test_what_was_begun_stands_on_top_and_is_gone_on_with_at_its_place(notes: Notes) -> None:
    one = begin(notes, "才写了开头")
    asked = QSignalSpy(notes.person.desk.notes.continue_wanted)
    notes.person.press("继续写：才写了开头")
    notes.person.settle()
    assert notes.person.heading == "精准务实抓招商"
    assert asked.at(0) == [one]


def test_what_was_begun_can_be_given_up(notes: Notes) -> None:
    begin(notes, "才写了开头")
    notes.person.press("放弃没写完的：才写了开头")
    notes.person.settle()
    assert notes.library(lambda library: library.unfinished()) == ()
    assert "才写了开头" not in notes.said()


# Many at once.


def choose_both(notes: Notes) -> tuple[Annotation, Annotation]:
    notes.filter("增长6%")
    QTest.keyClick(notes.page.view, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    chosen = notes.page.chosen
    assert len(chosen) >= 2
    return chosen[0], chosen[-1]


def test_the_status_of_many_is_changed_in_one_step_and_taken_back_in_one(notes: Notes) -> None:
    first, last = choose_both(notes)
    count = len(notes.page.chosen)
    notes.page.bar.status_wanted.emit(AnnotationStatus.VERIFIED)
    notes.person.settle()
    assert notes.person.sentence == f"{count} 条批注改为已核。"
    assert {notes.kept(one).status for one in (first, last)} == {AnnotationStatus.VERIFIED}
    assert len(notes.page.chosen) == count
    notes.person.press("撤销")
    notes.person.settle()
    assert {notes.kept(one).status for one in (first, last)} == {AnnotationStatus.PENDING}


def test_a_tag_is_put_on_many_and_taken_off_again(notes: Notes) -> None:
    first, last = choose_both(notes)
    notes.person.press("标签…", notes.page.bar)
    notes.person.type("重点")
    QTest.keyClick(notes.person.focused(), Key.Key_Return)
    notes.person.settle()
    assert notes.kept(first).tags == notes.kept(last).tags == ("重点",)
    notes.person.press("标签…", notes.page.bar)
    notes.person.type("重点")
    notes.person.press("去掉")
    notes.person.settle()
    assert notes.kept(first).tags == ()


def test_deleting_many_leaves_what_others_wrote_and_says_so(notes: Notes) -> None:
    theirs = foreign(notes)
    notes.page.choose(theirs.id)
    QTest.keyClick(notes.page.view, Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    own = notes.page.chosen[-1]
    QTest.keyClick(notes.page.view, Key.Key_Delete)
    notes.person.settle()
    assert notes.kept(own).deleted and not notes.kept(theirs).deleted
    assert "另有 1 条是别人写的" in notes.person.sentence
    notes.person.press("撤销")
    notes.person.settle()
    assert not notes.kept(own).deleted


def test_what_others_wrote_cannot_be_deleted(notes: Notes) -> None:
    theirs = foreign(notes)
    notes.page.choose(theirs.id)
    QTest.keyClick(notes.page.view, Key.Key_Delete)
    notes.person.settle()
    assert "不能删除" in notes.person.sentence
    assert not notes.kept(theirs).deleted


def test_what_is_chosen_is_handed_on_in_the_order_shown_and_else_all_that_is_shown(notes: Notes) -> None:
    asked = QSignalSpy(notes.person.desk.notes.export_wanted)
    printed = QSignalSpy(notes.person.desk.notes.print_wanted)
    choose_both(notes)
    ids = tuple(note.id for note in notes.page.shown)
    notes.person.press("导出批注…", notes.person.window.note_filters)
    assert asked.at(0) == [ids]
    notes.choose(GOAL)
    notes.person.press("打印批注…", notes.page.bar)
    assert printed.at(0) == [ids]


def test_the_menu_offers_the_same(notes: Notes) -> None:
    notes.choose(GOAL)
    menu = notes.page.bar.menu()
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == ["打开", "到原文去", "改为草稿", "改为待核", "改为已核", "改为不采用", "标签…", "导出所选…",
                     "打印所选…", "删除"]  # fmt: skip
    menu.deleteLater()


# The bin.


def test_what_was_deleted_lies_in_the_bin_and_comes_back(notes: Notes) -> None:
    note = notes.choose(GOAL)
    QTest.keyClick(notes.page.view, Key.Key_Delete)
    notes.person.settle()
    assert GOAL not in notes.quotes()
    notes.person.window.menus.actions["bin"].trigger()
    notes.person.settle()
    assert notes.quotes() == [GOAL]
    assert "回收站" in notes.said()
    meta = str(notes.page.view.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "本机 今天删除" in meta
    notes.page.view.selectAll()
    notes.person.press("恢复", notes.page.bar)
    notes.person.settle()
    assert not notes.kept(note).deleted
    assert any("回收站是空的" in words for words in notes.said())
    notes.person.press("回到批注")
    notes.person.settle()
    assert len(notes.quotes()) == 80


# History.


def history(notes: Notes, note: Annotation) -> tuple[Version, ...]:
    found = notes.library(lambda library: library.history(note.id))
    assert isinstance(found, tuple)
    return found


def test_the_history_shows_what_was_changed_and_leads_back(notes: Notes) -> None:
    note = notes.find(GOAL)

    def change(library: Library) -> object:
        library.edit_annotation(note.id, Edit(text="第二种说法"), author="综合科")
        return library.edit_annotation(note.id, Edit(text="第三种说法"), author="综合科")

    notes.library(change)
    notes.refresh()
    notes.choose(GOAL)
    lines = notes.page.detail.history._list
    assert [lines.item(at).text() for at in range(lines.count())] == ["改动内容", "改动内容", "写下"]
    lines.setCurrentRow(1)
    notes.person.settle()
    (pieces,) = visible(notes.page.detail, PiecesText)
    assert "第二种说法" in pieces.accessibleName()
    notes.person.press("恢复这一版")
    notes.person.settle()
    assert notes.kept(note).text == "第二种说法"
    assert [version.action for version in history(notes, note)][-1] == "restore"


def test_two_versions_are_compared_with_each_other(notes: Notes) -> None:
    note = notes.find(GOAL)
    notes.library(lambda library: library.edit_annotation(note.id, Edit(text="甲乙丙丁"), author="综合科"))
    notes.library(lambda library: library.edit_annotation(note.id, Edit(text="甲乙丙丁戊己"), author="综合科"))
    notes.library(lambda library: library.edit_annotation(note.id, Edit(text="甲乙丙丁戊己庚辛"), author="综合科"))
    notes.refresh()
    notes.choose(GOAL)
    lines = notes.page.detail.history._list
    lines.item(0).setSelected(True)
    lines.item(2).setSelected(True)
    notes.person.settle()
    (pieces,) = visible(notes.page.detail, PiecesText)
    assert pieces.accessibleName() == "甲乙丙丁（加上：戊己庚辛）"


# Where it belongs.


def test_another_passage_is_chosen_in_the_report(notes: Notes) -> None:
    note = notes.enter(RATE)
    notes.person.press("换一段原文…", notes.editor)
    notes.person.settle()
    strip = notes.person.window.placing
    here = next(one for one in visible(strip, QPushButton) if one.text() == "就是这段")
    assert notes.person.heading == "精准务实抓招商" and not here.isEnabled()
    notes.person.window.item_page.text.select(Span(0, 7))
    assert here.isEnabled()
    here.click()
    notes.person.settle()
    kept = notes.kept(note)
    assert (kept.quote, kept.stretch) == ("精准务实抓招商", Span(0, 7))
    assert notes.page.view.current is not None and notes.page.view.current.id == note.id
    assert not strip.isVisible()


def test_looking_for_another_passage_can_be_given_up(notes: Notes) -> None:
    note = notes.enter(RATE)
    notes.person.press("换一段原文…", notes.editor)
    notes.person.settle()
    notes.person.press("不换了")
    notes.person.settle()
    assert notes.person.window.page is notes.page
    assert notes.kept(note).placement is None


def test_an_empty_library_says_what_to_do(theme: Theme) -> None:
    page = NotesPage(theme)
    assert any("还没有批注" in label.text() for label in page.findChildren(QLabel))
    page.deleteLater()


def test_the_author_may_rewrite_what_stands_under_their_name(person: Person, sit: Sit) -> None:
    settings = WindowSettings(person.settings_file)
    settings.author = "商务科"
    settings.save()
    person.leave()
    notes = Notes(sit(person.library)).open()
    mine = foreign(notes)
    notes.page.choose(mine.id)
    QTest.keyClick(notes.page.view, Key.Key_Return)
    assert not notes.field.isReadOnly()
