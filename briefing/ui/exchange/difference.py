"""Where two texts differ, in stretches a reader can take in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefing.domain.span import Span

ISLAND = 2
"""Words or characters alike between two differences, up to which the whole is told as one difference."""

_PIECES = re.compile(r"[0-9]+(?:\.[0-9]+)?|[A-Za-z]+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Difference:
    """What of the first text is not in the second, and what of the second is new. Spans count code points."""

    removed: tuple[Span, ...]
    added: tuple[Span, ...]

    def __bool__(self) -> bool:
        return bool(self.removed or self.added)


def differing(before: str, after: str) -> Difference:
    """How the second text differs from the first; numbers and words of letters are never split."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    starts_old, starts_new = _starts(old), _starts(new)
    removed, added = [], []
    for low, high, left, right in _blocks(old, new):
        if low < high:
            removed.append(Span(starts_old[low], starts_old[high]))
        if left < right:
            added.append(Span(starts_new[left], starts_new[right]))
    return Difference(tuple(removed), tuple(added))


def _blocks(old: list[str], new: list[str]) -> list[tuple[int, int, int, int]]:
    """The differing blocks; those with hardly anything between them are one."""
    found: list[tuple[int, int, int, int]] = []
    for tag, low, high, left, right in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        if found and low - found[-1][1] <= ISLAND and not set("".join(old[found[-1][1] : low])) & set("，。；！？\n"):
            found[-1] = (found[-1][0], high, found[-1][2], right)
        else:
            found.append((low, high, left, right))
    return found


def _starts(pieces: list[str]) -> list[int]:
    starts, at = [], 0
    for piece in pieces:
        starts.append(at)
        at += len(piece)
    return [*starts, at]
