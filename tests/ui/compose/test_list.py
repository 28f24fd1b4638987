"""The list of entries: what it shows, and how it is put into another order."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QMimeData, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QPlainTextEdit

from briefing.domain.briefing import Entry, HeadingText
from briefing.ui.compose.model import EntryModel
from briefing.ui.compose.picks import entries_mime
from briefing.ui.compose.rows import Row
from tests.ui.compose.conftest import Composer
from tests.ui.driver import visible


def rows(*ids: str) -> tuple[Row, ...]:
    return tuple(Row(Entry(one, HeadingText(one)), "标题", one) for one in ids)


def test_the_model_tells_of_every_change_as_views_expect() -> None:
    model = EntryModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for ids in ("", "abc", "acb", "xacby", "cb", "b", "bdef", "fed", ""):
        model.set_rows(rows(*ids))
        assert [row.entry.id for row in model.rows] == list(ids)
    model.set_rows(rows("a"))
    model.set_rows((replace(rows("a")[0], page=3),))
    assert model.rows[0].page == 3


def test_rows_that_stay_keep_their_persistent_place() -> None:
    from PySide6.QtCore import QPersistentModelIndex

    model = EntryModel()
    model.set_rows(rows(*"abc"))
    kept = QPersistentModelIndex(model.index(0))
    model.set_rows(rows(*"cba"))
    assert kept.row() == 2
    model.set_rows(rows(*"xcba"))
    assert kept.row() == 3


def test_a_drop_asks_for_a_move_and_moves_nothing_itself() -> None:
    model = EntryModel()
    model.set_rows(rows(*"abc"))
    asked: list[tuple[tuple[str, ...], str]] = []
    model.move_wanted.connect(lambda ids, before: asked.append((ids, before)))
    move = Qt.DropAction.MoveAction
    model.dropMimeData(entries_mime(("a",)), move, 2, 0, QModelIndex())
    model.dropMimeData(entries_mime(("a", "b")), move, -1, -1, QModelIndex())
    model.dropMimeData(QMimeData(), move, 1, 0, QModelIndex())
    assert asked == [(("a",), "c"), (("a", "b"), "")]
    assert [row.entry.id for row in model.rows] == list("abc")


def test_entries_stand_with_their_kind_and_page(filled: Composer) -> None:
    assert filled.titles == ["新标题", "精准务实抓招商", "持续发力上项目", "多措并举促销费"]
    assert [row.kind for row in filled.entries.entries.rows] == ["标题", "条目", "条目", "条目"]
    assert [row.page for row in filled.entries.entries.rows] == [1, 1, 1, 1]


def test_alt_and_an_arrow_move_the_entry_and_undo_takes_it_back(filled: Composer) -> None:
    person = filled.person
    filled.entries.choose(filled.entry("精准务实抓招商").id)
    filled.entries.setFocus()
    # Sent alone: QTest presses Alt as a key of its own, which menu bars take for theirs.
    down = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    QApplication.sendEvent(filled.entries, down)
    person.until(lambda: filled.titles[1] == "持续发力上项目")
    person.settle()
    assert filled.titles == ["新标题", "持续发力上项目", "精准务实抓招商", "多措并举促销费"]
    current = filled.entries.current
    assert current is not None and current.title == "精准务实抓招商"
    assert "移动简报内容" in person.window.menus.actions["undo"].text()
    filled.do(person.desk.store.undo)
    assert filled.titles == ["新标题", "精准务实抓招商", "持续发力上项目", "多措并举促销费"]
    filled.do(person.desk.store.redo)
    assert filled.titles[1] == "持续发力上项目"


def test_moving_stops_at_both_ends(filled: Composer) -> None:
    before = filled.titles
    filled.entries.choose(filled.entry("新标题").id)
    filled.do(lambda: filled.entries.step_wanted.emit(-1))
    filled.entries.choose(filled.entry("多措并举促销费").id)
    filled.do(lambda: filled.entries.step_wanted.emit(1))
    assert filled.titles == before


def test_several_entries_are_removed_at_once_and_brought_back(filled: Composer) -> None:
    ids = tuple(filled.entry(words).id for words in ("持续发力上项目", "多措并举促销费"))
    filled.entries.select_all_of(ids)
    chosen = [key for key in filled.entries.chosen if key in ids]
    assert chosen == list(ids)
    filled.entries.setFocus()
    QTest.keyClick(filled.entries, Qt.Key.Key_Delete)
    filled.person.settle()
    assert filled.titles == ["新标题", "精准务实抓招商"]
    filled.person.press("撤销")
    filled.person.settle()
    assert filled.titles == ["新标题", "精准务实抓招商", "持续发力上项目", "多措并举促销费"]


def test_an_option_is_ticked_under_the_entry(filled: Composer) -> None:
    filled.entries.choose(filled.entry("精准务实抓招商").id)
    boxes = {box.text(): box for box in visible(filled.entries.panel, QCheckBox)}
    assert list(boxes) == ["口径说明和来源作脚注", "页边批注", "从新的一页开始"]
    filled.do(boxes["从新的一页开始"].click)
    assert filled.entry("精准务实抓招商").options.new_page
    filled.laid()
    assert [row.page for row in filled.entries.entries.rows] == [1, 2, 2, 2]


def test_wording_is_edited_for_this_briefing_alone_and_marked(filled: Composer) -> None:
    person = filled.person
    filled.entries.choose(filled.entry("精准务实抓招商").id)
    filled.entries.setFocus()
    person.keys(filled.entries, Qt.Key.Key_F2)
    editor = filled.entries.panel.findChild(QPlainTextEdit)
    assert isinstance(editor, QPlainTextEdit) and editor.hasFocus()
    assert "招商引资签约项目达到1000个" in editor.toPlainText()
    editor.setPlainText("签约1000个项目。")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.settle()
    row = filled.entries.current
    assert row is not None and row.edited and row.words == "签约1000个项目。"
    assert "已改写" in row.spoken
    assert "签约项目达到1000个" in row.source
    person.press("看原文", filled.entries.panel)
    person.press("恢复原文", filled.entries.panel)
    person.settle()
    row = filled.entries.current
    assert row is not None and not row.edited


def test_leaving_an_entry_keeps_what_was_typed_under_it(filled: Composer) -> None:
    filled.entries.choose(filled.entry("新标题").id)
    filled.entries.panel.edit()
    editor = filled.entries.panel.findChild(QPlainTextEdit)
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText("招商引资")
    filled.entries.choose(filled.entry("精准务实抓招商").id)
    filled.person.settle()
    assert filled.titles[0] == "招商引资"


def test_escape_gives_up_what_was_typed(filled: Composer) -> None:
    filled.entries.choose(filled.entry("新标题").id)
    filled.entries.panel.edit()
    editor = filled.entries.panel.findChild(QPlainTextEdit)
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText("不要")
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    filled.person.settle()
    assert filled.titles[0] == "新标题"
    assert filled.entries.hasFocus()
