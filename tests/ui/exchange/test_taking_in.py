"""Taking in what a colleague wrote, from the file to the report and back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton

from briefing.domain.exchange import Arrival
from briefing.library.writing import Edit
from briefing.ui.exchange.marked_text import MarkedText, Marking
from tests.ui.driver import visible
from tests.ui.exchange.colleague import Away, Colleague


def rows(colleague: Colleague) -> list[str]:
    """What a screen reader says of each row."""
    return [row.spoken for row in colleague.person.window.merge_page.list.rows]


def arrivals(colleague: Colleague) -> dict[str, Arrival]:
    preview = colleague.person.window.merge_page.preview
    assert preview is not None
    return {one.id: one.arrival for one in preview.arriving}


def choose(colleague: Colleague, key: str) -> None:
    colleague.person.window.merge_page.choose(key)
    colleague.person.settle()


def test_a_file_is_looked_at_first_and_nothing_has_changed_then(me: Colleague, other: Away, tmp_path: Path) -> None:
    note = other.write("金额以合同数为准。")
    before = me.own()
    me.take_in(other.hand_on(tmp_path / "乙科.bnotes"))
    page = me.person.window.merge_page
    assert me.person.window.page is page
    assert "乙科.bnotes" in page.meta.text()
    assert "乙科 导出 · 今天" in page.meta.text()
    assert arrivals(me)[note] is Arrival.NEW
    assert any("金额以合同数为准。" in row and "乙科" in row for row in rows(me))
    assert [button.text() for button in page.groups.segments][1] == "新增 1"
    assert "先自动备份" in page.hint.text()
    every = len(page.list.rows)
    page.groups.segments[1].click()
    assert len(page.list.rows) == 1 < every
    assert me.says("位置不变")
    page.groups.segments[0].click()
    assert len(page.list.rows) == every
    me.person.press("不并入", page)
    me.person.settle()
    assert me.person.window.page is not page
    assert me.own() == before
    assert not me.person.window.menus.actions["undo"].isEnabled()


def test_what_is_taken_in_is_told_with_the_copy_made_before_and_can_be_taken_back(
    me: Colleague, other: Away, tmp_path: Path
) -> None:
    note = other.write("金额以合同数为准。")
    before = me.own()
    me.take_in(other.hand_on(tmp_path / "乙科.bnotes"))
    me.accept()
    page = me.person.window.merge_page
    assert page.title.text() == "批注已并入"
    assert me.note(note).text == "金额以合同数为准。"
    assert page.brought is not None
    assert page.brought.backup in page.hint.text()
    assert (me.person.library.parent / "library-backups" / page.brought.backup).is_file()
    me.front()
    me.person.press("撤销并入", page)
    me.person.settle()
    assert me.person.window.page is not page
    assert "已撤销并入" in me.person.sentence
    assert me.own() == before
    me.person.shortcut("redo")
    me.person.settle()
    assert me.note(note).text == "金额以合同数为准。"


def test_the_same_file_twice_brings_nothing_more_and_later_work_stays(
    me: Colleague, other: Away, tmp_path: Path
) -> None:
    note = other.write("金额以合同数为准。")
    path = other.hand_on(tmp_path / "乙科.bnotes")
    me.take_in(path)
    me.accept()
    me.write("后写的一条。")
    (undo,) = (one for one in visible(me.person.window.merge_page, QPushButton) if one.text() == "撤销并入")
    assert not undo.isEnabled(), "it is not the step that would be taken back"
    assert undo.toolTip()
    me.take_in(path)
    assert arrivals(me)[note] is Arrival.UNCHANGED
    (take,) = (one for one in visible(me.person.window.merge_page, QPushButton) if one.text() == "并入")
    assert not take.isEnabled()
    assert "没有要并入的" in me.person.window.merge_page.hint.text()


def test_a_change_shows_what_goes_and_what_comes_without_colour(me: Colleague, other: Away, tmp_path: Path) -> None:
    note = other.write("金额以合同数为准，按季度统计。")
    me.take_in(other.hand_on(tmp_path / "1.bnotes"))
    me.accept()
    other.edit(note, Edit(text="金额以合同数为准，按月统计。"))
    me.take_in(other.hand_on(tmp_path / "2.bnotes"))
    assert arrivals(me)[note] is Arrival.CHANGED
    choose(me, note)
    assert me.says("改动的有：内容。")
    texts = visible(me.person.window.merge_page, MarkedText)
    assert [words for text in texts for words in text.marked_words(Marking.REMOVED)] == ["季度"]
    assert [words for text in texts for words in text.marked_words(Marking.ADDED)] == ["月"]
    assert "删去：“季度”" in " ".join(text.accessibleDescription() for text in texts)


def test_a_file_that_is_refused_gets_a_sentence_and_changes_nothing(me: Colleague, tmp_path: Path) -> None:
    before = me.own()
    page = me.person.window.merge_page
    me.take_in(Path())
    assert me.person.window.page is not page, "the dialog was left without a file"
    for name in ("没有.bnotes", "坏.bnotes", "假.jsonld"):
        if not name.startswith("没有"):
            (tmp_path / name).write_bytes(b"PK\x03\x04 {[")
        me.take_in(tmp_path / name)
        sentence = page.sentence.text()
        assert sentence.count("。") == 1
        assert sentence.endswith("。")
        assert name in sentence
        assert not any("并入" in one.text() for one in visible(page, QPushButton))
        assert me.own() == before
    me.person.keys(me.person.focused(), Qt.Key.Key_Escape)
    me.person.settle()
    assert me.person.window.page is not page


def test_a_file_let_fall_on_the_window_is_looked_at(me: Colleague, other: Away, tmp_path: Path) -> None:
    other.write("金额以合同数为准。")
    path = other.hand_on(tmp_path / "乙科.bnotes")
    me.front()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "旁边.txt")), QUrl.fromLocalFile(str(path))])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    dropped = QDropEvent(QPointF(400, 300), Qt.DropAction.CopyAction, data, left, none)
    me.person.window.dropEvent(dropped)
    me.person.settle()
    assert me.person.window.page is me.person.window.merge_page
    assert dropped.isAccepted()
    assert me.bringing == 1


def test_a_copy_that_cannot_be_made_keeps_everything_as_it_is(me: Colleague, other: Away, tmp_path: Path) -> None:
    other.write("金额以合同数为准。")
    before = me.own()
    me.take_in(other.hand_on(tmp_path / "乙科.bnotes"))
    (me.person.library.parent / "library-backups").write_text("这里不是文件夹", encoding="utf-8")
    me.accept()
    assert me.person.sentence.endswith("。")
    assert "内部出了错" not in me.person.sentence
    assert me.own() == before
    assert me.person.window.page is me.person.window.merge_page
    assert me.bringing == 1
