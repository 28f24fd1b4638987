"""The sentence around a stretch of an item's text, as an item of its own that can be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefing.domain.figure import Figure
from briefing.domain.report import Item
from briefing.domain.span import Span

SHORT = 60
"""A text no longer than this is shown whole."""

_STOPS = "。；;！？!?"


def excerpt(item: Item, figures: Iterable[Figure], span: Span) -> tuple[Item, tuple[Figure, ...], Span]:
    """The sentence (or the sentences) that ``span`` lies in, the figures in it, and the span within it.

    The figures keep their names; positions in their text are those of the excerpt.
    """
    text = item.text
    if len(text) <= SHORT:
        return item, tuple(figures), span
    start = max(text.rfind(stop, 0, span.start) for stop in _STOPS) + 1
    last = max(span.start, span.end - 1)
    end = min((at + 1 for stop in _STOPS if (at := text.find(stop, last)) >= 0), default=len(text))
    cut = Span(start, max(end, span.end))
    shorter = replace(
        item,
        text=cut.of(text),
        pieces=(Span(0, len(cut)),),
        breaks=tuple(at - cut.start for at in item.breaks if cut.start < at < cut.end),
    )
    inside = tuple(
        replace(
            figure,
            text_span=_moved(figure.text_span, cut),
            cues=tuple(_moved(cue, cut) for cue in figure.cues if cut.start <= cue.start and cue.end <= cut.end),
        )
        for figure in figures
        if cut.start <= figure.text_span.start and figure.text_span.end <= cut.end
    )
    return shorter, inside, _moved(span, cut)


def _moved(span: Span, cut: Span) -> Span:
    return Span(span.start - cut.start, span.end - cut.start)
