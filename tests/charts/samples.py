"""Two small reports like the seeds, made by hand: results of 2024, targets of 2026, and what pairs them."""

from __future__ import annotations

import re
from decimal import Decimal

from briefing.domain.comparison import Indicator, Terms
from briefing.domain.contents import ReportContents
from briefing.domain.figure import Figure, Measure
from briefing.domain.quantity import Bound, Quantity
from briefing.domain.report import Item, ItemRole, Nature, Report, Section, SectionRole
from briefing.domain.span import Span

FOLDED = {"万亿": 10**12, "亿": 10**8, "万": 10**4}

Said = tuple[str, str, Measure, Bound]
"""Subject, the figure as written, measure and bound."""


def quantity(raw: str, bound: Bound = Bound.EXACT) -> Quantity:
    found = re.fullmatch(r"(-?[0-9.]+)(?:-([0-9.]+))?(.*)", raw)
    assert found is not None, raw
    value, unit = Decimal(found[1]), found[3]
    folded = next((word for word in FOLDED if unit.startswith(word)), "")
    factor = FOLDED.get(folded, 1)
    upper = Decimal(found[2]) if found[2] else None
    return Quantity(
        value=value,
        unit=unit,
        base_value=value * factor,
        base_unit=unit.removeprefix(folded),
        bound=bound if upper is None else Bound.RANGE,
        upper=upper,
        base_upper=None if upper is None else upper * factor,
    )


class Writer:
    """Writes a report line by line and notes its figures."""

    def __init__(self, key: str, year: int, nature: Nature, short: str) -> None:
        self.key, self.year, self.nature, self.short = key, year, nature, short
        self.source = ""
        self.items: list[Item] = []
        self.figures: list[Figure] = []

    def item(self, text: str, *said: Said, role: ItemRole = ItemRole.BODY) -> Item:
        start = len(self.source)
        self.source += text + "\n"
        item = Item(len(self.items), role, text, (Span(start, start + len(text)),), self.source.count("\n"))
        self.items.append(item)
        searched = 0
        for subject, raw, measure, bound in said:
            at = text.index(raw, searched)
            searched = at + len(raw)
            self.figures.append(
                Figure(
                    report_key=self.key,
                    item=item.position,
                    span=Span(start + at, start + searched),
                    text_span=Span(at, searched),
                    raw=raw,
                    quantity=quantity(raw, bound),
                    measure=measure,
                    subject=subject,
                    nature=self.nature,
                    year=self.year,
                )
            )
        return item

    def contents(self, *sections: Section) -> ReportContents:
        report = Report(
            key=self.key,
            title=self.short,
            subtitle="——政府工作报告解读",
            year=self.year,
            nature=self.nature,
            file_name=f"{self.key}.txt",
            source_text=self.source,
            sha256="0" * 64,
            short=self.short,
            parts=sections,
        )
        return ReportContents(report, tuple(self.figures), ())


E_, L_, A_, O_, M_ = Bound.EXACT, Bound.AT_LEAST, Bound.ABOUT, Bound.OVER, Bound.AT_MOST
GROWTH, DECLINE, COUNT, LEVEL, RATE = Measure.GROWTH, Measure.DECLINE, Measure.COUNT, Measure.LEVEL, Measure.RATE


