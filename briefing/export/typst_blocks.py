"""The blocks of a document as the Typst template takes them: what belongs together, on which page, and where entries
of a briefing begin and end.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any, TypeAlias

from briefing.export.document import (
    Answer,
    Block,
    Callouts,
    Caveat,
    Chart,
    Contents,
    Document,
    EntryMark,
    Heading,
    ListEntry,
    MarginNote,
    Note,
    Notes,
    PageBreak,
    Paragraph,
    SourceLine,
    Table,
)
from briefing.export.printable import texts_of
from briefing.export.typst_notes import answer_data, note_data
from briefing.export.typst_runs import list_nodes, noted_end, run_data
from briefing.export.typst_tables import MOST_CHARACTERS, lines_of, table_data

_MOST_ROWS = 9
"""Tables of more rows may run over a page's end."""

_MOST_LINES = 18
"""So do those whose rows take more lines than this, be they as few as they like."""

_LINE = 28
"""Characters that a line end counts for: the line it ends may be all but empty."""

_MOST_IN_MARGIN = 200
"""A longer remark would fill the margin of a page; it becomes a footnote."""

_KEPT_WITH_CLOSING = 170
"""A last paragraph of up to so many characters moves to the next page with the name and the date that close it."""

_SMALL_LINE = 8
"""Millimetres that a line of a caveat below a drawing takes at most."""

_TALLEST, _TALLEST_LARGE = 190, 150
"""Millimetres that a drawing takes at most."""

Data: TypeAlias = dict[str, Any]


def short(value: Block | Note | Document) -> bool:
    """Whether something surely fits on a page, so that it can be kept whole."""
    rows = len(value.rows) + len(value.groups) if isinstance(value, Table) else 0
    return rows <= _MOST_ROWS and _length(value) <= MOST_CHARACTERS


def remark_key(at: int) -> str:
    """What a remark in the margin is called: by its place among the blocks of its document."""
    return f"remark-{at}"


