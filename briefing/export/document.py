"""The document every writer prints: plain frozen values, all text as data.

A writer (PDF now, DOCX and XLSX beside it) walks ``Document.blocks`` in order and decides how a block looks on its
medium; what a block says is decided before, in ``compose``. No string in here is markup for anything.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from briefing.domain import markup
from briefing.export.numbering import heading_prefix


class RunRole(StrEnum):
    """How a stretch of a paragraph is set."""

    PLAIN = "plain"
    FIGURE = "figure"
    LEAD = "lead"


class Align(StrEnum):
    """On which edge the cells of a column stand."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one role. Figures are bold and never broken over two lines; leads are bold."""

    text: str
    role: RunRole = RunRole.PLAIN


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
    ``notes`` that restricts the value; 0 for none.
    """

    text: str
    unit: str = ""
    computed: bool = False
    mark: int = 0

    @property
    def caveat(self) -> bool:
        """Whether a note under the table restricts it."""
        return self.mark > 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its caption above it, below it the ``notes`` that cells are marked with and a ``remark`` on all of it.

    Raises ValueError for a row of another length and for a mark without its note.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    remark: str = ""

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
    """

    svg: str
    alt: str
    caption: str = ""
    floats: bool = False


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
class PageBreak:
    """What follows begins a new page."""


Block: TypeAlias = Heading | Paragraph | Table | Chart | Notes | Caveat | SourceLine | Callouts | PageBreak


@dataclass(frozen=True, slots=True)
class Document:
    """One printed document. ``source_line`` stands under the title; ``author`` and ``date`` close it.

    ``language`` is a BCP 47 tag. ``confidentiality`` (密级) stands at the top left of the first page. A ``listing`` is
    looked things up in, not read through: each page says on top under which headings its first lines stand.
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
