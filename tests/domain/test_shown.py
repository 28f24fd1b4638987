from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.shown import shown

PUNCTUATED = st.text(alphabet=st.one_of(st.sampled_from(",;:()./0123456789"), st.characters()))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("坚持内需主导、投资拉动,推动经济平稳运行", "坚持内需主导、投资拉动，推动经济平稳运行"),
        ("——政府工作报告解读(下)", "——政府工作报告解读（下）"),
        ("文字整理:桂滨", "文字整理：桂滨"),
        ("优化供给;盘活存量", "优化供给；盘活存量"),
        ("签约项目达到1000个,签约金额2000亿元以上", "签约项目达到1000个，签约金额2000亿元以上"),
        ("增长6%,2026年", "增长6%，2026年"),
    ],
)
def test_half_width_punctuation_is_shown_at_full_width(source: str, expected: str) -> None:
    assert shown(source) == expected


@pytest.mark.parametrize(
    "kept", ["1,000", "12,345,678.9", "8:30", "1:1.5", "16.6", "https://stats.gov.cn", "“开局”、。"]
)
def test_what_belongs_to_a_number_or_an_address_stays(kept: str) -> None:
    assert shown(kept) == kept


@pytest.mark.parametrize(
    ("listed", "expected"),
    [("5,6月", "5，6月"), ("2025,2026年", "2025，2026年"), ("第1:", "第1："), ("0.5,123", "0.5，123")],
)
def test_a_mark_between_two_numbers_is_punctuation(listed: str, expected: str) -> None:
    assert shown(listed) == expected


@given(PUNCTUATED)
def test_every_code_point_keeps_its_place(text: str) -> None:
    result = shown(text)
    assert len(result) == len(text)
    assert all(
        new == old or (old, new) in zip(",;:()", "，；：（）", strict=True)
        for old, new in zip(text, result, strict=True)
    )


@given(PUNCTUATED)
def test_what_is_shown_once_stays_as_it_is(text: str) -> None:
    assert shown(shown(text)) == shown(text)


@given(st.text(alphabet="，；：（）。、“”一二三"))
def test_chinese_text_is_left_alone(text: str) -> None:
    assert shown(text) == text