class Blocks:
    """Turns the blocks of one document into data, once."""

    def __init__(self, document: Document, crowded: Collection[str] = ()) -> None:
        self._document = document
        self._crowded = crowded
        self._out: list[Data] = []
        self._starts: list[str] = []
        self._asides: list[Data] = []
        self._footnotes: list[str] = []
        self._open: str | None = None
        self._list: list[ListEntry] = []
        self._tables = self._charts = self._depth = self._notes = 0

    def data(self) -> list[Data]:
        """Pieces of one kind each, in order. A table is one with the caveats and sources right after it."""
        blocks = self._document.blocks
        for at, block in enumerate(blocks):
            after = blocks[at + 1] if at + 1 < len(blocks) else None
            match block:
                case EntryMark():
                    self._close_list()
                    self._mark(block)
                case MarginNote():
                    self._close_list()
                    self._remark(at, block)
                case ListEntry():
                    self._list.append(block)
                    if not isinstance(after, ListEntry):
                        self._close_list()
                case PageBreak():
                    # An entry that begins on a new page is not the end of the page before.
                    own = after is None or isinstance(after, EntryMark)
                    self._put({"kind": "break"}, carried=own)
                case _:
                    self._block(block)
        self._close_list()
        self._flush()
        self._end()
        if self._out and self._out[-1]["kind"] == "paragraph":
            self._out[-1]["sticky"] = _length(blocks[-1]) <= _KEPT_WITH_CLOSING
        return _turned(self._out)

    # Entries of a briefing

    def _mark(self, mark: EntryMark) -> None:
        if self._starts:
            # Nothing stood between two marks: the first entry is empty.
            self._put({"kind": "mark"})
        self._end()
        self._starts.append(mark.entry)
        self._open = mark.entry

    def _end(self) -> None:
        """What was put last ends the entry that is open."""
        if self._open is not None and self._starts:
            self._put({"kind": "mark"})
        if self._open is not None and self._out:
            last = self._out[-1]
            inner = last["blocks"][-1] if last["kind"] == "group" else last
            inner["ends"] = [*inner["ends"], self._open]
        self._open = None

    def _put(self, data: Data, *, carried: bool = True) -> None:
        """Add a piece; the entry that begins, and what stands in the margin, begin with it."""
        self._out.append(_bare() | data)
        if carried:
            self._carry(self._out[-1])

    def _carry(self, data: Data) -> None:
        data["starts"], self._starts = self._starts, []
        if data["kind"] not in ("mark", "break"):
            data["asides"], self._asides = self._asides, []

    # Remarks

    def _remark(self, at: int, remark: MarginNote) -> None:
        if not remark.text.strip():
            return
        key = remark_key(at)
        if key in self._crowded or len(remark.text) > _MOST_IN_MARGIN:
            self._footnotes.append(remark.text)
        else:
            self._asides.append({"key": key, "text": remark.text})

    def _flush(self) -> None:
        """Remarks after which nothing comes still need a place."""
        if self._asides or self._footnotes:
            self._paragraph(Paragraph(()))

    # Blocks

    def _block(self, block: Block) -> None:
        if self._footnotes and not isinstance(block, Paragraph):
            self._paragraph(Paragraph(()))
        match block:
            case Heading():
                self._depth = min(block.level, self._depth + 1)
                self._put({"kind": "heading", "text": block.label, "level": block.level, "depth": self._depth})
            case Paragraph():
                self._paragraph(block)
            case Answer():
                self._put(answer_data(block) | {"whole": short(block)})
            case Contents():
                self._put({"kind": "contents"})
            case Notes():
                for note in block.entries:
                    self._group(note_data(note) | {"by": 0.62}, whole=short(note))
            case Table():
                self._table(block)
            case Chart():
                self._charts += 1
                alt = block.alt or block.caption or "图表"
                drawn = {"kind": "chart", "alt": alt, "caption": block.caption, "number": self._charts}
                self._group(
                    drawn | {"file": f"chart-{self._charts}.svg", "tallest": self._tallest},
                    whole=short(block),
                    floats=block.floats,
                )
            case Callouts():
                cards = [{"label": card.label, "value": card.value, "tail": card.tail} for card in block.cards]
                if cards:
                    self._group({"kind": "callouts", "cards": cards}, whole=short(block))
            case Caveat() | SourceLine():
                self._small(block)

    def _paragraph(self, block: Paragraph) -> None:
        runs = noted_end(block.runs, block.source)
        for text in self._footnotes:
            runs = noted_end(runs, text)
        self._footnotes = []
        data = self._keyed(run_data(runs))
        self._put({"kind": "paragraph", "runs": data, "number": block.number, "sticky": False})

    def _table(self, block: Table) -> None:
        self._tables += 1
        lines = lines_of(block, large=self._document.large)
        whole = short(block) and not block.wide and lines <= _MOST_LINES
        gridded = not (whole or block.wide or self._document.listing)
        data = table_data(block, whole=whole, gridded=gridded, large=self._document.large)
        data |= {"number": self._tables, "wide": block.wide}
        if block.wide:
            # The margin of a turned page is at its head and its foot.
            data["remarks"] += [("旁注", aside["text"]) for aside in self._asides]
            self._asides = []
        if whole:
            self._group(data, whole=True)
        else:
            self._put(data)

    def _small(self, block: Caveat | SourceLine) -> None:
        data = _bare() | {"kind": "caveat" if isinstance(block, Caveat) else "source", "text": block.text}
        last = self._out[-1] if self._out else None
        joined = last is not None and last["kind"] == "group" and last["whole"] and not self._starts
        if last is not None and joined and not self._asides and last["length"] + _length(block) <= MOST_CHARACTERS:
            last["blocks"].append(data)
            last["length"] += _length(block)
            first = last["blocks"][0]
            if first["kind"] == "chart":
                first["tallest"] -= _SMALL_LINE * math.ceil(_length(block) / _LINE)
        else:
            self._group(data, whole=short(block), length=_length(block))

    def _group(self, data: Data, *, whole: bool, floats: bool = False, length: int = MOST_CHARACTERS // 2) -> None:
        """A block off the grid: with those that are joined to it, it takes whole lines; a long one runs on."""
        by = data.get("by", 0.5)
        if not whole:
            self._put(data | {"by": by, "whole": False})
            return
        self._put({"kind": "group", "blocks": [_bare() | data], "by": by, "floats": floats, "length": length})
        group = self._out[-1]
        group["blocks"][0]["starts"], group["starts"] = group["starts"], []

    def _close_list(self) -> None:
        if not self._list:
            return
        entries, self._list = self._list, []
        if self._footnotes:
            self._paragraph(Paragraph(()))
        nodes = list_nodes(entries)
        self._key_nodes(nodes)
        self._put({"kind": "list", "entries": nodes})

    # Footnotes

    def _keyed(self, runs: list[Data]) -> list[Data]:
        for run in runs:
            if run["footnote"] is not None:
                self._notes += 1
                run["footnote"]["key"] = f"note-{self._notes}"
        return runs

    def _key_nodes(self, nodes: list[Data]) -> None:
        for node in nodes:
            if node["kind"] == "paragraph":
                self._keyed(node["runs"])
            else:
                for entry in node["entries"]:
                    self._key_nodes(entry["body"])

    @property
    def _tallest(self) -> int:
        return _TALLEST_LARGE if self._document.large else _TALLEST


def _bare() -> Data:
    return {"starts": [], "ends": [], "asides": [], "whole": True}


def _length(value: Block | Note | Document) -> int:
    return sum(len(text) + _LINE * text.count("\n") for text in texts_of(value))


def _turned(pieces: list[Data]) -> list[Data]:
    """The pieces with wide tables on pages that are turned: headings right before them stand there too, and so does
    what restricts them. Wide tables that follow one another share their pages.
    """
    out: list[Data] = []
    for piece in pieces:
        last = out[-1] if out else None
        if piece["kind"] == "table" and piece.get("wide"):
            taken: list[Data] = []
            while out and out[-1]["kind"] == "heading":
                taken.insert(0, out.pop())
            last = out[-1] if out else None
            if last is None or last["kind"] != "turned":
                last = {"kind": "turned", "blocks": []}
                out.append(last)
            last["blocks"] += [*taken, piece]
        elif last is not None and last["kind"] == "turned" and _goes_with_table(piece):
            last["blocks"].append(piece)
        else:
            out.append(piece)
    return out


def _goes_with_table(piece: Data) -> bool:
    if piece["kind"] != "group":
        return False
    return all(block["kind"] in ("caveat", "source") and not block["starts"] for block in piece["blocks"])
