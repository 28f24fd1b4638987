"""Slips of the pen that are certain, and years that a plan does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefing.domain.finding import Finding, FindingKind
from briefing.domain.report import Item, Report
from briefing.domain.span import Span
from briefing.reading.checks_places import finding, place
from briefing.reading.times import plan_end
from briefing.reading.vocabulary import table

_AROUND = 6
_FIRST = ("开局", "起步", "第一")
_LAST = ("收官", "最后一")


@cache
def _slips() -> tuple[re.Pattern[str], dict[str, tuple[str, re.Pattern[str] | None]]]:
    rules = {}
    for wrong, right, *unless in table("checks")["slips"]["words"]:
        rules[wrong] = (right, re.compile(unless[0]) if unless else None)
    ordered = sorted(rules, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered))), rules


def slips(report: Report) -> Iterator[Finding]:
    """Words that are no words, or not there: 促销费 for 促消费, 峻工, 截止 with a date, 的的."""
    pattern, rules = _slips()
    for item in report.items():
        text = item.text
        for found in pattern.finditer(text):
            right, unless = rules[found[0]]
            if not (unless and _excused(unless, text, found.start(), found.end())):
                yield from _slip(report, item, Span(*found.span()), right)
        for source, right in table("checks")["slips"]["patterns"]:
            for found in re.finditer(source, text):
                yield from _slip(report, item, Span(*found.span(1)), right)


def _excused(unless: re.Pattern[str], text: str, start: int, end: int) -> bool:
    """Whether the words around make it right after all."""
    low = max(0, start - _AROUND)
    return any(
        found.start() < end and start < found.end()
        for found in unless.finditer(text, low, min(len(text), end + 2 * _AROUND))
    )


def _slip(report: Report, item: Item, span: Span, right: str) -> Iterator[Finding]:
    wrong = span.of(item.text)
    told = f"应为“{right}”" if right else "多了一个标点"
    made = finding(report, FindingKind.SLIP, f"“{wrong}”{told}，引用时须改正。", [place(report, item, span)])
    if made is not None:
        yield made


def wrong_years(report: Report) -> Iterator[Finding]:
    """A year that is called the first or the last of a plan and is not."""
    for item in report.items():
        for found in re.finditer(table("checks")["year"]["plan"], item.text):
            said, plan, part = found.groups()
            end = plan_end(plan)
            year = _year(said, report.year)
            if end is None or year is None or part not in (*_FIRST, *_LAST):
                continue
            right = end - 4 if part in _FIRST else end
            if year != right:
                sentence = f"“十{plan.removeprefix('十')}五”的{part}年是{right}年，原文说的是{year}年，引用前须核对。"
                made = finding(report, FindingKind.YEAR, sentence, [place(report, item, Span(*found.span()))])
                if made is not None:
                    yield made


def _year(said: str, own: int | None) -> int | None:
    if said[0].isdigit():
        return int(said[:4])
    return None if own is None else own - (said == "去年")
