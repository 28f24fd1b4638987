"""Results beside targets: of an item, of the expected targets, of all indicators."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from briefing.charts.pairs import comparison_chart, detail_chart, item_chart, targets_chart
from briefing.charts.spec import Arrangement, ChartSpec, Kind, Panel
from briefing.domain.quantity import Bound
from briefing.domain.report import Item
from tests.charts import samples

DONE, PROMISED, PAIRS = samples.results(), samples.targets(), samples.indicators()


def item(begin: str) -> Item:
    return next(i for c in (PROMISED, DONE) for i in c.report.items() if i.text.startswith(begin))


def compared() -> ChartSpec:
    spec = comparison_chart(PAIRS, (DONE, PROMISED))
    assert spec is not None
    return spec


def panel(name: str) -> Panel:
    return next(p for p in compared().panels if p.title == name)


def expected() -> ChartSpec:
    spec = targets_chart(PROMISED, PAIRS, (DONE,))
    assert spec is not None
    return spec


def test_an_item_shows_each_paired_figure_on_an_axis_of_its_own() -> None:
    (spec,) = item_chart(item("精准务实抓招商"), PROMISED, PAIRS, (DONE,))
    assert spec.arrangement is Arrangement.MULTIPLES
    assert spec.note == "每幅自零起"
    assert [(p.title, p.unit) for p in spec.panels] == [
        ("签约项目", "个"),
        ("签约金额", "亿元"),
        ("签约项目当年开工率", "%"),
    ]
    result, target = spec.panels[1].rows[0].bars
    assert (result.words, target.words, target.bound) == ("1500", "≥ 2000", Bound.AT_LEAST)
    assert [entry.words for entry in spec.legend] == ["2024 实绩", "2026 目标", "差额（测算）"]


def test_rates_stand_against_the_whole() -> None:
    (spec,) = item_chart(item("精准务实抓招商"), PROMISED, PAIRS)
    assert [p.whole for p in spec.panels] == [None, None, Decimal(100)]


def test_the_bound_travels_to_the_difference() -> None:
    (spec,) = item_chart(item("精准务实抓招商"), PROMISED, PAIRS)
    found = spec.panels[1].rows[0].difference
    assert found is not None
    assert (found.kind, found.value, found.words) == (Kind.COMPUTED, Decimal(500), "≥ +500 亿元")
    assert found.sentence == "测算：2000 − 1500 = 500（亿元）"


def test_one_caveat_for_all_pairs_is_said_once_without_their_names() -> None:
    (spec,) = item_chart(item("精准务实抓招商"), PROMISED, PAIRS)
    assert len(spec.caveats) == 1
    assert spec.caveats[0].startswith("2024 年实绩句在")
    assert all(p.caveat for p in spec.panels)


def test_the_item_of_the_result_shows_the_same_pairs() -> None:
    (spec,) = item_chart(item("签约项目502个"), DONE, PAIRS, (PROMISED,))
    assert [p.title for p in spec.panels] == ["签约项目", "签约项目金额", "签约项目当年开工率"]


def test_figures_of_the_other_report_lead_to_their_sentence_when_it_is_at_hand() -> None:
    (spec,) = item_chart(item("力争进出口"), PROMISED, PAIRS, (DONE,))
    result, target = spec.panels[0].rows[0].bars
    assert result.sentence == "进出口总额增长16.6%。（2024 工作报告解读，第 6 行）"
    assert target.sentence.endswith("（2026 工作报告解读（下），第 10 行）")
    (alone,) = item_chart(item("力争进出口"), PROMISED, PAIRS)
    assert alone.panels[0].rows[0].bars[0].sentence == "进出口总额增长：16.6%"


def test_unpaired_figures_of_one_unit_stand_in_a_chart_of_their_own() -> None:
    (spec,) = item_chart(item("23个"), DONE, PAIRS)
    assert spec.unit == "个"
    assert [(row.label, row.bars[0].words) for row in spec.panels[0].rows] == [
        ("“高效办成一件事”", "23个"),
        ("事项即办受理", "131个"),
    ]


def test_a_callout_shows_the_pair_of_the_sentence_it_repeats() -> None:
    callout = next(i for i in DONE.report.items() if i.text.startswith("全市地区生产总值完成2593.4亿元增长"))
    (spec,) = item_chart(callout, DONE, PAIRS, (PROMISED,))
    assert [bar.words for bar in spec.bars()] == ["2.6", "约 6"]


def test_a_word_that_only_the_target_lacks_is_told_where_it_is_lacking() -> None:
    (spec,) = item_chart(item("新增城镇就业"), PROMISED, PAIRS, (DONE,))
    assert spec.unit == "万人"
    assert [bar.words for bar in spec.bars()] == ["4.7", "≥ 4.3万"]


def test_an_item_with_nothing_to_compare_has_no_chart() -> None:
    assert item_chart(item("PM2.5"), PROMISED, PAIRS) == ()


def test_expected_targets_stand_below_their_results_or_below_words() -> None:
    rows = expected().panels[0].rows
    assert [row.label for row in rows] == [
        "地区生产总值",
        "固定资产投资",
        "社会消费品零售总额",
        "一般公共预算收入",
        "居民消费价格涨幅",
    ]
    assert [[bar.absent or bar.words for bar in row.bars] for row in rows] == [
        ["2.6%", "约 6%"],
        ["6.1%", "≥ 6%"],
        ["3.2%", "约 6%"],
        ["2024 解读未载", "约 2%"],
        ["2024 解读未载", "约 2%"],
    ]


def test_an_absent_value_is_never_zero() -> None:
    missing = [bar for bar in expected().bars() if bar.absent]
    assert missing
    assert all(bar.value is None and not bar.figures for bar in missing)


def test_the_caveat_of_an_expected_target_is_marked_and_said() -> None:
    row = expected().panels[0].rows[2]
    assert row.bars[0].caveat
    assert expected().caveats == (row.bars[0].caveat,)


def test_without_an_earlier_report_only_the_targets_stand() -> None:
    spec = targets_chart(PROMISED, ())
    assert spec is not None
    assert all(len(row.bars) == 1 for row in spec.panels[0].rows)


def test_a_report_of_results_has_no_expected_targets() -> None:
    assert targets_chart(DONE, PAIRS) is None


def test_a_report_without_callouts_tells_its_expected_targets_in_a_sentence() -> None:
    from briefing.domain.report import Nature, Section
    from tests.charts.samples import A_, GROWTH, L_, Writer

    w = Writer("r", 2026, Nature.TARGET, "2026 政府工作报告")
    main = w.item(
        "主要预期目标是：地区生产总值增长5%左右,投资增长6%以上。",
        ("地区生产总值", "5%", GROWTH, A_),
        ("投资", "6%", GROWTH, L_),
    )
    other = w.item("旅游收入增长9%。", ("旅游收入", "9%", GROWTH, A_))
    spec = targets_chart(w.contents(Section((0,), "一", 1, items=(main, other))), ())
    assert spec is not None
    assert [row.label for row in spec.panels[0].rows] == ["地区生产总值", "投资"]


def test_every_comparable_pair_has_a_row_and_an_axis_under_its_theme() -> None:
    spec = compared()
    assert len(spec.panels) == len(PAIRS)
    assert [p.group for p in spec.panels[3:5]] == ["经济运行", "招商项目"]
    assert spec.caption == "两年相隔，差额不是年度增幅。"


def test_pairs_of_one_theme_stand_together_wherever_they_come_from() -> None:
    spec = comparison_chart((PAIRS[0], PAIRS[4], PAIRS[1]))
    assert spec is not None
    assert [p.group for p in spec.panels] == ["经济运行", "经济运行", "招商项目"]


def test_what_may_not_be_subtracted_is_said_and_not_drawn() -> None:
    row = panel("重大项目个数").rows[0]
    assert row.remark == "标准不同，不可相减"
    assert not row.drawn
    assert [bar.words for bar in row.bars] == ["246个", "135个"]


def test_a_summed_base_keeps_its_parts_and_their_figures() -> None:
    result, target = panel("新建高标准农田和水浇地").rows[0].bars
    assert result.value == Decimal("23.4")
    assert [(part.value, len(part.figures)) for part in result.parts] == [(Decimal(20), 1), (Decimal("3.4"), 1)]
    assert len(result.figures) == 2
    assert target.words == "18万亩"


def test_a_target_without_its_counting_word_takes_the_result_s() -> None:
    jobs = panel("城镇新增就业")
    assert jobs.unit == "万人"
    assert [bar.words for bar in jobs.rows[0].bars] == ["4.7万人", "≥ 4.3万"]


def test_a_bare_target_is_measured_in_people_not_in_the_result_s_magnitude() -> None:
    jobs = next(pair for pair in PAIRS if pair.key == "jobs")
    bare = replace(jobs, target=replace(jobs.target, quantity=samples.quantity("43000")))
    spec = comparison_chart((bare,))
    assert spec is not None
    row = spec.panels[0].rows[0]
    assert [(bar.value, bar.words) for bar in row.bars] == [(Decimal(47000), "4.7万人"), (Decimal(43000), "43000")]
    assert row.difference is not None
    assert row.difference.words == "−4000 人"


def test_magnitudes_are_brought_to_one_axis_and_the_words_stay() -> None:
    pair = PAIRS[5]
    small = replace(pair.target, quantity=samples.quantity("3000万元", Bound.AT_LEAST))
    spec = comparison_chart((replace(pair, target=small),))
    assert spec is not None
    result, target = spec.panels[0].rows[0].bars
    assert (result.unit, result.value, result.words) == ("万元", Decimal(15000000), "1500亿元")
    assert (target.value, target.words) == (Decimal(3000), "≥ 3000万元")


def test_units_that_have_nothing_in_common_are_only_said() -> None:
    pair = PAIRS[4]
    other = replace(pair.target, quantity=samples.quantity("9户"))
    spec = comparison_chart((replace(pair, target=other),))
    assert spec is not None
    assert spec.panels[0].rows[0].remark == "单位不同，不可相减"


def test_the_detail_writes_the_calculation_out() -> None:
    fields = next(pair for pair in PAIRS if pair.key == "fields")
    assert detail_chart(fields).caption == "测算：20 + 3.4 = 23.4，18 − 23.4 = −5.4（万亩）"


def test_nothing_to_compare_is_no_chart() -> None:
    assert comparison_chart(()) is None


def test_the_words_say_bounds_absences_differences_and_caveats() -> None:
    alt = expected().alt
    assert "固定资产投资，2024 实绩 6.1%，2026 目标 不低于 6%" in alt
    assert "一般公共预算收入，2024 解读未载，2026 目标 约 2%" in alt
    assert "口径有别" in alt
    assert "可读作拉动量。" in alt
    alt = compared().alt
    assert "差额（测算） 不低于 +500 亿元" in alt
    assert "标准不同，不可相减" in alt
    assert "新建高标准农田 20万亩、新建水浇地 3.4万亩之和，测算" in alt
