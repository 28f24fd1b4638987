"""Figures: what a sentence of a report gives, number by number.

Each row of a table is a sentence and what is read in it: the words of the figure, then value with unit,
bound, measure and subject. Sentences are made up after the ways real reports speak.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.domain.figure import Figure
from briefing.domain.report import Nature
from briefing.reading import figure_record, load, read_figures, read_report
from tests.reading.samples import PLAIN, RESULTS, TARGETS, read, seed


@dataclass(frozen=True)
class Row:
    raw: str
    words: str
    measure: str
    subject: str


def rows(sentence: str) -> list[Row]:
    return [
        Row(figure.raw, figure.quantity.words, figure.measure.value, figure.subject)
        for figure in read_figures(read(sentence))
    ]


def figures(text: str) -> tuple[Figure, ...]:
    return read_figures(read(text))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("全市地区生产总值完成2593.4亿元。", [Row("2593.4亿元", "2593.4亿元", "level", "地区生产总值")]),
        ("投资突破千亿元。", [Row("千亿元", ">1000亿元", "level", "投资")]),
        ("集聚数字企业100余家。", [Row("100余家", ">100家", "count", "数字企业")]),
        ("引进1200多名博士。", [Row("1200多名", ">1200名", "count", "博士")]),
        ("串联百余个景点。", [Row("百余个", ">100个", "count", "景点")]),
        ("每个县培育1-2个特色产业。", [Row("1-2个", "1-2个", "count", "特色产业")]),
        ("财政收入增长百分之十一点八。", [Row("百分之十一点八", "11.8%", "growth", "财政收入")]),
        ("粮食产量完成１２３．５万吨。", [Row("１２３．５万吨", "123.5万吨", "level", "粮食产量")]),
        ("粮食产量达到7 4 7 2 万吨。", [Row("7 4 7 2 万吨", "7472万吨", "level", "粮食产量")]),
        ("财政支出完成1,105亿元。", [Row("1,105亿元", "1105亿元", "level", "财政支出")]),
        ("空气质量综合指数4.05。", [Row("4.05", "4.05", "index", "空气质量综合指数")]),
        ("PM2.5浓度控制在30微克/立方米以下。", [Row("30微克/立方米", "≤30微克/立方米", "index", "PM2.5浓度")]),
        ("新增风电装机50万千瓦。", [Row("50万千瓦", "50万千瓦", "level", "新增风电装机")]),
        ("城镇化率提高1.2个百分点。", [Row("1.2个百分点", "1.2百分点", "growth", "城镇化率")]),
        ("新增城镇就业4.3万以上。", [Row("4.3万", "≥4.3万", "level", "新增城镇就业")]),
        ("多晶硅出口增长7.3倍。", [Row("7.3倍", "7.3倍", "growth", "多晶硅出口")]),
        ("改良土地四亿五千万亩。", [Row("四亿五千万亩", "4.5亿亩", "level", "改良土地")]),
        ("粮食产量达到五百零二万吨。", [Row("五百零二万吨", "502万吨", "level", "粮食产量")]),
        ("城镇化率提高十三个百分点。", [Row("十三个百分点", "13百分点", "growth", "城镇化率")]),
        ("财政收入达到7亿5000万元。", [Row("7亿5000万元", "7.5亿元", "level", "财政收入")]),
        ("食用菌存量6500万棒，势头良好。", [Row("6500万棒", "6500万棒", "level", "食用菌存量")]),
    ],
)
def test_numbers_and_units(sentence: str, expected: list[Row]) -> None:
    assert rows(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "sign"),
    [
        ("工业投资增长8%。", ""),
        ("工业投资增长8%以上。", "≥"),
        ("工业投资增长不低于8%。", "≥"),
        ("工业投资增长8%左右。", "约"),
        ("工业投资增长约8%。", "约"),
        ("工业投资增长超过8%。", ">"),
        ("工业投资增长近8%。", "<"),
        ("居民消费价格涨幅控制在3%以内。", "≤"),
        ("失业率不超过5%。", "≤"),
        ("失业率控制在5%。", ""),
    ],
)
def test_bounds(sentence: str, sign: str) -> None:
    (figure,) = figures(sentence)
    assert figure.quantity.bound.sign == sign
    text = sentence
    for cue in figure.cues:
        assert cue.of(text) in ("以上", "不低于", "左右", "约", "超过", "近", "以内", "不超过")
    assert bool(figure.cues) == bool(sign)


def test_a_hedge_after_a_pair_holds_for_both() -> None:
    assert [figure.quantity.words for figure in figures("城乡居民收入分别增长6%、7%左右。")] == ["约6%", "约7%"]


@pytest.mark.parametrize(
    ("sentence", "measure"),
    [
        ("工业增加值增长8%。", "growth"),
        ("平均办理时限压缩80%。", "decline"),
        ("能耗强度下降3.5%。", "decline"),
        ("民间投资占比达到57%。", "share"),
        ("民营经济增加值占地区生产总值的比重达到60%。", "share"),
        ("财政支出的77%用于民生。", "share"),
        ("项目开工率达80%。", "rate"),
        ("城镇化率提高到67%。", "rate"),
        ("居民消费价格涨幅控制在2%左右。", "growth"),
        ("旅游收入是2020年的2.3倍。", "level"),
        ("建成口袋公园12个。", "count"),
        ("发放补贴3亿元。", "level"),
        ("培训农民3.2万人。", "level"),
    ],
)
def test_measures(sentence: str, measure: str) -> None:
    assert [figure.measure.value for figure in figures(sentence)] == [measure]


@pytest.mark.parametrize(
    ("sentence", "subjects"),
    [
        # named before the number
        ("全年规上工业企业营业收入达到320亿元。", ["规上工业企业营业收入"]),
        (
            "今年经济社会发展主要预期目标是：地区生产总值增长6%左右，粮食产量稳定在60万吨以上。",
            ["地区生产总值", "粮食产量"],
        ),
        ("到2030年，全市新型储能装机超过80万千瓦。", ["新型储能装机"]),
        ("完成燃气、供水管网改造325公里。", ["燃气、供水管网改造"]),
        ("力争进出口总额、实际利用外资均增长20%以上。", ["进出口总额、实际利用外资"]),
        ("全部财政收入完成15.9亿元。", ["全部财政收入"]),
        ("基本养老保险参保人数达到76万人。", ["基本养老保险参保人数"]),
        ("实施以旧换新行动带动家电销售额增长12%。", ["家电销售额"]),
        ("举办招聘会、直播带岗等活动200场。", ["活动"]),
        # named after it
        ("新增5个市级专业镇。", ["新增市级专业镇"]),
        ("12公里环湖绿道全线贯通。", ["环湖绿道"]),
        ("省里安排的15件民生实事全部办结。", ["民生实事"]),
        ("36家企业完成贯标认证。", ["企业完成贯标认证"]),
        ("选派166名科技特派员入企服务。", ["科技特派员"]),
        ("推进总投资110亿元的24个转型项目。", ["转型项目总投资", "转型项目"]),
        ("12类55件民生实事办结。", ["民生实事办结", "民生实事办结"]),
        ("办好10件为民实事、12项居民服务。", ["为民实事", "居民服务"]),
        # a verb that carries over, and one that does not
        ("新增2家4A级景区、14家精品民宿。", ["新增4A级景区", "新增精品民宿"]),
        ("新建高标准农田20万亩、水浇地3.4万亩。", ["新建高标准农田", "新建水浇地"]),
        ("建设精品示范村50个、提档升级村400个。", ["精品示范村", "提档升级村"]),
        ("新增重点实验室5家、累计38家。", ["新增重点实验室", "重点实验室"]),
        # handed round
        ("城乡居民收入分别增长3.7%、5.6%。", ["城镇居民收入", "农村居民收入"]),
        ("城镇、农村居民人均可支配收入分别增长6%、7%。", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("工业、制造业投资分别增长9.4%、13.3%。", ["工业投资", "制造业投资"]),
        ("第一、第三产业增加值分别增长3.1%、5.1%。", ["第一产业增加值", "第三产业增加值"]),
        ("刑事、治安案件分别下降12%、3.3%。", ["刑事案件", "治安案件"]),
        ("住宿、餐饮营业额分别增长6.1%和8.6%。", ["住宿营业额", "餐饮营业额"]),
        ("存款余额达到120亿元，贷款余额达到90亿元，分别增长8%、9%。", ["存款余额", "贷款余额"] * 2),
        ("争创1个国家级、2个省级重点专科。", ["国家级重点专科", "省级重点专科"]),
        ("金融机构存款、贷款余额分别增长9%和20%。", ["金融机构存款余额", "贷款余额"]),
        (
            "16条产业链、18个专业镇营业收入分别增长15.6%、14%。",
            ["产业链", "专业镇", "产业链营业收入", "专业镇营业收入"],
        ),
        # money put into what is named after the sum
        ("投资2亿元建设滨河公园。", ["滨河公园投资"]),
        ("推进总投资11亿元、占地600亩的青川学校项目。", ["青川学校项目总投资", "青川学校项目占地"]),
        # left out because the sentence has named it
        ("重点项目26项，总投资135亿元，年内完成投资32亿元。", ["重点项目", "重点项目总投资", "重点项目投资"]),
        ("办理建议608件、提案684件，满意率均100%。", ["建议", "提案", "满意率"]),
        ("经济增长8%，物价涨幅由上年的5%回落到3%。", ["经济", "物价", "物价"]),
        ("地区生产总值完成259亿元、增长2.6%。", ["地区生产总值", "地区生产总值"]),
        ("空气质量综合指数4.05，下降2.2%。", ["空气质量综合指数", "空气质量综合指数"]),
        ("招商签约项目502个、金额1500亿元。", ["招商签约项目", "招商签约项目金额"]),
        ("固定资产投资完成30亿元，比2015年增长73%。", ["固定资产投资", "固定资产投资"]),
        ("财政收入达到39亿元，比上年增加7亿元。", ["财政收入", "财政收入增加"]),
        ("科技型企业突破300家，净增58家。", ["科技型企业", "科技型企业净增"]),
        ("旅游收入达到141亿元，是2015年的1.9倍。", ["旅游收入", "旅游收入"]),
        ("日处理能力由1万吨提高到4万吨。", ["日处理能力", "日处理能力"]),
        ("绿色出行比例从75.6%提升至76.5%。", ["绿色出行比例", "绿色出行比例"]),
        ("农村居民收入增长5.8%、快于经济增速1个百分点。", ["农村居民收入", "农村居民收入快于经济增速"]),
        ("高技术产业增加值增长10%，高于全国2.7个百分点。", ["高技术产业增加值", "高技术产业增加值高于全国"]),
    ],
)
def test_subjects(sentence: str, subjects: list[str]) -> None:
    assert [figure.subject for figure in figures(sentence)] == subjects


@pytest.mark.parametrize(
    "sentence",
    [
        "2030年1月15日召开会议。",
        "“十五五”规划纲要提请审议。",
        "综合排名居全省第3位，进入全国前10名。",
        "跻身全国20个重点城市前列。",
        "连续5年获评优秀。",
        "开通12345热线和G112国道。",
        "落实“1530”工程和“三个一批”要求。",
        "三次产业比例调整为16：50：34。",
        "构建“1+3+N”体系和9+1布局。",
        "建设5G基站和4A级景区。",
        "完善体系[12]，健全机制（3）。",
        "新建改造110千伏线路。",
        "做好11个方面工作。",
        "65岁以上老年人免费体检。",
        "打造百亿级产业集群。",
        "电话0312669950212345678。",
        "规划提出5项指标和18个领域。",
        "培育一批营业收入超1000亿元的产业聚集区。",
    ],
)
def test_what_is_no_figure(sentence: str) -> None:
    assert rows(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "raw"),
    [
        ("实施135个投资10亿元以上的重大项目。", ["135个"]),
        ("新建110千伏变电站3座。", ["3座"]),
        ("新增市级以上研发机构7家。", ["7家"]),
        ("税收超1000万元企业达到12家。", ["12家"]),
    ],
)
def test_a_threshold_that_defines_a_class_is_none(sentence: str, raw: list[str]) -> None:
    assert [figure.raw for figure in figures(sentence)] == raw


def test_markup_inside_a_number_belongs_to_the_words_of_the_source() -> None:
    (figure,) = figures("# 题目\n\n安排的**15**件民生实事全部办结\n")
    assert figure.raw == "15**件"
    assert figure.quantity.words == "15件"


def test_a_number_cut_by_a_page_number() -> None:
    (figure,) = figures("一、工作回顾\n全年完成投资36\n\n- 5 -\n\n亿元，较好完成任务。\n")
    assert figure.quantity.words == "36亿元"
    assert figure.raw.endswith("亿元")
    assert figure.subject == "投资"


class TestTimes:
    def of(self, text: str) -> list[tuple[str, Nature, int | None]]:
        return [(figure.raw, figure.nature, figure.year) for figure in figures(text)]

    def test_a_whole_report_accounts_for_one_year_and_promises_for_the_next(self) -> None:
        found = {figure.raw: (figure.nature, figure.year) for figure in read_figures(read(PLAIN))}
        assert found["1200亿元"] == (Nature.ACTUAL, 2030)
        assert found["120个"] == (Nature.ACTUAL, 2030)
        assert found["6%"] == (Nature.TARGET, 2031)
        assert found["32微克/立方米"] == (Nature.TARGET, 2031)

    def test_the_turn_may_come_in_the_middle_of_a_passage(self) -> None:
        found = self.of("2030年，完成投资30亿元。\n今年经济社会发展的主要预期目标是：投资增长6%，财政收入增长3%。\n")
        assert [nature for _, nature, _ in found] == [Nature.ACTUAL, Nature.TARGET, Nature.TARGET]

    def test_a_year_named_in_a_sentence(self) -> None:
        text = "# 题目\n\n# 2031\n\n### 今年工作\n\n到2035年，绿电装机达到90万千瓦。发放补贴3亿元。\n"
        assert self.of(text) == [("90万千瓦", Nature.TARGET, 2035), ("3亿元", Nature.TARGET, 2031)]

    def test_from_one_year_to_another(self) -> None:
        text = "一、2030年工作回顾\n粮食产量由2025年的10.7亿斤增加到13.2亿斤。\n"
        assert self.of(text) == [("10.7亿斤", Nature.ACTUAL, 2025), ("13.2亿斤", Nature.ACTUAL, 2030)]

    def test_a_change_starts_a_year_earlier(self) -> None:
        text = "一、2030年工作回顾\n森林覆盖率由40%提高到42%。\n"
        assert self.of(text) == [("40%", Nature.ACTUAL, 2029), ("42%", Nature.ACTUAL, 2030)]

    def test_a_change_over_five_years_starts_five_years_earlier(self) -> None:
        text = "一、2030年工作回顾\n这五年，我们苦干实干。\n森林覆盖率由40%提高到42%。\n"
        assert self.of(text) == [("40%", Nature.ACTUAL, 2025), ("42%", Nature.ACTUAL, 2030)]

    def test_last_year_only_compared_with(self) -> None:
        text = "一、2030年工作回顾\n完成投资3亿元。\n二、2031年工作安排\n今年安排资金9亿元，比去年增加2亿元。\n"
        assert self.of(text)[2] == ("2亿元", Nature.TARGET, 2031)

    def test_years_in_characters(self) -> None:
        text = "一、二〇三〇年工作回顾\n完成投资3亿元，一九五九年的产量为5万吨。\n"
        assert self.of(text) == [("3亿元", Nature.ACTUAL, 2030), ("5万吨", Nature.ACTUAL, 1959)]

    def test_a_plan_speaks_of_its_last_year(self) -> None:
        text = "一、2030年工作回顾\n完成投资3亿元。\n二、“十六五”时期主要目标\n地区生产总值年均增长6%。\n"
        assert self.of(text)[1] == ("6%", Nature.TARGET, 2035)


def test_confidence_says_what_was_guessed() -> None:
    sure, guessed = figures("地区生产总值完成259亿元、增长2.6%。")
    assert sure.confidence > guessed.confidence
    assert not sure.reason
    assert guessed.reason


def test_a_record_has_the_fields_of_the_labels() -> None:
    (figure,) = figures("完成投资突破12.50万亿元。")
    record = figure_record(figure)
    assert record.pop("confidence") == figure.confidence
    assert record == {
        "start": 6,
        "end": 14,
        "raw": "12.50万亿元",
        "value": "12.5",
        "unit": "万亿元",
        "base_value": "12500000000000",
        "base_unit": "元",
        "bound": "over",
        "measure": "level",
        "subject": "投资",
        "nature": "actual",
        "year": None,
    }


def stands_in_its_item(text: str) -> None:
    report = read(text)
    items = {item.position: item for item in report.items()}
    found = read_figures(report)
    places = [(figure.item, figure.text_span.start) for figure in found]
    assert places == sorted(places)
    for figure in found:
        item = items[figure.item]
        assert figure.raw == figure.span.of(report.source_text)
        assert item.to_source(figure.text_span) == figure.span
        assert 0 <= figure.confidence <= 1
        assert all(cue.end <= len(item.text) for cue in figure.cues)
        figure_record(figure)


@pytest.mark.parametrize("name", [RESULTS, TARGETS])
def test_every_figure_leads_back_to_its_item(name: str) -> None:
    stands_in_its_item(read_report(load(seed(name)), key="k").source_text)


_WORDS = (
    "增长 分别 、 ， 。 3% 12 亿元 5个 新增 的 以上 由 到 和 城乡居民收入 占 （ ） 百余个 千 万 第 “ ” 等 ** 1-2 "
    "今年要 2030年 累计 ： 项目 率 [1] 比上年 净增 是 为 倍 万人 以内 约"
)
_STRINGS = st.lists(st.sampled_from([*_WORDS.split(" "), " ", "\n", "1 2"]), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=80), _STRINGS))
@example("1" * 5000)
@example("、3%、3%、3%")
@example("的3个的")
@example("分别3%和4%")
@example("百分之")
@example("（3个")
def test_any_text_has_its_figures(text: str) -> None:
    stands_in_its_item(text)
