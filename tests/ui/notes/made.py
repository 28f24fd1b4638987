"""Annotations made in memory, a few by hand or very many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from briefing.domain.anchor import Anchor
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
from briefing.domain.contents import ReportContents
from briefing.domain.report import Item, ItemRole, Nature, Report, Section
from briefing.domain.span import Span

NOW = datetime(2026, 6, 15, 4, tzinfo=UTC)
KINDS, STATUSES = tuple(AnnotationKind), tuple(AnnotationStatus)


def report(key: str = "made", sections: int = 3, items: int = 4) -> Report:
    parts, position = [], 0
    for number in range(sections):
        own = []
        for _ in range(items):
            text = f"第{position}项任务,签约项目达到{position + 10}个。"
            own.append(Item(position, ItemRole.BODY, text, (Span(0, len(text)),), position + 1))
            position += 1
        parts.append(Section((number,), f"第{number}章抓好工作", number + 1, items=tuple(own)))
    return Report(key, "报告", "", 2026, Nature.TARGET, "f.txt", "", "0" * 64, key, parts=tuple(parts))


def note(number: int, *, item: int | None = 0, key: str = "made", text: str = "", **other: object) -> Annotation:
    quote = f"第{item}项任务"
    made = Annotation(
        f"{key}-{number:05}",
        key,
        AnnotationKind.BACKGROUND,
        AnnotationStatus.PENDING,
        "",
        text or f"说明{number}",
        "综合科",
        NOW - timedelta(days=number),
        NOW - timedelta(days=number),
        Anchor(quote, "", "", 0, len(quote)),
        item,
        Span(0, len(quote)),
    )
    return replace(made, **other)  # type: ignore[arg-type]


def contents(*notes: Annotation, key: str = "made") -> ReportContents:
    return ReportContents(report(key), (), notes)


def many(count: int, reports: int = 10, sections: int = 20, items: int = 25) -> tuple[ReportContents, ...]:
    """So many annotations, spread evenly over everything."""
    found = []
    for number in range(reports):
        key = f"r{number}"
        whole = report(key, sections, items)
        found.append(ReportContents(whole, (), tuple(_spread(key, count // reports, sections * items))))
    return tuple(found)


def _spread(key: str, count: int, items: int) -> Iterable[Annotation]:
    for at in range(count):
        words = f"责任单位第{at % 40}科,资金第{at % 7}批,要求按月报送进展并说明口径。" * 4
        kind, status = KINDS[at % 7], STATUSES[at % 4]
        yield note(at, item=at * 7 % items, key=key, text=words, kind=kind, status=status)
