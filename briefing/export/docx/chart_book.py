"""The workbook inside a chart, in which Word lets its numbers be edited."""

from __future__ import annotations

import io
from typing import Any

from briefing.charts.office import Plot
from briefing.export.cells import CELL_LIMIT, fitted, looks_like_formula, workbook_cell
from briefing.export.docx.chart_xml import SHEET
from briefing.export.number_formats import format_of
from briefing.export.zipped import undated

_CUT = "……"


def workbook(plot: Plot) -> bytes:
    """Categories in the first column, then a column a series, then how far dashed lines reach beyond the bars."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    _say(sheet, 1, 1, f"单位：{plot.unit}" if plot.unit else "")
    for row, category in enumerate(plot.categories, 2):
        _say(sheet, row, 1, category)
    for at, series in enumerate(plot.series):
        _say(sheet, 1, 2 + at, series.name)
        reaches = any(point.reach for point in series.points)
        if reaches:
            _say(sheet, 1, 2 + len(plot.series) + at, f"{series.name}：虚线长")
        for row, point in enumerate(series.points, 2):
            if point.value is not None:
                cell = sheet.cell(row, 2 + at, point.value)
                cell.number_format = format_of(point.words, point.value) or "General"
            if reaches:
                sheet.cell(row, 2 + len(plot.series) + at, point.reach)
    held = io.BytesIO()
    book.save(held)
    return undated(held.getvalue())


def _say(sheet: Any, row: int, column: int, text: str) -> None:
    if text:
        cell = sheet.cell(row, column)
        cell._value = workbook_cell(fitted(text, CELL_LIMIT, _CUT))
        cell.data_type = "s"
        cell.quotePrefix = looks_like_formula(text)
