"""Bold in Chinese, where no blanks stand beside quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.domain.markup import blocks


def bold(text: str) -> list[str]:
    return [run.text for block in blocks(text) for run in block.runs if run.bold]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("统一说**“以上”**二字", ["“以上”"]),
        ("**签约金额：**2000亿元", ["签约金额："]),
        ("说**（一）**和**（二）**", ["（一）", "（二）"]),
        ("**要紧**的", ["要紧"]),
        ("**甲**、**乙**", ["甲", "乙"]),
        ("2 ** 3 ** 4", []),
        ("**“没有完", []),
        ("****", []),
        ("** “空” **", []),
    ],
)
def test_what_is_marked_bold_is_bold(text: str, words: list[str]) -> None:
    assert bold(text) == words


@settings(max_examples=300)
@given(st.text("*“”甲 a。\n-1.", max_size=24))
def test_any_text_is_read_and_loses_no_word(text: str) -> None:
    read = "".join(block.text for block in blocks(text))
    assert read.count("甲") == text.count("甲")
    assert read.count("“") == text.count("“")
