"""How a target stands to its result, and what may be computed from the two."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.domain.comparison import (
    Direction,
    Indicator,
    Terms,
    direction_of,
    indicator_key,
    missing_words,
    missing_years,
    pointer,
)
from briefing.domain.figure import Figure, Measure
from briefing.domain.quantity import Bound, Quantity
from briefing.domain.report import Nature
from briefing.domain.span import Span

_SIZES = {"万": Decimal(10000), "亿": Decimal(10) ** 8}


def quantity(value: str, unit: str, bound: Bound = Bound.EXACT, upper: str | None = None) -> Quantity:
    size = _SIZES.get(unit[:1], Decimal(1))
    base = unit[1:] if unit[:1] in _SIZES else unit
    top = None if upper is None else Decimal(upper)
    return Quantity(Decimal(value), unit, Decimal(value) * size, base, bound, top, None if top is None else top * size)


def figure(
    number: Quantity, nature: Nature, year: int | None, subject: str = "新增城镇就业", measure: Measure = Measure.LEVEL
) -> Figure:
    place = Span(0, 4) if nature is Nature.ACTUAL else Span(10, 14)
    return Figure(f"r{nature.value}", 0, place, place, number.words, number, measure, subject, nature, year)


def indicator(
    *results: Quantity,
    target: Quantity,
    terms: Terms = Terms.SAME,
    subject: str = "新增城镇就业",
    measure: Measure = Measure.LEVEL,
) -> Indicator:
    return Indicator(
        key="k",
        name=subject,
        theme="就业民生",
        results=tuple(figure(result, Nature.ACTUAL, 2024, subject, measure) for result in results),
        target=figure(target, Nature.TARGET, 2026, subject, measure),
        terms=terms,
    )


JOBS = indicator(quantity("4.7", "万人"), target=quantity("4.3", "万", Bound.AT_LEAST))


class TestRatio:
    def test_is_target_over_result_to_two_decimals(self) -> None:
        found = indicator(quantity("502", "个"), target=quantity("1000", "个")).ratio
        assert found is not None
        assert (found.value, found.formula) == (Decimal("1.99"), "1000 ÷ 502 ≈ 1.99")

    def test_folds_magnitudes(self) -> None:
        found = indicator(quantity("8000", "人"), target=quantity("1.2", "万人")).ratio
        assert found is not None
        assert (found.value, found.formula) == (Decimal("1.5"), "1.2 ÷ 0.8 = 1.5")

    def test_adds_the_parts_first(self) -> None:
        found = indicator(quantity("20", "万亩"), quantity("3.4", "万亩"), target=quantity("18", "万亩")).ratio
        assert found is not None
        assert found.value == Decimal("0.77")

    @pytest.mark.parametrize(
        "one",
        [
            indicator(quantity("246", "个"), target=quantity("135", "个"), terms=Terms.NOT_SUBTRACTABLE),
            indicator(quantity("2.6", "%"), target=quantity("6", "%"), measure=Measure.GROWTH),
            indicator(quantity("300", "家", Bound.OVER), target=quantity("400", "家")),
            indicator(quantity("0", "个"), target=quantity("3", "个")),
            indicator(quantity("3", "个"), target=quantity("3", "亿元")),
        ],
        ids=["not subtractable", "percentages", "hedged result", "nothing", "unlike units"],
    )
    def test_is_none_where_it_would_mislead(self, one: Indicator) -> None:
        assert one.ratio is None


class TestDirection:
    @pytest.mark.parametrize(
        ("result", "target", "wanted"),
        [
            (quantity("6.1", "%"), quantity("6", "%", Bound.AT_LEAST), Direction.LOWER),
            (quantity("2.6", "%"), quantity("6", "%", Bound.ABOUT), Direction.HIGHER),
            (quantity("80", "%"), quantity("80", "%", Bound.AT_LEAST), Direction.LEVEL),
            (quantity("4.7", "万人"), quantity("4.3", "万", Bound.AT_LEAST), Direction.LOWER),
            (quantity("4", "%"), quantity("4.5", "%", Bound.RANGE, "5"), Direction.HIGHER),
            (quantity("4.7", "%"), quantity("4.5", "%", Bound.RANGE, "5"), Direction.LEVEL),
            (quantity("5.5", "%"), quantity("4.5", "%", Bound.RANGE, "5"), Direction.LOWER),
            (quantity("300", "家", Bound.OVER), quantity("300", "家"), Direction.LOWER),
            (quantity("300", "家", Bound.OVER), quantity("280", "家"), Direction.LOWER),
            (quantity("300", "家", Bound.OVER), quantity("400", "家"), Direction.NOT_SUBTRACTABLE),
            (quantity("100", "家", Bound.UNDER), quantity("100", "家"), Direction.HIGHER),
            (quantity("100", "家", Bound.UNDER), quantity("90", "家"), Direction.NOT_SUBTRACTABLE),
            (quantity("36", "微克"), quantity("30", "微克/立方米"), Direction.NOT_SUBTRACTABLE),
        ],
    )
    def test_respects_bounds(self, result: Quantity, target: Quantity, wanted: Direction) -> None:
        assert direction_of(result, target) is wanted

    def test_is_none_where_terms_forbid_it(self) -> None:
        assert replace(JOBS, terms=Terms.NOT_SUBTRACTABLE).direction is Direction.NOT_SUBTRACTABLE

    def test_parts_that_cannot_be_added_have_none(self) -> None:
        hedged = indicator(quantity("20", "万亩", Bound.OVER), quantity("3", "万亩"), target=quantity("18", "万亩"))
        assert hedged.direction is Direction.NOT_SUBTRACTABLE

    @given(st.decimals(0, 10**6, places=2), st.decimals(0, 10**6, places=2))
    def test_of_exact_values_is_that_of_the_numbers(self, one: Decimal, other: Decimal) -> None:
        wanted = Direction.LEVEL if one == other else Direction.HIGHER if other > one else Direction.LOWER
        assert direction_of(quantity(str(one), "个"), quantity(str(other), "个")) is wanted


class TestPointer:
    def test_names_a_target_lower_than_the_result(self) -> None:
        assert pointer(JOBS) == "目标下限低于2024实绩0.4万人（测算：4.3 − 4.7 = −0.4）"

    def test_names_an_amount_far_above(self) -> None:
        far = indicator(quantity("502", "个"), target=quantity("1000", "个"), subject="签约项目")
        assert pointer(far) == "目标远高于2024实绩，是其1.99倍（测算：1000 ÷ 502 ≈ 1.99）"

    def test_names_growth_far_above_by_its_points(self) -> None:
        far = indicator(
            quantity("2.6", "%"), target=quantity("6", "%", Bound.ABOUT), subject="地区生产总值", measure=Measure.GROWTH
        )
        assert pointer(far) == "目标远高于2024实绩，高出3.4个百分点（测算：6 − 2.6 = 3.4）"

    @pytest.mark.parametrize(
        "one",
        [
            indicator(quantity("345", "个"), target=quantity("400", "个")),
            indicator(quantity("0.3", "%"), target=quantity("0.5", "%"), measure=Measure.GROWTH),
            indicator(quantity("0.1", "%"), target=quantity("2", "%"), subject="居民消费价格", measure=Measure.GROWTH),
            indicator(quantity("36", "微克"), target=quantity("30", "微克", Bound.AT_MOST), subject="PM2.5浓度"),
            replace(JOBS, terms=Terms.NOT_SUBTRACTABLE),
        ],
        ids=["near", "small in points", "prices", "a ceiling", "not subtractable"],
    )
    def test_is_silent_otherwise(self, one: Indicator) -> None:
        assert pointer(one) == ""


def test_years_without_a_result_are_named() -> None:
    assert missing_years(JOBS) == (2025,)
    assert missing_words(missing_years(JOBS)) == "2025年资料库里没有，不作推算。"
    assert missing_years(JOBS, held={2025}) == ()
    assert missing_words(()) == ""


def test_the_key_tells_which_figures_are_joined_and_nothing_else() -> None:
    reworded = replace(JOBS.target, subject="城镇新增就业", confidence=0.5)
    key = indicator_key(JOBS.results, JOBS.target)
    assert key == indicator_key(JOBS.results, reworded)
    assert key != indicator_key(JOBS.results, replace(JOBS.target, span=Span(11, 14)))
    assert key != indicator_key((), JOBS.target)


@given(
    st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=Decimal(10) ** 40),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=0, max_value=Decimal(10) ** 40),
    st.sampled_from(list(Bound)),
    st.sampled_from(["%", "万人", "亿元", "", "万"]),
    st.sampled_from(["%", "万人", "亿元", "", "万"]),
)
def test_any_two_values_can_be_set_side_by_side(
    result: Decimal, target: Decimal, bound: Bound, one_unit: str, other_unit: str
) -> None:
    one = indicator(quantity(str(result), one_unit), target=quantity(str(target), other_unit, bound))
    assert one.direction in Direction
    assert isinstance(pointer(one), str)
    assert one.ratio is None or one.ratio.value >= 0
