"""Indicators and findings as lines of text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefing.domain.comparison import Indicator, Terms, missing_words, missing_years, pointer
from briefing.domain.figure import Figure
from briefing.domain.finding import Finding
from briefing.domain.quantity import plain
from briefing.domain.report import Report


def indicator_lines(indicators: Sequence[Indicator], reports: Mapping[str, Report]) -> Iterator[str]:
    """Indicators under their themes: result, target, difference; below them the caveat and what is pointed out."""
    theme = ""
    held = {report.year for report in reports.values() if report.year is not None}
    absent: set[int] = set()
    for indicator in indicators:
        if indicator.theme != theme:
            theme = indicator.theme
            yield theme
        yield f"  {indicator.name}：{_results(indicator)} → {_told(indicator.target)}　{_compared(indicator)}"
        if indicator.caveat:
            yield f"    口径：{indicator.caveat}"
        if words := pointer(indicator):
            yield f"    注意：{words}"
        absent.update(missing_years(indicator, held))
    if absent:
        yield missing_words(absent)


def _results(indicator: Indicator) -> str:
    return " + ".join(_told(figure) for figure in indicator.results)


def _told(figure: Figure) -> str:
    year = "" if figure.year is None else f"{figure.year}年"
    return f"{year}{figure.quantity.words}"


def _compared(indicator: Indicator) -> str:
    """Difference and ratio, marked as computed, or why there is none."""
    difference, ratio = indicator.difference, indicator.ratio
    if indicator.terms is Terms.NOT_SUBTRACTABLE:
        return f"不可相减（{indicator.short}）" if indicator.short else "不可相减"
    if difference is None:
        return indicator.direction.label
    times = "" if ratio is None else f"，为实绩的{difference.bound.sign}{plain(ratio.value)}倍"
    number = f"{difference.bound.sign}{difference.number}{difference.unit}"
    return f"{number}{times}（测算：{difference.formula}）"


def finding_lines(report: Report, findings: Iterable[Finding]) -> Iterator[str]:
    """A report's findings, each with the line and the words of its places; a line says so when there are none."""
    findings = tuple(findings)
    yield f"{report.name}　{len(findings)} 处" if findings else f"{report.name}　没有发现问题"
    for finding in findings:
        yield f"  [{finding.kind.label}] {finding.sentence}"
        for place in finding.places:
            item = report.item_at(place.item)
            line = "" if item is None else f"第{item.line}行 "
            yield f"    {line}“{place.quote}”"
