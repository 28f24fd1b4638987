"""What the editor holds for selected words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.quantity import Bound
from briefing.domain.report import Nature
from briefing.domain.span import Span
from briefing.ui.correct.prefill import prefill
from tests.ui import samples

CONTENTS = samples.later()
RECRUIT = samples.item_with(CONTENTS, "精准务实")
FIGURES = CONTENTS.figures_of((RECRUIT,))


def select(words: str) -> Span:
    at = RECRUIT.text.index(words)
    return Span(at, at + len(words))


@pytest.mark.parametrize("words", ["2000亿元", "签约金额2000亿元以上", "00亿"])
def test_the_number_in_the_words_becomes_the_figure_with_its_unit_and_bound(words: str) -> None:
    span, typed = prefill(CONTENTS.report, RECRUIT, select(words), ())
    assert span.of(RECRUIT.text) == "2000亿元"
    assert (typed.value, typed.unit, typed.bound) == ("2000", "亿元", Bound.AT_LEAST)
    assert typed.subject.endswith("金额")
    assert typed.fields.problem is None


def test_nature_and_year_are_those_of_the_nearest_figure_else_the_reports() -> None:
    _, typed = prefill(CONTENTS.report, RECRUIT, select("招商引资"), FIGURES)
    assert (typed.nature, typed.year) == (Nature.TARGET, "2026")
    _, alone = prefill(samples.earlier().report, RECRUIT, select("招商引资"), ())
    assert (alone.nature, alone.year) == (Nature.ACTUAL, "2024")


def test_words_without_a_free_number_leave_the_value_to_the_person() -> None:
    span, typed = prefill(CONTENTS.report, RECRUIT, select("签约金额2000亿元以上"), FIGURES)
    assert span == select("签约金额2000亿元以上")
    assert (typed.subject, typed.value, typed.unit) == ("", "", "")


@given(st.integers(0, len(RECRUIT.text)), st.integers(0, len(RECRUIT.text)))
def test_any_selection_gives_a_stretch_of_the_text(first: int, second: int) -> None:
    stretch = Span(min(first, second), max(first, second))
    span, _ = prefill(CONTENTS.report, RECRUIT, stretch, FIGURES)
    assert 0 <= span.start <= span.end <= len(RECRUIT.text)
