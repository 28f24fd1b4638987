"""Annotations as a table, and the table as a CSV file or a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from briefing.domain.anchor import AnchorState
from briefing.domain.annotation import Annotation
from briefing.domain.contents import ReportContents
from briefing.domain.errors import ExportError
from briefing.domain.markup import plain
from briefing.domain.shown import shown
from briefing.export.annotation_order import chosen, threads
from briefing.export.annotation_words import Ground, answered_words
from briefing.export.cells import CELL_LIMIT, cell_text, csv_cell, fitted, looks_like_formula, workbook_cell
from briefing.export.files import check_folder, replace_file, sentence_for
from briefing.export.steps import Cancelled, ExportCancelled, Progress, Steps

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

Value: TypeAlias = "str | int | date | datetime | None"

_STEP = 250
"""Rows between two looks at whether to stop."""

_CUT = "……（单元格容不下，后文从略；全文请导出 CSV 或打印。）"


@dataclass(frozen=True, slots=True)
class Row:
    """One annotation. ``line`` is the line of the source where its item begins, ``quote`` the words it is about as
    they read today (as last known when they cannot be found), ``position`` how much it is about and how surely that
    was found, ``text`` its words without the marks of Markdown. ``answers`` says in words what it answers. Times are
    aware.
    """

    report: str
    section: str
    line: int | None
    quote: str
    position: str
    kind: str
    title: str
    text: str
    tags: tuple[str, ...]
    status: str
    due: date | None
    author: str
    created: datetime
    changed: datetime
    source: str
    computed: bool
    answers: str
    attachments: tuple[str, ...]
    id: str


@dataclass(frozen=True, slots=True)
class _Column:
    """``width`` counts half-width characters, as workbooks do."""

    heading: str
    width: float
    value: Callable[[Row], Value]


_COLUMNS = (
    _Column("报告", 24, lambda row: row.report),
    _Column("章节", 28, lambda row: row.section),
    _Column("条目行号", 10, lambda row: row.line),
    _Column("原文", 40, lambda row: row.quote),
    _Column("位置", 18, lambda row: row.position),
    _Column("类别", 10, lambda row: row.kind),
    _Column("标题", 24, lambda row: row.title),
    _Column("内容", 60, lambda row: row.text),
    _Column("标签", 18, lambda row: "、".join(row.tags)),
    _Column("状态", 9, lambda row: row.status),
    _Column("期限", 12, lambda row: row.due),
    _Column("作者", 12, lambda row: row.author),
    _Column("写下时间", 17, lambda row: _local(row.created)),
    _Column("改动时间", 17, lambda row: _local(row.changed)),
    _Column("来源", 36, lambda row: row.source),
    _Column("测算", 8, lambda row: "测算" if row.computed else ""),
    _Column("答复", 24, lambda row: row.answers),
    _Column("附件", 24, lambda row: "\n".join(row.attachments)),
    _Column("编号", 38, lambda row: row.id),
)
HEADINGS = tuple(column.heading for column in _COLUMNS)
"""The first line of the table."""


def rows_of(contents: Iterable[ReportContents], ids: Collection[str] | None = None) -> tuple[Row, ...]:
    """The annotations with these ids (None: all of them), report after report in the order of the text, each answer
    below what it answers. Deleted ones are left out.
    """
    wanted = None if ids is None else frozenset(ids)
    rows: list[Row] = []
    for each in contents:
        every = {note.id: note for note in each.annotations}
        ground = Ground(each.report)
        for thread in threads(chosen(each, wanted)):
            rows += [_row(note, ground, every.get(note.answers)) for note in thread.notes]
    return tuple(rows)


def _row(note: Annotation, ground: Ground, answered: Annotation | None) -> Row:
    item, section = ground.item(note), ground.section(note)
    return Row(
        report=shown(ground.report.name),
        section="" if section is None else ground.path_words(section),
        line=item.line if item else section.line if section else None,
        quote=ground.passage(note).words,
        position=note.scope.label if note.state is AnchorState.EXACT else f"{note.scope.label}（{note.state.label}）",
        kind=note.kind.label,
        title=note.title,
        text=plain(note.text),
        tags=note.tags,
        status=note.status.label,
        due=note.due,
        author=note.author,
        created=note.created,
        changed=note.changed,
        source=note.source,
        computed=note.computed,
        answers=answered_words(note, answered),
        attachments=tuple(attachment.name for attachment in note.attachments),
        id=note.id,
    )


def write_csv(
    rows: Sequence[Row], path: Path, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> None:
    """Write a CSV file (RFC 4180) in UTF-8 with the mark by which Excel and WPS know it; line ends within a cell are
    line feeds. Every cell is quoted, and none can be taken for a formula (see ``cells.csv_cell``).

    An older file is replaced whole or not at all. Raises ExportError when the place cannot be written, ExportCancelled
    when ``cancelled`` says so.
    """
    check_folder(path)
    steps = _steps(rows, progress, cancelled)
    page = io.StringIO(newline="")
    writer = csv.writer(page, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for row in _watched(rows, steps):
        writer.writerow([csv_cell(_said(column.value(row))) for column in _COLUMNS])
    steps.next("写入文件")
    replace_file(path, page.getvalue().encode("utf-8-sig"))
    steps.done()


def write_xlsx(
    rows: Sequence[Row], path: Path, *, progress: Progress | None = None, cancelled: Cancelled | None = None
) -> str:
    """Write a workbook of one sheet: the heading frozen, with filters, every text a text and every date a date.

    A text that no cell can hold is cut, and says so at its end; then a sentence for the person comes back, else ``""``.
    An older file is replaced whole or not at all. Raises ExportError when the place cannot be written, ExportCancelled
    when ``cancelled`` says so.
    """
    from openpyxl import Workbook

    check_folder(path)
    steps = _steps(rows, progress, cancelled)
    book = Workbook(write_only=True)
    book.properties.title = "批注"
    book.properties.creator = "简报台"
    book.properties.language = "zh-CN"
    sheet = book.create_sheet("批注")
    held = io.BytesIO()
    try:
        cut = _fill(sheet, rows, steps)
        steps.next("写入文件")
        book.save(held)
    except ExportCancelled:
        # openpyxl keeps the sheet in a temporary file until it is saved.
        sheet.close()
        sheet._writer.cleanup()
        raise
    except OSError as error:
        raise ExportError(sentence_for(error, path), detail=repr(error)) from error
    replace_file(path, held.getvalue())
    steps.done()
    return f"有 {cut} 条批注太长，表格的单元格容不下，只写了开头。要全文，请导出 CSV。" if cut else ""


def _steps(rows: Sequence[Row], progress: Progress | None, cancelled: Cancelled | None) -> Steps:
    return Steps(progress, cancelled, len(rows) // _STEP + 2)


def _watched(rows: Sequence[Row], steps: Steps) -> Iterator[Row]:
    """The rows, with a step begun at the first and at every so many after it."""
    steps.next("填写表格")
    for at, row in enumerate(rows, 1):
        yield row
        if not at % _STEP:
            steps.next("填写表格")


def _fill(sheet: WriteOnlyWorksheet, rows: Sequence[Row], steps: Steps) -> int:
    """Set the sheet up, write it, and say of how many annotations something was cut."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.worksheet import Worksheet

    for at, column in enumerate(_COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}{len(rows) + 1}"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = int(Worksheet.PAPERSIZE_A4)
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    cells = _Cells(sheet)
    sheet.append([cells.heading(name) for name in HEADINGS])
    cut = 0
    for row in _watched(rows, steps):
        values = [column.value(row) for column in _COLUMNS]
        whole = [_fitted(value) for value in values]
        cut += whole != [cell_text(value) if isinstance(value, str) else value for value in values]
        sheet.append([cells.cell(value) for value in whole])
    return cut


