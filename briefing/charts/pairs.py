"""Charts that set a result beside a target: of an item, of the expected targets, of all comparable indicators."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing.charts.build import common_unit, in_unit, legend_of, same_unit, unit_scale_of
from briefing.charts.pairing import SHARES, WHOLE, pair_panel, pair_row
from briefing.charts.pick import GROWING, Sources, same_figure
from briefing.charts.spec import Arrangement, Bar, ChartSpec, Kind, Panel, Row
from briefing.charts.words import describe, series
from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.domain.figure import Figure
from briefing.domain.quantity import plain
from briefing.domain.report import Item, ItemRole, Nature
from briefing.domain.shown import shown


def item_chart(
    item: Item, contents: ReportContents, indicators: Iterable[Indicator], sources: Iterable[ReportContents] = ()
) -> tuple[ChartSpec, ...]:
    """The charts of one item: small multiples of its paired figures, then its other figures, a chart a unit.

    ``sources`` are the other reports, so that their figures lead back to their sentences too.
    Empty when nothing can be set beside anything.
    """
    known = Sources((contents, *sources))
    figures = contents.figures_of((item,))
    refs = {figure.ref for figure in figures}
    if item.role is ItemRole.CALLOUT:
        # A call-out shows the pair that was made with the sentence it repeats.
        pairs = list(indicators)
        named = [f for i in pairs for f in (*i.results, i.target) if f.report_key == contents.report.key]
        refs |= {f.ref for f in named if any(same_figure(f, own) for own in figures)}
        indicators = pairs
    paired = [i for i in indicators if any(f.ref in refs for f in (*i.results, i.target))]
    charts = []
    if paired:
        panels = []
        for indicator in paired:
            own = [f for f in (*indicator.results, indicator.target) if f.ref in refs]
            title = shown(own[0].label) if len(own) == 1 else indicator.name
            panels.append(pair_panel(indicator, known, title=title))
        charts.append(_pairs_chart("实绩与目标", Arrangement.MULTIPLES, paired, panels, note="每幅自零起"))
    used = {f.ref for i in paired for f in (*i.results, i.target)}
    told = [f for i in paired for f in (*i.results, i.target)]
    alone = known.distinct(f for f in figures if f.ref not in used and not any(same_figure(f, t) for t in told))
    charts.extend(_own_chart(group, known) for group in _alike(alone))
    return tuple(charts)


def targets_chart(
    contents: ReportContents, indicators: Iterable[Indicator], sources: Iterable[ReportContents] = ()
) -> ChartSpec | None:
    """The expected targets in per cent, each below its earlier result, or below the words that it is not told.

    They are the report's call-outs; where it has none, the sentences that speak of 预期目标. None when there are none.
    """
    known = Sources((contents, *sources))
    targets = _expected(contents, known)
    if not targets:
        return None
    pairs = {i.target.ref: i for i in indicators if i.target.report_key == contents.report.key}
    absent = _absent_words(pairs.values(), known)
    rows, drawn, caveats = [], [], []
    for target in targets:
        label = shown(target.subject)
        indicator = pairs.get(target.ref) or next(
            (i for i in pairs.values() if _repeats(i.target, target)),
            None,
        )
        drawn.append(target)
        goal = known.bar(target, unit=True)
        if indicator is not None and indicator.base is not None and indicator.base.unit == target.quantity.unit:
            row = replace(pair_row(indicator, known, label=label, unit=True), difference=None)
            drawn.extend(indicator.results)
            if indicator.caveat:
                caveats.append(indicator.caveat)
            rows.append(row)
        elif absent:
            missing = Bar(label=absent[0], kind=Kind.RESULT, unit=target.quantity.unit, absent=absent[1])
            rows.append(Row(label, (missing, goal)))
        else:
            rows.append(Row(label, (goal,)))
    panel = Panel("%", tuple(rows))
    title = "预期增速" if all(t.measure in GROWING for t in targets) else "预期目标"
    return ChartSpec(
        title=title,
        arrangement=Arrangement.ROWS,
        panels=(panel,),
        alt=describe(title, (panel,), caveats=caveats),
        legend=legend_of(drawn),
        caveats=tuple(caveats),
    )


def comparison_chart(indicators: Iterable[Indicator], sources: Iterable[ReportContents] = ()) -> ChartSpec | None:
    """All indicators, one row and one axis each, under their themes; None when there are none."""
    known = Sources(sources)
    chosen = list(indicators)
    if not chosen:
        return None
    order = list(dict.fromkeys(i.theme for i in chosen))
    chosen.sort(key=lambda i: order.index(i.theme))
    panels = [pair_panel(i, known, title=i.name, group=i.theme, unit=True) for i in chosen]
    years = {f.year for i in chosen for f in i.results} | {i.target.year for i in chosen}
    caption = years_apart(years)
    return _pairs_chart("实绩与目标对照", Arrangement.COMPARE, chosen, panels, note="每行自成一轴", caption=caption)


def pairs_chart(indicators: Iterable[Indicator], sources: Iterable[ReportContents] = ()) -> ChartSpec | None:
    """Some indicators side by side, one small chart each; None when there are none."""
    known, chosen = Sources(sources), list(indicators)
    if not chosen:
        return None
    panels = [pair_panel(indicator, known, title=indicator.name) for indicator in chosen]
    caption = years_apart({f.year for i in chosen for f in (*i.results, i.target)})
    return _pairs_chart("实绩与目标", Arrangement.MULTIPLES, chosen, panels, note="每幅自零起", caption=caption)


def detail_chart(indicator: Indicator, sources: Iterable[ReportContents] = ()) -> ChartSpec:
    """One indicator, drawn large, with the parts of a sum named and the calculation written out below."""
    panel = pair_panel(indicator, Sources(sources), title="")
    base, found = indicator.base, indicator.difference
    formula = ""
    if found is not None and base is not None:
        terms = [plain(f.quantity.value) for f in indicator.results]
        total = f"{' + '.join(terms)} = {plain(base.value)}，" if len(terms) > 1 else ""
        formula = f"测算：{total}{found.formula}（{found.unit}）"
    return _pairs_chart(indicator.name, Arrangement.DETAIL, [indicator], [panel], caption=formula)


def _pairs_chart(
    title: str,
    arrangement: Arrangement,
    indicators: Sequence[Indicator],
    panels: Sequence[Panel],
    *,
    note: str = "",
    caption: str = "",
) -> ChartSpec:
    figures = [f for i in indicators for f in (*i.results, i.target)]
    named = len(indicators) > 1
    said: dict[str, list[str]] = {}
    for indicator, panel in zip(indicators, panels, strict=True):
        if indicator.caveat:
            said.setdefault(indicator.caveat, []).append(panel.title or indicator.name)
    caveats = tuple(
        f"{'、'.join(names)}：{caveat}" if named and len(names) < len(indicators) else caveat
        for caveat, names in said.items()
    )
    computed = any(row.difference or any(bar.parts for bar in row.bars) for panel in panels for row in panel.rows)
    return ChartSpec(
        title=title,
        arrangement=arrangement,
        panels=tuple(panels),
        alt=describe(title, panels, caption, caveats),
        legend=legend_of(figures, difference=computed),
        note=note if any(row.drawn for panel in panels for row in panel.rows) else "",
        caption=caption,
        caveats=caveats,
    )


def _alike(figures: Sequence[Figure]) -> list[list[Figure]]:
    """Figures of one unit and of one sort: growth is not drawn beside a share, nor a fall beside a rise."""
    sorts: dict[object, list[Figure]] = {}
    for figure in figures:
        measure = figure.measure
        sort: object = "share" if measure in SHARES else measure if measure in GROWING else "amount"
        sorts.setdefault(sort, []).append(figure)
    return [group for alike in sorts.values() for group in same_unit(alike)]


def _own_chart(figures: Sequence[Figure], sources: Sources) -> ChartSpec:
    unit = common_unit(figures)
    scale = next(unit_scale_of(f.quantity) for f in figures if f.quantity.unit == unit)
    rows = tuple(
        Row(
            shown(figure.label),
            (in_unit(sources.bar(figure, unit=True), unit_scale_of(figure.quantity) / scale, unit),),
        )
        for figure in figures
    )
    shares = all(f.measure in SHARES and f.quantity.unit == "%" for f in figures)
    panel = Panel(unit, rows, whole=WHOLE if shares and all(r.bars[0].end <= WHOLE for r in rows) else None)
    title = f"本条数据（{unit}）"
    return ChartSpec(
        title=title,
        arrangement=Arrangement.ROWS,
        panels=(panel,),
        alt=describe(title, (panel,)),
        legend=legend_of(figures),
    )


def _expected(contents: ReportContents, sources: Sources) -> tuple[Figure, ...]:
    """The expected targets in per cent, in the order of the text, each once."""
    targets = [f for f in contents.figures if f.nature is Nature.TARGET and f.quantity.unit == "%"]

    def role(figure: Figure) -> ItemRole | None:
        item = sources.item(figure)
        return item.role if item else None

    called = [f for f in targets if role(f) is ItemRole.CALLOUT]
    if called:
        return tuple(called)
    told = [f for f in targets if (item := sources.item(f)) is not None and "预期目标" in item.text]
    return sources.distinct(told)


def _repeats(one: Figure, other: Figure) -> bool:
    """Whether the pair was made with the same promise said elsewhere in the report."""
    same_value = one.quantity.base_value == other.quantity.base_value and one.measure is other.measure
    return same_value and one.subject == other.subject


def _absent_words(pairs: Iterable[Indicator], sources: Sources) -> tuple[str, str] | None:
    """The earlier series' name and the words for what it lacks; None when there is no earlier report."""
    earlier = Counter((f.report_key, f.year) for i in pairs for f in i.results)
    if not earlier:
        return None
    (key, year), _ = earlier.most_common(1)[0]
    report = sources.report(key)
    year = report.year if report and report.year is not None else year
    document = "解读" if report is None or "解读" in report.name + report.subtitle else "报告"
    return series(Kind.RESULT, year), f"{year or ''} {document}未载".strip()


def years_apart(years: set[int | None], so: str = "差额不是年度增幅。") -> str:
    """A difference over several years is no yearly growth: the reader is told what does not follow."""
    known = sorted(year for year in years if year is not None)
    apart = known[-1] - known[0] if known else 0
    words = {2: "两", 3: "三", 4: "四", 5: "五"}
    return f"{words.get(apart, str(apart))}年相隔，{so}" if apart > 1 else ""
