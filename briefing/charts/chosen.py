"""The charts of indicators that a person chose, in the arrangement that fits them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing.charts.build import legend_of
from briefing.charts.pairing import pair_row
from briefing.charts.pairs import comparison_chart, detail_chart, pairs_chart, years_apart
from briefing.charts.pick import GROWING, Sources
from briefing.charts.spec import Arrangement, ChartSpec, Panel
from briefing.charts.words import describe
from briefing.domain.comparison import Indicator, Terms
from briefing.domain.contents import ReportContents
from briefing.domain.figure import Measure
from briefing.domain.shown import shown

MOST_MULTIPLES = 3
"""More small charts than these no longer stand side by side on a page."""


MOST_COMPARED = 8
"""Rows of a table with bars; of more it would be printed too small, and is cut between themes."""


def chosen_charts(indicators: Iterable[Indicator], sources: Iterable[ReportContents] = ()) -> tuple[ChartSpec, ...]:
    """The charts of these indicators.

    One is drawn large. Several growth rates share an axis, each below its earlier result. A few others stand side by
    side. More become a table with bars, or several of them, themes kept together.
    """
    chosen, known = list(indicators), tuple(sources)
    found: list[ChartSpec | None]
    if len(chosen) == 1:
        found = [detail_chart(chosen[0], known)]
    elif chosen and all(_is_rate(indicator) for indicator in chosen):
        found = [rates_chart(chosen, known)]
    elif len(chosen) <= MOST_MULTIPLES:
        found = [pairs_chart(chosen, known)]
    else:
        groups = _groups(chosen)
        found = [comparison_chart(group, known) for group in groups]
        if len(groups) > 1:
            found = [_named(spec, group) for spec, group in zip(found, groups, strict=True)]
    return tuple(spec for spec in found if spec is not None)


def _groups(indicators: Sequence[Indicator]) -> list[list[Indicator]]:
    """The indicators in groups of at most ``MOST_COMPARED``, a theme cut only where it alone has more."""
    themes: dict[str, list[Indicator]] = {}
    for indicator in indicators:
        themes.setdefault(indicator.theme, []).append(indicator)
    groups: list[list[Indicator]] = []
    for theme in themes.values():
        for at in range(0, len(theme), MOST_COMPARED):
            part = theme[at : at + MOST_COMPARED]
            if groups and len(groups[-1]) + len(part) <= MOST_COMPARED:
                groups[-1] += part
            else:
                groups.append(list(part))
    return groups


def _named(spec: ChartSpec | None, group: Sequence[Indicator]) -> ChartSpec | None:
    themes = "、".join(dict.fromkeys(shown(indicator.theme) for indicator in group))
    title = "实绩与目标对照" if not themes else f"实绩与目标对照（{themes}）"
    return None if spec is None else replace(spec, title=title, alt=spec.alt.replace(spec.title, title, 1))


def rates_chart(indicators: Sequence[Indicator], sources: Iterable[ReportContents] = ()) -> ChartSpec:
    """Growth rates on one axis, each result above its target. Raises ValueError for what is no rate of growth."""
    if not all(_is_rate(indicator) for indicator in indicators):
        raise ValueError("not all of these are rates of growth")
    known = Sources(sources)
    rows, caveats = [], []
    for indicator in indicators:
        # Dashed boxes on one shared axis would read as bars of their own.
        rows.append(replace(pair_row(indicator, known, label=shown(indicator.name), unit=True), difference=None))
        if indicator.caveat:
            caveats.append(f"{shown(indicator.name)}：{indicator.caveat}")
    figures = [figure for indicator in indicators for figure in (*indicator.results, indicator.target)]
    title = "增速：实绩与目标"
    caption = years_apart({figure.year for figure in figures}, "不能连成逐年走势。")
    panel = Panel("%", tuple(rows))
    return ChartSpec(
        title=title,
        arrangement=Arrangement.ROWS,
        panels=(panel,),
        alt=describe(title, (panel,), caption, caveats),
        legend=legend_of(figures),
        caption=caption,
        caveats=tuple(caveats),
    )


def _is_rate(indicator: Indicator) -> bool:
    figures = (*indicator.results, indicator.target)
    same = {figure.measure for figure in figures} in ({Measure.GROWTH}, {Measure.DECLINE})
    rates = all(figure.measure in GROWING and figure.quantity.unit == "%" for figure in figures)
    return same and rates and len(indicator.results) == 1 and indicator.terms is not Terms.NOT_SUBTRACTABLE
