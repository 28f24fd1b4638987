"""What is computed (测算) from the figures of a place: implied bases and paths, for its page and its print alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.domain.projection import Path, Projection, implied_base, implied_bases, level_of, path
from briefing.domain.report import Item
from briefing.domain.shown import shown
from briefing.export.document import Align, Cell, Column, Table

MOST_COLUMNS = 6
"""A path of more years than this is printed year under year."""


def computed_for(
    items: Sequence[Item],
    contents: ReportContents,
    library: Iterable[ReportContents],
    indicators: Iterable[Indicator],
) -> tuple[Projection | Path, ...]:
    """What the figures of these items imply, alone or with the figures that indicators join them to; each once.

    A path needs a level, its promised growth, and that both speak of one indicator: it is shown with either.
    """
    figures = contents.figures_of(items)
    here = {figure.ref for figure in figures}
    all_figures = tuple(chain.from_iterable(other.figures for other in library))
    found: list[Projection | Path] = list(implied_bases(figures))
    for indicator in indicators:
        level = level_of(indicator, all_figures)
        if level is None:
            continue
        views = (implied_base(level, indicator.results[0]), path(level, indicator.target))
        found += [view for view in views if view is not None and any(one.ref in here for one in view.sources)]
    return tuple({_identity(view): view for view in found}.values())


def computed_table(view: Projection | Path) -> Table:
    """A computed view as it is printed: marked 测算, its formula and what it is worth below it."""
    points = points_of(view)
    remark = f"测算：{view.formula}。{shown(view.note)}"
    if len(points) > MOST_COLUMNS:
        downwards = (Column("年份"), Column("测算值", Align.RIGHT))
        rows = tuple((Cell(f"{year}年"), Cell(value, view.unit, computed=True)) for year, value in points)
        return Table(f"{shown(view.name)}（测算）", downwards, rows, remark=remark)
    columns = (Column("单位"), *(Column(f"{year}年", Align.RIGHT) for year, _ in points))
    row = (Cell(shown(view.unit)), *(Cell(value, computed=True) for _, value in points))
    return Table(f"{shown(view.name)}（测算）", columns, (row,), remark=remark)


def points_of(view: Projection | Path) -> tuple[tuple[int, str], ...]:
    """Year and number of each computed value, oldest first, all with the same number of decimals."""
    points = view.points if isinstance(view, Path) else ((view.year, view.value),)
    return tuple((year, format(value, "f")) for year, value in points)


def _identity(view: Projection | Path) -> tuple[str, str]:
    return view.name, view.formula
