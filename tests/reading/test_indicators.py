"""Which figures of several reports are joined, and on which terms."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.domain.comparison import Indicator, Terms, comparable_units
from briefing.domain.figure import Figure
from briefing.domain.report import Report
from briefing.reading import read_figures, read_report
from briefing.reading.indicators import join
from tests.reading.samples import source

Read = tuple[Report, tuple[Figure, ...]]


def read(text: str, key: str, *, region: str = "青川市", year: int) -> Read:
    report = read_report(source(text, f"{key}.txt"), key=key, region=region, year=year)
    return report, read_figures(report)


def results(*sentences: str, year: int = 2030, region: str = "青川市", lead: str = "过去一年,成绩来之不易。") -> Read:
    text = f"# 成效\n\n### {year}年工作回顾\n\n{lead}\n\n" + "\n\n".join(sentences)
    return read(text, f"done-{year}", year=year, region=region)


def targets(*sentences: str, year: int = 2031, region: str = "青川市") -> Read:
    text = f"# 目标\n\n### {year}年重点工作\n\n今年的预期目标如下。\n\n" + "\n\n".join(sentences)
    return read(text, f"goal-{year}", year=year, region=region)


def one(done: str, goal: str) -> Indicator | None:
    found = join([results(done), targets(goal)])
    assert len(found) <= 1
    return found[0] if found else None


def terms(done: str, goal: str) -> tuple[Terms, str] | None:
    found = one(done, goal)
    return None if found is None else (found.terms, found.short)


SAME, CAVEAT, NOT = Terms.SAME, Terms.CAVEAT, Terms.NOT_SUBTRACTABLE


@pytest.mark.parametrize(
    ("done", "goal", "wanted"),
    [
        ("地区生产总值增长5.5%。", "GDP增长6%左右。", (SAME, "")),
        ("城镇新增就业3.1万人。", "新增城镇就业3万人以上。", (SAME, "")),
        ("新培育“专精特新”企业37户。", "新增“专精特新”企业15户以上。", (SAME, "")),
        ("集中打造精品示范村49个。", "建设精品示范村50个。", (SAME, "")),
        ("进出口总额增长16.6%。", "进出口总额、实际利用外资均增长20%以上。", (SAME, "")),
        ("地区生产总值增长5.5%。", "力争地区生产总值增长6%以上。", (SAME, "")),
        ("预计地区生产总值增长5.5%。", "地区生产总值增长6%以上。", (CAVEAT, "")),
        ("发放补贴3亿元,带动社会消费品零售总额增长3.2%。", "社会消费品零售总额增长6%。", (CAVEAT, "")),
        ("10个国控断面水质优良率100%。", "国省控断面水质优良率达到100%。", (CAVEAT, "")),
        ("建设“四好农村路”602公里。", "新改建农村公路850公里。", (CAVEAT, "")),
        ("新建高标准农田20万亩。", "新建改造高标准农田18万亩。", (CAVEAT, "")),
        ("国家高新技术企业突破300家。", "新认定国家高新技术企业30家以上。", (NOT, "存量与新增")),
        ("新认定国家高新技术企业30家。", "国家高新技术企业总数达到330家。", (NOT, "存量与新增")),
        ("净增高新技术企业30家。", "新增高新技术企业40家。", (NOT, "净增与新增")),
        ("新开工老旧小区改造260个。", "改造老旧小区200个。", (NOT, "开工与建成")),
        ("推进实施246个重大转型项目。", "135个投资10亿元以上的重大项目开工建设。", (NOT, "标准不同")),
        ("技术合同成交额累计达260亿元。", "技术合同成交额达90亿元。", (NOT, "累计与当年")),
        ("“晋创谷·青川”挂牌运营,引育科技型企业50余家。", "引育科技型企业300家以上。", (NOT, "范围不同")),
    ],
)
def test_terms(done: str, goal: str, wanted: tuple[Terms, str]) -> None:
    assert terms(done, goal) == wanted


@pytest.mark.parametrize(
    ("done", "goal"),
    [
        ("固定资产投资增长6%。", "固定资产投资达到500亿元。"),
        ("能源工业增加值增长6.6%。", "开发区工业投资、规模以上工业增加值增速均达到10%以上。"),
        ("规模以上工业增加值增长6%。", "开发区工业投资、规模以上工业增加值增速均达到10%以上。"),
        ("新增国家级临床重点专科1个。", "新增省级临床重点专科2个。"),
        ("粮食产量120万吨。", "粮食产量达到25亿斤以上。"),
        ("优良天数比例提高7.2个百分点。", "优良天数比例达到80%以上。"),
        ("综合指数同比下降2.2%。", "综合指数达到3.9。"),
        ("出台措施20条。", "出台措施30条。"),
        ("地区生产总值比2026年增长21.9%。", "地区生产总值增长6%。"),
        ("创业担保贷款发放5.7亿元。", "新增绿色贷款40亿元。"),
        ("全国居民消费价格上涨2%。", "居民消费价格上涨3%左右。"),
    ],
)
def test_what_is_not_one_thing_is_not_joined(done: str, goal: str) -> None:
    assert terms(done, goal) is None


def test_a_caveat_names_the_words_that_differ() -> None:
    found = one("10个国控断面水质优良率100%。", "力争国省控断面水质优良率达到100%。")
    assert found is not None
    assert found.caveat == "2030年是“国控断面”，2031年是“国省控断面”，后者范围更宽；目标前有“力争”二字。"


def test_a_reason_quotes_both_reports() -> None:
    found = one("国家高新技术企业突破300家。", "新认定国家高新技术企业30家以上。")
    assert found is not None
    assert "“突破300家”是总数" in found.caveat
    assert "“新认定国家高新技术企业30家以上”是当年新增数" in found.caveat
    assert found.difference is None


class TestParts:
    def test_are_added_before_they_compare(self) -> None:
        found = one("新建高标准农田20万亩、水浇地3.4万亩。", "新建高标准农田和水浇地18万亩。")
        assert found is not None
        assert [figure.raw for figure in found.results] == ["20万亩", "3.4万亩"]
        assert (found.terms, found.name) == (CAVEAT, "新建高标准农田和水浇地")
        assert found.difference is not None
        assert found.difference.number == "−5.4"

    def test_must_all_be_there(self) -> None:
        assert one("新建高标准农田20万亩。", "新建高标准农田和水浇地18万亩。") is None

    def test_must_be_exact(self) -> None:
        assert one("新建高标准农田20余万亩、水浇地3.4万亩。", "新建高标准农田和水浇地18万亩。") is None


class TestYears:
    def test_the_latest_result_before_the_target_is_taken(self) -> None:
        done = [results(f"地区生产总值增长{rate}%。", year=year) for rate, year in ((4, 2028), (5, 2029))]
        found = join([*done, targets("地区生产总值增长6%。", year=2031)])
        assert [(one.results[0].year, one.target.year) for one in found] == [(2029, 2031)]

    def test_the_latest_target_is_taken(self) -> None:
        goals = [targets(f"地区生产总值增长{rate}%。", year=year) for rate, year in ((7, 2029), (6, 2031))]
        found = join([results("地区生产总值增长4%。", year=2028), *goals])
        assert [(one.results[0].year, one.target.raw) for one in found] == [(2028, "6%")]

    def test_a_result_of_the_target_s_year_or_later_is_none(self) -> None:
        assert join([results("地区生产总值增长4%。", year=2032), targets("地区生产总值增长6%。", year=2031)]) == ()

    def test_one_report_with_both_is_enough(self) -> None:
        text = (
            "青川市2031年政府工作报告\n各位代表：\n一、2030年工作回顾\n过去一年，地区生产总值增长5.5%，"
            "城镇新增就业3.1万人，民生不断改善，各项事业迈上新台阶，全市上下团结奋斗，成绩来之不易。\n"
            "二、2031年重点工作\n今年经济社会发展主要预期目标是：地区生产总值增长6%左右，城镇新增就业3万人以上。\n"
        )
        report = read_report(source(text), key="k")
        found = join([(report, read_figures(report))])
        assert [(one.name, one.results[0].raw, one.target.raw) for one in found] == [
            ("地区生产总值增速", "5.5%", "6%"),
            ("城镇新增就业", "3.1万人", "3万人"),
        ]

    def test_a_sum_of_several_years_is_not_set_against_one(self) -> None:
        done = results("建成精品示范村719个。", lead="五年来,成绩来之不易。")
        found = join([done, targets("建设精品示范村300个以上。")])
        assert [(one.terms, one.short) for one in found] == [(NOT, "累计与当年")]

    def test_average_growth_of_several_years_is_not_joined(self) -> None:
        assert one("地区生产总值年均增长5.5%。", "地区生产总值增长6%。") is None


class TestRegions:
    def test_differ_and_nothing_is_joined(self) -> None:
        done = results("地区生产总值增长5%。", region="青川市")
        assert join([done, targets("地区生产总值增长6%。", region="白水市")]) == ()

    def test_are_read_from_the_report_where_nobody_named_them(self) -> None:
        def whole(year: int, place: str) -> Read:
            text = (
                f"政府工作报告\n——{year}年1月15日在{place}第九届人民代表大会第四次会议上\n各位代表：\n"
                f"一、{year - 1}年工作回顾\n过去一年，地区生产总值增长5.5%，全市上下团结奋斗，成绩来之不易。\n"
                f"二、{year}年重点工作\n今年主要预期目标是：社会消费品零售总额增长6%左右。\n"
            )
            report = read_report(source(text, f"{place}{year}.txt"), key=f"{place}{year}")
            return report, read_figures(report)

        mine = targets("地区生产总值增长6%。", region="青川市", year=2032)
        assert [one.name for one in join([whole(2031, "青川市"), mine])] == ["地区生产总值增速"]
        assert join([whole(2031, "白水市"), mine]) == ()


def test_what_the_text_says_is_preferred_to_a_call_out() -> None:
    text = "# 成效\n\n### 工作回顾\n\n过去一年,地区生产总值增长5.5%。\n\n地区生产总值增长\n**5.5%**\n\n# 2030\n"
    done = read(text, "done", year=2030)
    found = join([done, targets("地区生产总值增长6%。")])
    assert len(found) == 1
    item = done[0].item_at(found[0].results[0].item)
    assert item is not None
    assert "过去一年" in item.text


def test_results_that_contradict_each_other_are_left_alone() -> None:
    done = results("地区生产总值增长5.5%。", "全年地区生产总值增长5.8%。")
    assert join([done, targets("地区生产总值增长6%。")]) == ()


def test_figures_the_reader_doubts_are_left_alone() -> None:
    report, figures = results("地区生产总值增长5.5%。")
    doubted = tuple(replace(figure, confidence=0.4) for figure in figures)
    assert join([(report, doubted), targets("地区生产总值增长6%。")]) == ()


def test_themes_come_in_the_order_of_the_page() -> None:
    done = results("断面水质优良率90%。", "城镇新增就业3万人。", "地区生产总值增长5%。", "粮食产量12万吨。")
    goal = targets("断面水质优良率达到91%。", "城镇新增就业3万人。", "地区生产总值增长6%。", "粮食产量达到12万吨。")
    assert [one.theme for one in join([done, goal])] == ["经济运行", "农业农村", "就业民生", "生态环境"]


def test_nothing_comes_of_nothing() -> None:
    assert join([]) == ()
    assert join([(results()[0], ())]) == ()


_SUBJECTS = st.sampled_from(
    [
        "地区生产总值",
        "新增城镇就业",
        "城镇新增就业",
        "高新技术企业",
        "新认定高新技术企业",
        "高标准农田和水浇地",
        "",
        "、",
        "和",
        "新增",
    ]
) | st.text(max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_figures_join_without_harm_and_never_across_units(data: st.DataObject) -> None:
    read_in = [results("地区生产总值增长5%,城镇新增就业3.1万人。"), targets("地区生产总值增长6%,高新技术企业30家。")]
    drawn: list[Read] = []
    for report, figures in read_in:
        changed = []
        for figure in figures:
            other = data.draw(st.sampled_from(figures))
            changed.append(
                replace(
                    figure,
                    subject=data.draw(_SUBJECTS),
                    quantity=other.quantity,
                    measure=data.draw(st.sampled_from([figure.measure, other.measure])),
                    item=data.draw(st.integers(-1, 9)),
                    year=data.draw(st.none() | st.integers(1990, 2040)),
                )
            )
        drawn.append((report, tuple(changed)))
    for found in join(drawn):
        assert all(comparable_units(result.quantity, found.target.quantity) for result in found.results)
        assert bool(found.caveat) is (found.terms is not Terms.SAME)
        assert bool(found.short) is (found.terms is NOT)
