"""Saying where annotations belong whose words changed, one by one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from briefing.domain.anchor import AnchorState
from briefing.domain.annotation import Annotation, AnnotationKind
from briefing.domain.span import Span
from briefing.library.library import Library
from briefing.library.tables import ResolutionRow
from briefing.ui.detail.item_text import ItemText
from briefing.ui.edition.choose_passage import ChoosePassage
from briefing.ui.edition.confirm_page import ConfirmPage
from briefing.ui.exchange.marked_text import MarkedText, Marking
from tests.ui.conftest import Sit
from tests.ui.driver import TARGETS, Person, visible

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
WORDS = "签约金额2000亿元以上"


def prepared(path: Path) -> tuple[str, ...]:
    """Annotations of a library that wait for a person: two with a place suggested, one without any."""
    with Library.open(path) as library:
        contents = library.report(TARGETS)
        assert contents is not None
        item = next(item for item in contents.report.items() if WORDS in item.text)
        at = item.text.index(WORDS)
        made = [
            library.add_annotation(
                TARGETS,
                item.position,
                Span(at, at + len(WORDS)),
                kind=AnnotationKind.WORDING,
                text=f"第{number}条",
                author="综合科",
            ).id
            for number in range(3)
        ]
        with library._writing() as session:
            for note, state in zip(made, (AnchorState.SUGGESTED,) * 2 + (AnchorState.ORPHAN,), strict=True):
                row = session.get_one(ResolutionRow, note)
                row.state = state
                if state is AnchorState.ORPHAN:
                    row.item_id = row.start = row.end = None
    return tuple(made)


class Work:
    """The page, as a person works through it."""

    def __init__(self, person: Person, notes: tuple[str, ...]) -> None:
        self.person, self.notes = person, notes

    @property
    def page(self) -> ConfirmPage:
        return self.person.window.confirm_page

    def note(self, key: str) -> Annotation:
        return next(note for note in self.person.contents[TARGETS].annotations if note.id == key)

    @property
    def waiting(self) -> list[str]:
        return [row.key for row in self.page.list.rows]

    def press(self, *keys: Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        self.person.keys(self.person.focused(), *keys, modifier=modifier)
        self.person.settle()

    def at(self, page: QWidget) -> bool:
        return self.person.window.page is page

    def says(self, words: str) -> bool:
        texts = [label.text() for label in visible(self.page, QLabel)]
        return any(words in text for text in (*texts, *(one.text for one in visible(self.page, MarkedText))))


@pytest.fixture
def work(sit: Sit, library_file: Path) -> Work:
    notes = prepared(library_file)
    person = sit(library_file)
    person.shortcut("confirm")
    person.settle()
    return Work(person, notes)


def test_suggestions_come_first_with_both_passages(work: Work) -> None:
    assert work.waiting == list(work.notes)
    assert [group.words for group in work.page.list.groups] == ["待确认", "找不到"]
    assert work.says("余 3 条")
    assert work.says("原来的位置")
    assert work.says("建议的位置")
    quoted = [words for text in visible(work.page, MarkedText) for words in text.marked_words(Marking.QUOTE)]
    assert quoted == [WORDS, WORDS]


def test_ctrl_enter_says_it_is_here_and_delete_that_it_is_not(work: Work) -> None:
    first, second, third = work.notes
    work.press(Key.Key_Return, modifier=Control)
    assert work.note(first).placement is not None
    assert work.note(first).placed
    assert work.page.list.current == second
    work.press(Key.Key_Delete)
    assert work.note(second).state is AnchorState.ORPHAN
    assert set(work.waiting) == {second, third}
    work.person.shortcut("undo")
    work.person.settle()
    assert work.note(second).state is not AnchorState.ORPHAN


def test_what_was_not_found_can_be_put_elsewhere_by_selecting_words(work: Work) -> None:
    key = work.notes[2]
    work.page.list.choose(key)
    buttons = {one.text(): one.isEnabled() for one in visible(work.page, QPushButton)}
    assert (buttons["是这里"], buttons["不是"], buttons["换一段…"]) == (False, False, True)
    work.press(Key.Key_F2)
    choosing = work.page.choosing
    assert choosing is not None
    assert choosing.field.hasFocus()
    assert choosing.stretch is not None, "the same words stand there, so they are offered"
    work.person.type("多措并举促销费")
    assert len(choosing.items.rows) == 1
    assert work.says("在原文里选中文字")
    (text,) = visible(choosing, ItemText)
    text.select(Span(0, 7))
    work.press(Key.Key_Return, modifier=Control)
    note = work.note(key)
    assert note.quote == "多措并举促销费"
    assert note.placed
    assert key not in work.waiting


def test_choosing_can_be_given_up(work: Work) -> None:
    work.press(Key.Key_F2)
    work.press(Key.Key_Escape)
    assert not visible(work.page, ChoosePassage)
    assert work.at(work.page)
    assert work.page.list.hasFocus()
    assert all(work.note(key).placement is None for key in work.notes)
    work.press(Key.Key_Escape)
    assert not work.at(work.page)


def test_when_all_is_placed_the_page_says_so(work: Work) -> None:
    for _ in range(2):
        work.press(Key.Key_Return, modifier=Control)
    work.person.press("换一段…", work.page)
    work.person.press("用整条", work.page)
    work.person.settle()
    assert work.waiting == []
    assert work.says("没有待确认的位置")


def test_an_annotation_of_a_whole_section_is_confirmed_as_such(sit: Sit, library_file: Path) -> None:
    with Library.open(library_file) as library:
        kind = AnnotationKind.BACKGROUND
        key = library.add_annotation(TARGETS, None, None, section=(1,), kind=kind, text="整章", author="综合科").id
        with library._writing() as session:
            session.get_one(ResolutionRow, key).state = AnchorState.SUGGESTED
    person = sit(library_file)
    person.shortcut("confirm")
    person.settle()
    work = Work(person, (key,))
    assert work.waiting == [key]
    work.press(Key.Key_Return, modifier=Control)
    assert work.waiting == []
    assert work.note(key).placed
    assert work.note(key).section == (1,)
