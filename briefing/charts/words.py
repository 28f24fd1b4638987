"""What a chart shows, in words: for readers of tagged PDF, screen readers and the clipboard."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.charts.spec import Bar, Kind, Panel, Row
from briefing.domain.quantity import Bound, Quantity


def value_words(quantity: Quantity, *, unit: bool) -> str:
    """The value as it stands beside a bar: sign, thin gap, number, and the unit where no title names it (约 6%)."""
    sign = f"{quantity.bound.sign} " if quantity.bound.sign else ""
    return f"{sign}{number_words(quantity)}{quantity.unit if unit else ''}"


def number_words(quantity: Quantity) -> str:
    """The number with a true minus sign (U+2212) where it is negative."""
    return quantity.number.replace("-", "−", 1) if quantity.value < 0 else quantity.number


_SPOKEN = {
    Bound.AT_LEAST: "不低于",
    Bound.AT_MOST: "不超过",
    Bound.ABOUT: "约",
    Bound.OVER: "超过",
    Bound.UNDER: "不到",
}
_SIGNS = "≥≤约><"


def spoken(bar: Bar) -> str:
    """A bar in words, its bound said aloud: 2026 目标 不低于 2000 亿元."""
    if bar.value is None:
        return bar.absent
    number = bar.words.lstrip(_SIGNS).strip()
    unit = bar.unit if bar.unit and bar.unit not in number and not _has_unit(number) else ""
    bound = _SPOKEN.get(bar.bound, "")
    gap = " " if bound else ""
    parts = "（" + "、".join(f"{part.label} {part.words}" for part in bar.parts) + "之和，测算）" if bar.parts else ""
    return f"{bar.label} {bound}{gap}{number}{unit}{parts}"


def _has_unit(number: str) -> bool:
    return bool(number) and not number[-1].isdigit()


def describe(title: str, panels: Sequence[Panel], caption: str = "", caveats: Sequence[str] = ()) -> str:
    """Everything the chart shows, in its order, bounds, absences, differences and caveats included."""
    sentences = [f"图：{title}"]
    for panel in panels:
        rows = "；".join(_row(panel, row) for row in panel.rows)
        named = f"{panel.title}，" if panel.title and any(row.label != panel.title for row in panel.rows) else ""
        sentences.append(f"{named}{rows}")
    sentences.extend(words.rstrip("。") for words in (caption, *caveats) if words)
    return "。".join(sentences) + "。"


def _row(panel: Panel, row: Row) -> str:
    name = row.label or panel.title
    said = [spoken(bar) for bar in row.bars]
    if row.difference is not None:
        said.append(spoken(row.difference))
    if row.remark:
        said.append(row.remark)
    if row.caveat:
        said.append("口径有别")
    return "，".join((name, *said)) if name else "，".join(said)


def series(kind: Kind, year: int | None) -> str:
    """The name of a series: 2024 实绩, 2026 目标."""
    noun = "目标" if kind is Kind.TARGET else "实绩"
    return noun if year is None else f"{year} {noun}"
