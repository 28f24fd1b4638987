"""The document every writer prints: plain frozen values, all text as data.

A writer (PDF now, DOCX and XLSX beside it) walks ``Document.blocks`` in order and decides how a block looks on its
medium; what a block says is decided before, in ``compose``. No string in here is markup for anything.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from briefing.charts.spec import ChartSpec
from briefing.domain import markup
from briefing.export.numbering import heading_prefix


class RunRole(StrEnum):
    """How a stretch of a paragraph is set."""

    PLAIN = "plain"
    FIGURE = "figure"
    LEAD = "lead"
    STRONG = "strong"


class Align(StrEnum):
    """On which edge the cells of a column stand."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one role. Figures are bold and never broken over two lines; leads and strong words are bold.

    ``footnote`` is set at the foot of the page, its mark after the text; equal ones on a page may share a mark.
    """

    text: str
    role: RunRole = RunRole.PLAIN
    footnote: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4 (GB/T 9704: 一、 （一） 1. （1）). Raises ValueError for another level.

    A heading without ``number`` stands without a prefix and is not counted.
    """

    text: str
    level: int = 1
    number: int | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.level <= 4:
            raise ValueError(f"no such heading level: {self.level}")

    @property
    def label(self) -> str:
        """The prefix and the text: ``（一）坚持内需主导``."""
        return self.text if self.number is None else heading_prefix(self.level, self.number) + self.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of body text. ``number`` makes it the n-th of a list (1. 2.); ``source`` becomes its footnote."""

    runs: tuple[Run, ...]
    number: int | None = None
    source: str = ""

    @property
    def text(self) -> str:
        """Its words without number and footnote."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table. ``unit`` is said in its heading; ``grow`` lets it take the room that others leave."""

    heading: str
    align: Align = Align.LEFT
    unit: str = ""
    grow: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: a text, or a number with its ``unit``.

    ``computed`` says 测算: no document states the value. ``mark`` is the place, from 1, of the caveat in the table's
    ``notes`` that restricts the value; 0 for none. ``footnote`` is said below the table, or at the
    foot of the page.
    """

    text: str
    unit: str = ""
    computed: bool = False
    mark: int = 0
    footnote: str = ""

    @property
    def caveat(self) -> bool:
        """Whether a note under the table restricts it."""
        return self.mark > 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its caption above it, below it the ``notes`` that cells are marked with and a ``remark`` on all of it.

    ``unit`` is what all of it is counted in, said at the right above it (单位：亿元). A ``wide`` one is printed on a
    page that is turned (GB/T 9704-2012, 7.4). ``groups`` are rows that head those below them: (row index, words).
    Raises ValueError for a row of another length and for a mark without its note.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    remark: str = ""
    unit: str = ""
    wide: bool = False
    groups: tuple[tuple[int, str], ...] = ()

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError(f"a table without columns: {self.caption}")
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of another length: {self.caption}")
        if any(cell.mark > len(self.notes) for row in self.rows for cell in row):
            raise ValueError(f"a mark without its note: {self.caption}")


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as SVG text, with what it says in words for those who cannot see it.

    One that ``floats`` goes to the head or the foot of a page, and the text after it fills the page it left.
    A writer that draws charts natively takes ``spec``, and prints its note, caption and caveats too; without one it
    shows the drawing.
    """

    svg: str
    alt: str
    caption: str = ""
    floats: bool = False
    spec: ChartSpec | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a report, perhaps with what stood before and after them when they were noted down.

    ``place`` says where they stand, or how much of the report they are.
    """

    words: str
    before: str = ""
    after: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation as it is printed. ``about`` says in a line what it is about, ``computed`` marks numbers as 测算.

    ``text`` is Markdown as ``domain.markup`` reads it: a writer prints ``blocks``. ``passage`` is quoted above it,
    ``remark`` says below it what a reader must know of its state, ``depth`` how many notes it answers lie above it.
    """

    kind: str
    status: str
    text: str
    title: str = ""
    author: str = ""
    date: dt.date | None = None
    source: str = ""
    about: str = ""
    computed: bool = False
    tags: tuple[str, ...] = ()
    due: dt.date | None = None
    attachments: tuple[str, ...] = ()
    passage: Passage | None = None
    remark: str = ""
    depth: int = 0

    @property
    def blocks(self) -> tuple[markup.Block, ...]:
        """Its text as paragraphs and entries of lists."""
        return markup.blocks(self.text)


@dataclass(frozen=True, slots=True)
class Notes:
    """The annotations a person chose to print."""

    entries: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Caveat:
    """A sentence that restricts what stands before it."""

    text: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where what stands before it comes from."""

    text: str


@dataclass(frozen=True, slots=True)
class Card:
    """One headline figure: what it is of, the number as its report writes it, and the words that bound it (左右)."""

    label: str
    value: str
    tail: str = ""


@dataclass(frozen=True, slots=True)
class Callouts:
    """Headline figures, set as a compact table of cards."""

    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ListEntry:
    """An entry of a list: ``mark`` stands before it (• or 1.), ``depth`` says how far in."""

    runs: tuple[Run, ...]
    mark: str = "•"
    depth: int = 0

    @property
    def text(self) -> str:
        """Its words without mark and footnotes."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Answer:
    """A question one may be asked and what may be answered, as a card; ``status`` says how far it was checked."""

    question: str
    answer: str
    status: str = ""
    source: str = ""
    about: str = ""

    @property
    def blocks(self) -> tuple[markup.Block, ...]:
        """The answer as paragraphs and entries of lists."""
        return markup.blocks(self.answer)


@dataclass(frozen=True, slots=True)
class MarginNote:
    """A remark set small in the outer margin, beside the block after it."""

    text: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents of the headings, filled in, with page numbers."""


@dataclass(frozen=True, slots=True)
class EntryMark:
    """Where an entry of a briefing begins: nothing is printed, but its place on the pages can be asked for."""

    entry: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


Block: TypeAlias = (
    Heading
    | Paragraph
    | ListEntry
    | Table
    | Chart
    | Notes
    | Answer
    | MarginNote
    | Caveat
    | SourceLine
    | Callouts
    | Contents
    | EntryMark
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Document:
    """One printed document. ``source_line`` stands under the title; ``author`` and ``date`` close it.

    ``language`` is a BCP 47 tag. ``confidentiality`` (密级) stands at the top left of the first page. A ``listing`` is
    looked things up in, not read through: each page says on top under which headings its first lines stand.

    ``title_breaks`` are the places where a person breaks the title; none leaves that to the writer. ``addressee``
    (主送机关, 7.3.2) stands before the text, ``facts`` are lines of a label and words under the title.
    ``duplex`` mirrors the margins; ``large`` is a single page in large type to be read at arm's length.
    """

    title: str
    subtitle: str = ""
    author: str = ""
    date: dt.date | None = None
    source_line: str = ""
    blocks: tuple[Block, ...] = ()
    language: str = "zh-CN"
    confidentiality: str = ""
    listing: bool = False
    title_breaks: tuple[int, ...] = ()
    addressee: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    duplex: bool = True
    large: bool = False
