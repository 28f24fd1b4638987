"""Where things of certain heights stand in a margin, each as near as possible to the height of its passage."""

from __future__ import annotations

from collections.abc import Sequence


def stack(wanted: Sequence[int | None], heights: Sequence[int], gap: int, fixed: int | None = None) -> list[int]:
    """The tops, in pixels from the top of the page's text; in their order and never one over another.

    ``wanted`` has the height of each one's passage, None for what directly follows the one before. Each stands there
    or, where that is taken, below what is before it. The one of number ``fixed`` stands exactly where it wants;
    those before it make room upwards, even to heights below 0.
    """
    tops: list[int] = []
    free: int | None = None
    for want, height in zip(wanted, heights, strict=True):
        least = 0 if free is None else free
        tops.append(max(least, want if want is not None else least))
        free = tops[-1] + height + gap
    if fixed is None or (want := wanted[fixed]) is None:
        return tops
    tops[fixed] = want
    for at in range(fixed - 1, -1, -1):
        tops[at] = min(tops[at], tops[at + 1] - gap - heights[at])
    for at in range(fixed + 1, len(tops)):
        least = tops[at - 1] + heights[at - 1] + gap
        tops[at] = max(least, wanted[at] or least)
    return tops
