"""A person says which figures belong together and how that is worded; all of it can be taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit

from briefing.domain.comparison import Indicator, Terms
from briefing.domain.quantity import plain
from briefing.library.library import Library
from briefing.ui.compare.editor import Joiner, WordingEditor
from briefing.ui.compare.page import ComparePage
from tests.ui.driver import Person, visible

Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(person: Person) -> ComparePage:
    person.shortcut("compare")
    person.settle()
    return person.window.compare_page


def kept(person: Person) -> dict[str, Indicator]:
    """What the file holds, by name."""
    with Library.open(person.library) as library:
        return {indicator.name: indicator for indicator in library.indicators()}


def chosen(page: ComparePage, name: str) -> Indicator:
    rows = page.table.model().rows  # type: ignore[attr-defined]
    found: Indicator = next(row for row in rows if isinstance(row, Indicator) and name in row.name)
    page.choose(found.key)
    return found


def test_a_caveat_is_worded_kept_and_taken_back(person: Person, page: ComparePage) -> None:
    indicator = chosen(page, "精品示范村")
    person.press("改口径说明…", page)
    (editor,) = visible(page, WordingEditor)
    person.press("口径有别", editor)
    (caveat,) = visible(editor, QPlainTextEdit)
    caveat.setPlainText("2024年写“集中打造”，2026年写“建设”。")
    QTest.keyClick(caveat, Qt.Key.Key_Return, Control)
    person.settle()
    assert kept(person)[indicator.name].terms is Terms.CAVEAT
    assert kept(person)[indicator.name].caveat == "2024年写“集中打造”，2026年写“建设”。"
    assert visible(page, WordingEditor) == []
    person.press("撤销", person.window.notice)
    person.settle()
    assert kept(person)[indicator.name].terms is Terms.SAME


def test_terms_without_their_words_are_refused_in_a_sentence(person: Person, page: ComparePage) -> None:
    chosen(page, "精品示范村")
    person.press("改口径说明…", page)
    (editor,) = visible(page, WordingEditor)
    person.press("不可相减", editor)
    person.press("保存", editor)
    assert any("写明原因" in label.text() for label in visible(editor, QLabel))
    assert visible(page, WordingEditor) == [editor]
    assert kept(person)["精品示范村"].terms is Terms.SAME


def test_what_is_split_is_compared_no_more_until_it_is_taken_back(person: Person, page: ComparePage) -> None:
    indicator = chosen(page, "精品示范村")
    before = len(kept(person))
    person.press("拆开", page)
    person.settle()
    assert indicator.name not in kept(person)
    assert len(kept(person)) == before - 1
    person.shortcut("undo")
    person.settle()
    assert len(kept(person)) == before


def test_two_figures_are_joined_from_the_lists(person: Person, page: ComparePage) -> None:
    before = kept(person)
    person.press("合并…", page)
    (joiner,) = visible(page, Joiner)
    target, result = visible(joiner, QComboBox)
    person.press("合并", joiner)
    assert any("各选一个" in label.text() for label in visible(joiner, QLabel))
    for box, words in ((target, "粮食产量"), (result, "新认定31个绿色食品".removeprefix("新认定31个"))):
        at = box.findText(words, Qt.MatchFlag.MatchContains)
        assert at >= 0, words
        box.setCurrentIndex(at)
    person.press("合并", joiner)
    person.settle()
    (new,) = [indicator for name, indicator in kept(person).items() if name not in before]
    assert plain(new.target.quantity.value) == "25.5"
    assert new.terms is not Terms.SAME
    assert person.window.notice.sentence.startswith("已合并")


def test_escape_puts_the_editor_away(person: Person, page: ComparePage) -> None:
    chosen(page, "精品示范村")
    person.press("改口径说明…", page)
    (editor,) = visible(page, WordingEditor)
    QTest.keyClick(visible(editor, QLineEdit)[0], Qt.Key.Key_Escape)
    assert visible(page, WordingEditor) == []
