"""Names that every system takes, made of titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.file_names import FORBIDDEN, is_device, made_of


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("2026 年主要目标：预期与实绩", "2026 年主要目标：预期与实绩"),
        ("会议 10:30 / 第一稿?", "会议 10 30 第一稿"),
        ("  前后\n有　空白  ", "前后 有 空白"),
        ("到此为止...", "到此为止"),
        ("CON", "_CON"),
        ("nul.最终", "_nul.最终"),
        ("Com1 .汇报", "_Com1 .汇报"),
        ("CONTENTS", "CONTENTS"),
        ("COM10", "COM10"),
        ("***", "简报"),
        ("", "简报"),
    ],
)
def test_a_title_becomes_a_name(words: str, name: str) -> None:
    assert made_of(words, longest=60, otherwise="简报") == name


def test_what_is_left_out_can_stay_to_be_seen() -> None:
    assert made_of("a/b:c", longest=60, otherwise="图", blank="_") == "a_b_c"


@given(st.text(max_size=80), st.integers(min_value=1, max_value=40))
def test_whatever_the_words_are_windows_takes_the_name(words: str, longest: int) -> None:
    name = made_of(words, longest=longest, otherwise="简报")
    assert name
    assert len(name) <= max(longest + 1, 2)
    assert not FORBIDDEN.intersection(name)
    assert name.isprintable()
    assert name == name.strip(" ").rstrip(".")
    assert not is_device(name)
    assert not is_device(f"{name}.pdf")
