"""A result beside its target: one row on one axis, or words where no axis is honest."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from briefing.charts.build import in_unit, unit_scale_of
from briefing.charts.pick import Sources
from briefing.charts.spec import Bar, Kind, Panel, Row
from briefing.charts.words import value_words
from briefing.domain.comparison import Difference, Indicator, Terms
from briefing.domain.figure import Measure
from briefing.domain.quantity import Quantity, plain
from briefing.domain.shown import shown

DIFFERENCE = "差额（测算）"
SHARES = (Measure.RATE, Measure.SHARE)
WHOLE = Decimal(100)
"""Rates and shares are seen against the whole."""


def pair_panel(indicator: Indicator, sources: Sources, *, title: str, group: str = "", unit: bool = False) -> Panel:
    """One pair on an axis of its own. ``unit`` says whether values carry their unit; rates stand against 100 %."""
    row = pair_row(indicator, sources, label=title, unit=unit)
    shares = all(f.measure in SHARES and f.quantity.unit == "%" for f in (*indicator.results, indicator.target))
    whole = WHOLE if shares and all(bar.end <= WHOLE for bar in row.bars) else None
    return Panel(row.bars[-1].unit, (row,), title=title, group=group, whole=whole, caveat=row.caveat)


def pair_row(indicator: Indicator, sources: Sources, *, label: str, unit: bool) -> Row:
    """Result above, target below, in the target's unit; only said, not drawn, where they cannot share an axis."""
    target, base = indicator.target.quantity, indicator.base
    caveat = "" if indicator.terms is Terms.SAME else indicator.caveat or indicator.terms.label
    goal = sources.bar(indicator.target, unit=unit, caveat=caveat)
    remark = _remark(indicator)
    if remark or base is None:
        # Without a common axis each value keeps its own unit, so that nothing is read off a wrong one.
        said = [sources.bar(figure, unit=True, caveat=caveat) for figure in indicator.results]
        return Row(
            label, (*said, sources.bar(indicator.target, unit=True, caveat=caveat)), remark=remark, caveat=caveat
        )
    shared = target.unit + base.base_unit if not target.base_unit else target.unit
    scale = unit_scale_of(target) if target.value else unit_scale_of(base)
    done = _result_bar(indicator, base, sources, caveat, unit=unit or base.unit != shared)
    done = replace(
        in_unit(done, unit_scale_of(base) / scale, shared),
        parts=tuple(in_unit(part, unit_scale_of(base) / scale, shared) for part in done.parts),
    )
    goal = replace(goal, unit=shared, words=value_words(target, unit=unit or target.unit != shared))
    return Row(label, (done, goal), _difference_bar(indicator.difference, goal, shared), caveat=caveat)


def _result_bar(indicator: Indicator, base: Quantity, sources: Sources, caveat: str, *, unit: bool) -> Bar:
    bars = tuple(sources.bar(figure, unit=unit, caveat=caveat) for figure in indicator.results)
    if len(bars) == 1:
        return bars[0]
    parts = tuple(
        replace(bar, label=shown(figure.subject)) for bar, figure in zip(bars, indicator.results, strict=True)
    )
    total = f"{' + '.join(plain(f.quantity.value) for f in indicator.results)} = {plain(base.value)}{base.unit}"
    return Bar(
        label=bars[0].label,
        kind=Kind.RESULT,
        unit=base.unit,
        value=base.value,
        words=value_words(base, unit=unit),
        figures=tuple(f.ref for f in indicator.results),
        place=bars[0].place,
        caveat=caveat,
        sentence=f"测算：{total}",
        parts=parts,
    )


def _difference_bar(found: Difference | None, goal: Bar, unit: str) -> Bar | None:
    if found is None:
        return None
    sign = f"{found.bound.sign} " if found.bound.sign else ""
    return Bar(
        label=DIFFERENCE,
        kind=Kind.COMPUTED,
        unit=unit,
        value=found.value,
        words=f"{sign}{found.number} {found.unit}",
        bound=found.bound,
        figures=goal.figures,
        place=goal.place,
        sentence=f"测算：{found.formula}（{found.unit}）",
    )


def _remark(indicator: Indicator) -> str:
    """Why nothing is drawn; empty when bars are honest."""
    if indicator.terms is Terms.NOT_SUBTRACTABLE:
        return f"{indicator.short}，不可相减" if indicator.short else "不可相减"
    base = indicator.base
    if base is None:
        return "各部分不能相加"
    units = {base.base_unit, indicator.target.quantity.base_unit}
    return "单位不同，不可相减" if len(units) > 1 and units != {"人", ""} else ""
