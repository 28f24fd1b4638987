from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.export.titles import title_lines


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("精准务实抓招商", ("精准务实抓招商",)),
        ("奋楫争先 拼出“十五五”开局昂扬气象", ("奋楫争先 拼出“十五五”开局昂扬气象",)),
        (
            "关于2026年主要预期目标和招商引资工作的简报",
            ("关于2026年主要预期目标", "和招商引资工作的简报"),
        ),
        (
            "坚持内需主导、投资拉动，推动经济平稳运行",
            ("坚持内需主导、投资拉动，", "推动经济平稳运行"),
        ),
        (
            "今年重点抓好11个方面工作 · 1 坚持内需主导、投资拉动",
            ("今年重点抓好11个方面工作", "1 坚持内需主导、投资拉动"),
        ),
    ],
)
def test_a_title_breaks_by_sense_into_balanced_lines(title: str, lines: tuple[str, ...]) -> None:
    assert title_lines(title) == lines


@given(st.text(alphabet="关于年的和主要预期目标，、《》“”2026 .%GDP—", max_size=120))
def test_no_word_is_lost_and_no_line_is_too_long(title: str) -> None:
    lines = title_lines(title)
    assert "".join("".join(lines).split()) == "".join(title.split())
    if len(lines) > 1:
        assert max(sum(0.5 if char.isascii() else 1 for char in line) for line in lines) <= 19


@given(st.text(alphabet="关于主要预期目标，、”》2026.%", min_size=30, max_size=80))
def test_no_line_begins_with_a_closing_mark_and_no_number_is_cut(title: str) -> None:
    lines = title_lines(title)
    for before, after in itertools.pairwise(lines):
        assert after[0] not in "，、”》%"
        assert not (before[-1].isascii() and after[0].isascii())


def test_a_title_beyond_all_measure_is_left_to_the_typesetter() -> None:
    assert title_lines("长" * 10_000) == ("长" * 10_000,)
