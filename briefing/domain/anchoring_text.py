"""One edition of a report, laid out for finding passages in it: folded once, offsets leading back to its items."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from briefing.domain.folding import Folding, cuts
from briefing.domain.report import Item, Report
from briefing.domain.span import Span

EDGES = "。!?\n"
"""What ends a sentence in folded text; items stand one to a line."""

_EDGE = re.compile(f"[{EDGES}]")
_KEY = 8


class FoldedReport:
    """A report's items as canonical text (``text``) and as folded text (``folded``), each one to a line.

    A line end never comes out of folding, so nothing that is sought in ``folded`` can stand across two items.
    """

    def __init__(self, report: Report, folding: Folding | None = None) -> None:
        self.report = report
        self.folding = Folding() if folding is None else folding
        self.items: tuple[Item, ...] = tuple(report.items())
        self.text = "\n".join(item.text for item in self.items)
        forms = [self.folding.fold(item.text) for item in self.items]
        self.folded = "\n".join(forms)
        self._starts = _starts([item.text for item in self.items])
        self._folds = _starts(forms)
        self._spots: dict[int, tuple[int, ...]] = {}
        self._openings: dict[str, list[int]] = {}
        self._closings: dict[str, list[int]] = {}

    def begins(self, index: int) -> int:
        """Where an item begins in the folded text."""
        return self._folds[index]

    def ends(self, index: int) -> int:
        """Where an item ends in the folded text."""
        return self._folds[index + 1] - 1 if index + 1 < len(self._folds) else len(self.folded)

    def item_of(self, at: int) -> int:
        """The index of the item that a place of the folded text lies in."""
        return bisect_right(self._folds, at) - 1

    def held_by(self, start: int, end: int) -> tuple[int, Span] | None:
        """The item that a stretch of the canonical text lies in, and the stretch within it; None across items."""
        index = bisect_right(self._starts, start) - 1
        if index < 0 or not start <= end <= self._starts[index] + len(self.items[index].text):
            return None
        return index, Span(start - self._starts[index], end - self._starts[index])

    def begun_at(self, offset: int) -> int | None:
        """The index of the item that begins at that offset of the canonical text."""
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and self._starts[index] == offset else None

    def offset(self, index: int, stretch: Span) -> int:
        """Where a stretch of an item begins in the canonical text."""
        return self._starts[index] + stretch.start

    def place(self, start: int, end: int, quote: str = "") -> tuple[int, Span]:
        """The item that a stretch of the folded text lies in, and the code points of its text that it stands for.

        Where ``quote`` itself, word for word, covers just them, the blanks at its ends belong to the stretch.
        """
        index = self.item_of(start)
        text, begun = self.items[index].text, self._folds[index]
        spots = self._spots.get(index)
        if spots is None:
            spots = self._spots[index] = self.folding.spots(text)
        stretch = self.folding.back(text, start - begun, end - begun, spots)
        leading = next((at for at, sign in enumerate(quote) if self.folding[ord(sign)]), 0)
        first = stretch.start - leading
        if first >= 0 and quote and text.startswith(quote, first):
            return index, Span(first, first + len(quote))
        return index, stretch

    def everywhere(self, words: str, *, opens: bool = False, closes: bool = False) -> Iterator[int]:
        """Every place where these folded words stand, overlapping ones too; none cuts a combining mark off.

        ``opens`` and ``closes`` ask only for places where a sentence begins or ends with them; those are indexed.
        """
        for at in self._places(words, opens=opens, closes=closes):
            end = at + len(words)
            if cuts(self.folded, at, end) or (opens and not self.edge_before(at)):
                continue
            if not closes or self.edge_after(end):
                yield at

    def _places(self, words: str, *, opens: bool, closes: bool) -> Iterator[int]:
        if (opens or closes) and len(words) >= _KEY:
            self._index()
            found = self._openings.get(words[:_KEY], ()) if opens else self._closings.get(words[-_KEY:], ())
            places = found if opens else [end - len(words) for end in found]
            yield from (at for at in places if at >= 0 and self.folded.startswith(words, at))
            return
        at = self.folded.find(words) if words else -1
        while at >= 0:
            yield at
            at = self.folded.find(words, at + 1)

    def _index(self) -> None:
        """Where sentences begin and end, by the signs they begin and end with."""
        if self._openings:
            return
        folded, size = self.folded, len(self.folded)
        edges = [found.start() for found in _EDGE.finditer(folded)]
        for at in (0, *(edge + 1 for edge in edges)):
            self._openings.setdefault(folded[at : at + _KEY], []).append(at)
        for at in sorted({*edges, *(edge + 1 for edge in edges), size}):
            self._closings.setdefault(folded[max(0, at - _KEY) : at], []).append(at)

    def edge_before(self, at: int) -> bool:
        """Whether a sentence or an item may begin here."""
        return at == 0 or self.folded[at - 1] in EDGES

    def edge_after(self, at: int) -> bool:
        """Whether a sentence or an item has ended here, or does so with the next sign."""
        return at >= len(self.folded) or self.folded[at] in EDGES or self.edge_before(at)

    def left_of(self, at: int, length: int) -> str:
        """At least ``length`` code points before a place, if there are, items joined."""
        return self._near(max(0, at - length - 16), at, length, back=True)

    def right_of(self, at: int, length: int) -> str:
        """At least ``length`` code points after a place, if there are, items joined."""
        return self._near(at, at + length + 16, length, back=False)

    def _near(self, start: int, end: int, length: int, *, back: bool) -> str:
        words = self.folded[start:end].replace("\n", "")
        if len(words) < length and (start > 0 if back else end < len(self.folded)):
            more = 4 * (end - start)
            return (
                self._near(max(0, start - more), end, length, back=True)
                if back
                else self._near(start, end + more, length, back=False)
            )
        return words


def _starts(texts: list[str]) -> list[int]:
    starts, passed = [], 0
    for text in texts:
        starts.append(passed)
        passed += len(text) + 1
    return starts
