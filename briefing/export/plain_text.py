"""A document as text for a chat or a mail: plain, or Markdown in which nothing of the document is markup."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Protocol

from briefing.domain import markup
from briefing.export.cells import cell_text
from briefing.export.document import (
    Align,
    Answer,
    Block,
    Callouts,
    Caveat,
    Cell,
    Chart,
    Column,
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
    Run,
    RunRole,
    SourceLine,
    Table,
)
from briefing.export.lettering import mark_of
from briefing.export.markdown_text import Entry, Markdown
from briefing.export.numbering import chinese_date


class Dialect(Protocol):
    """How words become lines of text."""

    def words(self, text: str) -> str:
        """Text that stands for itself within a line; its line ends end lines."""

    def strong(self, text: str) -> str:
        """Words that stand out."""

    def lines(self, said: Iterable[str]) -> str:
        """Lines that belong together, each being words already."""

    def heading(self, text: str, level: int) -> str:
        """A heading; level 0 is the title."""

    def entry(self, mark: str, depth: int, said: str) -> Entry | str:
        """An entry of a list, ``said`` being words already."""

    def quoted(self, said: str) -> str:
        """Words of a report, ``said`` being words already."""

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str] | str], sides: Sequence[Align]) -> str:
        """A table; a row that is one string heads those below it."""


def to_plain(document: Document) -> str:
    """The document as plain text: a line ends with a line feed, tables are aligned for a face of equal widths.

    What no text can hold is replaced (``cells.cell_text``).
    """
    return _Writer(_Plain()).document(document)


def to_markdown(document: Document) -> str:
    """The document as Markdown (CommonMark with the tables of GitHub): every character of it that could be markup is
    escaped. What no text can hold is replaced (``cells.cell_text``).
    """
    return _Writer(Markdown()).document(document)


class _Writer:
    """Walks the blocks; footnotes are counted and stand at the end, equal ones once."""

    def __init__(self, dialect: Dialect) -> None:
        self._as = dialect
        self._notes: dict[str, int] = {}
        self._tables = self._charts = 0

    def document(self, document: Document) -> str:
        parts = [self._say(document.confidentiality)] if document.confidentiality else []
        title = " ".join(document.title.split())
        parts += [self._as.heading(cell_text(title), 0)] if title else []
        parts += [self._say(text) for text in (document.subtitle, document.source_line) if text]
        parts += [self._say(f"{label}：{said}") for label, said in document.facts if said]
        if document.addressee:
            parts.append(self._say(document.addressee.rstrip("：:") + "："))
        for block in document.blocks:
            parts += self._block(block)
        signed = [document.author, "" if document.date is None else chinese_date(document.date)]
        parts += [self._say(line) for line in signed if line]
        if self._notes:
            parts.append(self._as.lines(self._say(f"〔{number}〕{note}") for note, number in self._notes.items()))
        return _joined(parts)

    def _say(self, text: str) -> str:
        return self._as.words(cell_text(text))

    def _strong(self, text: str) -> str:
        return self._as.strong(cell_text(text))

    def _mark(self, note: str) -> str:
        return self._say(f"〔{self._notes.setdefault(note, len(self._notes) + 1)}〕") if note else ""

    def _runs(self, runs: Iterable[Run]) -> str:
        made, strong = [], ""
        for run in (*(one for one in runs if one.text or one.footnote), Run("")):
            if run.role is RunRole.PLAIN:
                # Stretches that stand out one after the other are one: two would meet in the marks of both.
                made += [self._strong(strong)] if strong else []
                made += [self._say(run.text), self._mark(run.footnote)]
                strong = ""
            elif run.footnote:
                made += [self._strong(strong + run.text), self._mark(run.footnote)]
                strong = ""
            else:
                strong += run.text
        return "".join(made)

    def _block(self, block: Block) -> list[str]:
        match block:
            case Heading():
                return [self._as.heading(cell_text(" ".join(block.label.split())), block.level)]
            case Paragraph():
                number = "" if block.number is None else self._say(f"{block.number}. ")
                return [number + self._runs(block.runs) + self._mark(block.source)]
            case ListEntry():
                return [self._as.entry(cell_text(block.mark), block.depth, self._runs(block.runs))]
            case Table():
                self._tables += 1
                return self._table(block)
            case Chart():
                self._charts += 1
                said = f"图{self._charts}　{block.caption}".rstrip("　")
                return [self._as.lines([self._strong(said), *([self._say(block.alt)] if block.alt else [])])]
            case Callouts():
                return [self._as.lines(f"{self._say(c.label)}：{self._strong(c.value + c.tail)}" for c in block.cards)]
            case Notes():
                return [part for note in block.entries for part in self._note(note)]
            case Answer():
                return self._answer(block)
            case MarginNote():
                return [self._say(f"〔边注〕{block.text}")]
            case Caveat():
                return [self._strong("口径说明：") + self._say(block.text)]
            case SourceLine():
                return [self._say(f"来源：{block.text}")]
            case Contents() | EntryMark() | PageBreak():
                return []

    def _table(self, table: Table) -> list[str]:
        head = self._strong(f"表{self._tables}　{table.caption}".rstrip("　"))
        if table.unit:
            head += self._say(f"（单位：{table.unit}）")
        headings = [
            self._cell(f"{column.heading}（{column.unit}）" if column.unit else column.heading)
            for column in table.columns
        ]
        groups: dict[int, list[str]] = {}
        for at, said in table.groups:
            groups.setdefault(min(at, len(table.rows)), []).append(said)
        rows: list[Sequence[str] | str] = []
        for at, cells in enumerate((*table.rows, None)):
            rows += [self._cell(said) for said in groups.get(at, ())]
            if cells is not None:
                rows.append([self._value(cell, column) for cell, column in zip(cells, table.columns, strict=True)])
        body = self._as.table(headings, rows, [column.align for column in table.columns])
        below = [self._say(f"{mark_of(at)} {note}") for at, note in enumerate(table.notes, 1)]
        below += [self._say(table.remark)] if table.remark else []
        return [head, body, self._as.lines(below)]

    def _value(self, cell: Cell, column: Column) -> str:
        said = "（测算）" if cell.computed and "测算" not in column.heading else ""
        mark = mark_of(cell.mark) if cell.mark else ""
        return self._cell(cell.text + cell.unit + said + mark) + self._mark(cell.footnote)

    def _cell(self, text: str) -> str:
        return self._say(" ".join(cell_text(text).split()))

    def _note(self, note: Note) -> list[str]:
        parts = []
        if note.passage is not None:
            passage = note.passage
            place = f"{passage.place}　" if passage.place else ""
            parts.append(self._as.quoted(self._say(place + (f"“{passage.words}”" if passage.words else ""))))
        parts.append(self._say(f"〔{note.kind}·{note.status}〕") + (self._strong(note.title) if note.title else ""))
        parts += [self._say(f"所批：{note.about}")] if note.about else []
        parts += self._markup(note.blocks)
        parts += [self._say("（文中含测算数，非报告原文。）")] if note.computed else []
        parts += [self._say(note.remark)] if note.remark else []
        about = [
            ("标签", "、".join(note.tags)),
            ("期限", "" if note.due is None else chinese_date(note.due)),
            ("附件", "、".join(note.attachments)),
            ("来源", note.source),
        ]
        parts += [self._say("　".join(f"{name}：{said}" for name, said in about if said))]
        signed = [note.author, "" if note.date is None else chinese_date(note.date)]
        parts.append(self._say("，".join(part for part in signed if part)))
        return parts

    def _answer(self, block: Answer) -> list[str]:
        about = [("状态", block.status), ("来源", block.source), ("所答", block.about)]
        meta = "　".join(f"{name}：{said}" for name, said in about if said)
        said = self._markup(block.blocks)
        lead = self._strong("答：")
        if said and not isinstance(said[0], Entry):
            lead += said.pop(0)
        return [self._strong(f"问：{block.question}"), lead, *said, self._say(meta)]

    def _markup(self, blocks: Iterable[markup.Block]) -> list[str]:
        made = []
        for block in blocks:
            said = "".join(self._strong(run.text) if run.bold else self._say(run.text) for run in block.runs)
            made.append(self._as.entry(block.mark, block.depth, said) if block.mark else said)
        return made


def _joined(parts: Iterable[str]) -> str:
    """Blank lines between parts, none between the entries of a list."""
    made, before = "", ""
    for part in parts:
        part = part if isinstance(part, Entry) else part.lstrip(" \t")
        if not part.strip():
            continue
        close = isinstance(part, Entry) and isinstance(before, Entry)
        made += part if not made else f"\n{part}" if close else f"\n\n{part}"
        before = part
    return made + "\n" if made else ""


class _Plain:
    """Words as they are."""

    def words(self, text: str) -> str:
        return text

    def strong(self, text: str) -> str:
        return text

    def lines(self, said: Iterable[str]) -> str:
        return "\n".join(said)

    def heading(self, text: str, level: int) -> str:
        return text

    def entry(self, mark: str, depth: int, said: str) -> Entry | str:
        return Entry(f"{'  ' * depth}{mark} {said}")

    def quoted(self, said: str) -> str:
        return said

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str] | str], sides: Sequence[Align]) -> str:
        whole = [headings, *(row for row in rows if not isinstance(row, str))]
        widths = [max(_columns(cells[at]) for cells in whole) for at in range(len(headings))]
        lines = [_line(headings, widths, sides), "-" * (sum(widths) + 2 * (len(widths) - 1))]
        lines += [row if isinstance(row, str) else _line(row, widths, sides) for row in rows]
        return "\n".join(lines)


def _line(cells: Sequence[str], widths: Sequence[int], sides: Sequence[Align]) -> str:
    parts = []
    for text, width, side in zip(cells, widths, sides, strict=True):
        blanks = width - _columns(text)
        left = blanks if side is Align.RIGHT else blanks // 2 if side is Align.CENTER else 0
        parts.append(" " * left + text + " " * (blanks - left))
    return "  ".join(parts).rstrip()


def _columns(text: str) -> int:
    """How many columns of a Chinese face of equal widths it takes; ≥ ① — are wide there."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text
    )
