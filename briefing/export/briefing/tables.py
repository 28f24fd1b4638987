"""Figure tables and comparisons of a briefing, with what a person asked for and what nobody may leave out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from briefing.domain.briefing import EntryOptions
from briefing.domain.briefing_sources import Sources
from briefing.domain.comparison import Indicator, Terms, missing_words, missing_years
from briefing.domain.figure import Figure
from briefing.domain.shown import shown
from briefing.export.briefing.cites import Citations
from briefing.export.document import Cell, Table
from briefing.export.tables import figure_tables, pair_table

COMPARISON = "目标与实绩对照"

_FEW = 6
"""Rows that need no themes above them."""

_PORTRAIT = 38.0
"""How many full-width characters the columns of a table may need side by side on an upright page (156 mm at 五号,
less the gaps between columns).
"""


def tables_of_figures(
    figures: Sequence[Figure], sources: Sources, cites: Citations, caption: str, options: EntryOptions
) -> tuple[Table, ...]:
    """The tables of these figures, those of each report for itself."""
    found: list[tuple[Table, tuple[Figure, ...]]] = []
    for key, group in groupby(figures, lambda figure: figure.report_key):
        own = tuple(group)
        contents = sources.library[key]
        items = {item.position: item for item in contents.report.items()}
        indicators = tuple(sources.indicators.values()) if options.results else ()
        told = _told(own, sources) if options.results else own
        found += [(table, told) for table in figure_tables(own, indicators, items, sourced=False)]
    tables = []
    for number, (table, told) in enumerate(found):
        named = caption if not number else f"{caption}：{table.caption}"
        shaped = replace(table, caption=named) if caption else table
        if not options.difference:
            shaped = _without_difference(shaped, _apart(sources.paired(figures)))
        shaped = _footed(shaped) if options.sources and not options.margin else shaped
        first_of_report = not number or found[number - 1][1] is not told
        if options.sources and not options.margin and first_of_report:
            shaped = _sourced(shaped, cites.figures(told))
        tables.append(shaped)
    return tuple(tables)


def comparison_table(
    indicators: Sequence[Indicator], sources: Sources, cites: Citations, caption: str, options: EntryOptions
) -> Table:
    """Indicators under their themes. Caveats and what may not be subtracted stand below it whatever was chosen."""
    order = list(dict.fromkeys(indicator.theme for indicator in indicators))
    chosen = sorted(indicators, key=lambda indicator: order.index(indicator.theme))
    table = pair_table(chosen)
    groups: list[tuple[int, str]] = []
    if len(order) > 1 and len(chosen) > _FEW:
        row = 0
        for theme, group in groupby(chosen, lambda indicator: indicator.theme):
            groups.append((row, shown(theme)))
            row += len(list(group))
    figures = tuple(figure for one in chosen for figure in (one.target, *one.results))
    table = replace(table, caption=caption or COMPARISON, groups=tuple(groups))
    if not options.results:
        table = _without_results(table)
    else:
        apart = _apart(chosen)
        if not options.difference:
            table = _without_difference(table, apart)
        elif apart and "相隔" not in table.remark:
            table = replace(table, remark=f"{table.remark}{apart.rstrip('。')}，差额不是年度增幅。")
        table = replace(table, remark=table.remark + missing_words(_missing(chosen, sources)))
    table = replace(table, wide=_needed(table) > _PORTRAIT)
    return _sourced(table, cites.figures(figures)) if options.sources and not options.margin else table


def told_by(indicators: Iterable[Indicator]) -> tuple[Figure, ...]:
    """The figures that a comparison of these indicators shows."""
    return tuple(figure for one in indicators for figure in (one.target, *one.results))


def _told(figures: Sequence[Figure], sources: Sources) -> tuple[Figure, ...]:
    """The figures a table shows: those asked for, and those beside them."""
    beside = told_by(sources.paired(figures))
    return tuple({figure.ref: figure for figure in (*figures, *beside)}.values())


def _without_difference(table: Table, apart: str) -> Table:
    """Without its column of differences; a mark in it moves to the result, so that its caveat is still pointed at.

    Of the remark only how far ``apart`` the years are is left to say.
    """
    at = next((n for n, column in enumerate(table.columns) if column.heading.startswith("差额")), None)
    if at is None:
        return table
    rows = []
    for row in table.rows:
        cells = list(row)
        if cells[at].mark and not cells[at - 1].mark:
            cells[at - 1] = replace(cells[at - 1], mark=cells[at].mark)
        rows.append(tuple(cells[:at] + cells[at + 1 :]))
    return replace(table, columns=table.columns[:at] + table.columns[at + 1 :], rows=tuple(rows), remark=apart)


def _without_results(table: Table) -> Table:
    """Only the targets: without results there are no differences and nothing that restricts them."""
    return replace(
        table,
        columns=table.columns[:2],
        rows=tuple(tuple(replace(cell, mark=0) for cell in row[:2]) for row in table.rows),
        notes=(),
        remark="",
    )


def _footed(table: Table) -> Table:
    """With its notes at the foot of the page, their marks where they were."""

    def moved(cell: Cell) -> Cell:
        return replace(cell, mark=0, footnote=table.notes[cell.mark - 1]) if cell.mark else cell

    return replace(table, rows=tuple(tuple(moved(cell) for cell in row) for row in table.rows), notes=())


def _sourced(table: Table, cited: str) -> Table:
    """With a footnote at its first cell that names the sources of all of it."""
    if not cited or not table.rows:
        return table
    first, *rest = table.rows
    cell = first[0]
    words = f"本表数据来源：{cited}。"
    named = replace(cell, footnote=f"{cell.footnote} {words}" if cell.footnote else words)
    return replace(table, rows=((named, *first[1:]), *rest))


def _apart(indicators: Sequence[Indicator]) -> str:
    """How far apart the years of results and targets are, where it is more than one."""
    pairs = {(result.year, one.target.year) for one in indicators for result in one.results}
    apart = sorted((a, b) for a, b in pairs if a is not None and b is not None and b - a > 1)
    said = "；".join(f"{first}年到{last}年相隔{last - first}年" for first, last in apart)
    return f"{said}。" if said else ""


def _missing(indicators: Sequence[Indicator], sources: Sources) -> set[int]:
    held = {each.report.year for each in sources.library.values() if each.report.year is not None}
    return {year for one in indicators if one.terms is not Terms.NOT_SUBTRACTABLE for year in missing_years(one, held)}


def _needed(table: Table) -> float:
    """How wide its columns are side by side, in full-width characters; what may grow breaks its lines at eight."""
    total = 0.0
    for number, column in enumerate(table.columns):
        widths = [_width(column.heading), *(_width(row[number].text + row[number].unit) + 1 for row in table.rows)]
        total += min(10.0, max(widths)) if column.grow else max(widths)
    return total + len(table.columns)


def _width(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(char) in "WF" else 0.5 for char in text)
