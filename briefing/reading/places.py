"""Finds where a stretch of an item's text lies in the source, fast for items of very many pieces."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from briefing.domain.report import Item
from briefing.domain.span import Span


class Places:
    """The places of one item's text; each look-up is logarithmic in its pieces."""

    def __init__(self, item: Item) -> None:
        self._pieces = item.pieces
        self._starts = [0, *accumulate(len(piece) for piece in item.pieces)]

    def to_source(self, stretch: Span) -> Span:
        """As ``Item.to_source``; the stretch is not empty and lies in the text."""
        first = bisect_right(self._starts, stretch.start) - 1
        last = bisect_right(self._starts, stretch.end - 1) - 1
        start = self._pieces[first].start + stretch.start - self._starts[first]
        return Span(start, self._pieces[last].start + stretch.end - self._starts[last])
