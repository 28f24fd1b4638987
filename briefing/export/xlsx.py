"""The tables of a document as a workbook: numbers as numbers, with their units, notes and sources."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.domain.errors import ExportError
from briefing.export.cells import CELL_LIMIT, cell_text, fitted, looks_like_formula, workbook_cell
from briefing.export.document import Callouts, Caveat, Cell, Column, Document, Heading, PageBreak, SourceLine, Table
from briefing.export.files import check_folder, replace_file
from briefing.export.lettering import mark_of, text_width
from briefing.export.sheet_values import Value, columns_of, value_of
from briefing.export.zipped import undated

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.styles import NamedStyle

CONTENTS = "目录"
"""The name of the first sheet."""

_NAME_LIMIT = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_COUNTED = re.compile(r"(\D*[0-9]+(?:\.[0-9]+)?%?)(\D*)", re.DOTALL)
_CUT = "……（单元格容不下，后文从略。）"
_WIDEST, _NARROWEST = 48.0, 9.0
_UPRIGHT = 95.0
"""Half-width characters that an upright sheet of A4 takes without being made small."""
_HIGHEST = 400.0
"""Points; a row can not be higher than 409 (Excel specifications and limits)."""


@dataclass(slots=True)
class _Listed:
    """A table with what stands around it: the heading above it, caveats and sources below."""

    table: Table
    number: int
    heading: str
    below: list[str] = field(default_factory=list)
    name: str = ""

    @property
    def title(self) -> str:
        return f"表{self.number}　{self.table.caption}".rstrip("　") if self.number else self.table.caption


def write_tables(document: Document, path: Path) -> None:
    """Write the workbook of a document's tables. An older file is replaced whole or not at all.

    Raises ExportError as ``tables_xlsx`` does, and when the place cannot be written.
    """
    check_folder(path)
    replace_file(path, tables_xlsx(document))


def tables_xlsx(document: Document) -> bytes:
    """A workbook: 目录 first, then a sheet for every table, and for headline figures. The same document makes the
    same bytes. No text becomes a formula; what a cell cannot hold is replaced (``cells.cell_text``), or cut with a word
    that says so.

    Raises ExportError when the document has no table.
    """
    from openpyxl import Workbook

    listed = _listed(document)
    if not listed:
        raise ExportError("这份简报里没有表格，写不成 Excel 文件。请先加入数据表或对照表，或改为导出 Word、PDF。")
    book = Workbook()
    book.properties.title = cell_text(" ".join(document.title.split()))
    book.properties.creator = cell_text(document.author) or "简报台"
    book.properties.language = document.language
    styles = _Styles(book)
    taken = {CONTENTS.casefold()}
    for each in listed:
        each.name = _sheet_name(each.title, taken)
    first: Any = book.active
    first.title = CONTENTS
    _fill_contents(first, document, listed, styles)
    for each in listed:
        _fill_table(book.create_sheet(each.name), each, styles)
    held = io.BytesIO()
    book.save(held)
    return undated(held.getvalue())


def _listed(document: Document) -> list[_Listed]:
    found: list[_Listed] = []
    heading, count, last = "", 0, None
    for block in document.blocks:
        match block:
            case Heading():
                heading, last = block.label, None
            case Table():
                count += 1
                last = _Listed(block, count, heading)
                found.append(last)
            case Callouts() if block.cards:
                last = _Listed(_headline(block), 0, heading)
                found.append(last)
            case Caveat():
                if last is not None:
                    last.below.append(f"口径说明：{block.text}")
            case SourceLine():
                if last is not None:
                    last.below.append(f"来源：{block.text}")
            case PageBreak():
                pass
            case _:
                last = None
    if document.source_line:
        for each in found:
            each.below.append(document.source_line)
    return found


def _headline(block: Callouts) -> Table:
    rows = tuple((Cell(card.label), _card_value(card.value), Cell(card.tail)) for card in block.cards)
    return Table("主要数据", (Column("指标", grow=True), Column("数值"), Column("说明")), rows)


def _card_value(words: str) -> Cell:
    """Number and unit apart, where the words are a number with something behind it."""
    found = _COUNTED.fullmatch(words)
    return Cell(found[1], found[2]) if found else Cell(words)


def _sheet_name(title: str, taken: set[str]) -> str:
    """A name that Excel takes, and that no other sheet has in whatever case."""
    clean = _NOT_IN_NAMES.sub(" ", cell_text(title).replace("　", " ")).strip().strip("'").strip() or "表"
    name = fitted(clean, _NAME_LIMIT, "…")
    count = 1
    while name.casefold() in taken or name.casefold() == "history":
        count += 1
        name = fitted(clean, _NAME_LIMIT - len(f" ({count})"), "…") + f" ({count})"
    taken.add(name.casefold())
    return name


class _Styles:
    """The looks of cells, made once for a workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self.title = self._made("标题", "黑体", 14, bold=True)
        self.head = self._made("表头", "黑体", 11, bold=True)
        self.plain = self._made("文字", "宋体", 11)
        self.computed = self._made("测算", "宋体", 11, grey=True)
        self.note = self._made("附注", "宋体", 10)

    def _made(self, name: str, face: str, size: int, *, bold: bool = False, grey: bool = False) -> NamedStyle:
        from openpyxl.styles import Alignment, Font, NamedStyle

        # Faces that every Windows has, and WPS elsewhere knows to replace; 134 is GB 2312.
        font = Font(name=face, size=size, bold=bold, charset=134, color="FF5F6672" if grey else None)
        style = NamedStyle(name, font=font, alignment=Alignment(vertical="center", wrap_text=name != "标题"))
        self._book.add_named_style(style)
        return style


