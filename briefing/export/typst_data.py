"""A document as the Typst template takes it: JSON and the charts' SVG, nothing of it markup."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from briefing.export.document import (
    Block,
    Callouts,
    Caveat,
    Cell,
    Chart,
    Column,
    Document,
    Heading,
    Note,
    Notes,
    PageBreak,
    Paragraph,
    SourceLine,
    Table,
)
from briefing.export.fonts import FaceRole, FontChoice
from briefing.export.numbering import chinese_date
from briefing.export.printable import texts_of
from briefing.export.titles import title_lines
from briefing.export.typst_notes import note_data

UNTITLED = "简报"
"""The title of a file whose document has none; a reader's window and PDF/UA ask for one."""

_KAI_LINE, _SMALL_LINE = 27.0, 30.0
"""How many characters of 3号 and of 4号 a centred line under the title takes."""

_MOST_ROWS = 9
_MOST_CHARACTERS = 600
"""Blocks of more may run over a page's end; shorter ones stay whole."""

_LINE = 28
"""Characters that a line end counts for: the line it ends may be all but empty."""


def files_for(document: Document, faces: tuple[FontChoice, ...]) -> dict[str, bytes]:
    """The files that the template reads: ``data.json`` and ``chart-1.svg`` onwards, by name."""
    charts = [block for block in document.blocks if isinstance(block, Chart)]
    files = {f"chart-{n}.svg": chart.svg.encode("utf-8", "replace") for n, chart in enumerate(charts, 1)}
    data = _document(document) | {"faces": {choice.role.value: _face(choice) for choice in faces}}
    return files | {"data.json": json.dumps(data, ensure_ascii=False).encode("utf-8")}


def _document(document: Document) -> dict[str, Any]:
    language, _, region = document.language.partition("-")
    day = document.date
    return {
        "title": " ".join(document.title.split()) or UNTITLED,
        "title_lines": [line for line in title_lines(document.title) if line],
        "subtitle_lines": [line for line in title_lines(document.subtitle, _KAI_LINE) if line],
        "source_lines": [line for line in title_lines(document.source_line, _SMALL_LINE) if line],
        "confidentiality": document.confidentiality,
        "author": document.author,
        "date": "" if day is None else chinese_date(day),
        "day": None if day is None else [day.year, day.month, day.day],
        "lang": language or "zh",
        "region": region or None,
        "listing": document.listing,
        "blocks": _blocks(document.blocks),
        "whole": _short(replace(document, blocks=())),
    }


def _blocks(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    """The blocks with what only their order tells: table and chart numbers, and heading levels without gaps,
    as PDF/UA demands of the structure (the look of a heading keeps its own level).
    """
    out = []
    tables = charts = depth = 0
    for block in blocks:
        data = _block(block) | {"whole": _short(block)}
        if isinstance(block, Table):
            tables += 1
            data["number"] = tables
        elif isinstance(block, Chart):
            charts += 1
            data |= {"number": charts, "file": f"chart-{charts}.svg"}
        elif isinstance(block, Heading):
            depth = min(block.level, depth + 1)
            data["depth"] = depth
        out.append(data)
    return out


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading():
            return {"kind": "heading", "text": block.label, "level": block.level}
        case Paragraph():
            return {
                "kind": "paragraph",
                "runs": [{"text": run.text, "role": run.role.value} for run in block.runs],
                "number": block.number,
                "source": block.source,
            }
        case Table():
            return _table(block)
        case Chart():
            alt = block.alt or block.caption or "图表"
            return {"kind": "chart", "alt": alt, "caption": block.caption, "floats": block.floats}
        case Callouts():
            cards = [{"label": card.label, "value": card.value, "tail": card.tail} for card in block.cards]
            return {"kind": "callouts", "cards": cards}
        case Notes():
            return {
                "kind": "notes",
                "entries": [note_data(entry) | {"whole": _short(entry)} for entry in block.entries],
            }
        case Caveat():
            return {"kind": "caveat", "text": block.text}
        case SourceLine():
            return {"kind": "source", "text": block.text}
        case PageBreak():
            return {"kind": "break"}


def _short(value: Block | Note | Document) -> bool:
    """Whether something surely fits on a page, so that it can be kept whole."""
    rows = len(value.rows) if isinstance(value, Table) else 0
    length = sum(len(text) + _LINE * text.count("\n") for text in texts_of(value))
    return rows <= _MOST_ROWS and length <= _MOST_CHARACTERS


def _table(table: Table) -> dict[str, Any]:
    return {
        "kind": "table",
        "caption": table.caption,
        "columns": [
            {
                "heading": f"{column.heading}（{column.unit}）" if column.unit else column.heading,
                "align": column.align.value,
                "grow": column.grow,
            }
            for column in table.columns
        ],
        "rows": [[_cell(cell, column) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows],
        "repeat": sum(len(column.heading) + len(column.unit) for column in table.columns) <= _MOST_CHARACTERS,
        "notes": list(table.notes),
        "remark": table.remark,
    }


def _cell(cell: Cell, column: Column) -> dict[str, Any]:
    """A computed value says so itself where its column does not."""
    said = "（测算）" if cell.computed and "测算" not in column.heading else ""
    return {"text": cell.text, "unit": cell.unit + said, "computed": cell.computed, "mark": cell.mark}


def _face(choice: FontChoice) -> dict[str, Any]:
    # The Latin face comes first of all: with Chinese families behind it in its list, they would set the Chinese too.
    rest = () if choice.role is FaceRole.LATIN else choice.rest
    return {
        "families": [name for name in (choice.used, *rest) if name],
        "bold": choice.has_bold,
        "dark": choice.dark,
    }
