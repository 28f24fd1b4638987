"""A chart as an office program draws it: categories, series and the words beside each bar, still pure data."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from briefing.charts.axis import difference_of, span_of
from briefing.charts.spec import Bar, ChartSpec, Kind, Panel, Row

CAVEAT_MARK = "▲"


@dataclass(frozen=True, slots=True)
class Point:
    """One bar. ``words`` stand beside it; ``reach`` is how far beyond it a dashed line goes: to the far end of a
    range, or as long as the difference it lacks. ``computed`` marks a sum. Without a value there is no bar.
    """

    value: Decimal | None = None
    words: str = ""
    reach: Decimal = Decimal(0)
    computed: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The bars of one kind, one for each category."""

    name: str
    kind: Kind
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """One axis from zero, in one unit; ``low`` and ``high`` are its ends at least."""

    title: str
    unit: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    low: Decimal
    high: Decimal


def plot_of(panel: Panel, spec: ChartSpec) -> Plot | None:
    """What of a panel is drawn; None when all of it is only said."""
    rows = [row for row in panel.rows if row.drawn and any(bar.value is not None for bar in row.bars)]
    if not rows:
        return None
    named = {entry.kind: entry.words for entry in spec.legend}
    slots: list[tuple[Kind, int]] = []
    for kind in Kind:
        most = max(sum(bar.kind is kind for bar in row.bars) for row in rows)
        slots += [(kind, at) for at in range(most)]
    series = []
    for kind, at in slots:
        bars = [_bar_at(row, kind, at) for row in rows]
        labels = {bar.label for bar in bars if bar is not None}
        name = labels.pop() if len(labels) == 1 else named.get(kind, "")
        points = tuple(_point(row, bar) for row, bar in zip(rows, bars, strict=True))
        series.append(Series(name or named.get(kind, ""), kind, points))
    categories = tuple(row.label or panel.title or spec.title for row in rows)
    return Plot(panel.title, panel.unit, categories, tuple(series), *span_of(panel))


def said_of(panel: Panel, *, differences: bool = False) -> tuple[str, ...]:
    """Sentences for what an office program's chart does not show: values that have no common axis, absent ones, the
    parts of sums, and with ``differences`` what was computed.
    """
    said = []
    for row in panel.rows:
        name = f"{row.label or panel.title}：" if row.label or panel.title else ""
        parts = [_spoken(bar) for bar in row.bars if not row.drawn or bar.value is None]
        parts += [_parts(bar) for bar in row.bars if row.drawn and bar.parts]
        parts += [row.remark] if row.remark else []
        if differences and row.difference is not None:
            parts.append(f"{row.difference.label} {_with_unit(row.difference)}")
        if parts:
            said.append(f"{name}{'；'.join(parts)}。")
    return tuple(said)


def _bar_at(row: Row, kind: Kind, at: int) -> Bar | None:
    found = [bar for bar in row.bars if bar.kind is kind]
    return found[at] if at < len(found) else None


def _point(row: Row, bar: Bar | None) -> Point:
    if bar is None or bar.value is None:
        return Point()
    marked = bool(bar.caveat) and bar.kind is Kind.RESULT
    words = f"{bar.words} {CAVEAT_MARK}" if marked else bar.words
    reach = abs(bar.upper - bar.value) if bar.upper is not None else _completed(row, bar)
    return Point(bar.value, words, reach, bool(bar.parts))


def _completed(row: Row, bar: Bar) -> Decimal:
    """How long the dashed difference is that begins at this bar's end."""
    found = difference_of(row)
    if found is None or row.bars[found[0]] is not bar:
        return Decimal(0)
    return found[2] - found[1]


def _spoken(bar: Bar) -> str:
    return f"{bar.label} {bar.words or bar.absent}".strip() if not bar.absent else bar.absent


def _parts(bar: Bar) -> str:
    return f"{bar.label} {_with_unit(bar)} = {' + '.join(f'{part.label} {part.words}' for part in bar.parts)}（测算）"


def _with_unit(bar: Bar) -> str:
    return bar.words if not bar.unit or bar.words.endswith(bar.unit) else f"{bar.words} {bar.unit}"
