"""Tables of figures: captions that count themselves, heading rows that repeat, rows that stay whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefing.export.document import Align, Cell, Column, Table
from briefing.export.docx.measures import TEXT_HEIGHT, TEXT_WIDTH, twips
from briefing.export.docx.sections import field, run
from briefing.export.docx.text import Footnotes, paragraph, stretch, styled
from briefing.export.docx.widths import column_widths
from briefing.export.docx.xml import Element, el, on, val
from briefing.export.lettering import mark_of

_SIDES = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}
_MOST_KEPT = 9
"""A table of more rows may run over a page's end."""

_LONGEST_HEADING = 600
"""Characters of a heading row beyond which it would fill pages if it were repeated."""

_STRONG = {"w:val": "single", "w:sz": 8, "w:space": 0, "w:color": "000000"}


def caption(name: str, number: int, words: str, *about: Element) -> Element:
    """表1　目标与实绩, its number a field that counts."""
    parts = [run(name), field(f"SEQ {name} \\* ARABIC", str(number))]
    if words:
        parts.append(stretch("　" + words))
    return paragraph("Caption", parts, *about)


def heading_of(column: Column) -> str:
    """What stands over a column, its unit behind it."""
    return f"{column.heading}（{column.unit}）" if column.unit else column.heading


def table_room(table: Table) -> int:
    """The width a table has, in twips."""
    return twips(TEXT_HEIGHT if table.wide else TEXT_WIDTH)


def table_elements(table: Table, number: int, notes: Footnotes, *about: Element) -> list[Element]:
    """The table with its caption above, its notes and remark below; ``about`` goes with the caption."""
    keep = len(table.rows) <= _MOST_KEPT
    made = [caption("表", number, table.caption, on("w:keepNext"), *about)]
    if table.unit:
        made.append(paragraph("TableUnit", [stretch(f"单位：{table.unit}")]))
    made.append(_grid(table, notes, keep=keep))
    below = [f"{mark_of(at)} {note}" for at, note in enumerate(table.notes, 1)]
    below += [table.remark] if table.remark else []
    made += [paragraph("TableNote", [stretch(words)]) for words in below]
    if not below:
        made.append(paragraph("Gap", []))
    return made


def _grid(table: Table, notes: Footnotes, *, keep: bool) -> Element:
    room = table_room(table)
    headings = [heading_of(column) for column in table.columns]
    widths = column_widths(table, room, headings)
    rows = [_head(table.columns, headings, widths)]
    groups: dict[int, list[str]] = {}
    for at, words in table.groups:
        groups.setdefault(at, []).append(words)
    below = bool(table.notes or table.remark)
    for at, cells in enumerate(table.rows):
        rows += [_group(words, len(widths), room) for words in groups.pop(at, ())]
        held = keep and (below or at < len(table.rows) - 1)
        rows.append(_row(cells, table.columns, widths, notes, held=held))
    rows += [_group(words, len(widths), room) for left in groups.values() for words in left]
    about = el(
        "w:tblPr",
        None,
        val("w:tblStyle", "FigureTable"),
        el("w:tblW", {"w:w": room, "w:type": "dxa"}),
        el("w:tblLayout", {"w:type": "fixed"}),
        val("w:tblCaption", table.caption) if table.caption else None,
    )
    grid = el("w:tblGrid", None, *(el("w:gridCol", {"w:w": width}) for width in widths))
    return el("w:tbl", None, about, grid, *rows)


def _head(columns: Sequence[Column], headings: Sequence[str], widths: Sequence[int]) -> Element:
    cells = []
    for column, words, width in zip(columns, headings, widths, strict=True):
        about = [val("w:jc", _SIDES[column.align]), on("w:keepNext")]
        edge = el("w:tcBorders", None, el("w:bottom", _STRONG))
        cells.append(table_cell(width, [paragraph("TableHead", [stretch(words)], *about)], edge))
    repeats = sum(len(words) for words in headings) <= _LONGEST_HEADING
    return el("w:tr", None, el("w:trPr", None, on("w:cantSplit"), on("w:tblHeader") if repeats else None), *cells)


def _row(
    cells: Sequence[Cell], columns: Sequence[Column], widths: Sequence[int], notes: Footnotes, *, held: bool
) -> Element:
    made = []
    for cell, column, width in zip(cells, columns, widths, strict=True):
        about = [val("w:jc", _SIDES[column.align]), on("w:keepNext") if held else None]
        made.append(table_cell(width, [paragraph("TableText", _words(cell, column, notes), *about)]))
    return el("w:tr", None, el("w:trPr", None, on("w:cantSplit")), *made)


def _words(cell: Cell, column: Column, notes: Footnotes) -> list[Element]:
    said = "（测算）" if cell.computed and "测算" not in column.heading else ""
    text = cell.text + cell.unit + said
    made = [styled(text, "Computed") if cell.computed else stretch(text)]
    if cell.mark:
        made.append(styled(mark_of(cell.mark), "CaveatMark"))
    if cell.footnote:
        made.append(notes.mark(cell.footnote))
    return made


def _group(words: str, columns: int, room: int) -> Element:
    head = paragraph("TableHead", [stretch(words, on("w:b"))], on("w:keepNext"))
    cell = table_cell(room, [head], span=columns)
    return el("w:tr", None, el("w:trPr", None, on("w:cantSplit")), cell)


def table_cell(width: int, content: Sequence[Element], edge: Element | None = None, span: int = 1) -> Element:
    """A cell of a table, its words in the middle of its height."""
    return el(
        "w:tc",
        None,
        el(
            "w:tcPr",
            None,
            el("w:tcW", {"w:w": width, "w:type": "dxa"}),
            val("w:gridSpan", span) if span > 1 else None,
            edge,
            val("w:vAlign", "center"),
        ),
        *content,
    )


def edges(line: Mapping[str, object], *sides: str) -> Element:
    """The same line on some sides of a table."""
    return el("w:tblBorders", None, *(el(f"w:{side}", line) for side in sides))


def plain_table(
    widths: Sequence[int], rows: Sequence[Element], *, name: str = "", edges: Element | None = None
) -> Element:
    """A table that sets things side by side. ``widths`` in twips; ``name`` is what a screen reader calls it; ``edges``
    replace the lines of the style."""
    return el(
        "w:tbl",
        None,
        el(
            "w:tblPr",
            None,
            val("w:tblStyle", "FigureTable"),
            el("w:tblW", {"w:w": sum(widths), "w:type": "dxa"}),
            edges,
            el("w:tblLayout", {"w:type": "fixed"}),
            val("w:tblCaption", name) if name else None,
        ),
        el("w:tblGrid", None, *(el("w:gridCol", {"w:w": width}) for width in widths)),
        *rows,
    )
