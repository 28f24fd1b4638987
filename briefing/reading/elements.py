"""What a laid-out page consists of, in the order of the source."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from briefing.domain.span import Span


class Kind(Enum):
    """How a piece of running text is set."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    CALLOUT = "callout"


@dataclass(slots=True)
class Text:
    """Running text that becomes an item: one stretch of words for each line it stands on.

    ``stretches`` holds, for each line, the pieces of the source that are shown; ``words`` the same as
    text. ``open`` says that the next paragraph belongs to it whatever its own end (a salutation).
    """

    kind: Kind
    line: int
    stretches: list[tuple[Span, ...]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    open: bool = False

    def add(self, pieces: tuple[Span, ...], words: str) -> None:
        """Take in another line."""
        if pieces:
            self.stretches.append(pieces)
            self.lines.append(words)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its rank among headings (lower is higher), its own number, its words and where they stand.

    ``marked`` is true for hash headings, whose order a two-column page may have shuffled.
    """

    rank: int
    number: int | None
    words: str
    span: Span
    line: int
    marked: bool


@dataclass(frozen=True, slots=True)
class Credit:
    """A line about who made the page."""

    words: str


@dataclass(frozen=True, slots=True)
class YearMark:
    """A heading that says nothing but a year."""

    year: int


Element = Text | Heading | Credit | YearMark
