"""What stands in the fields of the editor, and what it means."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.correction import FigureFields
from briefing.domain.quantity import Bound
from briefing.ui.correct.typed import Typed

GOOD = Typed(subject="签约金额", value="2000", unit="亿元")


@pytest.mark.parametrize(
    ("words", "value"),
    [("2000", "2000"), (" 1,105.50 ", "1105.50"), ("２.６", "2.6"), ("−5.4", "-5.4"), ("1，000", "1000")],
)
def test_numbers_are_read_as_people_write_them(words: str, value: str) -> None:
    fields = Typed(subject="某", value=words).fields
    assert fields.value == Decimal(value)
    assert fields.problem is None


@pytest.mark.parametrize("words", ["", "两千", "1.2.3", "1e999999", "NaN", "Infinity", "9" * 40])
def test_what_is_no_number_is_named_as_the_problem(words: str) -> None:
    assert Typed(subject="某", value=words).fields.problem == "数值不是一个数，请重新填写。"


def test_an_upper_end_counts_only_for_a_range() -> None:
    assert Typed(subject="某", value="1", upper="2").fields.upper is None
    assert Typed(subject="某", value="1", upper="2", bound=Bound.RANGE).fields.upper == Decimal(2)
    missing = Typed(subject="某", value="1", bound=Bound.RANGE).fields.problem
    assert missing is not None
    assert "上限" in missing


@pytest.mark.parametrize(("words", "year"), [("", None), ("2026", 2026), ("２０２６年", 2026)])
def test_years(words: str, year: int | None) -> None:
    assert Typed(subject="某", value="1", year=words).fields.year == year


@pytest.mark.parametrize("words", ["去年", "26", "20266"])
def test_a_year_that_is_none_is_named_as_the_problem(words: str) -> None:
    problem = Typed(subject="某", value="1", year=words).fields.problem
    assert problem is not None
    assert "年份" in problem


def test_fields_come_back_as_they_went_in() -> None:
    fields = GOOD.fields
    assert Typed.of(fields).fields == fields


@given(st.text(), st.text(), st.text(), st.text(), st.text(), st.sampled_from(Bound))
def test_any_words_at_all_mean_fields_or_a_problem(
    subject: str, value: str, upper: str, unit: str, year: str, bound: Bound
) -> None:
    fields = Typed(subject=subject, value=value, upper=upper, unit=unit, year=year, bound=bound).fields
    assert isinstance(fields, FigureFields)
    assert fields.problem is None or fields.problem.endswith("。")