def _fill_contents(sheet: Any, document: Document, listed: Iterable[_Listed], styles: _Styles) -> None:
    _say(sheet, 1, 1, " ".join(document.title.split()), styles.title)
    for at, heading in enumerate(("工作表", "所在章节", "单位", "行数"), 1):
        _say(sheet, 3, at, heading, styles.head)
    for row, each in enumerate(listed, 4):
        cell = _say(sheet, row, 1, each.title, styles.plain)
        _link(cell, each.name)
        _say(sheet, row, 2, each.heading, styles.plain)
        _say(sheet, row, 3, each.table.unit, styles.plain)
        _put(sheet, row, 4, Value("", Decimal(len(each.table.rows)), "0"), styles.plain)
    for letter, width in zip("ABCD", (40, 40, 12, 8), strict=True):
        sheet.column_dimensions[letter].width = width
    _print_setup(sheet, turned=False)


def _link(cell: Any, name: str) -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink

    quoted = name.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!A1")
    cell.font = Font(name="宋体", size=11, charset=134, underline="single", color="FF1F5C7A")


def _fill_table(sheet: Any, each: _Listed, styles: _Styles) -> None:
    from openpyxl.utils import get_column_letter

    table, columns = each.table, columns_of(each.table)
    widths = [text_width(column.heading) * 2 for column in columns]
    _say(sheet, 1, 1, each.title, styles.title)
    if table.unit:
        _say(sheet, 2, 1, f"单位：{table.unit}", styles.note)
    for at, column in enumerate(columns, 1):
        _say(sheet, 3, at, column.heading, styles.head)
    groups: dict[int, list[str]] = {}
    for at, words in table.groups:
        groups.setdefault(min(at, len(table.rows)), []).append(words)
    row, notes = 4, list(_marked(table.notes))
    for index, cells in enumerate((*table.rows, ())):
        for words in groups.get(index, ()):
            _say(sheet, row, 1, words, styles.head)
            row += 1
        for at, column in enumerate(columns if cells else (), 1):
            cell = cells[column.at]
            value = Value(cell.unit) if column.units else value_of(cell, table.columns[column.at])
            made = _put(sheet, row, at, value, styles.computed if cell.computed else styles.plain)
            widths[at - 1] = max(widths[at - 1], text_width(value.text) * 2)
            if cell.footnote and not column.units:
                notes.append(f"{made.coordinate}：{cell.footnote}")
        row += bool(cells)
    notes += [table.remark] if table.remark else []
    widths = [min(_WIDEST, max(_NARROWEST, width + 3)) for width in widths]
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    room = max(1.0, sum(widths) - 4)
    for at, words in enumerate((*notes, *each.below), row + 1):
        _say(sheet, at, 1, words, styles.note)
        # No program makes a row as high as joined cells need.
        lines = sum(math.ceil(max(1.0, text_width(line) * 2) / room) for line in cell_text(words).split("\n"))
        sheet.row_dimensions[at].height = min(_HIGHEST, 15.0 * lines)
        if len(widths) > 1:
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(widths))
    sheet.freeze_panes = "A4"
    _print_setup(sheet, turned=table.wide or sum(widths) > _UPRIGHT)


def _marked(notes: Iterable[str]) -> Iterable[str]:
    return (f"{mark_of(at)} {note}" for at, note in enumerate(notes, 1))


def _print_setup(sheet: Any, *, turned: bool) -> None:
    sheet.print_title_rows = "3:3"
    sheet.page_setup.orientation = "landscape" if turned else "portrait"
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _say(sheet: Any, row: int, column: int, text: str, style: NamedStyle) -> Any:
    return _put(sheet, row, column, Value(text), style)


def _put(sheet: Any, row: int, column: int, value: Value, style: NamedStyle) -> Any:
    """A cell; a text is a text, whatever it looks like."""
    cell = sheet.cell(row, column)
    cell.style = style.name
    if value.number is not None:
        cell.value = value.number
        cell.number_format = value.format
    elif value.text:
        text = fitted(cell_text(value.text), CELL_LIMIT, _CUT)
        cell._value = workbook_cell(text)
        cell.data_type = "s"
        # One that would calculate once somebody presses Enter in it stays text with this.
        cell.quotePrefix = looks_like_formula(text)
    return cell
