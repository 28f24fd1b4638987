"""What is marked in an item's words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.domain.anchor import AnchorState
from briefing.domain.span import Span
from briefing.ui.detail.marks import find_all, lead_of, note_marks
from tests.ui import samples


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("精准务实抓招商。全年签约项目1000个。", "精准务实抓招商"),
        ("全市技术合同交易额59.7亿元。", None),
        ("持续加强生态环境保护和污染防治各项工作。全年完成。", None),
        ("没有句号", None),
        ("。先有句号", None),
    ],
)
def test_the_lead_is_a_short_first_sentence_before_others(text: str, lead: str | None) -> None:
    found = lead_of(text)
    assert (found.of(text) if found else None) == lead


def test_notes_are_numbered_in_the_order_of_the_text_and_those_on_the_whole_item_come_last() -> None:
    contents = samples.later()
    item = samples.item_with(contents, "精准务实")
    whole = replace(samples.note(contents.report, item, 1), stretch=None)
    late = replace(samples.note(contents.report, item, 2), stretch=Span(10, 14))
    early = replace(samples.note(contents.report, item, 3), stretch=Span(2, 6))
    gone = samples.note(contents.report, item, 4, deleted=True)
    elsewhere = replace(samples.note(contents.report, item, 5), item=item.position + 1)
    marks = note_marks(item, (whole, late, early, gone, elsewhere))
    assert [(mark.id, mark.number) for mark in marks] == [("note-3", 1), ("note-2", 2), ("note-1", 3)]
    assert not len(marks[2].span)


def test_underlines_that_would_meet_lie_on_two_levels() -> None:
    contents = samples.later()
    item = samples.item_with(contents, "精准务实")
    spans = (Span(0, 4), Span(2, 6), Span(8, 10))
    notes = [replace(samples.note(contents.report, item, n), stretch=span) for n, span in enumerate(spans, 1)]
    assert [mark.level for mark in note_marks(item, notes)] == [0, 1, 0]


def test_what_has_moved_or_is_suggested_is_dashed_and_answers_have_no_mark() -> None:
    contents = samples.later()
    item = samples.item_with(contents, "精准务实")
    states = (AnchorState.EXACT, AnchorState.MOVED, AnchorState.SUGGESTED)
    notes = [
        replace(samples.note(contents.report, item, n), stretch=Span(4 * n, 4 * n + 2), state=state)
        for n, state in enumerate(states, 1)
    ]
    answer = replace(notes[0], id="answer", answers=notes[1].id)
    marks = note_marks(item, (*notes, answer))
    assert [mark.id for mark in marks] == [note.id for note in notes]
    assert [mark.dashed for mark in marks] == [False, True, True]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("就业创业就业", "就业", ["就业", "就业"]),
        ("GDP与gdp", "Gdp", ["GDP", "gdp"]),
        ("𠮷县就业", "就业", ["就业"]),
        ("新增城镇就业", "就业 新增", ["新增", "就业"]),
        ("新增城镇就业", "  ", []),
        ("新增城镇就业", "没有", []),
    ],
)
def test_every_place_of_the_words_is_found(text: str, words: str, found: list[str]) -> None:
    assert [span.of(text) for span in find_all(text, words)] == found


@settings(max_examples=50)
@given(st.text(max_size=40), st.text(max_size=6))
def test_what_is_found_is_one_of_the_words(text: str, words: str) -> None:
    sought = words.casefold().split()
    for span in find_all(text, words):
        assert span.of(text).casefold() in sought
