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


class AnchorState(StrEnum):
    """How surely an anchor has found its place in a text."""

    EXACT = "exact"
    MOVED = "moved"
    SUGGESTED = "suggested"
    ORPHAN = "orphan"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _STATE_LABELS[self]


class Scope(StrEnum):
    """How much of a report an annotation is about."""

    PASSAGE = "passage"
    ITEM = "item"
    SECTION = "section"
    REPORT = "report"

    @property
    def label(self) -> str:
        """Its Chinese name."""
        return _SCOPE_LABELS[self]


_STATE_LABELS = {
    AnchorState.EXACT: "位置不变",
    AnchorState.MOVED: "已移动",
    AnchorState.SUGGESTED: "待确认",
    AnchorState.ORPHAN: "找不到",
}
_SCOPE_LABELS = {
    Scope.PASSAGE: "一段原文",
    Scope.ITEM: "整条",
    Scope.SECTION: "整章",
    Scope.REPORT: "整份报告",
}


@dataclass(frozen=True, slots=True)
class Anchor:
    """The selectors as they were made; they are never rewritten.

    ``exact`` is empty when the annotation is about the whole item, section or report that ``start`` lies in.
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
    """The anchor for a whole item: its text is the quote. Raises LookupError for an item of another report."""
    return anchor_at(report, item, Span(0, len(item.text)))


def anchor_of_section(report: Report, section: Section) -> Anchor:
    """The anchor for a whole section: its heading as written is the quote.

    Headings are no part of the canonical text, so the context is what stands around the heading instead: before it
    the last of the headings above it, one to a line, after it the first words of its first item. ``start`` and
    ``end`` are both where that item begins, for a section without items where the next item would.
    """
    above = "\n".join(each.heading or "" for each in report.ancestors(section))
    passed = 0
    for other in report.sections():
        if other.path == section.path:
            break
        passed += sum(len(item.text) + 1 for item in other.own_items())
    items = section.all_items()
    first = items[0].text[:CONTEXT] if items else ""
    return Anchor(section.heading or "", above[-CONTEXT:], first, passed, passed)


def anchor_of_report(report: Report) -> Anchor:
    """The anchor for a whole report, which needs no finding: all empty, at the beginning."""
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
