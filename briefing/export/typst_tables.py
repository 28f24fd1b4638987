"""Tables as the Typst template takes them: widths of columns, heads of groups, footnotes of cells."""

from __future__ import annotations

import math
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


def table_data(table: Table, *, whole: bool, gridded: bool, large: bool = False) -> dict[str, Any]:
    """What the template prints. ``whole`` keeps it on one page, ``gridded`` gives each row whole lines of the grid.

    Footnotes of cells are said below the table, each once: at the foot of the page those of a whole table would stay
    behind when it moves to the next page, and those of a longer one would come again on every page.
    """
    remarks = _signs(table)
    rows = [_row([_cell(cell, at, remarks) for cell, at in _beside(row, table)], row) for row in table.rows]
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


def _cell(cell: Cell, column: Column, remarks: dict[str, str]) -> dict[str, Any]:
    """A computed value says so itself where its column does not."""
    said = "（测算）" if cell.computed and "测算" not in column.heading else ""
    return {
        "text": cell.text,
        "unit": cell.unit + said,
        "computed": cell.computed,
        "mark": cell.mark,
        "remark": remarks.get(cell.footnote, ""),
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


def lines_of(table: Table, *, large: bool = False) -> int:
    """About how many lines its rows take, heads of groups included."""
    shares, room = _shares(table, large)
    widths = [room * share / sum(shares) for share in shares]
    return len(table.groups) + sum(
        max(_lines(cell.text + cell.unit, width) for cell, width in zip(row, widths, strict=True)) for row in table.rows
    )


def _lines(text: str, width: float) -> int:
    return sum(max(1, math.ceil(_width(line) / max(1.0, width - _BESIDE))) for line in text.split("\n"))


def _heads(table: Table) -> list[str]:
    return [f"{column.heading}（{column.unit}）" if column.unit else column.heading for column in table.columns]


def _shares(table: Table, large: bool) -> tuple[list[float], float]:
    """How the columns share a page's breadth, and how many characters that holds."""
    heads = _heads(table)
    natural = [
        max([_width(head), *(_width(row[at].text + row[at].unit) for row in table.rows)])
        for at, head in enumerate(heads)
    ]
    grow = [_GROW if column.grow else 1.0 for column in table.columns]
    dense = len(heads) > _DENSE
    beside = _BESIDE_DENSE if dense else _BESIDE
    letter = (_TINY if dense else _SMALL) * (_LARGE / _SMALL if large else 1)
    whole = (_TURNED if table.wide else _UPRIGHT) / letter
    room = whole - beside * len(heads)
    even = len(heads) <= _EVEN and all(
        width <= room * share / sum(grow) for width, share in zip(natural, grow, strict=True)
    )
    return (grow if even else [width + beside for width in _capped(natural, room)]), whole


def _columns(table: Table, large: bool) -> list[dict[str, Any]]:
    shares, _ = _shares(table, large)
    return [
        {"heading": head, "align": column.align.value, "share": round(share, 3)}
        for head, column, share in zip(_heads(table), table.columns, shares, strict=True)
    ]


def _capped(natural: list[float], room: float) -> list[float]:
    """The widest columns give way first: numbers stay on one line as long as words can be broken."""
    cap = _WIDEST
    while cap > _NARROWEST and sum(min(max(width, _NARROWEST), cap) for width in natural) > room:
        cap -= 0.5
    return [min(max(width, _NARROWEST), cap) for width in natural]


def _width(text: str) -> float:
    return max((sum(0.5 if ord(char) < 128 else 1.0 for char in line) for line in text.split("\n")), default=0.0)
