"""A report as it was read: its outline and its items, each tied to the source text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from briefing.domain.span import Span


class Nature(StrEnum):
    """Whether something was done or is promised."""

    ACTUAL = "actual"
    TARGET = "target"


class SectionRole(StrEnum):
    """What a section is for; most are plain body."""

    BODY = "body"
    CALLOUTS = "callouts"
    CLOSING = "closing"


class ItemRole(StrEnum):
    """How an item stands in its section. A lead opens a part and is not counted as one of its items."""

    BODY = "body"
    LEAD = "lead"
    CALLOUT = "callout"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Item:
    """The smallest unit that staff annotate and officials quote.

    ``text`` is exactly the concatenation of the ``pieces`` of the source text, so that every code
    point of it leads back to the source; layout (bullets, bold marks, line ends, blanks that a line
    end left behind) lies between the pieces. ``position`` is the reading order in the report,
    from 0, leads included. ``line`` is the 1-based line of the source where it begins. ``breaks``
    are the offsets in ``text`` where the source began a new line (call-outs are set by them).
    """

    position: int
    role: ItemRole
    text: str
    pieces: tuple[Span, ...]
    line: int
    breaks: tuple[int, ...] = ()

    @property
    def span(self) -> Span:
        """From its first to its last code point in the source."""
        return Span(self.pieces[0].start, self.pieces[-1].end)

    def to_source(self, stretch: Span) -> Span:
        """Where a stretch of ``text`` (not empty) lies in the source, layout inside it included."""
        first = last = -1
        passed = 0
        for piece in self.pieces:
            length = len(piece)
            if first < 0 and stretch.start < passed + length:
                first = piece.start + stretch.start - passed
            if stretch.end <= passed + length:
                last = piece.start + stretch.end - passed
                break
            passed += length
        if first < 0 or last < 0 or not len(stretch):
            raise ValueError(f"outside the item: {stretch}")
        return Span(first, last)

    def to_text(self, stretch: Span) -> Span | None:
        """Where a stretch of the source lies in ``text``; None when nothing of it is shown there."""
        start = end = -1
        passed = 0
        for piece in self.pieces:
            low, high = max(piece.start, stretch.start), min(piece.end, stretch.end)
            if low < high:
                if start < 0:
                    start = passed + low - piece.start
                end = passed + high - piece.start
            passed += len(piece)
        return None if start < 0 else Span(start, end)

    @property
    def lines(self) -> tuple[str, ...]:
        """``text`` cut where the source began a new line."""
        edges = (0, *self.breaks, len(self.text))
        return tuple(self.text[a:b] for a, b in pairwise(edges))


@dataclass(frozen=True, slots=True)
class Section:
    """A node of a report's outline.

    ``path`` holds its place among its siblings at each level, from 0: ``(2, 0)`` is the first
    section of the third part. Items of a section come in reading order, its leads before them.
    """

    path: tuple[int, ...]
    heading: str | None
    number: int | None = None
    role: SectionRole = SectionRole.BODY
    heading_span: Span | None = None
    line: int | None = None
    leads: tuple[Item, ...] = ()
    items: tuple[Item, ...] = ()
    sections: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        """Itself, then every section below it, in reading order."""
        yield self
        for section in self.sections:
            yield from section.walk()

    def own_items(self) -> tuple[Item, ...]:
        """Its leads and items, without those of the sections below it."""
        return self.leads + self.items

    def all_items(self) -> tuple[Item, ...]:
        """Leads and items of it and of everything below it, in reading order."""
        return tuple(item for section in self.walk() for item in section.own_items())


@dataclass(frozen=True, slots=True)
class Report:
    """One source document, as read: who speaks of which year, its outline, its source text.

    ``source_text`` is the file decoded without newline translation; ``sha256`` is the hex digest
    of the file's bytes. ``year`` is None when the document does not tell. ``short`` is what the
    tree calls it. ``parts`` are the sections of the first level.
    """

    key: str
    title: str
    subtitle: str
    year: int | None
    nature: Nature
    file_name: str
    source_text: str
    sha256: str
    short: str = ""
    issuer: str = ""
    region: str = ""
    credits: tuple[str, ...] = ()
    parts: tuple[Section, ...] = field(default=())

    @property
    def name(self) -> str:
        """What the tree and the crumbs call it."""
        return self.short or self.title

    def sections(self) -> Iterator[Section]:
        """Every section, parts included, in reading order."""
        for part in self.parts:
            yield from part.walk()

    def items(self) -> Iterator[Item]:
        """Every item, leads included, in reading order."""
        for section in self.sections():
            yield from section.own_items()

    def item_count(self) -> int:
        """How many items it has; leads are not counted (they introduce, they do not report)."""
        return sum(len(section.items) for section in self.sections())

    def numbered(self) -> tuple[Section, ...]:
        """The numbered sections, in reading order."""
        return tuple(s for s in self.sections() if s.number is not None)

    def section_at(self, path: tuple[int, ...]) -> Section | None:
        """The section with that path, or None."""
        return next((s for s in self.sections() if s.path == path), None)

    def section_of(self, item: Item) -> Section:
        """The section that holds the item. Raises LookupError for an item of another report."""
        for section in self.sections():
            if item in section.own_items():
                return section
        raise LookupError(f"item {item.position} is not in {self.key}")

    def item_at(self, position: int) -> Item | None:
        """The item at that place in reading order, or None."""
        return next((i for i in self.items() if i.position == position), None)

    def ancestors(self, section: Section) -> tuple[Section, ...]:
        """The sections above it, outermost first."""
        paths = [section.path[:depth] for depth in range(1, len(section.path))]
        return tuple(s for path in paths if (s := self.section_at(path)) is not None)
