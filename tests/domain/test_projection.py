"""Computed views: what figures imply, marked as computed, with the formula."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.figure import Figure, Measure
from briefing.domain.projection import implied_base, implied_bases, level_of, path
from briefing.domain.quantity import Bound, Quantity
from briefing.domain.report import Nature
from briefing.domain.span import Span
from tests.domain.test_comparison import indicator, quantity


def figure(number: Quantity, measure: Measure, *, subject: str = "地区生产总值", year: int | None = 2024) -> Figure:
    return Figure("r", 1, Span(0, 4), Span(0, 4), "", number, measure, subject, Nature.ACTUAL, year)


LEVEL = figure(quantity("2593.4", "亿元"), Measure.LEVEL)
GROWTH = figure(quantity("2.6", "%"), Measure.GROWTH)
RATE = replace(figure(quantity("6", "%", Bound.ABOUT), Measure.GROWTH, year=2026), nature=Nature.TARGET)


class TestImpliedBase:
    def test_is_the_level_of_the_year_before(self) -> None:
        found = implied_base(LEVEL, GROWTH)
        assert found is not None
        assert (found.year, found.value, found.unit) == (2023, Decimal("2527.7"), "亿元")
        assert found.formula == "2593.4 ÷ (1 + 2.6%) ≈ 2527.7（亿元，四舍五入到1位小数）"
        assert found.sources == (LEVEL, GROWTH)

    def test_says_that_growth_is_at_constant_prices(self) -> None:
        found = implied_base(LEVEL, GROWTH)
        assert found is not None
        assert "不变价格" in found.note
        assert "只供参考" in found.note

    def test_of_what_is_not_deflated_says_no_such_thing(self) -> None:
        retail = implied_base(replace(LEVEL, subject="粮食产量"), replace(GROWTH, subject="粮食产量"))
        assert retail is not None
        assert "不变价格" not in retail.note
        assert "不是公布数" in retail.note

    def test_of_a_decline_is_higher(self) -> None:
        found = implied_base(LEVEL, replace(GROWTH, measure=Measure.DECLINE))
        assert found is not None
        assert found.value == Decimal("2662.6")
        assert "1 − 2.6%" in found.formula

    @pytest.mark.parametrize(
        ("level", "growth"),
        [
            (LEVEL, replace(GROWTH, subject="固定资产投资")),
            (LEVEL, replace(GROWTH, year=2023)),
            (replace(LEVEL, quantity=quantity("1000", "亿元", Bound.OVER)), GROWTH),
            (LEVEL, replace(GROWTH, quantity=quantity("2", "%", Bound.RANGE, "3"))),
            (LEVEL, replace(GROWTH, quantity=quantity("100", "%"), measure=Measure.DECLINE)),
            (replace(LEVEL, year=None), replace(GROWTH, year=None)),
            (replace(LEVEL, measure=Measure.GROWTH), GROWTH),
        ],
        ids=["other subject", "other year", "hedged level", "range", "all of it gone", "no year", "no level"],
    )
    def test_is_none_where_it_cannot_be_computed(self, level: Figure, growth: Figure) -> None:
        assert implied_base(level, growth) is None

    def test_is_found_among_the_figures_of_an_item_once(self) -> None:
        repeated = [LEVEL, GROWTH, replace(LEVEL, item=9), replace(GROWTH, item=9), replace(GROWTH, item=3)]
        assert [found.year for found in implied_bases(repeated)] == [2023]


class TestPath:
    def test_runs_to_2030_at_the_promised_rate(self) -> None:
        found = path(LEVEL, RATE)
        assert found is not None
        assert [year for year, _ in found.points] == [2025, 2026, 2027, 2028, 2029, 2030]
        assert found.points[0][1] == Decimal("2749.0")
        assert found.points[-1][1] == Decimal("3678.8")
        assert found.formula == "2593.4 × (1 + 6%)^6 ≈ 3678.8（亿元，四舍五入到1位小数）"

    def test_rounds_each_year_from_the_exact_value(self) -> None:
        found = path(LEVEL, RATE)
        assert found is not None
        assert found.points[-1][1] == (Decimal("2593.4") * Decimal("1.06") ** 6).quantize(Decimal("0.1"))

    def test_says_what_it_assumes(self) -> None:
        found = path(LEVEL, RATE)
        assert found is not None
        assert found.note.startswith("假定2025—2030年每年都按约6%的速度增长（2026年目标），不是预测")

    @pytest.mark.parametrize(
        "rate",
        [
            replace(RATE, subject="固定资产投资"),
            replace(RATE, quantity=quantity("5", "%", Bound.RANGE, "6")),
            replace(RATE, measure=Measure.SHARE),
            replace(RATE, quantity=quantity("6", "个")),
        ],
        ids=["other subject", "range", "share", "no percentage"],
    )
    def test_is_none_where_it_cannot_be_computed(self, rate: Figure) -> None:
        assert path(LEVEL, rate) is None

    def test_does_not_run_backwards_or_for_ever(self) -> None:
        assert path(LEVEL, RATE, until=2024) is None
        assert path(LEVEL, RATE, until=9999) is None
        assert path(replace(LEVEL, year=None), RATE) is None


def test_the_level_of_an_indicator_stands_in_the_item_of_its_result() -> None:
    growth = indicator(quantity("2.6", "%"), target=quantity("6", "%"), measure=Measure.GROWTH)
    level = replace(growth.results[0], measure=Measure.LEVEL, quantity=quantity("2593.4", "亿元"))
    assert level_of(growth, [replace(level, item=7), level]) == level
    assert level_of(growth, [replace(level, year=2020)]) is None


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=Decimal(10) ** 40),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-1000, max_value=Decimal(10) ** 6),
    st.sampled_from([Measure.GROWTH, Measure.DECLINE]),
)
def test_any_numbers_give_a_value_or_nothing(level: Decimal, rate: Decimal, measure: Measure) -> None:
    base = figure(quantity(str(level), "亿元"), Measure.LEVEL)
    growth = replace(figure(quantity(str(rate), "%"), measure))
    for found in (implied_base(base, growth), path(base, growth)):
        assert found is None or found.formula
