"""The Markdown of annotations: whatever is typed, its words stay."""

from __future__ import annotations

import pytest
from hypothesis import given
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
