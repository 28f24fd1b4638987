"""The chart of indicators that a person chose, in the arrangement that fits them."""

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


def chosen_chart(indicators: Iterable[Indicator], sources: Iterable[ReportContents] = ()) -> ChartSpec | None:
    """One chart of these indicators; None for none.

    One is drawn large. Several growth rates share an axis, each below its earlier result. A few others stand side by
    side, more become a table with bars.
    """
    chosen = list(indicators)
    if not chosen:
        return None
    if len(chosen) == 1:
        return detail_chart(chosen[0], sources)
    if all(_is_rate(indicator) for indicator in chosen):
        return rates_chart(chosen, sources)
    if len(chosen) <= MOST_MULTIPLES:
        return pairs_chart(chosen, sources)
    return comparison_chart(chosen, sources)


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
