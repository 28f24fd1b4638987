"""Where two texts differ: what is left of each without its own part is the same."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.span import Span
from briefing.ui.exchange.difference import differing

TEXTS = st.text(alphabet="甲乙丙，。12.%ab\n𠀀é", max_size=40)


def cut(text: str, spans: Iterable[Span]) -> str:
    gone = {at for span in spans for at in range(span.start, span.end)}
    return "".join(char for at, char in enumerate(text) if at not in gone)


@given(TEXTS, TEXTS)
def test_what_differs_lies_within_its_text_and_in_order(before: str, after: str) -> None:
    found = differing(before, after)
    for text, spans in ((before, found.removed), (after, found.added)):
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert all(one.end <= other.start for one, other in pairwise(spans))


@given(TEXTS, TEXTS)
def test_nothing_differs_exactly_where_the_texts_are_the_same(before: str, after: str) -> None:
    assert bool(differing(before, after)) is (before != after)


@given(TEXTS, TEXTS)
def test_what_is_not_marked_stands_in_both(before: str, after: str) -> None:
    found = differing(before, after)
    kept = cut(before, found.removed)
    assert kept == cut(after, found.added)


@pytest.mark.parametrize(
    ("before", "after", "removed", "added"),
    [
        ("增长6.5%左右", "增长7%左右", ["6.5"], ["7"]),
        ("签约2000亿元", "签约2100亿元", ["2000"], ["2100"]),
        ("按季度统计。", "按月统计。", ["季度"], ["月"]),
        ("先金额后项目", "先项目后金额", ["金额后项目"], ["项目后金额"]),
    ],
)
def test_numbers_are_told_whole_and_crumbs_are_joined(
    before: str, after: str, removed: list[str], added: list[str]
) -> None:
    found = differing(before, after)
    assert [span.of(before) for span in found.removed] == removed
    assert [span.of(after) for span in found.added] == added
