"""Charts of one report: growth rates, and what a section counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from briefing.charts.pick import GROWING, Sources, kind_of
from briefing.charts.spec import Arrangement, Bar, ChartSpec, Kind, Legend, Panel, Row
from briefing.charts.words import describe, series
from briefing.domain.contents import ReportContents
from briefing.domain.figure import Figure, Measure
from briefing.domain.quantity import Quantity
from briefing.domain.report import Section
from briefing.domain.shown import shown

MOST_ROWS = 24
"""A chart with more rows is no longer read at a glance; the first ones of the text are kept and the caption says so."""

LEAST_ROWS = 2
"""One bar compares nothing."""

_COUNTED = (Measure.COUNT, Measure.LEVEL)


def growth_chart(contents: ReportContents, *, most: int = MOST_ROWS) -> ChartSpec | None:
    """The growth rates of a report, largest first, equal ones in the order of the text; None for fewer than two.

    Rates by which something fell stand below on an axis of their own, labelled 下降: a length is never read as
    growth. Of more than ``most`` rates the first of the text are drawn and the caption says how many there are.
    """
    sources = Sources((contents,))
    figures = sources.distinct(f for f in contents.figures if f.measure in GROWING and f.quantity.unit == "%")
    if len(figures) < LEAST_ROWS:
        return None
    drawn = figures[:most]
    risen = [f for f in drawn if f.measure is Measure.GROWTH]
    fallen = [f for f in drawn if f.measure is Measure.DECLINE]
    panels = []
    if risen:
        panels.append(Panel("%", _rows(sources, contents, risen), title="增长" if fallen else ""))
    if fallen:
        panels.append(Panel("%", _rows(sources, contents, fallen), title="下降"))
    caption = f"按原文先后取前 {len(drawn)} 个，全文共 {len(figures)} 个。" if len(drawn) < len(figures) else ""
    promised = all(kind_of(figure) is Kind.TARGET for figure in drawn)
    return _report_chart("各项增速目标" if promised else "各项增速", panels, drawn, "由高到低", caption)


def section_charts(section: Section, contents: ReportContents, *, most: int = MOST_ROWS) -> tuple[ChartSpec, ...]:
    """Counts and levels of a section (those below it included), one chart for each unit that two or more share.

    Rows follow the text. Units that differ in magnitude only (亩, 万亩) share the larger one.
    """
    sources = Sources((contents,))
    figures = sources.distinct(f for f in contents.figures_of(section.all_items()) if f.measure in _COUNTED)
    charts = []
    for group in same_unit(figures):
        drawn = group[:most]
        panel = Panel(common_unit(drawn), _rows(sources, contents, drawn, ordered=False))
        caption = f"按原文先后取前 {len(drawn)} 个，本章共 {len(group)} 个。" if len(drawn) < len(group) else ""
        charts.append(_report_chart(f"各项数据（{panel.unit}）", [panel], drawn, "按原文次序", caption))
    return tuple(charts)


def same_unit(figures: Iterable[Figure]) -> list[list[Figure]]:
    """Groups of at least two figures of one normalised unit, in the order of their first ones.

    Only quantities with a unit: two bare numbers have nothing in common.
    """
    groups: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.quantity.base_unit:
            groups.setdefault(figure.quantity.base_unit, []).append(figure)
    return [group for group in groups.values() if len(group) >= LEAST_ROWS]


def common_unit(figures: Sequence[Figure]) -> str:
    """The unit, as written, of the figure of the largest magnitude: 万亩 before 亩."""
    return max((f.quantity for f in figures), key=unit_scale_of).unit


def unit_scale_of(quantity: Quantity) -> Decimal:
    """How many normalised units one written unit is (10000 for 万亩); 1 where a zero does not tell."""
    return quantity.base_value / quantity.value if quantity.value else Decimal(1)


def in_unit(bar: Bar, factor: Decimal, unit: str) -> Bar:
    """The bar measured in another magnitude of its unit; its words stay as the source wrote them."""
    if bar.unit == unit:
        return bar
    assert bar.value is not None
    return replace(bar, unit=unit, value=bar.value * factor, upper=None if bar.upper is None else bar.upper * factor)


def _rows(
    sources: Sources, contents: ReportContents, figures: Sequence[Figure], *, ordered: bool = True
) -> tuple[Row, ...]:
    unit = common_unit(figures)
    scale = next(unit_scale_of(f.quantity) for f in figures if f.quantity.unit == unit)
    rows = []
    for figure in figures:
        bar = in_unit(sources.bar(figure, unit=True), unit_scale_of(figure.quantity) / scale, unit)
        rows.append(Row(_label(figure, contents), (bar,)))
    if ordered:
        rows.sort(key=lambda row: row.bars[0].value or Decimal(0), reverse=True)
    return tuple(rows)


def _label(figure: Figure, contents: ReportContents) -> str:
    """Its subject; the year too where it is not the report's."""
    label = shown(figure.subject)
    other = figure.year is not None and figure.year != contents.report.year
    return f"{label}（{figure.year} 年）" if other else label


def _report_chart(title: str, panels: Sequence[Panel], figures: Sequence[Figure], note: str, caption: str) -> ChartSpec:
    legend = legend_of(figures)
    return ChartSpec(
        title=title,
        arrangement=Arrangement.ROWS,
        panels=tuple(panels),
        alt=describe(title, panels, caption),
        legend=legend,
        note=note,
        caption=caption,
    )


def legend_of(figures: Iterable[Figure], *, difference: bool = False) -> tuple[Legend, ...]:
    """What solid, hatched and dashed mean here, with the year where all bars of a kind share it."""
    years: dict[Kind, set[int | None]] = {}
    for figure in figures:
        years.setdefault(kind_of(figure), set()).add(figure.year)
    entries = [
        Legend(kind, series(kind, next(iter(years[kind])) if len(years[kind]) == 1 else None))
        for kind in (Kind.RESULT, Kind.TARGET)
        if kind in years
    ]
    if difference:
        entries.append(Legend(Kind.COMPUTED, "差额（测算）"))
    return tuple(entries)