def _fitted(value: Value) -> Value:
    return fitted(cell_text(value), CELL_LIMIT, _CUT) if isinstance(value, str) else value


class _Cells:
    """Makes cells. Styles are made once and copied: to set them on every cell takes most of a long table's time."""

    def __init__(self, sheet: WriteOnlyWorksheet) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font, PatternFill

        def styled(font: str, number_format: str = "General", *, bold: bool = False) -> WriteOnlyCell:
            cell = WriteOnlyCell(sheet)
            # Faces that every Windows has, and WPS elsewhere knows to replace; 134 is GB 2312.
            cell.font = Font(name=font, size=11, bold=bold, charset=134)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            cell.number_format = number_format
            return cell

        self._new: Callable[[], WriteOnlyCell] = lambda: WriteOnlyCell(sheet)
        self._heading = styled("黑体", bold=True)
        self._heading.fill = PatternFill("solid", fgColor="FFEDEBE6")
        self._plain = styled("宋体")
        # A cell that would calculate once somebody opens it and presses Enter stays text with this.
        self._guarded = styled("宋体")
        self._guarded.quotePrefix = True
        self._day = styled("宋体", "yyyy-mm-dd")
        self._time = styled("宋体", "yyyy-mm-dd hh:mm")

    def heading(self, words: str) -> WriteOnlyCell:
        """A cell of the first line."""
        return self._made(words, self._heading)

    def cell(self, value: Value) -> WriteOnlyCell | None:
        """A cell for the value, None for nothing; a string is a string, whatever it looks like."""
        if value is None or value == "":
            return None
        if isinstance(value, str):
            return self._made(value, self._guarded if looks_like_formula(value) else self._plain)
        if isinstance(value, datetime):
            return self._made(value, self._time)
        return self._made(value, self._day if isinstance(value, date) else self._plain)

    def _made(self, value: Value, like: WriteOnlyCell) -> WriteOnlyCell:
        cell = self._new()
        cell._style = like._style
        if isinstance(value, str):
            cell._value = workbook_cell(value)
            cell.data_type = "s"
        else:
            cell.value = value
        return cell


def _local(moment: datetime) -> datetime:
    """The time on the clock of this computer, to the minute; workbooks know no zones."""
    return moment.astimezone().replace(tzinfo=None, second=0, microsecond=0)


def _said(value: Value) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    return "" if value is None else str(value)
