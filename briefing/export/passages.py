"""Stretches of a report as printed blocks: paragraphs with bold figures, headline cards."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.domain.figure import Figure
from briefing.domain.labels import SHORT_SENTENCE
from briefing.domain.report import Item, ItemRole, Report
from briefing.domain.shown import shown
from briefing.domain.span import Span
from briefing.export.document import Card, Paragraph, Run, RunRole

_CLOSING_MARKS = "。，、；,;. "

_SAYS_ENOUGH = 3
"""Shorter words before a figure (增长, 至) name nothing by themselves."""


def report_name(report: Report) -> str:
    """《title and subtitle》 as sources are cited."""
    return f"《{shown(report.title + report.subtitle)}》"


def paragraph_of(item: Item, figures: Sequence[Figure], number: int | None = None) -> Paragraph:
    """An item's full text with its lead phrase and its figures bold."""
    text = shown(item.text)
    marked = [(span, RunRole.FIGURE) for span in sorted(figure.text_span for figure in figures)]
    lead = _lead(item)
    if lead is not None and not any(lead.overlaps(span) for span, _ in marked):
        marked.insert(0, (lead, RunRole.LEAD))
    runs: list[Run] = []
    at = 0
    for span, role in marked:
        if span.start < at or span.end > len(text) or not len(span):
            continue
        if span.start > at:
            runs.append(Run(text[at : span.start]))
        runs.append(Run(span.of(text), role))
        at = span.end
    if at < len(text):
        runs.append(Run(text[at:]))
    return Paragraph(tuple(runs), number)


def _lead(item: Item) -> Span | None:
    """The short first sentence that names an item before others follow (精准务实抓招商。…)."""
    stop = item.text.find("。")
    if item.role is ItemRole.BODY and 0 < stop <= SHORT_SENTENCE and item.text[stop + 1 :].strip():
        return Span(0, stop + 1)
    return None


def cards_of(item: Item, figures: Sequence[Figure]) -> tuple[Card, ...]:
    """One card for each figure of a call-out; none where words follow its last figure, for they would be lost."""
    text = shown(item.text)
    cards = []
    at = 0
    for figure in sorted(figures, key=lambda figure: figure.text_span):
        span = figure.text_span
        if span.start < at:
            return ()
        label = text[at : span.start].strip(_CLOSING_MARKS)
        if len(label) < _SAYS_ENOUGH:
            label = shown(figure.label)
        tail = next((cue for cue in figure.cues if cue.start == span.end), Span(span.end, span.end))
        cards.append(Card(label, span.of(text), tail.of(text)))
        at = max(span.end, tail.end)
    return () if text[at:].strip(_CLOSING_MARKS) else tuple(cards)
