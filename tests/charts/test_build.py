"""Charts of one report: growth rates, and what a section counts."""

from __future__ import annotations

from decimal import Decimal

from briefing.charts.build import growth_chart, section_charts
from briefing.charts.spec import ChartSpec, Kind
from briefing.domain.contents import ReportContents
from briefing.domain.figure import Measure
from briefing.domain.place import Place
from briefing.domain.quantity import Bound
from briefing.domain.report import Nature, Section
from tests.charts import samples
from tests.charts.samples import COUNT, E_, GROWTH, LEVEL, Writer


def said(spec: ChartSpec, panel: int = 0) -> list[tuple[str, str]]:
    return [(row.label, row.bars[0].words) for row in spec.panels[panel].rows]


def growth(contents: ReportContents, **more: int) -> ChartSpec:
    spec = growth_chart(contents, **more)
    assert spec is not None
    return spec


def test_growth_rates_run_from_the_largest_to_the_smallest() -> None:
    assert said(growth(samples.results())) == [
        ("进出口总额", "16.6%"),
        ("能源工业增加值", "6.6%"),
        ("固定资产投资", "6.1%"),
        ("农村居民收入", "5.6%"),
        ("城镇居民收入", "3.7%"),
        ("社会消费品零售总额", "3.2%"),
        ("地区生产总值", "2.6%"),
    ]


def test_equal_rates_keep_the_order_of_the_text() -> None:
    w = Writer("r", 2026, Nature.TARGET, "2026 报告")
    item = w.item(
        "甲增长6%,乙增长7%,丙增长6%。",
        *[(name, raw, GROWTH, E_) for name, raw in (("甲", "6%"), ("乙", "7%"), ("丙", "6%"))],
    )
    spec = growth(w.contents(Section((0,), "一", 1, items=(item,))))
    assert [label for label, _ in said(spec)] == ["乙", "甲", "丙"]


def test_what_fell_stands_on_an_axis_of_its_own() -> None:
    spec = growth(samples.results())
    assert [panel.title for panel in spec.panels] == ["增长", "下降"]
    assert said(spec, 1) == [("平均办理时限", "80%"), ("市区空气质量综合指数", "2.2%")]


def test_a_rate_below_zero_is_drawn_below_zero() -> None:
    w = Writer("r", 2024, Nature.ACTUAL, "2024 报告")
    item = w.item("收入增长-3.5%,支出增长2%。", ("收入", "-3.5%", GROWTH, E_), ("支出", "2%", GROWTH, E_))
    spec = growth(w.contents(Section((0,), "一", 1, items=(item,))))
    assert said(spec) == [("支出", "2%"), ("收入", "−3.5%")]
    assert spec.panels[0].rows[1].bars[0].value == Decimal("-3.5")


def test_a_callout_that_repeats_the_text_is_not_drawn_twice_and_leads_to_the_text() -> None:
    bars = [bar for bar in growth(samples.results()).bars() if bar.words == "2.6%"]
    assert len(bars) == 1
    assert bars[0].place == Place("r2024", (0,), 0)


def test_every_bar_leads_back_to_its_figure_and_its_sentence_with_the_line() -> None:
    contents = samples.results()
    figure = samples.figure(contents, "能源工业增加值")
    bar = next(bar for bar in growth(contents).bars() if bar.figures == (figure.ref,))
    assert bar.sentence == "能源工业增加值增长6.6%。（2024 工作报告解读，第 1 行）"


def test_promises_are_hatched_and_keep_their_bounds() -> None:
    spec = growth(samples.targets())
    assert {bar.kind for bar in spec.bars()} == {Kind.TARGET}
    assert said(spec)[0] == ("进出口总额", "≥ 20%")
    assert ("地区生产总值", "约 6%") in said(spec)
    assert next(spec.bars()).bound is Bound.AT_LEAST


def test_a_long_report_says_how_many_rates_were_left_out() -> None:
    spec = growth(samples.results(), most=3)
    assert [label for label, _ in said(spec)] == ["能源工业增加值", "固定资产投资", "地区生产总值"]
    assert spec.caption == "按原文先后取前 3 个，全文共 9 个。"
    assert "全文共 9 个" in spec.alt


def test_a_year_other_than_the_report_s_is_said() -> None:
    import dataclasses

    contents = samples.results()
    figures = tuple(dataclasses.replace(f, year=2023) if f.subject == "进出口总额" else f for f in contents.figures)
    spec = growth(dataclasses.replace(contents, figures=figures))
    assert said(spec)[0] == ("进出口总额（2023 年）", "16.6%")
    assert [entry.words for entry in spec.legend] == ["实绩"]


def test_one_rate_compares_nothing() -> None:
    contents = samples.results()
    one = ReportContents(contents.report, tuple(f for f in contents.figures if f.measure is GROWTH)[:1], ())
    assert growth_chart(one) is None


def test_a_section_shows_what_it_counts_a_chart_a_unit() -> None:
    contents = samples.results()
    charts = section_charts(contents.report.parts[1], contents)
    assert [spec.unit for spec in charts] == ["个", "亿元"]
    assert said(charts[0]) == [
        ("“高效办成一件事”", "23个"),
        ("事项即办受理", "131个"),
        ("签约项目", "502个"),
        ("重大转型项目", "246个"),
    ]


def test_a_section_without_two_figures_of_one_unit_has_no_chart() -> None:
    contents = samples.targets()
    callouts = contents.report.parts[0]
    assert section_charts(callouts, contents) == ()


def test_units_that_differ_in_magnitude_only_share_the_larger_one_and_keep_their_words() -> None:
    w = Writer("r", 2024, Nature.ACTUAL, "2024 报告")
    item = w.item("造林15万亩,种草5000亩。", ("造林", "15万亩", LEVEL, E_), ("种草", "5000亩", LEVEL, E_))
    section = Section((0,), "一", 1, items=(item,))
    (spec,) = section_charts(section, w.contents(section))
    assert spec.unit == "万亩"
    assert [(bar.value, bar.words) for bar in spec.bars()] == [(Decimal(15), "15万亩"), (Decimal("0.5"), "5000亩")]


def test_numbers_without_a_unit_have_nothing_in_common() -> None:
    w = Writer("r", 2024, Nature.ACTUAL, "2024 报告")
    item = w.item("指数4.05,系数3。", ("指数", "4.05", COUNT, E_), ("系数", "3", COUNT, E_))
    section = Section((0,), "一", 1, items=(item,))
    assert section_charts(section, w.contents(section)) == ()


def test_growth_is_not_counted_with_levels() -> None:
    contents = samples.results()
    for spec in section_charts(contents.report.parts[0], contents):
        assert {row.label for row in spec.panels[0].rows} <= {
            f.subject for f in contents.figures if f.measure is Measure.LEVEL
        }
