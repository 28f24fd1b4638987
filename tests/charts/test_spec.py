"""What a chart may say, and what its type refuses."""

from __future__ import annotations

from decimal import Decimal

import pytest

from briefing.charts.spec import Arrangement, Bar, ChartSpec, Kind, Panel, Row


def bar(unit: str, value: str = "1", kind: Kind = Kind.RESULT, **more: object) -> Bar:
    return Bar(label="2024 实绩", kind=kind, unit=unit, value=Decimal(value), words=value, **more)  # type: ignore[arg-type]


def test_figures_of_different_units_never_share_an_axis() -> None:
    with pytest.raises(ValueError, match="never share an axis"):
        Panel("亿元", (Row("签约金额", (bar("亿元"),)), Row("签约项目", (bar("个"),))))


def test_a_difference_counts_in_the_unit_of_its_axis() -> None:
    difference = bar("个百分点", kind=Kind.COMPUTED)
    with pytest.raises(ValueError, match="never share an axis"):
        Panel("%", (Row("开工率", (bar("%"), bar("%", kind=Kind.TARGET)), difference),))


def test_values_that_are_only_said_may_keep_their_own_units() -> None:
    row = Row("企业", (bar("家"), bar("户", kind=Kind.TARGET)), remark="范围不同，不可相减")
    assert Panel("户", (row,)).rows == (row,)
    assert list(Panel("户", (row,)).drawn_bars()) == []


def test_what_may_not_be_subtracted_has_no_difference() -> None:
    with pytest.raises(ValueError, match="difference"):
        Row("项目", (bar("个"),), difference=bar("个", kind=Kind.COMPUTED), remark="标准不同")


def test_a_bar_has_a_value_or_words_for_its_absence_and_never_both() -> None:
    with pytest.raises(ValueError, match="absence"):
        Bar(label="2024 实绩", kind=Kind.RESULT, unit="%")
    with pytest.raises(ValueError, match="absence"):
        Bar(label="2024 实绩", kind=Kind.RESULT, unit="%", value=Decimal(0), absent="2024 解读未载")
    assert Bar(label="2024 实绩", kind=Kind.RESULT, unit="%", absent="2024 解读未载").end == 0


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_a_bar_has_a_finite_length(value: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        bar("%", value)


def test_a_range_reaches_further_than_where_it_begins() -> None:
    assert bar("个", "1", upper=Decimal(2)).end == 2
    with pytest.raises(ValueError, match="not a range"):
        bar("个", "2", upper=Decimal(1))


def test_parts_of_a_sum_share_its_unit() -> None:
    with pytest.raises(ValueError, match="parts"):
        bar("万亩", "23.4", parts=(bar("万亩", "20"), bar("亩", "3.4")))


def test_a_chart_has_words_for_those_who_do_not_see_it() -> None:
    panel = Panel("%", (Row("增长", (bar("%"),)),))
    with pytest.raises(ValueError, match="words"):
        ChartSpec("增速", Arrangement.ROWS, (panel,), alt="")


def test_a_chart_names_its_unit_only_when_all_panels_share_it() -> None:
    percent = Panel("%", (Row("增长", (bar("%"),)),))
    count = Panel("个", (Row("项目", (bar("个"),)),))
    assert ChartSpec("图", Arrangement.MULTIPLES, (percent, percent), alt="图").unit == "%"
    assert ChartSpec("图", Arrangement.MULTIPLES, (percent, count), alt="图").unit == ""
