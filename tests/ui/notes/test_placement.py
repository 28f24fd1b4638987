"""Where an opened annotation stands: found, perhaps found, lost; and its conflict."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from briefing.domain.anchor import Anchor, AnchorState
from briefing.domain.annotation import Annotation
from briefing.domain.span import Span
from briefing.ui.notes.editor import ROW, RowEditor
from briefing.ui.notes.passage import PiecesText
from briefing.ui.theme import Theme
from tests.ui.conftest import Sit
from tests.ui.driver import visible
from tests.ui.notes.conftest import Key, Notes
from tests.ui.notes.made import contents, note

Open = Callable[[Annotation], RowEditor]
RATE = "签约项目当年开工率达到80%以上"


@pytest.fixture
def opened(qtbot: QtBot, theme: Theme) -> Open:
    def open_it(one: Annotation) -> RowEditor:
        editor = RowEditor(theme, one, contents(one), date(2026, 6, 15), 680, own=True)
        qtbot.addWidget(editor)
        editor.resize(680, editor.high(680))
        with qtbot.waitExposed(editor):
            editor.show()
        return editor

    return open_it


def words(editor: RowEditor) -> list[str]:
    return [label.text() for label in visible(editor, QLabel)]


def press(editor: RowEditor, text: str) -> None:
    next(one for one in visible(editor, QPushButton) if one.text() == text).click()


def suggested() -> Annotation:
    anchor = Anchor("第0项任务,签约项目达到9个", "前文", "。后文", 0, 14)
    return replace(note(1), anchor=anchor, state=AnchorState.SUGGESTED, stretch=Span(0, 15))


def test_a_row_that_is_found_is_as_high_as_the_design_says(opened: Open) -> None:
    assert opened(note(1)).height() == ROW


def test_a_suggestion_shows_both_passages_with_what_differs(opened: Open) -> None:
    editor = opened(suggested())
    old, new = visible(editor, PiecesText)
    assert "（删去：9）" in old.accessibleName()
    assert "（加上：10）" in new.accessibleName()
    assert "现在的原文，可能是这里" in words(editor)
    assert editor.height() > ROW


def test_a_suggestion_is_confirmed_or_refused(opened: Open) -> None:
    editor = opened(suggested())
    yes, no = QSignalSpy(editor.confirmed), QSignalSpy(editor.refused)
    press(editor, "是这里")
    press(editor, "不是")
    assert (yes.count(), no.count()) == (1, 1)


def test_what_is_lost_shows_its_words_as_they_were(opened: Open) -> None:
    editor = opened(replace(suggested(), state=AnchorState.ORPHAN, item=None, stretch=None))
    (old,) = visible(editor, PiecesText)
    assert "签约项目达到9个" in old.accessibleName()
    assert any("找不到" in one for one in words(editor))
    asked = QSignalSpy(editor.another_wanted)
    press(editor, "换一段原文…")
    assert asked.count() == 1


def test_a_conflict_is_said_and_leads_to_where_it_is_settled(opened: Open) -> None:
    editor = opened(note(1, conflicts=("text",)))
    asked = QSignalSpy(editor.settle_wanted)
    press(editor, "处理冲突…")
    assert asked.count() == 1


def unsure(library: Path) -> None:
    """Let the reader of the library think that it only may have found the passage."""
    with closing(sqlite3.connect(library)) as file, file:
        (found,) = file.execute("SELECT id FROM annotations WHERE exact = ?", (RATE,)).fetchall()
        file.execute("UPDATE annotation_resolutions SET state = 'suggested' WHERE annotation_id = ?", found)


@pytest.mark.parametrize(("answer", "state"), [("是这里", AnchorState.EXACT), ("不是", AnchorState.ORPHAN)])
def test_the_answer_is_kept_in_the_library(sit: Sit, library_file: Path, answer: str, state: AnchorState) -> None:
    unsure(library_file)
    notes = Notes(sit(library_file)).open()
    one = notes.choose(RATE)
    assert one.state is AnchorState.SUGGESTED
    QTest.keyClick(notes.page.view, Key.Key_Return)
    notes.person.press(answer)
    notes.person.settle()
    assert notes.kept(one).state is state
    notes.person.press("撤销")
    notes.person.settle()
    assert notes.page.editor is None
