"""What a cell of a printed table is to a spreadsheet program: a number that shows its words, or text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from briefing.domain.quantity import Bound
from briefing.export.document import Cell, Column, Table
from briefing.export.lettering import mark_of
from briefing.export.number_formats import format_of, literal

_SIGNS = "".join(bound.sign for bound in Bound)
_VALUE = re.compile(rf"(?:.*= )?[{_SIGNS}]?\s*([+\-−]?)([0-9]+(?:\.[0-9]+)?)(%?)", re.DOTALL)
_MOST_DIGITS = 15
"""Of a number in a workbook (Excel specifications and limits); one of more would lose the last ones."""


@dataclass(frozen=True, slots=True)
class Value:
    """A number and the format in which it reads as printed, or, without a number, a text."""

    text: str
    number: Decimal | None = None
    format: str = "General"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet: that of the table, or, with ``units``, the one that says what its numbers count."""

    at: int
    heading: str
    units: bool = False


def value_of(cell: Cell, column: Column) -> Value:
    """The cell without its unit. A number's sign of a bound, 测算 and the mark of a note are in its format: the value
    stays a number. Codes with leading zeros, ranges, and numbers too long to be kept exactly are text.
    """
    said = "（测算）" if cell.computed and "测算" not in column.heading else ""
    after = said + (mark_of(cell.mark) if cell.mark else "")
    number = _number(cell.text)
    if number is None:
        return Value(cell.text + after)
    if cell.text.endswith("%"):
        code = _percent(cell.text, number, after)
    else:
        code = format_of(cell.text + after, number) if "=" not in cell.text else _summed(cell.text, after, number)
    return Value(cell.text + after) if code is None else Value(cell.text + after, number, code)


def _number(text: str) -> Decimal | None:
    found = _VALUE.fullmatch(text.strip())
    if found is None:
        return None
    sign, digits, percent = found.groups()
    if len(digits.replace(".", "").lstrip("0")) > _MOST_DIGITS:
        return None
    if digits[0] == "0" and len(digits) > 1 and digits[1] != ".":
        return None
    value = Decimal(digits).scaleb(-2 if percent else 0)
    return -value if sign in ("-", "−") and sign else value


def _percent(text: str, value: Decimal, after: str) -> str | None:
    """As ``format_of`` makes it of the number before the sign, which a program multiplies by a hundred."""
    code = format_of(text.removesuffix("%"), value.scaleb(2))
    if code is None or "=" in text:
        return None
    return ";".join(f"{part}%{literal(after)}" for part in code.split(";"))


def _summed(text: str, after: str, value: Decimal) -> str | None:
    """A sum, its addends said before it."""
    addends, _, total = text.rpartition("= ")
    code = format_of(total + after, value)
    return None if code is None else ";".join(literal(f"{addends}= ") + part for part in code.split(";"))


def columns_of(table: Table) -> tuple[SheetColumn, ...]:
    """The columns of its sheet: a unit that all numbers of a column share stands in the heading, else in a column of
    its own.
    """
    made = []
    for at, column in enumerate(table.columns):
        cells = [row[at] for row in table.rows]
        units = dict.fromkeys(cell.unit for cell in cells if cell.unit)
        bare = any(_number(cell.text) is not None and not cell.unit for cell in cells)
        heading = f"{column.heading}（{column.unit}）" if column.unit else column.heading
        if len(units) == 1 and not bare and not column.unit:
            made.append(SheetColumn(at, f"{column.heading}（{next(iter(units))}）"))
            continue
        made.append(SheetColumn(at, heading))
        if units:
            made.append(SheetColumn(at, "单位", units=True))
    return tuple(made)
