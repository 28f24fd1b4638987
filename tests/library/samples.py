"""Small reports made by hand, for tests that are not about reading."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from briefing.domain.figure import Figure, Measure
from briefing.domain.quantity import Bound, Quantity
from briefing.domain.report import Item, ItemRole, Nature, Report, Section
from briefing.domain.span import Span

Outline = tuple[tuple[str, tuple[str, ...]], ...]

HARVEST: Outline = (
    ("坚持就业优先,办好民生实事", ("优化创业服务。新增城镇就业4.70万人。", "PM2.5浓度控制在30微克以下,空气更好。")),
    ("强化项目支撑", ("招商引资签约项目1000个,就业容量大。", "“专精特新”企业增加㎡与👩‍🌾。")),
)


def make_report(
    key: str = "harvest-2025", *, year: int | None = 2025, outline: Outline = HARVEST, title: str = ""
) -> Report:
    """A report with one part: a lead, then numbered sections of one-line items."""
    source = f"# {title or key}\n"
    sections, position = [], 1
    lead_at = len(source)
    source += "一年来,各项工作取得进展。\n"
    lead = Item(0, ItemRole.LEAD, "一年来,各项工作取得进展。", (Span(lead_at, len(source) - 1),), 2)
    for number, (heading, texts) in enumerate(outline, 1):
        heading_at = Span(len(source) + 5, len(source) + 5 + len(heading))
        line = source.count("\n") + 1
        source += f"#### {heading}\n"
        items = []
        for text in texts:
            at = len(source) + 2
            items.append(Item(position, ItemRole.BODY, text, (Span(at, at + len(text)),), source.count("\n") + 1))
            source += f"- {text}\n"
            position += 1
        sections.append(
            Section((0, number - 1), heading, number, heading_span=heading_at, line=line, items=tuple(items))
        )
    part = Section((0,), "重点工作", leads=(lead,), sections=tuple(sections), line=1)
    return Report(
        key=key,
        title=title or key,
        subtitle="——解读",
        year=year,
        nature=Nature.ACTUAL,
        file_name=f"{key}.txt",
        source_text=source,
        sha256=hashlib.sha256(f"{key}{source}".encode()).hexdigest(),
        parts=(part,),
    )


def make_figure(report: Report, item: int, raw: str, value: str, unit: str, subject: str) -> Figure:
    """The figure that stands as ``raw`` in the item, an exact level."""
    held = report.item_at(item)
    assert held is not None
    start = held.text.index(raw)
    text_span = Span(start, start + len(raw))
    number = Decimal(value)
    return Figure(
        report_key=report.key,
        item=item,
        span=held.to_source(text_span),
        text_span=text_span,
        raw=raw,
        quantity=Quantity(number, unit, number, unit, Bound.EXACT),
        measure=Measure.LEVEL,
        subject=subject,
        nature=Nature.ACTUAL,
        year=report.year,
    )


def harvest_figures(report: Report) -> tuple[Figure, ...]:
    """The figures of ``HARVEST``."""
    return (
        make_figure(report, 1, "4.70万人", "4.70", "万人", "新增城镇就业"),
        make_figure(report, 2, "30微克", "30", "微克", "PM2.5浓度"),
        make_figure(report, 3, "1000个", "1000", "个", "招商引资签约项目"),
    )
