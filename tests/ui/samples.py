"""Two small reports by hand: a later one of targets, an earlier one of results."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from briefing.domain.anchor import anchor_at
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.comparison import Indicator, Terms
from briefing.domain.contents import ReportContents
from briefing.domain.figure import Figure, Measure
from briefing.domain.quantity import Bound, Quantity
from briefing.domain.report import Item, ItemRole, Nature, Report, Section, SectionRole
from briefing.domain.span import Span

RECRUIT = "精准务实抓招商。全年招商引资签约项目达到1000个,签约金额2000亿元以上,签约项目当年开工率达到80%以上。"
JOBS = "优化就业创业服务。稳定高校毕业生、农民工、退役军人等重点群体就业,新增技能人才1.2万人。"
LATER, EARLIER = "later", "earlier"


@dataclass
class Writer:
    """Writes a report item by item and keeps count of places."""

    key: str
    year: int
    nature: Nature
    text: str = ""
    line: int = 1
    position: int = 0
    items: list[Item] = field(default_factory=list)

    def item(self, text: str, role: ItemRole = ItemRole.BODY) -> Item:
        made = Item(self.position, role, text, (Span(len(self.text), len(self.text) + len(text)),), self.line)
        self.text += text + "\n"
        self.line += 1
        self.position += 1
        self.items.append(made)
        return made

    def figure(self, text: str, raw: str, value: str, unit: str, bound: Bound = Bound.EXACT) -> Figure:
        item = next(item for item in self.items if item.text == text)
        span = Span(item.text.index(raw), item.text.index(raw) + len(raw))
        quantity = Quantity(Decimal(value), unit, Decimal(value), unit, bound)
        source = item.to_source(span)
        return Figure(self.key, item.position, source, span, raw, quantity, Measure.LEVEL, "", self.nature, self.year)


def note(report: Report, item: Item, number: int, *, text: str = "照原文引用", deleted: bool = False) -> Annotation:
    stretch = Span(0, 4)
    when = datetime(2026, 1, number, tzinfo=UTC)
    return Annotation(
        f"note-{number}",
        report.key,
        AnnotationKind.WORDING,
        AnnotationStatus.VERIFIED,
        "",
        text,
        "综合科",
        when,
        when,
        anchor_at(report, item, stretch),
        item.position,
        stretch,
        deleted=deleted,
    )


def later() -> ReportContents:
    """Two parts: targets as call-outs, work in two numbered sections behind a lead."""
    write = Writer(LATER, 2026, Nature.TARGET)
    goals = Section((0,), "主要预期目标", items=(write.item("新增城镇就业4.3万以上", ItemRole.CALLOUT),))
    lead = write.item("今年工作的总体要求是,坚持稳中求进工作总基调,着力稳就业、稳企业。", ItemRole.LEAD)
    first = Section(
        (1, 0),
        "坚持内需主导、投资拉动,推动经济平稳运行",
        1,
        items=(write.item("多措并举促销费。深入实施消费提振专项行动。"), write.item(RECRUIT)),
    )
    second = Section((1, 1), "坚持民生为大、共同富裕,全面发展社会事业", 8, items=(write.item(JOBS),))
    work = Section((1,), "今年重点抓好11个方面工作", leads=(lead,), sections=(first, second))
    figures = (
        write.figure("新增城镇就业4.3万以上", "4.3万", "4.3", "万", Bound.AT_LEAST),
        write.figure(RECRUIT, "1000个", "1000", "个"),
        write.figure(RECRUIT, "2000亿元", "2000", "亿元", Bound.AT_LEAST),
        write.figure(RECRUIT, "80%", "80", "%", Bound.AT_LEAST),
        write.figure(JOBS, "1.2万人", "1.2", "万人"),
    )
    report = Report(
        LATER,
        "奋楫争先 拼出“十五五”开局昂扬气象",
        "——政府工作报告解读(下)",
        2026,
        Nature.TARGET,
        "later.txt",
        write.text,
        "0" * 64,
        "2026 工作报告解读（下）",
        parts=(goals, work),
    )
    return ReportContents(report, figures, ())


def earlier() -> ReportContents:
    """One part of results, call-outs and a closing, both without a heading."""
    write = Writer(EARLIER, 2024, Nature.ACTUAL)
    jobs = "发放创业担保贷款5.7亿元,新增城镇就业4.7万人。"
    section = Section((0, 0), "坚守初心、聚力民生,社会事业取得新进步", 8, items=(write.item(jobs),))
    done = Section((0,), "八个方面工作成效", sections=(section,))
    numbers = Section((1,), None, role=SectionRole.CALLOUTS, items=(write.item("减税降费29.73亿元", ItemRole.CALLOUT),))
    closing = Section(
        (2,), None, role=SectionRole.CLOSING, items=(write.item("一年来,坚持依法行政。", ItemRole.CLOSING),)
    )
    report = Report(
        EARLIER,
        "攻坚克难 高质量发展扎实推进",
        "——政府工作报告解读",
        2024,
        Nature.ACTUAL,
        "earlier.txt",
        write.text,
        "1" * 64,
        "2024 工作报告解读",
        parts=(done, numbers, closing),
    )
    figures = (write.figure(jobs, "5.7亿元", "5.7", "亿元"), write.figure(jobs, "4.7万人", "4.7", "万人"))
    return ReportContents(report, figures, ())


def both() -> tuple[ReportContents, ...]:
    return later(), earlier()


def item_with(contents: ReportContents, words: str) -> Item:
    return next(item for item in contents.report.items() if words in item.text)


def jobs_indicator() -> Indicator:
    """New urban jobs: 4.7万人 done, at least 4.3万 promised."""
    return Indicator("jobs", "城镇新增就业", "就业民生", (earlier().figures[1],), later().figures[0], Terms.SAME)
