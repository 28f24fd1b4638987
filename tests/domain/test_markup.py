"""The Markdown of annotations: whatever is typed, its words stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.domain.markup import Block, Run, blocks, plain


def test_an_entry_without_words_keeps_its_mark_to_itself() -> None:
    assert blocks("- \n\n段") == (Block((), "•"), Block((Run("段"),)))
    assert plain("2026.").strip() == "2026."


@pytest.mark.parametrize("depth", [9, 30, 600])
def test_lists_deeper_than_anybody_means_are_taken_literally(depth: int) -> None:
    assert plain("- " * depth + "深\n\n段") == "- " * depth + "深\n段"


@given(st.text(alphabet="字词1.-+* \n\t>#", max_size=60))
def test_no_word_is_left_out(text: str) -> None:
    assert [char for char in plain(text) if char in "字词"] == [char for char in text if char in "字词"]


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
