"""Which stretch of a long text a row shows."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

from briefing.domain.labels import outside_number
from briefing.domain.span import Span

LEAD_IN = 8
"""Characters kept before a mark when no clause begins near it."""

LEAST = 2
"""Characters that must stand between the beginning and the mark, so that a mark is read with what it belongs to."""

_PAUSE = re.compile(r"[,，、;；:：。!！?？\n]")


def snippet(text: str, marks: tuple[Span, ...], room: float) -> tuple[str, tuple[Span, ...]]:
    """The text from a place where its first mark can be seen in ``room`` ems, and the marks in it.

    It begins with the text where that leaves the mark in view, else, after …, with the clause that holds the mark
    or, when even that clause is too long, a few characters before it; never inside a number. Where the
    row ends is left to whoever paints it.
    """
    if not marks or _ems(text[: marks[0].end]) + 1 <= room:
        return text, marks
    first = marks[0]
    pauses = [found.end() for found in _PAUSE.finditer(text, 0, first.start)]
    clauses = (at for at in reversed(pauses) if first.start - at >= LEAST)
    near = next(clauses, 0)
    if near and _ems(text[near : first.end]) + 2 <= room:
        start = near
    else:
        start = outside_number(text, max(0, first.start - LEAD_IN))
    moved = tuple(Span(mark.start - start + 1, mark.end - start + 1) for mark in marks if mark.start >= start)
    return "…" + text[start:], moved


def _ems(text: str) -> float:
    """How wide a text is in ems: a full-width character is one, any other about half."""
    return sum(1.0 if east_asian_width(char) in "WFA" else 0.55 for char in text)
