"""What a check of a report finds, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.domain.finding import Finding, FindingKind
from briefing.domain.span import Span
from briefing.reading import load, read_figures, read_report
from briefing.reading.checks import check
from tests.reading.samples import PLAIN, RESULTS, TARGETS, read, seed, source


def findings(text: str) -> tuple[Finding, ...]:
    report = read(text)
    return check(report, read_figures(report))


def results(*sentences: str) -> str:
    return "# 成效\n\n### 2030年工作回顾\n\n过去一年,成绩来之不易。\n\n" + "\n\n".join(sentences)


def quotes(found: tuple[Finding, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.kind.value, tuple(place.quote for place in finding.places)) for finding in found]


def seeded(name: str, *changes: tuple[str, str]) -> tuple[Finding, ...]:
    text = load(seed(name)).text
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    report = read_report(source(text, name), key=name)
    return check(report, read_figures(report))


class TestTheTwoDocuments:
    def test_of_2026_has_a_missing_unit_and_a_slip(self) -> None:
        assert quotes(seeded(TARGETS)) == [("unit", ("4.3万",)), ("slip", ("促销费",))]

    def test_of_2024_has_nothing(self) -> None:
        assert seeded(RESULTS) == ()

    @pytest.mark.parametrize(
        ("old", "new", "wanted"),
        [
            ("**29.73亿元**", "**29.37亿元**", ("29.73亿元", "29.37亿元")),
            ("**1374公里**", "**1347公里**", ("1374公里", "1347公里")),
            ("**77.7%**", "**77.1%**", ("77.7%", "77.1%")),
            ("**2593.4亿元**", "**2539.4亿元**", ("2593.4亿元", "2539.4亿元")),
        ],
    )
    def test_a_changed_call_out_is_found_with_both_places(self, old: str, new: str, wanted: tuple[str, str]) -> None:
        assert quotes(seeded(RESULTS, (old, new))) == [("callout", wanted)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            results("全市地区生产总值增长5.5%。", "经济平稳运行,地区生产总值增长5.8%。"),
            [("twice", ("5.5%", "5.8%"))],
        ),
        (results("新建学校12所、幼儿园30所,合计45所。"), [("sum", ("12所", "30所", "45所"))]),
        (results("争取资金3.2亿元、债券4.5亿元,共8.7亿元。"), [("sum", ("3.2亿元", "4.5亿元", "8.7亿元"))]),
        (results("改造道路25公里,其中主干道30公里。"), [("sum", ("25公里", "30公里"))]),
        (results("建成公园20个,其中综合公园8个、社区公园15个。"), [("sum", ("20个", "8个", "15个"))]),
        (results("三次产业比重调整为8.2:45.1:48.7。"), [("sum", ("8.2:45.1:48.7",))]),
        (results("新增城镇就业4.3万。"), [("unit", ("4.3万",))]),
        (results("断面水质优良率达到103%。"), [("percent", ("103%",))]),
        (results("第三产业占比达到146.1%。"), [("percent", ("146.1%",))]),
        (results("该桥已经峻工。"), [("slip", ("峻工",))]),
        (results("截止2030年底,各项任务全部完成。"), [("slip", ("截止",))]),
        (results("取得了显著的的成效。"), [("slip", ("的的",))]),
        (results("2031年是“十五五”收官之年。"), [("year", ("2031年是“十五五”收官之年",))]),
    ],
)
def test_what_is_wrong_is_found_with_every_place(text: str, wanted: list[tuple[str, tuple[str, ...]]]) -> None:
    assert quotes(findings(text)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        results("地区生产总值2593.4亿元。", "地区生产总值突破2500亿元。", "地区生产总值约2600亿元。"),
        results("地区生产总值达到2593亿元。", "地区生产总值完成2593.4亿元。"),
        results("地区生产总值增长5.5%。", "工业开发区地区生产总值增长9.1%。"),
        results("城镇化率由61.2%提高到63.5%。"),
        results("新建学校12所、幼儿园30所,合计42所。"),
        results("争取资金3.25亿元、债券4.5亿元,共7.7亿元。"),
        results("新建学校12所、幼儿园30所,合计投资45亿元。"),
        results("年均超收20亿元,其中去年超收25亿元。"),
        results("改造道路25公里,其中主干道10公里。"),
        results("三次产业比重调整为8.2:45.1:46.7。"),
        results("技能人才总量超6.9万。", "常住人口312万。", "旅居人数达到55万。"),
        results("新增技能人才7.4万、专业人才8.1万人。"),
        results("出口增长率达到130%。", "完成目标的120%。"),
        results("发放促销费用3亿元。", "依法打击预防犯罪。", "报名截止日期已定。", "这是有目的的安排。"),
        results("2030年是“十五五”收官之年。", "2026年是“十五五”开局之年。"),
        PLAIN,
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert findings(text) == ()


def test_a_promise_that_differs_from_what_was_done_is_no_contradiction() -> None:
    text = results("地区生产总值增长5.5%。") + "\n\n### 2031年重点工作\n\n地区生产总值增长6%。\n"
    assert findings(text) == ()


def test_a_finding_says_which_numbers_disagree_and_what_to_do() -> None:
    found = seeded(RESULTS, ("**29.73亿元**", "**29.37亿元**"))
    assert [finding.sentence for finding in found] == [
        "“减税降费”正文是29.73亿元，大字是29.37亿元，两处不一致，引用前须核对。"
    ]


def test_a_sum_is_written_out() -> None:
    found = findings(results("新建学校12所、幼儿园30所,合计45所。"))
    assert found[0].sentence == "分项相加是42所（测算：12所 + 30所），原文合计是45所，两者不符，引用前须核对。"


def test_places_lead_to_the_words() -> None:
    report = read_report(load(seed(TARGETS)), key="k")
    for finding in check(report, read_figures(report)):
        for place in finding.places:
            item = report.item_at(place.item)
            assert item is not None
            assert place.span.of(item.text) == place.quote
            assert item.to_source(place.span).of(report.source_text) == place.quote


def test_keys_stay_when_items_move() -> None:
    keys = {finding.key for finding in seeded(TARGETS)}
    assert len(keys) == 2
    assert keys == {finding.key for finding in seeded(TARGETS, ("■弘扬清风正气", "■弘扬正气"))}


def test_every_kind_has_a_name() -> None:
    assert all(kind.label for kind in FindingKind)


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="促销费截止的,。、；其中合计共%0123456789.万亿元人个增长率占比重三次产业:“”十五\n# ", max_size=200)
)
def test_any_text_is_checked_without_harm(text: str) -> None:
    for finding in findings(text):
        assert finding.places
        assert finding.sentence.endswith("。")


@settings(max_examples=40, deadline=None)
@given(st.integers(-1, 60), st.integers(0, 5000), st.integers(0, 50))
def test_figures_that_are_not_there_do_no_harm(item: int, start: int, length: int) -> None:
    report = read(PLAIN)
    strange = tuple(
        replace(figure, item=item, text_span=Span(start, start + length)) for figure in read_figures(report)
    )
    assert isinstance(check(report, strange), tuple)
