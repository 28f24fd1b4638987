"""Titles of several lines: where a title breaks by sense, and how its lines balance (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

_PAUSES = {" ": 0.0, "。": 0.0, "；": 0.0, "：": 0.0, "—": 0.0, "，": 3.0, "》": 3.0, "的": 12.0, "”": 12.0, "、": 60.0}
"""How badly a line may end after these, beside the square of what it is too short or too long."""

_BEFORE = set("和与及或在对为《“（—")
_NEVER_FIRST = set("，、；：。！？》”’）%‰…· ")
_NEVER_LAST = set("《“‘（")

_LONGEST = 400
"""A title beyond this many characters is no title; it is left to the typesetter."""


def title_lines(title: str, fullest: float = 19.0) -> tuple[str, ...]:
    """The title cut into as few lines as fit, of like length, broken by sense where that costs little.

    ``fullest`` is the longest line in full-width characters; ASCII counts half. Blanks and dots at a break are dropped.
    Words and numbers in ASCII stay whole. A single line, and a title that no break can fit, come back as they are.
    """
    title = " ".join(title.split())
    total = _width(title)
    if total <= fullest or len(title) > _LONGEST:
        return (title,)
    for count in range(int(total // fullest) + 1, len(title) + 1):
        cuts = _cut(title, count, fullest)
        if cuts is not None:
            edges = (0, *cuts, len(title))
            return tuple(title[a:b].strip(" ·") for a, b in pairwise(edges))
        if count > total // fullest + 3:
            break
    return (title,)


def broken_at(title: str, breaks: tuple[int, ...]) -> tuple[str, ...]:
    """The title cut where a person breaks it; places beyond its ends are left out. Empty when there are none."""
    edges = sorted({at for at in breaks if 0 < at < len(title)})
    if not edges:
        return ()
    lines = (" ".join(title[a:b].split()).strip(" ·") for a, b in pairwise((0, *edges, len(title))))
    return tuple(line for line in lines if line)


def _width(text: str) -> float:
    return sum(0.5 if ord(char) < 128 else 1.0 for char in text)


def _break_cost(title: str, at: int) -> float | None:
    """How badly a line end before ``at`` suits the sense; None where it must not be (1 坚持… stays together)."""
    last, first = title[at - 1], title[at]
    if first in _NEVER_FIRST or last in _NEVER_LAST or last == first == "—":
        return None
    if last.isascii() and first.isascii() and last != " " and first != " ":
        return None
    if last == " " and at > 1 and title[at - 2].isdigit():
        return None
    if last in _PAUSES:
        return _PAUSES[last]
    return 12.0 if first in _BEFORE else 200.0


def _cut(title: str, count: int, fullest: float) -> tuple[int, ...] | None:
    """The best places for ``count`` lines, or None when no line would fit."""
    ideal = _width(title) / count

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[int, ...]] | None:
        if left == 1:
            width = _width(title[start:])
            return ((width - ideal) ** 2, ()) if width <= fullest else None
        found: tuple[float, tuple[int, ...]] | None = None
        width = 0.0
        for at in range(start + 1, len(title)):
            width += _width(title[at - 1])
            if width > fullest:
                break
            cost = _break_cost(title, at)
            rest = None if cost is None else best(at, left - 1)
            if cost is None or rest is None:
                continue
            whole = cost + (width - ideal) ** 2 + rest[0]
            if found is None or whole < found[0]:
                found = (whole, (at, *rest[1]))
        return found

    answer = best(0, count)
    return None if answer is None else answer[1]