def results() -> ReportContents:
    """What was done in 2024."""
    w = Writer("r2024", 2024, Nature.ACTUAL, "2024 工作报告解读")
    economy = (
        w.item(
            "全市地区生产总值完成2593.4亿元、增长2.6%,增速高于全省平均水平。能源工业增加值增长6.6%。",
            ("地区生产总值", "2593.4亿元", LEVEL, E_),
            ("地区生产总值", "2.6%", GROWTH, E_),
            ("能源工业增加值", "6.6%", GROWTH, E_),
        ),
        w.item(
            "固定资产投资总量突破1000亿元、增长6.1%。",
            ("固定资产投资", "1000亿元", LEVEL, O_),
            ("固定资产投资", "6.1%", GROWTH, E_),
        ),
        w.item(
            "减税降费29.73亿元,兑现产业发展资金11.36亿元。",
            ("减税降费", "29.73亿元", LEVEL, E_),
            ("产业发展资金", "11.36亿元", LEVEL, E_),
        ),
    )
    opening = (
        w.item(
            "23个“高效办成一件事”上线运行,完成131个事项即办受理,平均办理时限压缩80%。",
            ("“高效办成一件事”", "23个", COUNT, E_),
            ("事项即办受理", "131个", COUNT, E_),
            ("平均办理时限", "80%", DECLINE, E_),
        ),
        w.item(
            "签约项目502个、金额1500亿元,签约项目当年开工率达80%。",
            ("签约项目", "502个", COUNT, E_),
            ("签约项目金额", "1500亿元", LEVEL, E_),
            ("签约项目当年开工率", "80%", RATE, E_),
        ),
        w.item("进出口总额增长16.6%。", ("进出口总额", "16.6%", GROWTH, E_)),
        w.item(
            "推进实施总投资1105亿元的246个重大转型项目。",
            ("重大转型项目总投资", "1105亿元", LEVEL, E_),
            ("重大转型项目", "246个", COUNT, E_),
        ),
    )
    farming = (
        w.item(
            "新建高标准农田20万亩、水浇地3.4万亩。",
            ("新建高标准农田", "20万亩", LEVEL, E_),
            ("新建水浇地", "3.4万亩", LEVEL, E_),
        ),
        w.item("市区空气质量综合指数4.05,下降2.2%。", ("市区空气质量综合指数", "2.2%", DECLINE, E_)),
        w.item(
            "新增城镇就业4.7万人,城乡居民收入分别增长3.7%、5.6%。",
            ("新增城镇就业", "4.7万人", LEVEL, E_),
            ("城镇居民收入", "3.7%", GROWTH, E_),
            ("农村居民收入", "5.6%", GROWTH, E_),
        ),
    )
    callouts = (
        w.item(
            "全市地区生产总值完成2593.4亿元增长2.6%",
            ("全市地区生产总值", "2593.4亿元", LEVEL, E_),
            ("地区生产总值", "2.6%", GROWTH, E_),
            role=ItemRole.CALLOUT,
        ),
        w.item(
            "带动社会消费品零售总额增长3.2%",
            ("社会消费品零售总额", "3.2%", GROWTH, E_),
            role=ItemRole.CALLOUT,
        ),
    )
    return w.contents(
        Section((0,), "经济运行", 1, items=economy),
        Section((1,), "改革开放", 2, items=opening),
        Section((2,), "城乡建设", 3, items=farming),
        Section((3,), None, role=SectionRole.CALLOUTS, items=callouts),
    )


