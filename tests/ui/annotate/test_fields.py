"""The small fields of the editor: kinds, Markdown, tags, dates."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from briefing.domain.annotation import AnnotationKind
from briefing.domain.markup import blocks
from briefing.ui.annotate.attaching import safe_name
from briefing.ui.annotate.body import BodyEdit
from briefing.ui.annotate.due import DueField, parse_day
from briefing.ui.annotate.kinds import KindField
from briefing.ui.annotate.tags import TagsField
from briefing.ui.theme import Theme
from tests.ui.detail.conftest import Show, show
from tests.ui.driver import visible

__all__ = ["show"]

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 3, 10)


@pytest.fixture
def body(theme: Theme, show: Show) -> BodyEdit:
    made = BodyEdit()
    show(made, 260, 140)
    made.setFocus()
    return made


def test_bold_is_set_and_taken_away_by_the_same_key(body: BodyEdit) -> None:
    body.setPlainText("签约金额")
    body.selectAll()
    QTest.keyClick(body, Key.Key_B, Control)
    assert body.toPlainText() == "**签约金额**"
    QTest.keyClick(body, Key.Key_B, Control)
    assert body.toPlainText() == "签约金额"


def test_bold_without_a_selection_waits_for_words(body: BodyEdit) -> None:
    QTest.keyClick(body, Key.Key_B, Control)
    body.insertPlainText("要紧")
    assert body.toPlainText() == "**要紧**"


def test_bold_is_bold_also_beside_quotation_marks(body: BodyEdit) -> None:
    body.setPlainText("统一说“以上”二字")
    cursor = body.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(7, cursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)
    QTest.keyClick(body, Key.Key_B, Control)
    (block,) = blocks(body.toPlainText())
    assert [run.text for run in block.runs if run.bold] == ["以上"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("- 甲", "- 甲\n- "),
        ("1. 甲", "1. 甲\n2. "),
        ("  * 甲", "  * 甲\n  * "),
        ("甲", "甲\n"),
        ("9. 甲", "9. 甲\n10. "),
    ],
)
def test_enter_goes_on_with_a_list(body: BodyEdit, first: str, second: str) -> None:
    body.setPlainText(first)
    body.moveCursor(body.textCursor().MoveOperation.End)
    QTest.keyClick(body, Key.Key_Return)
    assert body.toPlainText() == second


def test_enter_in_an_empty_entry_ends_the_list(body: BodyEdit) -> None:
    body.setPlainText("- 甲")
    body.moveCursor(body.textCursor().MoveOperation.End)
    QTest.keyClick(body, Key.Key_Return)
    QTest.keyClick(body, Key.Key_Return)
    assert body.toPlainText() == "- 甲\n"


def test_pasting_brings_words_alone(body: BodyEdit) -> None:
    given = QMimeData()
    given.setHtml("<b>粗</b>")
    given.setText("粗")
    body.insertFromMimeData(given)
    assert body.toPlainText() == "粗"


def test_pasted_files_are_attached_not_written(body: BodyEdit, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("files") / "清单.txt"
    path.write_text("一", encoding="utf-8")
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(path))])
    dropped = QSignalSpy(body.files_dropped)
    body.insertFromMimeData(given)
    assert dropped.at(0)[0] == (path,)
    assert body.toPlainText() == ""


@pytest.fixture
def tags(theme: Theme, show: Show) -> TagsField:
    made = TagsField(theme, ("招商",), ("工业", "农业", "招商"))
    show(made, 240, 80)
    return made


def field(tags: TagsField) -> QLineEdit:
    return visible(tags, QLineEdit)[0]


@pytest.mark.parametrize("end", ["，", "、", ",", " "])
def test_a_comma_or_a_space_ends_a_tag(tags: TagsField, end: str) -> None:
    line = field(tags)
    line.setText("工业" + end)
    line.textEdited.emit(line.text())
    assert tags.tags == ("招商", "工业")
    assert [chip.text() for chip in visible(tags, QPushButton)] == ["招商 ×", "工业 ×"]


def test_a_tag_is_set_once_and_what_is_still_being_typed_counts(tags: TagsField) -> None:
    line = field(tags)
    for words in ("招商", "农业"):
        line.setText(words)
        QTest.keyClick(line, Key.Key_Return)
    line.setText("工")
    assert tags.tags == ("招商", "农业", "工")


def test_tags_go_by_keys_alone(tags: TagsField) -> None:
    tags.add("农业")
    first = visible(tags, QPushButton)[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(first, Key.Key_Delete)
    assert [chip.text() for chip in visible(tags, QPushButton)] == ["农业 ×"]
    QTest.keyClick(field(tags), Key.Key_Backspace)
    assert visible(tags, QPushButton) == []
    assert tags.tags == ()


def test_tags_used_before_are_offered(tags: TagsField) -> None:
    completer = field(tags).completer()
    completer.setCompletionPrefix("业")
    assert [completer.completionModel().index(row, 0).data() for row in range(completer.completionCount())] == [
        "农业",
        "工业",
    ]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-3-31", date(2026, 3, 31)),
        ("2026年3月31日", date(2026, 3, 31)),
        ("20260331", date(2026, 3, 31)),
        ("3月31日", date(2026, 3, 31)),
        ("3.31", date(2026, 3, 31)),
        ("1月5日", date(2027, 1, 5)),
        ("明天", date(2026, 3, 11)),
        ("月底", date(2026, 3, 31)),
        ("2月30日", None),
        ("下周", None),
    ],
)
def test_dates_are_read_as_people_write_them(words: str, day: date | None) -> None:
    assert parse_day(words, TODAY) == day


def test_a_date_is_stepped_by_arrows_and_an_unreadable_one_is_said(theme: Theme, show: Show) -> None:
    due = DueField(theme, None, TODAY)
    show(due, 240, 80)
    (line,) = visible(due, QLineEdit)
    QTest.keyClick(line, Key.Key_Up)
    QTest.keyClick(line, Key.Key_Up)
    assert (due.due, line.text()) == (date(2026, 3, 11), "2026年3月11日")
    line.setText("下周")
    line.textEdited.emit("下周")
    line.editingFinished.emit()
    assert not due.readable
    assert any("认不出" in label.text() for label in visible(due, QLabel))
    line.setText("")
    line.textEdited.emit("")
    assert (due.due, due.readable) == (None, True)


def test_further_kinds_unfold_and_a_note_keeps_a_kind_that_nobody_is_offered(theme: Theme, show: Show) -> None:
    kinds = KindField(theme, AnnotationKind.BACKGROUND)
    show(kinds, 246, 80)
    names = [one.text() for one in visible(kinds, QPushButton)]
    assert names == ["背景", "口径", "问答", "进展", "风险", "…"]
    visible(kinds, QPushButton)[-1].click()
    assert [one.text() for one in visible(kinds, QPushButton)][-2:] == ["责任单位", "批示"]
    visible(kinds, QPushButton)[-1].click()
    assert kinds.kind is AnnotationKind.INSTRUCTION
    seeded = KindField(theme, AnnotationKind.COMPARISON)
    show(seeded, 246, 80)
    assert seeded.kind is AnnotationKind.COMPARISON


@pytest.mark.parametrize(
    ("given", "name"),
    [("清单.xlsx", "清单.xlsx"), ("../../a/b.pdf", "b.pdf"), ("C:\\x\\y.doc", "y.doc"), ("a:b?.txt", "a_b_.txt"),
     ("..", "附件"), ("夹.exe. ", "夹.exe"), ("NUL.pdf", "_NUL.pdf"), ("a\u202ecod.exe", "a_cod.exe")],
)  # fmt: skip
def test_the_name_of_an_attachment_leads_nowhere_else(given: str, name: str) -> None:
    assert safe_name(given) == name
