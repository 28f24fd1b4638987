"""How an annotation finds its passage again: the W3C TextQuoteSelector and TextPositionSelector.

Offsets count code points in the report's canonical text: the texts of its items in reading order,
one to a line (see ``canonical_text``). Layout of the source file is no part of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefing.domain.report import Item, Report, Section
from briefing.domain.span import Span

CONTEXT = 32
"""Code points kept on either side of a quote (W3C Web Annotation Data Model, 4.2.4)."""


class Scope(StrEnum):
    """How much an annotation is about."""

    PASSAGE = "passage"
    ITEM = "item"
    SECTION = "section"
    REPORT = "report"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _SCOPES[self]


class AnchorState(StrEnum):
    """How surely an anchor found its passage: only EXACT and MOVED count without a person's word."""

    EXACT = "exact"
    MOVED = "moved"
    SUGGESTED = "suggested"
    ORPHAN = "orphan"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _STATES[self]


_SCOPES = {
    Scope.PASSAGE: "一段原文",
    Scope.ITEM: "整条",
    Scope.SECTION: "整章",
    Scope.REPORT: "整份报告",
}
_STATES = {
    AnchorState.EXACT: "位置不变",
    AnchorState.MOVED: "已移动",
    AnchorState.SUGGESTED: "待确认",
    AnchorState.ORPHAN: "找不到",
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """The selectors as they were made; they are never rewritten.

    For a whole item ``exact`` is its text (empty in libraries of the first two revisions, where ``start`` alone says
    which item); for a section it is the heading, with the headings above as ``prefix`` and the first words below as
    ``suffix``; for a report everything is empty.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


def canonical_text(report: Report) -> str:
    """The text that anchors count in: every item's text in reading order, one to a line."""
    return "\n".join(item.text for item in report.items())


def item_offset(report: Report, item: Item) -> int:
    """Where an item begins in the canonical text. Raises LookupError for an item of another report."""
    passed = 0
    for other in report.items():
        if other.position == item.position:
            return passed
        passed += len(other.text) + 1
    raise LookupError(f"item {item.position} is not in {report.key}")


def anchor_at(report: Report, item: Item, stretch: Span) -> Anchor:
    """The anchor for a stretch of an item's text."""
    text = canonical_text(report)
    start = item_offset(report, item) + stretch.start
    end = start + len(stretch)
    return Anchor(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT], start, end)


def anchor_of_item(report: Report, item: Item) -> Anchor:
    """The anchor for an item as a whole."""
    return anchor_at(report, item, Span(0, len(item.text)))


def anchor_of_section(report: Report, section: Section) -> Anchor:
    """The anchor for a section: its heading between the headings above it and its first words."""
    first = next((item for below in section.walk() for item in below.own_items()), None)
    above = "\n".join(parent.heading for parent in report.ancestors(section) if parent.heading)
    start = 0 if first is None else item_offset(report, first)
    below = "" if first is None else first.text[:CONTEXT]
    return Anchor(section.heading or "", above[-CONTEXT:], below, start, start)


def anchor_of_report() -> Anchor:
    """The anchor for a report as a whole."""
    return Anchor("", "", "", 0, 0)


def find_quote(report: Report, quote: str) -> tuple[tuple[Item, Span], ...]:
    """Every place where the quote stands, word for word, within one item."""
    found = []
    for item in report.items():
        at = item.text.find(quote) if quote else -1
        while at >= 0:
            found.append((item, Span(at, at + len(quote))))
            at = item.text.find(quote, at + 1)
    return tuple(found)


def resolve(report: Report, anchor: Anchor) -> tuple[Item, Span] | None:
    """Where the anchor points in this text: position first, and only when the quote still equals;
    else the one place where the quote stands; else None (nothing is guessed).
    """
    passed = 0
    for item in report.items():
        if passed <= anchor.start and anchor.end <= passed + len(item.text):
            stretch = Span(anchor.start - passed, anchor.end - passed)
            if stretch.of(item.text) == anchor.exact:
                return item, stretch
        passed += len(item.text) + 1
    found = find_quote(report, anchor.exact)
    return found[0] if len(found) == 1 else None