def targets() -> ReportContents:
    """What is promised for 2026."""
    w = Writer("r2026", 2026, Nature.TARGET, "2026 工作报告解读（下）")
    expected = tuple(
        w.item(f"{words}{raw}{hedge}", (subject, raw, measure, bound), role=ItemRole.CALLOUT)
        for words, subject, raw, hedge, measure, bound in (
            ("地区生产总值增长", "地区生产总值", "6%", "左右", GROWTH, A_),
            ("固定资产投资增长", "固定资产投资", "6%", "以上", GROWTH, L_),
            ("社会消费品零售总额增长", "社会消费品零售总额", "6%", "左右", GROWTH, A_),
            ("一般公共预算收入增长", "一般公共预算收入", "2%", "左右", GROWTH, A_),
            ("居民消费价格涨幅控制在", "居民消费价格涨幅", "2%", "左右", GROWTH, A_),
            ("新增城镇就业", "新增城镇就业", "4.3万", "以上", LEVEL, L_),
        )
    )
    work = (
        w.item(
            "持续发力上项目。全力抓好110个省重点工程、135个投资10亿元以上的重大项目开工建设。",
            ("省重点工程", "110个", COUNT, E_),
            ("重大项目开工建设", "135个", COUNT, E_),
        ),
        w.item(
            "精准务实抓招商。全年招商引资签约项目达到1000个,签约金额2000亿元以上,签约项目当年开工率达到80%以上。",
            ("签约项目", "1000个", COUNT, E_),
            ("签约金额", "2000亿元", LEVEL, L_),
            ("签约项目当年开工率", "80%", RATE, L_),
        ),
        w.item("新建高标准农田和水浇地18万亩。", ("新建高标准农田和水浇地", "18万亩", LEVEL, E_)),
        w.item("力争进出口总额增长20%以上。", ("进出口总额", "20%", GROWTH, L_)),
        w.item(
            "每个县区培育发展1-2个特色产业,争创3个园区。",
            ("特色产业", "1-2个", COUNT, Bound.RANGE),
            ("园区", "3个", COUNT, E_),
        ),
        w.item("PM2.5浓度控制在30微克以下。", ("PM2.5浓度", "30微克", Measure.INDEX, M_)),
    )
    return w.contents(
        Section((0,), None, role=SectionRole.CALLOUTS, items=expected), Section((1,), "重点工作", 1, items=work)
    )


def figure(contents: ReportContents, subject: str, measure: Measure | None = None) -> Figure:
    """The first figure of that subject in the text."""
    return next(f for f in contents.figures if f.subject == subject and measure in (None, f.measure))


def indicators() -> tuple[Indicator, ...]:
    """Pairs on every kind of terms, a sum among them."""
    done, promised = results(), targets()
    callers = "2024 年实绩句在“主动承接东部地区产业转移”之下，可能只是承接转移；目标为全年招商引资。"

    def pair(
        key: str,
        name: str,
        theme: str,
        of: tuple[str, ...],
        to: str,
        terms: Terms = Terms.SAME,
        caveat: str = "",
        short: str = "",
        growth: bool = False,
    ) -> Indicator:
        measure = GROWTH if growth else None
        return Indicator(
            key,
            name,
            theme,
            tuple(figure(done, subject, measure) for subject in of),
            figure(promised, to, measure),
            terms,
            caveat,
            short,
        )

    one, two, three, four = "经济运行", "招商项目", "农业农村", "就业民生"
    return (
        pair("gdp", "地区生产总值增速", one, ("地区生产总值",), "地区生产总值", growth=True),
        pair("invest", "固定资产投资增速", one, ("固定资产投资",), "固定资产投资", growth=True),
        pair(
            "retail",
            "社会消费品零售总额增速",
            one,
            ("社会消费品零售总额",),
            "社会消费品零售总额",
            Terms.CAVEAT,
            "“带动社会消费品零售总额增长3.2%”可读作总增速，也可读作拉动量。",
            growth=True,
        ),
        pair("trade", "进出口总额增速", one, ("进出口总额",), "进出口总额", growth=True),
        pair("signed", "招商签约项目数", two, ("签约项目",), "签约项目", Terms.CAVEAT, callers),
        pair("money", "招商签约金额", two, ("签约项目金额",), "签约金额", Terms.CAVEAT, callers),
        pair("begun", "签约项目当年开工率", two, ("签约项目当年开工率",), "签约项目当年开工率", Terms.CAVEAT, callers),
        pair(
            "major",
            "重大项目个数",
            two,
            ("重大转型项目",),
            "重大项目开工建设",
            Terms.NOT_SUBTRACTABLE,
            "入选标准不同。",
            "标准不同",
        ),
        pair(
            "fields",
            "新建高标准农田和水浇地",
            three,
            ("新建高标准农田", "新建水浇地"),
            "新建高标准农田和水浇地",
            Terms.CAVEAT,
            "目标是“高标准农田和水浇地”合计，2024 年两项相加后才可比。",
        ),
        pair("jobs", "城镇新增就业", four, ("新增城镇就业",), "新增城镇就业"),
    )
