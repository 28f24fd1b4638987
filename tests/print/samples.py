"""Two small reports in the shape of the real ones, an annotated item, pairs with and without a caveat."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

from briefing.domain.anchor import anchor_at
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.comparison import Indicator, Terms
from briefing.domain.contents import ReportContents
from briefing.domain.figure import Figure, Measure
from briefing.domain.place import Place
from briefing.domain.quantity import Bound, Quantity
from briefing.domain.report import Item, ItemRole, Nature, Report, Section, SectionRole
from briefing.domain.span import Span

CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="440" height="80" viewBox="0 0 440 80">'
    '<text x="0" y="14" font-size="13" font-family="Noto Sans SC">签约项目</text>'
    '<rect x="0" y="24" width="150" height="20" fill="#1F5C7A"/>'
    '<text x="160" y="40" font-size="13" font-family="Noto Sans SC">502</text>'
    '<rect x="0" y="52" width="300" height="20" fill="#F8E4DE" stroke="#B5382A"/>'
    '<text x="310" y="68" font-size="13" font-family="Noto Sans SC">1000</text></svg>'
)
ALT = "签约项目：2024年502个，2026年目标1000个"
CHARTS = (("招商引资实绩与目标", CHART, ALT),)


class _Source:
    """Writes a source text line by line and hands out the items that stand in it."""

    def __init__(self) -> None:
        self.text = ""
        self.position = 0

    def item(self, text: str, role: ItemRole = ItemRole.BODY, breaks: tuple[int, ...] = ()) -> Item:
        start, line = len(self.text), self.text.count("\n") + 1
        self.text += text + "\n"
        self.position += 1
        return Item(self.position - 1, role, text, (Span(start, start + len(text)),), line, breaks)


def _report_2026() -> Report:
    source = _Source()
    callouts = Section(
        (0,),
        "主要预期目标",
        role=SectionRole.CALLOUTS,
        items=(
            source.item("地区生产总值增长6%左右", ItemRole.CALLOUT, (8,)),
            source.item("新增城镇就业4.3万以上", ItemRole.CALLOUT, (6,)),
            source.item("约束性指标不折不扣完成省下达的目标任务。", ItemRole.CALLOUT),
        ),
    )
    lead = source.item("今年工作的总体要求是,坚持稳中求进工作总基调,持续扩大内需、优化供给。", ItemRole.LEAD)
    first = Section(
        (1, 0),
        "坚持内需主导、投资拉动,推动经济平稳运行",
        1,
        line=5,
        items=(
            source.item(
                "持续发力上项目。继续开展重大项目建设年活动,全力抓好110个省重点工程、"
                "135个投资10亿元以上的重大项目开工建设。"
            ),
            source.item(
                "精准务实抓招商。全年招商引资签约项目达到1000个,签约金额2000亿元以上,签约项目当年开工率达到80%以上。"
            ),
        ),
    )
    second = Section(
        (1, 1), "全面加强政府自身建设", 2, line=8, items=(source.item("忠诚履职尽责"), source.item("坚持依法行政"))
    )
    part = Section((1,), "今年重点抓好11个方面工作", leads=(lead,), sections=(first, second))
    return Report(
        "changzhi-2026",
        "奋楫争先 拼出“十五五”开局昂扬气象",
        "——政府工作报告解读(下)",
        2026,
        Nature.TARGET,
        "2026.txt",
        source.text,
        "0" * 64,
        short="2026 工作报告解读（下）",
        region="长治市",
        credits=("文字整理:某某",),
        parts=(callouts, part),
    )


def _report_2024() -> Report:
    source = _Source()
    section = Section(
        (0, 0),
        "深化改革、扩大开放,内生动力得到新增强",
        1,
        line=1,
        items=(source.item("主动承接东部地区产业转移,签约项目502个、金额1500亿元,签约项目当年开工率达80%。"),),
    )
    return Report(
        "changzhi-2024",
        "攻坚克难 高质量发展扎实推进",
        "——政府工作报告解读",
        2024,
        Nature.ACTUAL,
        "2024.txt",
        source.text,
        "1" * 64,
        parts=(Section((0,), "八个方面工作成效", sections=(section,)),),
    )


REPORT, EARLIER = _report_2026(), _report_2024()


def figure(
    report: Report,
    position: int,
    raw: str,
    unit: str,
    subject: str,
    measure: Measure = Measure.COUNT,
    bound: Bound = Bound.EXACT,
    cue: str = "",
) -> Figure:
    """The figure that stands as ``raw`` in the item."""
    item = report.item_at(position)
    assert item is not None
    start = item.text.index(raw)
    span = Span(start, start + len(raw))
    value = Decimal(raw.removesuffix(unit))
    at = item.text.find(cue, span.end) if cue else -1
    return Figure(
        report.key,
        position,
        item.to_source(span),
        span,
        raw,
        Quantity(value, unit, value, unit, bound),
        measure,
        subject,
        report.nature,
        report.year,
        cues=(Span(at, at + len(cue)),) if at >= 0 else (),
    )


GDP = figure(REPORT, 0, "6%", "%", "地区生产总值", Measure.GROWTH, Bound.ABOUT, "左右")
JOBS = figure(REPORT, 1, "4.3万", "万", "新增城镇就业", Measure.LEVEL, Bound.AT_LEAST, "以上")
WORKS = figure(REPORT, 4, "110个", "个", "省重点工程")
BIG = figure(REPORT, 4, "135个", "个", "重大项目")
SIZE = figure(REPORT, 4, "10亿元", "亿元", "重大项目投资", Measure.LEVEL, Bound.AT_LEAST, "以上")
SIGNED = figure(REPORT, 5, "1000个", "个", "签约项目")
AMOUNT = figure(REPORT, 5, "2000亿元", "亿元", "签约金额", Measure.LEVEL, Bound.AT_LEAST, "以上")
STARTED = figure(REPORT, 5, "80%", "%", "签约项目当年开工率", Measure.RATE, Bound.AT_LEAST, "以上")
SIGNED_2024 = figure(EARLIER, 0, "502个", "个", "签约项目")
AMOUNT_2024 = figure(EARLIER, 0, "1500亿元", "亿元", "签约金额", Measure.LEVEL)
STARTED_2024 = figure(EARLIER, 0, "80%", "%", "签约项目当年开工率", Measure.RATE)

CAVEAT = "2024年实绩句在“主动承接东部地区产业转移”之下,口径可能只是承接转移。"
INDICATORS = (
    Indicator("signed", "签约项目", "招商", (SIGNED_2024,), SIGNED, Terms.CAVEAT, CAVEAT),
    Indicator("amount", "签约金额", "招商", (AMOUNT_2024,), AMOUNT, Terms.CAVEAT, CAVEAT),
    Indicator("started", "当年开工率", "招商", (STARTED_2024,), STARTED, Terms.SAME),
)


def annotation(position: int, words: str, text: str, **changes: object) -> Annotation:
    """A verified annotation on the item, or on ``words`` of it."""
    item = REPORT.item_at(position)
    assert item is not None
    at = item.text.index(words)
    stretch = Span(at, at + len(words))
    made = Annotation(
        id="0190b0e0-0000-7000-8000-000000000001",
        report_key=REPORT.key,
        kind=AnnotationKind.WORDING,
        status=AnnotationStatus.VERIFIED,
        title="签约与到位的区别",
        text=text,
        author="某某",
        created=datetime(2026, 1, 7, 4, tzinfo=UTC),
        changed=datetime(2026, 1, 8, 4, tzinfo=UTC),
        anchor=anchor_at(REPORT, item, stretch),
        item=position,
        stretch=stretch if words else None,
    )
    return replace(made, **changes)  # type: ignore[arg-type]


NOTE = annotation(5, "签约金额2000亿元", "签约金额为协议金额，不等于到位资金。")
CONTENTS = ReportContents(REPORT, (GDP, JOBS, WORKS, BIG, SIZE, SIGNED, AMOUNT, STARTED), (NOTE,))
EARLIER_CONTENTS = ReportContents(EARLIER, (SIGNED_2024, AMOUNT_2024, STARTED_2024), ())

ITEM = Place(REPORT.key, (1, 0), 5)
SECTION = Place(REPORT.key, (1, 0))
WHOLE = Place(REPORT.key)
EARLIER_ITEM = Place(EARLIER.key, (0, 0), 0)
