"""Tables as the Typst template takes them: widths of columns, heads of groups, footnotes of cells."""

from __future__ import annotations

from typing import Any

from briefing.export.document import Cell, Column, Table

MOST_CHARACTERS = 600
"""Rows and heads of more may run over a page's end; shorter ones stay whole."""

_NARROWEST, _WIDEST = 3.0, 14.0
"""What a column takes at least and at most, in characters, before its words are broken over lines."""

_BESIDE, _BESIDE_DENSE = 1.3, 0.7
"""What stands free beside a column, in characters."""

_DENSE = 7
"""A table of more columns is set smaller and closer."""

_GROW = 1.3
"""How much wider a column is that may take what others leave."""

_EVEN = 4
"""Up to so many columns are of like width, as long as their words fit."""

_SMALL, _TINY, _LARGE = 12.0, 10.5, 16.0
_UPRIGHT, _TURNED = 442.0, 637.0
"""The sizes of a table's letters and the breadth of a page and of a turned page, in points."""


def table_data(table: Table, *, whole: bool, gridded: bool, key: str, large: bool = False) -> dict[str, Any]:
    """What the template prints. ``whole`` keeps it on one page, ``gridded`` gives each row whole lines of the grid.

    Equal footnotes of a whole table share a mark, those of a longer one are said below it: they would come again on
    every page. ``key`` tells its footnotes from those of other tables.
    """
    remarks: dict[str, str] = {} if whole else _signs(table)
    seen: dict[str, str] = {}
    rows = [_row([_cell(cell, at, seen, remarks, key) for cell, at in _beside(row, table)], row) for row in table.rows]
    repeat = sum(len(column.heading) + len(column.unit) for column in table.columns) <= MOST_CHARACTERS
    return {
        "kind": "table",
        "caption": table.caption,
        "captioned": len(table.caption) + len(table.unit) <= MOST_CHARACTERS // 2,
        "unit": table.unit,
        "columns": _columns(table, large),
        "rows": _grouped(rows, table),
        "dense": len(table.columns) > _DENSE,
        "heads": len(table.groups),
        "repeat": repeat,
        "notes": list(table.notes),
        "remarks": [(sign, words) for words, sign in remarks.items()],
        "remark": table.remark,
        "gridded": gridded,
        "whole": whole,
    }


def _signs(table: Table) -> dict[str, str]:
    """What the footnotes say, in order, with the sign that stands for each."""
    noted = dict.fromkeys(cell.footnote for row in table.rows for cell in row if cell.footnote)
    return {words: f"注{n}" for n, words in enumerate(noted, 1)}


def _beside(row: tuple[Cell, ...], table: Table) -> list[tuple[Cell, Column]]:
    return list(zip(row, table.columns, strict=True))


def _cell(cell: Cell, column: Column, seen: dict[str, str], remarks: dict[str, str], key: str) -> dict[str, Any]:
    """A computed value says so itself where its column does not."""
    said = "（测算）" if cell.computed and "测算" not in column.heading else ""
    footnote: dict[str, Any] | None = None
    if cell.footnote and cell.footnote not in remarks:
        again = cell.footnote in seen
        footnote = {
            "text": cell.footnote,
            "again": again,
            "key": seen.setdefault(cell.footnote, f"{key}-{len(seen) + 1}"),
        }
    return {
        "text": cell.text,
        "unit": cell.unit + said,
        "computed": cell.computed,
        "mark": cell.mark,
        "remark": remarks.get(cell.footnote, ""),
        "footnote": footnote,
    }


def _row(cells: list[dict[str, Any]], row: tuple[Cell, ...]) -> dict[str, Any]:
    whole = max(len(cell.text) + 28 * cell.text.count("\n") for cell in row) <= MOST_CHARACTERS // len(row)
    return {"group": None, "cells": cells, "whole": whole}


def _grouped(rows: list[dict[str, Any]], table: Table) -> list[dict[str, Any]]:
    """The rows with the heads of groups among them; one beyond the last row stands at the end."""
    found: list[dict[str, Any]] = []
    for at in range(len(rows) + 1):
        found += [
            {"group": words, "cells": [], "whole": at < len(rows) and len(words) <= MOST_CHARACTERS // 4}
            for place, words in table.groups
            if min(max(place, 0), len(rows)) == at
        ]
        found += rows[at : at + 1]
    return found


def _columns(table: Table, large: bool) -> list[dict[str, Any]]:
    heads = [f"{column.heading}（{column.unit}）" if column.unit else column.heading for column in table.columns]
    natural = [
        max([_width(head), *(_width(row[at].text + row[at].unit) for row in table.rows)])
        for at, head in enumerate(heads)
    ]
    grow = [_GROW if column.grow else 1.0 for column in table.columns]
    dense = len(heads) > _DENSE
    beside = _BESIDE_DENSE if dense else _BESIDE
    letter = (_TINY if dense else _SMALL) * (_LARGE / _SMALL if large else 1)
    room = (_TURNED if table.wide else _UPRIGHT) / letter - beside * len(heads)
    even = len(heads) <= _EVEN and all(
        width <= room * share / sum(grow) for width, share in zip(natural, grow, strict=True)
    )
    shares = grow if even else [width + beside for width in _capped(natural, room)]
    return [
        {"heading": head, "align": column.align.value, "share": round(share, 3)}
        for head, column, share in zip(heads, table.columns, shares, strict=True)
    ]


def _capped(natural: list[float], room: float) -> list[float]:
    """The widest columns give way first: numbers stay on one line as long as words can be broken."""
    cap = _WIDEST
    while cap > _NARROWEST and sum(min(max(width, _NARROWEST), cap) for width in natural) > room:
        cap -= 0.5
    return [min(max(width, _NARROWEST), cap) for width in natural]


def _width(text: str) -> float:
    return max((sum(0.5 if ord(char) < 128 else 1.0 for char in line) for line in text.split("\n")), default=0.0)
