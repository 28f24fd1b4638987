"""What a history says in words, and what became of the words between two versions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.domain.revision import Revision, Value, revise, versions
from briefing.domain.story import Fate, difference, line_of


def story(*steps: tuple[str, Mapping[str, Value]]) -> list[str]:
    """The lines of a history of these actions with what each wrote."""
    known: list[Revision] = []
    for number, (action, values) in enumerate(steps):
        at = datetime(2026, 3, 1, 9, number, tzinfo=UTC)
        known.append(
            revise(known, id=f"r{number}", annotation="n", at=at, author="综合科", action=action, values=values)
        )
    return [line_of(version) for version in versions(known)]


FIRST: tuple[str, Mapping[str, Value]] = (
    "add",
    {"kind": "background", "status": "draft", "title": "", "text": "甲"},
)


@pytest.mark.parametrize(
    ("action", "values", "words"),
    [
        ("edit", {"text": "乙"}, "改动内容"),
        ("edit", {"title": "题"}, "改动标题"),
        ("edit", {"status": "pending"}, "草稿改为待核"),
        ("edit", {"kind": "wording"}, "背景改为口径"),
        ("edit", {"kind": "wording", "text": "乙", "status": "verified"}, "背景改为口径，改动内容，草稿改为已核"),
        ("edit", {"due": "2026-03-31"}, "定期限2026年3月31日"),
        ("edit", {"tag/招商": True, "tag/农业": True}, "加标签“农业”，加标签“招商”"),
        ("edit", {"attachment/ab": {"name": "清单.xlsx", "type": "x", "size": 3}}, "附上“清单.xlsx”"),
        ("place", {"placement": {"exact": "签约", "prefix": "", "suffix": "", "start": 0, "end": 2}}, "换了原文"),
        ("delete", {"deleted": True}, "删除"),
        ("choose", {"text": "丙"}, "处理冲突：改动内容"),
        ("restore", {"text": "旧"}, "恢复旧版：改动内容"),
    ],
)
def test_a_line_says_what_was_done(action: str, values: Mapping[str, Value], words: str) -> None:
    assert story(FIRST, (action, values)) == ["写下", words]


def test_what_is_taken_away_is_said_by_its_name() -> None:
    file: Mapping[str, Value] = {"due": "2026-03-31", "tag/招商": True, "attachment/ab": {"name": "清单"}}
    none: Mapping[str, Value] = {"due": None, "tag/招商": False, "attachment/ab": None}
    assert story(FIRST, ("edit", file), ("edit", none))[-1] == "去掉期限，去掉标签“招商”，去掉附件“清单”"


def test_a_date_that_moves_and_a_note_that_comes_back() -> None:
    lines = story(
        FIRST,
        ("edit", {"due": "2026-03-31"}),
        ("edit", {"due": "2026-04-30"}),
        ("delete", {"deleted": True}),
        ("restore", {"deleted": False}),
    )
    assert lines[2:] == ["期限改为2026年4月30日", "删除", "从回收站恢复"]


def parts(old: str, new: str) -> list[tuple[str, str]]:
    return [(piece.text, piece.fate.value) for piece in difference(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "", []),
        ("照旧", "照旧", [("照旧", "same")]),
        ("", "新的", [("新的", "added")]),
        ("项目1000个", "项目1200个", [("项目", "same"), ("1000", "removed"), ("1200", "added"), ("个", "same")]),
        ("增长6.5%左右", "增长5%左右", [("增长", "same"), ("6.5", "removed"), ("5", "added"), ("%左右", "same")]),
        ("商务局牵头", "发改委牵头", [("商务局", "removed"), ("发改委", "added"), ("牵头", "same")]),
    ],
)  # fmt: skip
def test_the_difference_is_read_by_words(old: str, new: str, found: list[tuple[str, str]]) -> None:
    assert parts(old, new) == found


def test_single_characters_in_common_do_not_break_a_change_into_crumbs() -> None:
    assert parts("甲一乙一丙", "丁一戊一己") == [("甲一乙一丙", "removed"), ("丁一戊一己", "added")]


@settings(max_examples=200)
@given(st.text("甲乙1.a。\n𠮷", max_size=30), st.text("甲乙1.a。\n𠮷", max_size=30))
def test_the_pieces_give_back_both_texts(old: str, new: str) -> None:
    pieces = difference(old, new)
    assert "".join(piece.text for piece in pieces if piece.fate is not Fate.ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.fate is not Fate.REMOVED) == new
    assert all(piece.text for piece in pieces)


def test_long_texts_are_compared_by_sentences() -> None:
    lines = [f"第{number}句写的是一件不同的事。" for number in range(600)]
    old = "".join(["开头改过。", *lines, "结尾。"])
    new = "".join(["开头。", *lines[:300], "插入一句。", *lines[300:], "结尾不同。"])
    pieces = difference(old, new)
    assert ("插入一句。", Fate.ADDED) in [(piece.text, piece.fate) for piece in pieces]
